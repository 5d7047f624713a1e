import { wrapTwoPi } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2, EARTH_ROTATION_RAD_PER_S } from '../earth.ts';
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
/** An inclination is met when it is this close, rad: 0.01 degrees. */
const INCLINATION_TOLERANCE_RAD = 1.75e-4;
/** Below the latitude of the site no orbit is reached directly; this much is forgiven, rad: 0.05 degrees. */
const FORGIVEN_RAD = 8.7e-4;
const MIDDLE_PITCHES_RAD: readonly number[] = [0.3, 0.5, 0.1, 0.8];

export interface OrbitGoal {
  readonly altitudeM: number;
  readonly azimuthRad: number;
}

export interface InclinedOrbitGoal {
  readonly altitudeM: number;
  readonly inclinationRad: number;
  readonly pass: 'northbound' | 'southbound';
}

/** The climb into a circular orbit: the right height, level, and the right speed when thrust ends. */
export function solveOrbit(
  site: GroundPoint,
  capability: BoostCapability,
  goal: OrbitGoal,
): TrajectoryOutcome {
  const fault = altitudeFault(capability, goal.altitudeM);
  if (fault !== null) return fault;
  const profile = orbitProfile(site, capability, goal.altitudeM, goal.azimuthRad, null);
  return profile === null
    ? failed('no-solution', 'no climb was found into that orbit')
    : inOrbit(profile, site);
}

/** The same into an orbit of a given inclination, on its way north or south. */
export function solveInclinedOrbit(
  site: GroundPoint,
  capability: BoostCapability,
  goal: InclinedOrbitGoal,
): TrajectoryOutcome {
  const fault = altitudeFault(capability, goal.altitudeM);
  if (fault !== null) return fault;
  const lowestRad = Math.abs(site.latitudeRad);
  const { inclinationRad } = goal;
  if (inclinationRad < lowestRad - FORGIVEN_RAD || inclinationRad > Math.PI - lowestRad + FORGIVEN_RAD) {
    const detail = `inclination of ${degreesText(inclinationRad)}; straight from there ${degreesText(lowestRad)} to ${degreesText(Math.PI - lowestRad)} are reached`;
    return { ok: false, error: { code: 'inclination-out-of-reach', detail } };
  }
  const speedMPerS = circularSpeedMPerS(goal.altitudeM);
  const sine = Math.max(-1, Math.min(1, Math.cos(inclinationRad) / Math.cos(site.latitudeRad)));
  const northSign = goal.pass === 'northbound' ? 1 : -1;
  const northMPerS = northSign * speedMPerS * Math.sqrt(1 - sine * sine);
  let headingRad = headingOverGroundRad(site, speedMPerS * sine, northMPerS);
  let profile = orbitProfile(site, capability, goal.altitudeM, headingRad, null);
  if (profile === null) return failed('no-solution', 'no climb was found into that orbit');
  let errorRad = inclinationOf(profile, site) - inclinationRad;
  let stepRad = 0.01;
  for (let pass = 0; pass < 12 && Math.abs(errorRad) > INCLINATION_TOLERANCE_RAD; pass++) {
    const next = orbitProfile(site, capability, goal.altitudeM, headingRad + stepRad, profile);
    if (next === null) break;
    const nextErrorRad = inclinationOf(next, site) - inclinationRad;
    const slope = (nextErrorRad - errorRad) / stepRad;
    headingRad += stepRad;
    profile = next;
    errorRad = nextErrorRad;
    if (!(Math.abs(slope) > 1e-6)) break;
    stepRad = Math.max(-0.1, Math.min(0.1, -errorRad / slope));
  }
  return Math.abs(errorRad) <= FORGIVEN_RAD
    ? inOrbit(profile, site)
    : failed('no-solution', 'no climb was found into an orbit of that inclination');
}

/**
 * The pitch program and loading into a circle at a heading; null when there is none.
 *
 * @param near - A climb of a heading near by to start from.
 * @param precision - How many times closer than usual the circle is met.
 */
export function orbitProfile(
  site: GroundPoint,
  capability: BoostCapability,
  altitudeM: number,
  headingRad: number,
  near: BoostProfile | null,
  precision = 1,
): BoostProfile | null {
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + altitudeM;
  const speedMPerS = circularSpeedMPerS(altitudeM);
  const heightScaleM = HEIGHT_SCALE_M / precision;
  const speedScaleMPerS = SPEED_SCALE_M_PER_S / precision;
  const profileFor = (unknowns: Float64Array): BoostProfile => ({
    ...profileOf(capability, { loading: unknowns[0]!, pitchRad: unknowns[2]!, headingRad }),
    midPitchRad: unknowns[1]!,
  });
  const starts = [
    ...(near === null ? [] : [[near.loading, near.midPitchRad, near.finalPitchRad]]),
    ...MIDDLE_PITCHES_RAD.map((midPitchRad) => [loadingFor(capability, speedMPerS, 0.2), midPitchRad, 0]),
  ];
  for (const start of starts) {
    const unknowns = Float64Array.from(start);
    const solved = solveByDampedNewton(
      {
        residualsInto: (out, trial) => {
          if (!isUsable(trial[0]!)) return false;
          const burnout = burnoutOf(profileFor(trial), site);
          out[0] = (Math.hypot(burnout[0]!, burnout[1]!, burnout[2]!) - radiusM) / heightScaleM;
          out[1] = radialSpeedMPerS(burnout) / speedScaleMPerS;
          out[2] = (speedOf(burnout) - speedMPerS) / speedScaleMPerS;
          return true;
        },
        differences: [1e-5, 1e-5, 1e-5],
        longestMoves: [0.3, 0.2, 0.2],
        maxIterations: 40,
      },
      unknowns,
    );
    if (solved) return profileFor(unknowns);
  }
  return null;
}

/** Bearing over the turning ground that gives inertial speeds eastward and northward, rad. */
export function headingOverGroundRad(site: GroundPoint, eastMPerS: number, northMPerS: number): number {
  const groundMPerS = EARTH_ROTATION_RAD_PER_S * EARTH_EQUATORIAL_RADIUS_M * Math.cos(site.latitudeRad);
  return wrapTwoPi(Math.atan2(eastMPerS - groundMPerS, northMPerS));
}

export function circularSpeedMPerS(altitudeM: number): number {
  return Math.sqrt(EARTH_MU_M3_PER_S2 / (EARTH_EQUATORIAL_RADIUS_M + altitudeM));
}

/** Why no orbit of that height is flown; null when one is. */
export function altitudeFault(capability: BoostCapability, altitudeM: number): TrajectoryOutcome | null {
  if (!(altitudeM <= capability.maxApogeeM)) return outOfReach('apogee', altitudeM, capability.maxApogeeM);
  return altitudeM < LOWEST_ORBIT_M ? outOfReach('apogee', altitudeM, LOWEST_ORBIT_M) : null;
}

function inOrbit(profile: BoostProfile, site: GroundPoint): TrajectoryOutcome {
  const burnout = burnoutOf(profile, site);
  const apogeeM = heightAboveEllipsoidM(burnout[0]!, burnout[1]!, burnout[2]!);
  return {
    ok: true,
    solution: describe(profile, { burnout, apogeeM, flightTimeS: null, impact: null }),
  };
}

/** Of the orbit at burnout, rad. */
function inclinationOf(profile: BoostProfile, site: GroundPoint): number {
  const [x, y, z, vx, vy, vz] = burnoutOf(profile, site);
  const normal = [y! * vz! - z! * vy!, z! * vx! - x! * vz!, x! * vy! - y! * vx!];
  return Math.acos(normal[2]! / Math.hypot(...normal));
}

function degreesText(rad: number): string {
  return `${((rad * 180) / Math.PI).toFixed(1)} degrees`;
}
