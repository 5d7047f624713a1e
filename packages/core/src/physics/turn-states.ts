import type { Frame, Rotation } from '../foundation/index.ts';

/**
 * Turns states into another frame, in place: [state][x, y, z, vx, vy, vz], m and m/s.
 *
 * A velocity in a turning frame is the rate of change of the coordinates there: R (v - ω × r). [Vallado-2013] §3.4, eq. 3-24 without its
 * acceleration.
 *
 * @param spinRadPerS - How fast `To` turns against `From`, about the z axis of `From`, rad/s; 0 for axes at rest.
 */
export function turnStatesInPlace<To extends Frame, From extends Frame>(
  states: Float64Array,
  count: number,
  { rowMajor }: Rotation<To, From>,
  spinRadPerS: number,
): void {
  const [m0 = 1, m1 = 0, m2 = 0, m3 = 0, m4 = 1, m5 = 0, m6 = 0, m7 = 0, m8 = 1] = rowMajor;
  for (let at = 0; at < 6 * count; at += 6) {
    const x = states[at]!;
    const y = states[at + 1]!;
    const z = states[at + 2]!;
    const vx = states[at + 3]! + spinRadPerS * y;
    const vy = states[at + 4]! - spinRadPerS * x;
    const vz = states[at + 5]!;
    states[at] = m0 * x + m1 * y + m2 * z;
    states[at + 1] = m3 * x + m4 * y + m5 * z;
    states[at + 2] = m6 * x + m7 * y + m8 * z;
    states[at + 3] = m0 * vx + m1 * vy + m2 * vz;
    states[at + 4] = m3 * vx + m4 * vy + m5 * vz;
    states[at + 5] = m6 * vx + m7 * vy + m8 * vz;
  }
}
