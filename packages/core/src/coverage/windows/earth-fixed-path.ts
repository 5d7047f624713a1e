import { assert, present, sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { EarthRotation, Ephemeris } from '../../physics/index.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';

/** Powers of a piece: polynomials of degree 7 through eight knots. */
export const PIECE_TERMS = 8;
/** Numbers that describe one satellite over one piece: [axis][power]. */
export const PIECE_STRIDE: number = 3 * PIECE_TERMS;

/** Fewest pieces that eight knots allow. */
const PIECES_MIN = PIECE_TERMS - 1;
/**
 * Longest piece, s. In a low orbit (7,000 km, 1.1 mrad/s) eight knots so far apart give the position between them to 1 mm: r (n h)^8 / 40,320
 * times 43 inside the window; times 1,000, some centimetres, in its first and last piece.
 */
const PIECE_S_MAX = 120;

/** Motion over a window as the Earth turns below it, cut into pieces of equal length. */
export interface EarthFixedPath {
  readonly satelliteCount: number;
  readonly pieceCount: number;
  readonly pieceS: number;
  /**
   * Polynomials of the piece into `out`, [satellite][axis][power], m, in the share of the piece that has passed, 0 to 1. Pieces are asked
   * for in their order. The ephemeris is not asked outside the window, but for the microseconds that make a piece whole.
   */
  pieceInto(out: Float64Array, piece: number): void;
}

export function earthFixedPath(
  ephemeris: Ephemeris,
  earth: EarthRotation,
  fromUs: SimTimeUs,
  durationUs: SimTimeUs,
): EarthFixedPath {
  assert(durationUs > 0, 'a window has a length');
  const pieceCount = Math.max(PIECES_MIN, Math.ceil(sFromUs(durationUs) / PIECE_S_MAX));
  const pieceUs = Math.ceil(durationUs / pieceCount);
  const knots = Array.from({ length: PIECE_TERMS }, () => new Float64Array(3 * ephemeris.satelliteCount));
  let known = 0;
  const learn = (knot: number): void => {
    const positions = knots[knot % PIECE_TERMS]!;
    const atUs = fromUs + knot * pieceUs;
    ephemeris.positionsInertialInto(positions, atUs);
    turnToEarthFixed(positions, earthAngleRad(earth, atUs));
  };
  return {
    satelliteCount: ephemeris.satelliteCount,
    pieceCount,
    pieceS: sFromUs(pieceUs),
    pieceInto(out: Float64Array, piece: number): void {
      const first = Math.max(0, Math.min(pieceCount - PIECES_MIN, piece - 3));
      for (; known < first + PIECE_TERMS; known++) learn(known);
      const matrix = LAGRANGE[piece - first]!;
      const stencil = Array.from({ length: PIECE_TERMS }, (_, j) => knots[(first + j) % PIECE_TERMS]!);
      polynomialsInto(out, matrix, stencil);
    },
  };
}

function polynomialsInto(out: Float64Array, matrix: Float64Array, stencil: readonly Float64Array[]): void {
  const p0 = present(stencil[0]);
  const p1 = present(stencil[1]);
  const p2 = present(stencil[2]);
  const p3 = present(stencil[3]);
  const p4 = present(stencil[4]);
  const p5 = present(stencil[5]);
  const p6 = present(stencil[6]);
  const p7 = present(stencil[7]);
  for (let at = 0; at < p0.length; at++) {
    const y0 = p0[at]!;
    const y1 = p1[at]!;
    const y2 = p2[at]!;
    const y3 = p3[at]!;
    const y4 = p4[at]!;
    const y5 = p5[at]!;
    const y6 = p6[at]!;
    const y7 = p7[at]!;
    for (let power = 0; power < PIECE_TERMS; power++) {
      const row = PIECE_TERMS * power;
      out[PIECE_TERMS * at + power] =
        matrix[row]! * y0 +
        matrix[row + 1]! * y1 +
        matrix[row + 2]! * y2 +
        matrix[row + 3]! * y3 +
        matrix[row + 4]! * y4 +
        matrix[row + 5]! * y5 +
        matrix[row + 6]! * y6 +
        matrix[row + 7]! * y7;
    }
  }
}

/** From values at the knots to powers, [power][knot], for a piece that begins at knot 0 .. 6 of its eight. */
const LAGRANGE: readonly Float64Array[] = Array.from({ length: PIECES_MIN }, (_, start) => {
  const matrix = new Float64Array(PIECE_TERMS * PIECE_TERMS);
  for (let knot = 0; knot < PIECE_TERMS; knot++) {
    let product = [1];
    for (let other = 0; other < PIECE_TERMS; other++) {
      if (other !== knot) product = timesLinear(product, start - other, knot - other);
    }
    product.forEach((coefficient, power) => (matrix[PIECE_TERMS * power + knot] = coefficient));
  }
  return matrix;
});

/** The polynomial times (s + shift) / divisor. */
function timesLinear(polynomial: readonly number[], shift: number, divisor: number): number[] {
  return Array.from(
    { length: polynomial.length + 1 },
    (_, power) => ((polynomial[power] ?? 0) * shift + (polynomial[power - 1] ?? 0)) / divisor,
  );
}
