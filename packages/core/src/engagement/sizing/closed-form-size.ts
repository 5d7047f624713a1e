import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { arcCapShare, flatAbsenteeRatio, interceptorsFor } from '../closed-form/absentee.ts';
import { orbitInCapShare } from '../closed-form/bunching.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import { CALCULATOR_EARTH_RADIUS_M, coverRadiusM, reachAngleRad } from '../closed-form/footprint.ts';
import { binomialCountFor, poissonCountFor } from '../closed-form/odds.ts';
import { inReachWanted } from './demand.ts';
import type { FleetDemand } from './demand.ts';

/** A ratio and the number that follows from it; infinite when nothing is enough. */
export interface SizeByRatio {
  readonly absenteeRatio: number;
  readonly interceptors: number;
}

/** Fleets by the closed relations, from the study's own way to the orbit's. */
export interface ClosedFormSize {
  readonly reachM: number;
  readonly radiusM: number;
  /** R1 to R3: flat circle, even over the belt up to the highest latitude. */
  readonly flat: SizeByRatio;
  /** R4: the arc on the sphere, even over the whole sphere. */
  readonly evenSphere: SizeByRatio;
  /** R5: circular orbits of one inclination, the thinnest of the launch latitudes, enough on average. */
  readonly byLatitude: SizeByRatio;
  /** R6 on top: enough with the wanted confidence, independent places. Null when nothing is enough. */
  readonly poisson: number | null;
  readonly binomial: number | null;
}

/** @param maxLatitudeRad - Of the belt of R3, π/2 for the whole Earth. */
export function closedFormSize(
  demand: FleetDemand,
  shell: { readonly altitudeM: number; readonly inclinationRad: number },
  maxLatitudeRad: number,
): ClosedFormSize {
  const { flyOut, flyOutS, interceptAltitudeM, missiles, shotsPerTarget, confidence } = demand;
  const reachM = flyOutReachM(flyOut, flyOutS);
  const radiusM = coverRadiusM(reachM, shell.altitudeM, interceptAltitudeM);
  const sized = (absenteeRatio: number): SizeByRatio => ({
    absenteeRatio,
    interceptors: interceptorsFor(absenteeRatio, missiles, shotsPerTarget),
  });
  const share = thinnestShare(demand, shell);
  const wanted = inReachWanted(demand);
  return {
    reachM,
    radiusM,
    flat: sized(
      flatAbsenteeRatio({
        earthRadiusM: CALCULATOR_EARTH_RADIUS_M,
        interceptAltitudeM,
        maxLatitudeRad,
        coverRadiusM: radiusM,
      }),
    ),
    evenSphere: sized(1 / arcCapShare(radiusM, EARTH_EQUATORIAL_RADIUS_M + shell.altitudeM)),
    byLatitude: sized(1 / share),
    poisson: share > 0 ? poissonCountFor(share, wanted, confidence) : null,
    binomial: share > 0 ? binomialCountFor(share, wanted, confidence) : null,
  };
}

/** Share of a shell in reach at the launch latitude where it is smallest. */
export function thinnestShare(
  { flyOut, flyOutS, interceptAltitudeM, latitudesRad }: FleetDemand,
  { altitudeM, inclinationRad }: { readonly altitudeM: number; readonly inclinationRad: number },
): number {
  const angle = reachAngleRad(
    flyOutReachM(flyOut, flyOutS),
    EARTH_EQUATORIAL_RADIUS_M + altitudeM,
    EARTH_EQUATORIAL_RADIUS_M + interceptAltitudeM,
  );
  return latitudesRad.reduce(
    (least, latitude) => Math.min(least, orbitInCapShare(latitude, inclinationRad, angle)),
    1,
  );
}
