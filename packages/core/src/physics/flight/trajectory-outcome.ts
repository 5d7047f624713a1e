import { heightAboveEllipsoidM } from './ballistic.ts';
import { thrustAccelerationMPerS2 } from './boost.ts';
import type { BoostProfile } from './boost.ts';
import type { TrajectoryError, TrajectoryOutcome, TrajectorySolution } from './trajectory.ts';
import { radialSpeedMPerS } from './trial-flight.ts';
import type { TrialFlight } from './trial-flight.ts';

/** What a flight came to, in the terms of a solution; free after burnout. */
export function describe(profile: BoostProfile, flight: TrialFlight): TrajectorySolution {
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
    after: { kind: 'free' },
  };
}

export function speedOf(state: Float64Array): number {
  return Math.hypot(state[3]!, state[4]!, state[5]!);
}

export function flightPathAngleRad(state: Float64Array): number {
  return Math.asin(Math.max(-1, Math.min(1, radialSpeedMPerS(state) / speedOf(state))));
}

export function outOfReach(
  quantity: 'range' | 'apogee',
  wantedM: number,
  reachableM: number,
): TrajectoryOutcome {
  const code = quantity === 'range' ? 'range-out-of-reach' : 'apogee-out-of-reach';
  const detail = `${quantity} of ${(wantedM / 1000).toFixed(1)} km; the class reaches ${(reachableM / 1000).toFixed(1)} km`;
  return { ok: false, error: { code, detail, reachableM } };
}

export function failed(code: TrajectoryError['code'], detail: string): TrajectoryOutcome {
  return { ok: false, error: { code, detail } };
}
