import type { SimTimeUs } from '../foundation/index.ts';
import type { GroundPoint, TrajectoryGoal } from '../physics/index.ts';
import type { LaunchObjects } from './launch-objects.ts';

/** One launch, or a salvo of launches alike, from one place. */
export interface LaunchEvent {
  readonly id: string;
  readonly vehicleId: string;
  readonly launch: GroundPoint;
  readonly goal: TrajectoryGoal;
  /** Number of objects, at least 1. */
  readonly count: number;
  /** From one lift-off to the next. */
  readonly spacingUs: SimTimeUs;
  /** First lift-off. */
  readonly atUs: SimTimeUs;
  /** What each launch lets go besides its payload. */
  readonly objects?: LaunchObjects;
}
