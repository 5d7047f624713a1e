import { assert } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { solveTrajectory } from '../physics/index.ts';
import type { EarthRotation, TrajectoryError } from '../physics/index.ts';
import type { VehicleClass } from '../vehicles/index.ts';
import { flyObject } from './fly-object.ts';
import { flyReleased } from './fly-released.ts';
import type { FlightLog } from './flight-log.ts';
import { objectOf } from './launch-event.ts';
import type { LaunchEvent } from './launch-event.ts';
import { releasesOf } from './launch-objects.ts';

/** What surrounds the flights of an event. */
export interface FlightSetting {
  readonly earth: EarthRotation;
  /** Height below which a plume is hidden from above, m. */
  readonly cloudTopM: number;
  /** Objects in orbit are followed until then, or to burnout if that is later. */
  readonly untilUs: SimTimeUs;
}

export type FlightsOutcome =
  | { readonly ok: true; readonly flights: readonly FlightLog[] }
  | { readonly ok: false; readonly error: TrajectoryError };

/**
 * Flies every object of an event, each for its own launch time.
 *
 * The climb is solved once: about the Earth's axis gravity, air and ellipsoid are the same at any hour, so the same climb meets the goal from
 * the turned launch place. Objects are called as the event, or `-1`, `-2`, ... when there are several. Those that come down are followed
 * to impact, even past `untilUs`; what they let go is followed until then at the longest.
 *
 * @param vehicle - The class named by `event.vehicleId`.
 * @returns The codes of `solveTrajectory`.
 */
export function flyEvent(event: LaunchEvent, vehicle: VehicleClass, setting: FlightSetting): FlightsOutcome {
  assert(event.vehicleId === vehicle.id, `event ${event.id} flies ${event.vehicleId}, not ${vehicle.id}`);
  assert(Number.isInteger(event.count) && event.count >= 1, `event ${event.id} has at least one object`);
  const outcome = solveTrajectory(event.launch, vehicle, event.goal);
  if (!outcome.ok) return outcome;
  const releases = event.objects === undefined ? [] : releasesOf(event.objects, vehicle);
  const flights: FlightLog[] = [];
  for (let index = 0; index < event.count; index++) {
    const { id, atUs: launchAtUs } = objectOf(event, index);
    const payload = flyObject({ id, event, vehicle, launchAtUs, solution: outcome.solution }, setting);
    flights.push(payload, ...releases.flatMap((release) => flyReleased(payload, release, setting) ?? []));
  }
  return { ok: true, flights };
}
