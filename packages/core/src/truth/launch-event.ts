import type { SimTimeUs } from '../foundation/index.ts';
import type { GroundPoint, TrajectoryGoal } from '../physics/index.ts';
import type { LaunchObjects } from './launch-objects.ts';

/** What happens once or several times alike. */
export interface EventCount {
  readonly id: string;
  readonly vehicleId: string;
  /** Number of objects, at least 1. */
  readonly count: number;
  /** From one to the next. */
  readonly spacingUs: SimTimeUs;
  /** When the first one lifts off, or is first followed. */
  readonly atUs: SimTimeUs;
}

/** One launch, or a salvo of launches alike, from one place. */
export interface LaunchEvent extends EventCount {
  readonly launch: GroundPoint;
  readonly goal: TrajectoryGoal;
  /** What each launch lets go besides its payload. */
  readonly objects?: LaunchObjects;
}

/** A body that comes in from orbit, by the point and the motion with which it enters. */
export interface EntryEvent extends EventCount {
  readonly entry: {
    readonly place: GroundPoint;
    readonly heightM: number;
    /** Of the inertial velocity, clockwise from north. */
    readonly headingRad: number;
    /** Inertial. */
    readonly speedMPerS: number;
    /** Of the inertial velocity above the horizon: below zero. */
    readonly flightPathRad: number;
    /** From the time of the event to the entry, whole seconds. */
    readonly leadS: number;
  };
}

/** Something bright for less than a frame. */
export interface FlashEvent extends EventCount {
  readonly place: GroundPoint;
  readonly heightM: number;
  readonly headingRad: number;
  readonly intensityWPerSr: number;
}

/** Name and time of the index-th object of an event: called as the event, or `-1`, `-2`, ... when there are several. */
export function objectOf(
  event: EventCount,
  index: number,
): { readonly id: string; readonly atUs: SimTimeUs } {
  const id = event.count === 1 ? event.id : `${event.id}-${String(index + 1)}`;
  return { id, atUs: event.atUs + index * event.spacingUs };
}
