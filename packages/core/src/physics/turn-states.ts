import type { Frame, Rotation } from '../foundation/index.ts';

/**
 * Turns states into another frame, in place: [state][x, y, z, vx, vy, vz], m and m/s.
 *
 * A velocity in a turning frame is the rate of change of the coordinates there: R v - ω × R r. [Vallado-2013] §3.4, eq. 3-24 without its
 * acceleration.
 *
 * @param spinRadPerS - How fast `To` turns against `From`, about the z axis of `From`, rad/s; 0 for axes at rest.
 */
export function turnStatesInPlace<To extends Frame, From extends Frame>(
  states: Float64Array,
  count: number,
  { rowMajor: m }: Rotation<To, From>,
  spinRadPerS: number,
): void {
  const wx = spinRadPerS * m[2]!;
  const wy = spinRadPerS * m[5]!;
  const wz = spinRadPerS * m[8]!;
  for (let at = 0; at < 6 * count; at += 6) {
    const x = m[0]! * states[at]! + m[1]! * states[at + 1]! + m[2]! * states[at + 2]!;
    const y = m[3]! * states[at]! + m[4]! * states[at + 1]! + m[5]! * states[at + 2]!;
    const z = m[6]! * states[at]! + m[7]! * states[at + 1]! + m[8]! * states[at + 2]!;
    const vx = m[0]! * states[at + 3]! + m[1]! * states[at + 4]! + m[2]! * states[at + 5]!;
    const vy = m[3]! * states[at + 3]! + m[4]! * states[at + 4]! + m[5]! * states[at + 5]!;
    const vz = m[6]! * states[at + 3]! + m[7]! * states[at + 4]! + m[8]! * states[at + 5]!;
    states[at] = x;
    states[at + 1] = y;
    states[at + 2] = z;
    states[at + 3] = vx - (wy * z - wz * y);
    states[at + 4] = vy - (wz * x - wx * z);
    states[at + 5] = vz - (wx * y - wy * x);
  }
}
