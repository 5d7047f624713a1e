/** Earth radius of the public calculator and of the cases that quote it, m. [Harrison-2025] */
export const CALCULATOR_EARTH_RADIUS_M = 6_378_100;

/**
 * Radius of the flat circle at intercept height that one satellite covers, m: √(R² - (h_orbit - h_intercept)²). Relation R2.
 *
 * Flat Earth between the two heights. 0 when the reach does not bridge their difference.
 *
 * @see [Harrison-2025] app. B.
 */
export function coverRadiusM(reachM: number, orbitAltitudeM: number, interceptAltitudeM: number): number {
  const differenceM = orbitAltitudeM - interceptAltitudeM;
  return Math.sqrt(Math.max(0, reachM * reachM - differenceM * differenceM));
}

/**
 * Angle at the Earth's centre within which a straight line of `reachM` joins two radii, rad; the same as R2 without the flat Earth. 0 when
 * the reach does not bridge their difference, π when it spans everything.
 */
export function reachAngleRad(reachM: number, orbitRadiusM: number, targetRadiusM: number): number {
  return Math.acos(clamped(reachCosine(reachM, orbitRadiusM, targetRadiusM)));
}

/** Cosine of that angle, not clamped: above 1 nothing is in reach. By the law of cosines. */
export function reachCosine(reachM: number, orbitRadiusM: number, targetRadiusM: number): number {
  return (
    (orbitRadiusM * orbitRadiusM + targetRadiusM * targetRadiusM - reachM * reachM) /
    (2 * orbitRadiusM * targetRadiusM)
  );
}

/** Angle at the Earth's centre beyond which a straight line between two radii goes through a sphere of `groundRadiusM`, rad. */
export function groundAngleRad(orbitRadiusM: number, targetRadiusM: number, groundRadiusM: number): number {
  return Math.acos(clamped(groundRadiusM / orbitRadiusM)) + Math.acos(clamped(groundRadiusM / targetRadiusM));
}

function clamped(cosine: number): number {
  return Math.max(-1, Math.min(1, cosine));
}
