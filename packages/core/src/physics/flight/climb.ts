import { STANDARD_GRAVITY_M_PER_S2 } from '../earth.ts';
import type { KeplerArc } from '../kepler-arc.ts';
import type { BoostProfile } from './boost.ts';
import { bearingRad } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import type { BoostCapability, TrajectoryOutcome } from './trajectory.ts';
import { describe, failed } from './trajectory-outcome.ts';
import { flyTrial } from './trial-flight.ts';
import type { TrialFlight } from './trial-flight.ts';

/** Loading, final pitch and heading: what a flight to the ground is searched in. */
export interface Climb {
  readonly loading: number;
  readonly pitchRad: number;
  readonly headingRad: number;
}

/** The whole flight of a climb; null when it ends in the ground or asks for more than is flown. */
export function fly(site: GroundPoint, capability: BoostCapability, climb: Climb): TrialFlight | null {
  if (!isUsable(climb.loading)) return null;
  return flyTrial(profileOf(capability, climb), site, capability.ballisticCoefficientKgPerM2.nominal);
}

/** Thrust stays positive, and no climb pulls more than some thirty g. */
export function isUsable(loading: number): boolean {
  return loading > -0.95 && loading < 14;
}

/** The boost that a climb stands for, of the nominal duration. */
export function profileOf(capability: BoostCapability, climb: Climb): BoostProfile {
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

/** The climb that a flight without air and turning would need. */
export function firstGuess(
  capability: BoostCapability,
  arc: KeplerArc,
  site: GroundPoint,
  aim: GroundPoint,
): Climb {
  return {
    loading: loadingFor(capability, arc.speedMPerS, arc.elevationRad),
    pitchRad: arc.elevationRad,
    headingRad: bearingRad(site, aim),
  };
}

/** Rough loading for a burnout speed, with a rough loss to gravity. */
export function loadingFor(capability: BoostCapability, speedMPerS: number, elevationRad: number): number {
  const durationS = capability.boostDurationS.nominal;
  const lossMPerS = STANDARD_GRAVITY_M_PER_S2 * durationS * (0.3 + 0.4 * Math.sin(elevationRad));
  const steadyMPerS = capability.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2 * durationS;
  return Math.max(-0.9, 2 * ((speedMPerS + lossMPerS) / steadyMPerS - 1));
}

/** The climb with its loading taken back until the flight comes down again; `null` when none does. */
export function comesDown(site: GroundPoint, capability: BoostCapability, start: Climb): Climb | null {
  for (let pass = 0; pass < 30; pass++) {
    const climb = { ...start, loading: start.loading - 0.15 * pass };
    if (!isUsable(climb.loading)) return null;
    const flight = fly(site, capability, climb);
    if (flight !== null && flight.impact !== null) return climb;
  }
  return null;
}

/** The climb told as the solution of its goal. */
export function accept(site: GroundPoint, capability: BoostCapability, climb: Climb): TrajectoryOutcome {
  const flight = fly(site, capability, climb);
  if (flight === null) return failed('no-solution', 'the climb ends in the ground');
  return { ok: true, solution: describe(profileOf(capability, climb), flight) };
}
