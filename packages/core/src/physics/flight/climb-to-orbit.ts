import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2 } from '../earth.ts';
import { heightAboveEllipsoidM } from './ballistic.ts';
import type { BoostProfile } from './boost.ts';
import { isUsable, loadingFor, profileOf } from './climb.ts';
import { solveByDampedNewton } from './damped-newton.ts';
import type { GroundPoint } from './ground-distance.ts';
import type { BoostCapability, TrajectoryOutcome } from './trajectory.ts';
import { describe, failed, outOfReach, speedOf } from './trajectory-outcome.ts';
import { burnoutOf, radialSpeedMPerS } from './trial-flight.ts';

/** Scales of the residuals: a solution is this close, or closer. */
const HEIGHT_SCALE_M = 50;
const SPEED_SCALE_M_PER_S = 0.1;
const LOWEST_ORBIT_M = 150_000;

/** The climb into a circular orbit: the right height, level, and the right speed when thrust ends. */
export function solveOrbit(
  site: GroundPoint,
  capability: BoostCapability,
  goal: { readonly altitudeM: number; readonly azimuthRad: number },
): TrajectoryOutcome {
  if (!(goal.altitudeM <= capability.maxApogeeM)) {
    return outOfReach('apogee', goal.altitudeM, capability.maxApogeeM);
  }
  if (goal.altitudeM < LOWEST_ORBIT_M) return outOfReach('apogee', goal.altitudeM, LOWEST_ORBIT_M);
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + goal.altitudeM;
  const speedMPerS = Math.sqrt(EARTH_MU_M3_PER_S2 / radiusM);
  const profileFor = (unknowns: Float64Array): BoostProfile => ({
    ...profileOf(capability, { loading: unknowns[0]!, pitchRad: unknowns[2]!, headingRad: goal.azimuthRad }),
    midPitchRad: unknowns[1]!,
  });
  for (const midPitchRad of [0.3, 0.5, 0.1, 0.8]) {
    const unknowns = Float64Array.of(loadingFor(capability, speedMPerS, 0.2), midPitchRad, 0);
    const solved = solveByDampedNewton(
      {
        residualsInto: (out, trial) => {
          if (!isUsable(trial[0]!)) return false;
          const burnout = burnoutOf(profileFor(trial), site);
          out[0] = (Math.hypot(burnout[0]!, burnout[1]!, burnout[2]!) - radiusM) / HEIGHT_SCALE_M;
          out[1] = radialSpeedMPerS(burnout) / SPEED_SCALE_M_PER_S;
          out[2] = (speedOf(burnout) - speedMPerS) / SPEED_SCALE_M_PER_S;
          return true;
        },
        differences: [1e-5, 1e-5, 1e-5],
        longestMoves: [0.3, 0.2, 0.2],
        maxIterations: 40,
      },
      unknowns,
    );
    if (!solved) continue;
    const profile = profileFor(unknowns);
    const burnout = burnoutOf(profile, site);
    const apogeeM = heightAboveEllipsoidM(burnout[0]!, burnout[1]!, burnout[2]!);
    return {
      ok: true,
      solution: describe(profile, { burnout, apogeeM, flightTimeS: null, impact: null }),
    };
  }
  return failed('no-solution', 'no climb was found into that orbit');
}
