import { EARTH_MU_M3_PER_S2 } from './earth.ts';

/** A two-body arc from surface to surface of a sphere that does not turn. */
export interface KeplerArc {
  /** Speed at the surface, m/s. */
  readonly speedMPerS: number;
  /** Flight-path angle above the horizon at the start, rad. */
  readonly elevationRad: number;
  /** Highest height above the sphere, m. */
  readonly apogeeM: number;
  readonly timeS: number;
}

/**
 * The arc that reaches a ground range with the least speed.
 *
 * Sphere without rotation, no air, impulsive start. v² = (2 μ/R) sin φ/(1 + sin φ), elevation = π/4 - φ/2, φ half the range angle.
 *
 * @param rangeM - Along the surface, m, in (0, π R).
 * @param radiusM - Radius of the sphere, m.
 * @see [Bate-1971] §6.2.
 */
export function minimumEnergyArc(rangeM: number, radiusM: number): KeplerArc {
  const halfRad = rangeM / (2 * radiusM);
  const sine = Math.sin(halfRad);
  const elevationRad = Math.PI / 4 - halfRad / 2;
  const speedMPerS = Math.sqrt(((2 * EARTH_MU_M3_PER_S2) / radiusM) * (sine / (1 + sine)));
  const semiMajorM = 1 / (2 / radiusM - (speedMPerS * speedMPerS) / EARTH_MU_M3_PER_S2);
  const momentum = radiusM * speedMPerS * Math.cos(elevationRad);
  const eccentricity = Math.sqrt(1 - (momentum * momentum) / (EARTH_MU_M3_PER_S2 * semiMajorM));
  return {
    speedMPerS,
    elevationRad,
    apogeeM: semiMajorM * (1 + eccentricity) - radiusM,
    timeS: timeAboveS(semiMajorM, eccentricity, radiusM),
  };
}

/**
 * The arc of a given apogee and ground range: e = (ra - R)/(ra - R cos φ), a = ra/(1 + e).
 *
 * Sphere without rotation, no air, impulsive start.
 *
 * @param apogeeM - Height above the sphere, m, above 0.
 * @param rangeM - Along the surface, m, in [0, π R).
 */
export function arcThroughApogee(apogeeM: number, rangeM: number, radiusM: number): KeplerArc {
  const apogeeRadiusM = radiusM + apogeeM;
  const halfRad = rangeM / (2 * radiusM);
  const eccentricity = apogeeM / (apogeeRadiusM - radiusM * Math.cos(halfRad));
  const semiMajorM = apogeeRadiusM / (1 + eccentricity);
  const speedMPerS = Math.sqrt(EARTH_MU_M3_PER_S2 * (2 / radiusM - 1 / semiMajorM));
  const momentum = Math.sqrt(EARTH_MU_M3_PER_S2 * semiMajorM * (1 - eccentricity) * (1 + eccentricity));
  return {
    speedMPerS,
    elevationRad: Math.acos(Math.min(1, momentum / (radiusM * speedMPerS))),
    apogeeM,
    timeS: timeAboveS(semiMajorM, eccentricity, radiusM),
  };
}

/** Time an ellipse spends above a radius, s, through its apogee. */
function timeAboveS(semiMajorM: number, eccentricity: number, radiusM: number): number {
  const anomalyRad = Math.acos((1 - radiusM / semiMajorM) / eccentricity);
  const meanRad = anomalyRad - eccentricity * Math.sin(anomalyRad);
  return 2 * (Math.PI - meanRad) * Math.sqrt(semiMajorM ** 3 / EARTH_MU_M3_PER_S2);
}
