import { unreachable } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2, STANDARD_GRAVITY_M_PER_S2 } from '../earth.ts';
import { arcThroughApogee, minimumEnergyArc } from '../kepler-arc.ts';
import type { KeplerArc } from '../kepler-arc.ts';
import { heightAboveEllipsoidM } from './ballistic.ts';
import { thrustAccelerationMPerS2 } from './boost.ts';
import type { BoostProfile } from './boost.ts';
import { solveByDampedNewton } from './damped-newton.ts';
import { bearingRad, groundDistanceM, groundPointAt } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import type {
  BoostCapability,
  TrajectoryError,
  TrajectoryGoal,
  TrajectoryOutcome,
  TrajectorySolution,
} from './trajectory.ts';
import { burnoutOf, flyTrial, radialSpeedMPerS } from './trial-flight.ts';
import type { TrialFlight } from './trial-flight.ts';

/** Scales of the residuals: a solution is this close, or closer. */
const MISS_SCALE_M = 10;
const APOGEE_SCALE_M = 50;
const ANGLE_SCALE_RAD = 2e-5;
const SPEED_SCALE_M_PER_S = 0.1;
const CLOSEST_AIM_M = 1000;
const LOWEST_ORBIT_M = 150_000;
/** Search for the least loading: first step of the final pitch, and how closely it is found (loading is flat there), rad. */
const PITCH_STEP_RAD = 0.06;
const PITCH_TOLERANCE_RAD = 0.002;

/** Loading, final pitch and heading: what a flight to the ground is searched in. */
interface Climb {
  readonly loading: number;
  readonly pitchRad: number;
  readonly headingRad: number;
}

/**
 * Finds the generic climb that meets a goal: to an aim point with the least loading, through an apogee and range, or into a circular orbit.
 *
 * Whole flights are flown: J2, turning WGS 84 Earth, drag on the way down (none on the way up). Boost duration, lift-off acceleration and
 * vertical rise are the class's and never changed. An aim is met within 100 m, an apogee and a range within 1 km, an orbit within 1 km.
 *
 * @param site - Launch place at height 0.
 * @returns `aim-equals-launch` (closer than 1 km), `range-out-of-reach`, `apogee-out-of-reach` (both with the nearest reach of the class), or
 *   `no-solution` when the bounded search ends without meeting the goal.
 */
export function solveTrajectory(
  site: GroundPoint,
  capability: BoostCapability,
  goal: TrajectoryGoal,
): TrajectoryOutcome {
  switch (goal.kind) {
    case 'minimum-energy':
      return solveToAim(site, capability, goal.aim, goal.loftRad ?? 0);
    case 'lofted':
      return solveLofted(site, capability, goal);
    case 'orbit':
      return solveOrbit(site, capability, goal);
    default:
      return unreachable(goal);
  }
}

function solveToAim(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  loftRad: number,
): TrajectoryOutcome {
  const rangeM = groundDistanceM(site, aim);
  if (!(rangeM >= CLOSEST_AIM_M)) return failed('aim-equals-launch', 'the aim is closer than 1 km');
  if (rangeM > capability.maxRangeM) return outOfReach('range', rangeM, capability.maxRangeM);
  if (rangeM < capability.minRangeM) return outOfReach('range', rangeM, capability.minRangeM);
  const least = leastLoading(
    site,
    capability,
    aim,
    firstGuess(capability, minimumEnergyArc(rangeM, EARTH_EQUATORIAL_RADIUS_M), site, aim),
  );
  if (least === null) return failed('no-solution', 'no climb was found that reaches the aim');
  if (loftRad === 0) return accept(site, capability, least);
  const flatRad = flightPathAngleRad(burnoutOf(profileOf(capability, least), site));
  let climb: Climb | null = least;
  const stages = Math.min(40, Math.ceil(Math.abs(loftRad) / 0.05));
  for (let stage = 1; stage <= stages && climb !== null; stage++) {
    const wantedRad = flatRad + (loftRad * stage) / stages;
    climb = solveWith(
      site,
      capability,
      aim,
      climb,
      (flight) => (flightPathAngleRad(flight.burnout) - wantedRad) / ANGLE_SCALE_RAD,
    );
  }
  if (climb === null) return failed('no-solution', 'no climb was found with that loft');
  return accept(site, capability, climb);
}

function solveLofted(
  site: GroundPoint,
  capability: BoostCapability,
  goal: { readonly apogeeM: number; readonly rangeM: number; readonly azimuthRad: number },
): TrajectoryOutcome {
  if (!(goal.rangeM >= CLOSEST_AIM_M)) return failed('aim-equals-launch', 'the range is less than 1 km');
  if (goal.rangeM > capability.maxRangeM) return outOfReach('range', goal.rangeM, capability.maxRangeM);
  if (!(goal.apogeeM <= capability.maxApogeeM)) {
    return outOfReach('apogee', goal.apogeeM, capability.maxApogeeM);
  }
  const aim = groundPointAt(site, goal.azimuthRad, goal.rangeM);
  const arc = arcThroughApogee(goal.apogeeM, goal.rangeM, EARTH_EQUATORIAL_RADIUS_M);
  const guess = firstGuess(capability, arc, site, aim);
  for (const offsetRad of [0, -0.06, 0.04, -0.15, 0.1]) {
    const pitchRad = guess.pitchRad + offsetRad;
    const climb = solveWith(
      site,
      capability,
      aim,
      { ...guess, pitchRad },
      (flight) => (flight.apogeeM - goal.apogeeM) / APOGEE_SCALE_M,
    );
    if (climb !== null) return accept(site, capability, climb);
  }
  return failed('no-solution', 'no climb was found through that apogee and range');
}

function solveOrbit(
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
          out[0] = (Math.hypot(burnout[0]!, burnout[1]!, burnout[2]!) - radiusM) / APOGEE_SCALE_M;
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

/** The climb to the aim with the least loading: bracket the final pitch, then narrow by parabolas. */
function leastLoading(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  start: Climb,
): Climb | null {
  const at = (pitchRad: number, from: Climb): Climb | null =>
    solveAtPitch(site, capability, aim, { ...from, pitchRad });
  let middle: Climb | null = null;
  for (const offsetRad of [0, 0.1, -0.1, 0.25]) {
    middle ??= at(start.pitchRad + offsetRad, start);
  }
  if (middle === null) return null;
  let below = at(middle.pitchRad - PITCH_STEP_RAD, middle);
  let above = at(middle.pitchRad + PITCH_STEP_RAD, middle);
  for (let move = 0; move < 25; move++) {
    const climb: Climb = middle;
    if (below !== null && below.loading < climb.loading) {
      above = climb;
      middle = below;
      below = at(middle.pitchRad - PITCH_STEP_RAD, middle);
    } else if (above !== null && above.loading < climb.loading) {
      below = climb;
      middle = above;
      above = at(middle.pitchRad + PITCH_STEP_RAD, middle);
    } else break;
  }
  for (let pass = 0; pass < 12 && below !== null && above !== null; pass++) {
    const vertexRad = vertexOf(below, middle, above);
    if (!(vertexRad > below.pitchRad && vertexRad < above.pitchRad)) break;
    if (Math.abs(vertexRad - middle.pitchRad) < PITCH_TOLERANCE_RAD) break;
    const next = at(vertexRad, middle);
    if (next === null) break;
    if (next.loading < middle.loading) {
      if (next.pitchRad > middle.pitchRad) below = middle;
      else above = middle;
      middle = next;
    } else if (next.pitchRad > middle.pitchRad) above = next;
    else below = next;
  }
  return middle;
}

/** Pitch at the lowest point of the parabola through three climbs. */
function vertexOf(a: Climb, b: Climb, c: Climb): number {
  const ab = (b.pitchRad - a.pitchRad) * (b.loading - c.loading);
  const bc = (b.pitchRad - c.pitchRad) * (b.loading - a.loading);
  return b.pitchRad - (0.5 * ((b.pitchRad - a.pitchRad) * ab - (b.pitchRad - c.pitchRad) * bc)) / (ab - bc);
}

/** Loading and heading that reach the aim at a fixed final pitch. */
function solveAtPitch(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  start: Climb,
): Climb | null {
  const usable = comesDown(site, capability, start);
  if (usable === null) return null;
  const unknowns = Float64Array.of(usable.loading, usable.headingRad);
  const miss = missFrom(site, aim);
  const solved = solveByDampedNewton(
    {
      residualsInto: (out, trial) => {
        const climb = { loading: trial[0]!, pitchRad: start.pitchRad, headingRad: trial[1]! };
        return missInto(out, 0, fly(site, capability, climb), miss);
      },
      differences: [1e-5, 1e-5],
      longestMoves: [0.3, 0.3],
      maxIterations: 30,
    },
    unknowns,
  );
  if (!solved) return null;
  return { loading: unknowns[0]!, pitchRad: start.pitchRad, headingRad: unknowns[1]! };
}

/** Loading, final pitch and heading that reach the aim and bring one further residual to zero. */
function solveWith(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  start: Climb,
  further: (flight: TrialFlight) => number,
): Climb | null {
  const usable = comesDown(site, capability, start);
  if (usable === null) return null;
  const unknowns = Float64Array.of(usable.loading, usable.pitchRad, usable.headingRad);
  const miss = missFrom(site, aim);
  const solved = solveByDampedNewton(
    {
      residualsInto: (out, trial) => {
        const flight = fly(site, capability, {
          loading: trial[0]!,
          pitchRad: trial[1]!,
          headingRad: trial[2]!,
        });
        if (flight === null) return false;
        out[0] = further(flight);
        return missInto(out, 1, flight, miss);
      },
      differences: [1e-5, 1e-5, 1e-5],
      longestMoves: [0.3, 0.1, 0.3],
      maxIterations: 60,
    },
    unknowns,
  );
  if (!solved) return null;
  return { loading: unknowns[0]!, pitchRad: unknowns[1]!, headingRad: unknowns[2]! };
}

/** The climb with its loading taken back until the flight comes down again; `null` when none does. */
function comesDown(site: GroundPoint, capability: BoostCapability, start: Climb): Climb | null {
  for (let pass = 0; pass < 30; pass++) {
    const climb = { ...start, loading: start.loading - 0.15 * pass };
    if (!isUsable(climb.loading)) return null;
    const flight = fly(site, capability, climb);
    if (flight !== null && flight.impact !== null) return climb;
  }
  return null;
}

/** A map of the ground about the site, true to distance and bearing from it: [east, north] of a point, m. */
function missFrom(site: GroundPoint, aim: GroundPoint): (point: GroundPoint) => readonly [number, number] {
  const onMap = (point: GroundPoint): readonly [number, number] => {
    const distanceM = groundDistanceM(site, point);
    const bearing = bearingRad(site, point);
    return [distanceM * Math.sin(bearing), distanceM * Math.cos(bearing)];
  };
  const [aimEastM, aimNorthM] = onMap(aim);
  return (point) => {
    const [eastM, northM] = onMap(point);
    return [eastM - aimEastM, northM - aimNorthM];
  };
}

function missInto(
  out: Float64Array,
  offset: number,
  flight: TrialFlight | null,
  miss: (point: GroundPoint) => readonly [number, number],
): boolean {
  if (flight === null || flight.impact === null) return false;
  const [eastM, northM] = miss(flight.impact);
  out[offset] = eastM / MISS_SCALE_M;
  out[offset + 1] = northM / MISS_SCALE_M;
  return true;
}

function fly(site: GroundPoint, capability: BoostCapability, climb: Climb): TrialFlight | null {
  if (!isUsable(climb.loading)) return null;
  return flyTrial(profileOf(capability, climb), site, capability.ballisticCoefficientKgPerM2.nominal);
}

/** Thrust stays positive, and no climb pulls more than some thirty g. */
function isUsable(loading: number): boolean {
  return loading > -0.95 && loading < 14;
}

function profileOf(capability: BoostCapability, climb: Climb): BoostProfile {
  return {
    durationS: capability.boostDurationS.nominal,
    liftoffAccelerationMPerS2: capability.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2,
    loading: climb.loading,
    verticalRiseS: capability.verticalRiseS,
    midPitchRad: climb.pitchRad,
    finalPitchRad: climb.pitchRad,
    headingRad: climb.headingRad,
  };
}

function firstGuess(capability: BoostCapability, arc: KeplerArc, site: GroundPoint, aim: GroundPoint): Climb {
  return {
    loading: loadingFor(capability, arc.speedMPerS, arc.elevationRad),
    pitchRad: arc.elevationRad,
    headingRad: bearingRad(site, aim),
  };
}

/** Rough loading for a burnout speed, with a rough loss to gravity. */
function loadingFor(capability: BoostCapability, speedMPerS: number, elevationRad: number): number {
  const durationS = capability.boostDurationS.nominal;
  const lossMPerS = STANDARD_GRAVITY_M_PER_S2 * durationS * (0.3 + 0.4 * Math.sin(elevationRad));
  const steadyMPerS = capability.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2 * durationS;
  return Math.max(-0.9, 2 * ((speedMPerS + lossMPerS) / steadyMPerS - 1));
}

function accept(site: GroundPoint, capability: BoostCapability, climb: Climb): TrajectoryOutcome {
  const flight = fly(site, capability, climb);
  if (flight === null) return failed('no-solution', 'the climb ends in the ground');
  return { ok: true, solution: describe(profileOf(capability, climb), flight) };
}

function describe(profile: BoostProfile, flight: TrialFlight): TrajectorySolution {
  const burnout = flight.burnout;
  return {
    profile,
    burnoutHeightM: heightAboveEllipsoidM(burnout[0]!, burnout[1]!, burnout[2]!),
    burnoutSpeedMPerS: speedOf(burnout),
    burnoutFlightPathAngleRad: flightPathAngleRad(burnout),
    peakAccelerationMPerS2: Math.max(
      profile.liftoffAccelerationMPerS2,
      thrustAccelerationMPerS2(profile, profile.durationS),
    ),
    apogeeM: flight.apogeeM,
    flightTimeS: flight.flightTimeS,
    impact:
      flight.impact === null
        ? null
        : { latitudeRad: flight.impact.latitudeRad, longitudeRad: flight.impact.longitudeRad },
  };
}

function speedOf(state: Float64Array): number {
  return Math.hypot(state[3]!, state[4]!, state[5]!);
}

function flightPathAngleRad(state: Float64Array): number {
  return Math.asin(Math.max(-1, Math.min(1, radialSpeedMPerS(state) / speedOf(state))));
}

function outOfReach(quantity: 'range' | 'apogee', wantedM: number, reachableM: number): TrajectoryOutcome {
  const code = quantity === 'range' ? 'range-out-of-reach' : 'apogee-out-of-reach';
  const detail = `${quantity} of ${(wantedM / 1000).toFixed(1)} km; the class reaches ${(reachableM / 1000).toFixed(1)} km`;
  return { ok: false, error: { code, detail, reachableM } };
}

function failed(code: TrajectoryError['code'], detail: string): TrajectoryOutcome {
  return { ok: false, error: { code, detail } };
}
