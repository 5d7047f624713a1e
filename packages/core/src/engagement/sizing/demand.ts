import type { FlyOut } from '../closed-form/fly-out.ts';

/** What a fleet is sized for. */
export interface FleetDemand {
  /** Missiles at once. */
  readonly missiles: number;
  readonly shotsPerTarget: number;
  readonly flyOut: FlyOut;
  readonly flyOutS: number;
  readonly interceptAltitudeM: number;
  /** Wanted probability that enough are in reach at the launch, [0, 1). */
  readonly confidence: number;
  /** Latitudes of the launch areas, geodetic, rad. Each has to be met; one at a time is attacked. */
  readonly latitudesRad: readonly number[];
}

/** Interceptors that have to be in reach at once. */
export function inReachWanted({ missiles, shotsPerTarget }: FleetDemand): number {
  return missiles * shotsPerTarget;
}
