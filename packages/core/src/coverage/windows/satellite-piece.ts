import { PIECE_TERMS } from './earth-fixed-path.ts';

/** One satellite over one piece: where it is at any share of it. */
export class SatellitePiece {
  readonly coefficients: Float64Array = new Float64Array(3 * PIECE_TERMS);
  /** Position and rate, m and m per piece. */
  readonly state: Float64Array = new Float64Array(6);

  take(pieces: Float64Array, satellite: number): void {
    const { coefficients } = this;
    const first = satellite * coefficients.length;
    for (let k = 0; k < coefficients.length; k++) coefficients[k] = pieces[first + k]!;
  }

  stateInto(out: Float64Array, share: number): void {
    const c = this.coefficients;
    for (let axis = 0; axis < 3; axis++) {
      const at = PIECE_TERMS * axis;
      const c1 = c[at + 1]!;
      const c2 = c[at + 2]!;
      const c3 = c[at + 3]!;
      const c4 = c[at + 4]!;
      const c5 = c[at + 5]!;
      const c6 = c[at + 6]!;
      const c7 = c[at + 7]!;
      const upper = c4 + share * (c5 + share * (c6 + share * c7));
      out[axis] = c[at]! + share * (c1 + share * (c2 + share * (c3 + share * upper)));
      const upperRate = 4 * c4 + share * (5 * c5 + share * (6 * c6 + share * 7 * c7));
      out[axis + 3] = c1 + share * (2 * c2 + share * (3 * c3 + share * upperRate));
    }
  }
}
