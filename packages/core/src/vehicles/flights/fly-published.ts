import { solveTrajectory } from '../../physics/index.ts';
import type { TrajectoryGoal } from '../../physics/index.ts';
import { vehicleClass } from '../vehicle-classes.ts';
import type { FlownAs, PublishedFlight } from './published-flight.ts';

/** What the generic class makes of a published flight, with nothing adjusted to it. */
export interface FlownFigures {
  readonly timeS: number;
  readonly apogeeM: number;
  /** Inertial. */
  readonly burnoutSpeedMPerS: number;
}

/** The goal that stands for how it is reported to have flown. */
export function publishedGoal(flown: FlownAs): TrajectoryGoal {
  return flown.kind === 'minimum-energy'
    ? { kind: 'minimum-energy', aim: flown.aim }
    : { kind: 'lofted', apogeeM: flown.apogeeM, rangeM: flown.rangeM, azimuthRad: flown.azimuthRad };
}

/** Flies it; null where what is published does not say how, or the class cannot. */
export function flyPublished(flight: PublishedFlight): FlownFigures | null {
  const vehicle = vehicleClass(flight.vehicleId);
  if (flight.flown === null || vehicle === undefined) return null;
  const outcome = solveTrajectory(flight.flown.launch, vehicle, publishedGoal(flight.flown));
  if (!outcome.ok || outcome.solution.flightTimeS === null) return null;
  const { flightTimeS: timeS, apogeeM, burnoutSpeedMPerS } = outcome.solution;
  return { timeS, apogeeM, burnoutSpeedMPerS };
}
