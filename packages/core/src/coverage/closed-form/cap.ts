/**
 * Earth-central half-angle of the ground from which a satellite is seen at or above an elevation, rad. Sphere, no refraction.
 *
 * @param minElevationRad - From 0 (the horizon) to π/2.
 * @see [Wertz-1999] §5.2.
 */
export function capHalfAngleRad(
  groundRadiusM: number,
  orbitRadiusM: number,
  minElevationRad: number,
): number {
  return Math.acos((groundRadiusM * Math.cos(minElevationRad)) / orbitRadiusM) - minElevationRad;
}

/** Share of a sphere's surface inside a cap, 0 to 1. */
export function capShare(halfAngleRad: number): number {
  return (1 - Math.cos(halfAngleRad)) / 2;
}
