/** A satellite exactly above a pole has no longitude; moving it by this much changes no count and divides by nothing. */
const NEAREST_TO_AXIS_M = 1e-3;

/** Of a satellite from the Earth's axis, m; never 0. */
export function satelliteAxisM(x: number, y: number): number {
  return Math.max(NEAREST_TO_AXIS_M, Math.sqrt(x * x + y * y));
}
