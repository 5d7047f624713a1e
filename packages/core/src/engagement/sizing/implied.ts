import { flatAbsenteeRatio, interceptorsFor } from '../closed-form/absentee.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import { CALCULATOR_EARTH_RADIUS_M, coverRadiusM } from '../closed-form/footprint.ts';
import type { FleetDemand } from './demand.ts';

const LONGEST_S = 3600;

/**
 * The fly-out at which the flat relations R1 to R3 give a number of interceptors, s: what a study must have assumed if it went by them. Null
 * when no time up to an hour does.
 */
export function impliedFlyOutS(
  demand: FleetDemand,
  orbitAltitudeM: number,
  maxLatitudeRad: number,
  interceptors: number,
): number | null {
  const numberFor = (flyOutS: number): number => {
    const { interceptAltitudeM, flyOut, missiles, shotsPerTarget } = demand;
    const radius = coverRadiusM(flyOutReachM(flyOut, flyOutS), orbitAltitudeM, interceptAltitudeM);
    const ratio = flatAbsenteeRatio({
      earthRadiusM: CALCULATOR_EARTH_RADIUS_M,
      interceptAltitudeM,
      maxLatitudeRad,
      coverRadiusM: radius,
    });
    return interceptorsFor(ratio, missiles, shotsPerTarget);
  };
  if (numberFor(LONGEST_S) > interceptors) return null;
  let short = 0;
  let long = LONGEST_S;
  while (long - short > 0.01) {
    const middle = 0.5 * (short + long);
    if (numberFor(middle) > interceptors) short = middle;
    else long = middle;
  }
  return long;
}
