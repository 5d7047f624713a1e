import { earthAngleRad } from '../earth-rotation.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2, itrfFromGeodeticInto } from '../earth.ts';
import { CLOSEST_AIM_M } from './aim-reach.ts';
import { flyToImpact, heightAboveEllipsoidM, propagateBallisticInto } from './ballistic.ts';
import type { BoostProfile } from './boost.ts';
import { BRAKING_STEP_S, brakingStepInPlace } from './braking.ts';
import { missFrom } from './climb-to-aim.ts';
import { altitudeFault, circularSpeedMPerS, headingOverGroundRad, orbitProfile } from './climb-to-orbit.ts';
import { solveByDampedNewton } from './damped-newton.ts';
import { groundDistanceM } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import type { BoostCapability, FractionalOrbitGoal, TrajectoryOutcome } from './trajectory.ts';
import { describe, failed, outOfReach } from './trajectory-outcome.ts';
import { burnoutOf } from './trial-flight.ts';

const MISS_SCALE_M = 50;
/** A tenth of a metre a second in orbit is half a kilometre half a turn later: the circle is met this many times closer than for a space launch. */
const ORBIT_PRECISION = 1000;
const EARTH_AT_LIFTOFF = { angleAtEpochRad: 0 } as const;
const CIRCUMFERENCE_M: number = 2 * Math.PI * EARTH_EQUATORIAL_RADIUS_M;
/** Angle about the Earth from braking to impact: for the first guess only, rad. */
const FALL_RAD = 0.35;

/** The first guess, and others about it for when it leads nowhere. */
const FIRST_SHIFTS: readonly { readonly headingRad: number; readonly brakeS: number }[] = [
  { headingRad: 0, brakeS: 0 },
  { headingRad: 0, brakeS: 120 },
  { headingRad: 0, brakeS: -120 },
  { headingRad: 0.15, brakeS: 0 },
  { headingRad: -0.15, brakeS: 0 },
];

/** What is searched: where to and when, or with which braking. */
interface Descent {
  readonly profile: BoostProfile;
  readonly brakeAtS: number;
  readonly brakingSpeedMPerS: number;
}

/**
 * The climb into a low circle, and the braking burn that brings the body down at its aim before a turn is over.
 *
 * First heading and moment of the burn are found; then the moment is rounded to whole seconds and the speed taken off adjusted instead, by a few
 * metres a second at the most. The aim is met within 100 m. No air above 150 km.
 */
export function solveFractionalOrbit(
  site: GroundPoint,
  capability: BoostCapability,
  goal: FractionalOrbitGoal,
): TrajectoryOutcome {
  const fault = altitudeFault(capability, goal.altitudeM) ?? wayFault(site, capability, goal);
  if (fault !== null) return fault;
  const guess = firstGuess(site, capability, goal);
  let profile = orbitProfile(site, capability, goal.altitudeM, guess.headingRad, null, ORBIT_PRECISION);
  if (profile === null) return failed('no-solution', 'no climb was found into that orbit');
  const miss = missFrom(goal.aim, goal.aim);
  const missOf = (out: Float64Array, headingRad: number, brakeAtS: number, speedMPerS: number): boolean => {
    const next = orbitProfile(site, capability, goal.altitudeM, headingRad, profile, ORBIT_PRECISION);
    if (next === null) return false;
    profile = next;
    const end = fall(site, capability, goal, { profile: next, brakeAtS, brakingSpeedMPerS: speedMPerS });
    if (end === null) return false;
    const [eastM, northM] = miss(end.impact);
    out[0] = eastM / MISS_SCALE_M;
    out[1] = northM / MISS_SCALE_M;
    return true;
  };
  let when = Float64Array.of(guess.headingRad, guess.brakeAtS);
  const moment = {
    residualsInto: (out: Float64Array, trial: Float64Array) =>
      missOf(out, trial[0]!, trial[1]!, goal.brakingSpeedMPerS),
    differences: [1e-4, 0.1],
    longestMoves: [0.1, 200],
    maxIterations: 40,
  };
  const found = FIRST_SHIFTS.some((shift) => {
    when = Float64Array.of(guess.headingRad + shift.headingRad, guess.brakeAtS + shift.brakeS);
    return solveByDampedNewton(moment, when);
  });
  if (!found) {
    return failed('no-solution', 'no heading and moment of braking were found that lead there');
  }
  const brakeAtS = Math.round(when[1]!);
  const how = Float64Array.of(when[0]!, goal.brakingSpeedMPerS);
  const strength = {
    residualsInto: (out: Float64Array, trial: Float64Array) => missOf(out, trial[0]!, brakeAtS, trial[1]!),
    differences: [1e-4, 0.01],
    longestMoves: [0.02, 5],
    maxIterations: 40,
  };
  if (!solveByDampedNewton(strength, how)) {
    return failed('no-solution', 'no braking was found that leads there');
  }
  const last = orbitProfile(site, capability, goal.altitudeM, how[0]!, profile, ORBIT_PRECISION);
  const descent = last === null ? null : { profile: last, brakeAtS, brakingSpeedMPerS: how[1]! };
  const end = descent === null ? null : fall(site, capability, goal, descent);
  if (last === null || end === null) return failed('no-solution', 'no braking was found that leads there');
  const burnout = burnoutOf(last, site);
  const apogeeM = heightAboveEllipsoidM(burnout[0]!, burnout[1]!, burnout[2]!);
  const solution = describe(last, { burnout, apogeeM, flightTimeS: end.timeS, impact: end.impact });
  const burn = {
    fromS: brakeAtS,
    durationS: goal.brakingDurationS,
    decelerationMPerS2: how[1]! / goal.brakingDurationS,
  };
  return { ok: true, solution: { ...solution, after: { kind: 'braking', burn } } };
}

/** Length of the way over the ground, the short or the long one, against what the class flies. */
function wayFault(
  site: GroundPoint,
  capability: BoostCapability,
  goal: FractionalOrbitGoal,
): TrajectoryOutcome | null {
  const shortM = groundDistanceM(site, goal.aim);
  if (!(shortM >= CLOSEST_AIM_M)) return failed('aim-equals-launch', 'the aim is closer than 1 km');
  const wayM = goal.way === 'short' ? shortM : CIRCUMFERENCE_M - shortM;
  if (wayM > capability.maxRangeM) return outOfReach('range', wayM, capability.maxRangeM);
  return wayM < capability.minRangeM ? outOfReach('range', wayM, capability.minRangeM) : null;
}

/** Coast, burn and fall, with Greenwich on the x axis at lift-off; null when it does not come down. */
function fall(
  site: GroundPoint,
  capability: BoostCapability,
  goal: FractionalOrbitGoal,
  { profile, brakeAtS, brakingSpeedMPerS }: Descent,
): { readonly timeS: number; readonly impact: GroundPoint } | null {
  const coefficient = capability.ballisticCoefficientKgPerM2.nominal;
  const state = burnoutOf(profile, site);
  propagateBallisticInto(state, state, Math.max(0, brakeAtS - profile.durationS), coefficient);
  const decelerationMPerS2 = brakingSpeedMPerS / goal.brakingDurationS;
  for (let second = 0; second < goal.brakingDurationS; second += BRAKING_STEP_S) {
    brakingStepInPlace(state, BRAKING_STEP_S, decelerationMPerS2);
  }
  const atUs = Math.round((Math.max(brakeAtS, profile.durationS) + goal.brakingDurationS) * 1e6);
  const outcome = flyToImpact(state, atUs, coefficient, EARTH_AT_LIFTOFF);
  if (!outcome.ok) return null;
  const { latitudeRad, longitudeRad } = outcome.impact.geodetic;
  return { timeS: outcome.impact.atUs / 1e6, impact: { latitudeRad, longitudeRad } };
}

/** Heading and moment of braking on a round Earth: the plane through the launch and where the aim will be when it is reached. */
function firstGuess(
  site: GroundPoint,
  capability: BoostCapability,
  goal: FractionalOrbitGoal,
): { readonly headingRad: number; readonly brakeAtS: number } {
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + goal.altitudeM;
  const rateRadPerS = Math.sqrt(EARTH_MU_M3_PER_S2 / radiusM ** 3);
  const boostS = capability.boostDurationS.nominal;
  const from = directionOf(site, 0);
  let arrivalS = boostS;
  let angleRad = 0;
  let headingRad = 0;
  for (let pass = 0; pass < 8; pass++) {
    const to = directionOf(goal.aim, earthAngleRad(EARTH_AT_LIFTOFF, Math.round(arrivalS * 1e6)));
    const cosine = from[0] * to[0] + from[1] * to[1] + from[2] * to[2];
    const shortRad = Math.acos(Math.max(-1, Math.min(1, cosine)));
    const sign = goal.way === 'short' ? 1 : -1;
    angleRad = goal.way === 'short' ? shortRad : 2 * Math.PI - shortRad;
    // Across `from`, towards `to`, in components eastward and northward.
    const ahead = to.map((part, axis) => sign * (part - cosine * (from[axis] ?? 0)));
    const size = Math.hypot(...ahead);
    const [ax = 0, ay = 0, az = 0] = ahead.map((part) => part / size);
    const c = Math.cos(site.longitudeRad);
    const s = Math.sin(site.longitudeRad);
    const east = c * ay - s * ax;
    const north = az * Math.cos(site.latitudeRad) - (c * ax + s * ay) * Math.sin(site.latitudeRad);
    const speedMPerS = circularSpeedMPerS(goal.altitudeM);
    headingRad = headingOverGroundRad(site, speedMPerS * east, speedMPerS * north);
    // The climb covers half of what its time would in orbit.
    arrivalS = 0.5 * boostS + angleRad / rateRadPerS;
  }
  return { headingRad, brakeAtS: Math.max(boostS, arrivalS - FALL_RAD / rateRadPerS) };
}

/** Unit vector to a place of the ellipsoid, Greenwich turned by an angle. */
function directionOf(place: GroundPoint, angleRad: number): readonly [number, number, number] {
  const out = new Float64Array(3);
  itrfFromGeodeticInto(out, 0, { ...place, longitudeRad: place.longitudeRad + angleRad, heightM: 0 });
  const r = Math.hypot(...out);
  return [out[0]! / r, out[1]! / r, out[2]! / r];
}
