import { unreachable } from './assert.ts';

declare const frameTag: unique symbol;
type Invariant<T> = (value: T) => T;

/**
 * `inertial`: true equator and mean equinox of the scenario epoch, held fixed; the working frame.
 * `teme`: true equator and mean equinox of date, as SGP4 returns it. `gcrf`: the celestial reference frame.
 * `itrf`: Earth-fixed; polar motion is left out unless Earth-orientation data is given (about 10 m).
 */
export type Frame = 'inertial' | 'teme' | 'gcrf' | 'itrf';

/** A point, m, in frame `F`. Only `position` makes one; another frame's does not fit. */
export interface Position<F extends Frame> {
  readonly xM: number;
  readonly yM: number;
  readonly zM: number;
  readonly [frameTag]: Invariant<F>;
}

/** Turns coordinates in frame `From` into coordinates in frame `To`. Nine numbers, row by row. */
export interface Rotation<To extends Frame, From extends Frame> {
  readonly rowMajor: Float64Array;
  readonly [frameTag]: Invariant<readonly [To, From]>;
}

/* The tags exist in the types alone, so making a tagged value is an assertion, here and nowhere else. */
/* oxlint-disable typescript/no-unsafe-type-assertion */

export function position<F extends Frame>(_frame: F, xM: number, yM: number, zM: number): Position<F> {
  return { xM, yM, zM } as Position<F>;
}

export function rotation<To extends Frame, From extends Frame>(
  _to: To,
  _from: From,
  rowMajor: Float64Array,
): Rotation<To, From> {
  return { rowMajor } as Rotation<To, From>;
}

export function rotate<To extends Frame, From extends Frame>(
  toFromFrom: Rotation<To, From>,
  point: Position<From>,
): Position<To> {
  const m = toFromFrom.rowMajor;
  const { xM, yM, zM } = point;
  return {
    xM: m[0]! * xM + m[1]! * yM + m[2]! * zM,
    yM: m[3]! * xM + m[4]! * yM + m[5]! * zM,
    zM: m[6]! * xM + m[7]! * yM + m[8]! * zM,
  } as Position<To>;
}

export function compose<A extends Frame, B extends Frame, C extends Frame>(
  aFromB: Rotation<A, B>,
  bFromC: Rotation<B, C>,
): Rotation<A, C> {
  return { rowMajor: multiply3(aFromB.rowMajor, bFromC.rowMajor) } as Rotation<A, C>;
}

export function inverse<A extends Frame, B extends Frame>(aFromB: Rotation<A, B>): Rotation<B, A> {
  const m = aFromB.rowMajor;
  const transposed = Float64Array.of(m[0]!, m[3]!, m[6]!, m[1]!, m[4]!, m[7]!, m[2]!, m[5]!, m[8]!);
  return { rowMajor: transposed } as Rotation<B, A>;
}

/* oxlint-enable typescript/no-unsafe-type-assertion */

/** Product of two 3 x 3 matrices, row by row. */
export function multiply3(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      out[3 * i + j] = a[3 * i]! * b[j]! + a[3 * i + 1]! * b[3 + j]! + a[3 * i + 2]! * b[6 + j]!;
    }
  }
  return out;
}

/** Rotation of the axes about x, y or z (1, 2, 3) by an angle: the R1, R2, R3 of the textbooks. */
export function axisRotation(axis: 1 | 2 | 3, angleRad: number): Float64Array {
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  switch (axis) {
    case 1:
      return Float64Array.of(1, 0, 0, 0, c, s, 0, -s, c);
    case 2:
      return Float64Array.of(c, 0, -s, 0, 1, 0, s, 0, c);
    case 3:
      return Float64Array.of(c, s, 0, -s, c, 0, 0, 0, 1);
    default:
      return unreachable(axis);
  }
}
