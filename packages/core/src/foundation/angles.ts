export const TWO_PI: number = 2 * Math.PI;

export function radians(deg: number): number {
  return (deg * Math.PI) / 180;
}

export function degrees(rad: number): number {
  return (rad * 180) / Math.PI;
}

/** The same angle in [0, 2π). */
export function wrapTwoPi(rad: number): number {
  const wrapped = rad % TWO_PI;
  return wrapped < 0 ? wrapped + TWO_PI : wrapped;
}

/** The same angle in [-π, π). */
export function wrapPi(rad: number): number {
  return wrapTwoPi(rad + Math.PI) - Math.PI;
}
