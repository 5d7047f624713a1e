import type { EarthRotation, Ephemeris } from '../physics/index.ts';
import type { SensorSpec } from './sensor-spec.ts';

/** One sensor on one satellite. */
export interface Channel {
  readonly satelliteIndex: number;
  readonly sensor: SensorSpec;
}

/** What an operator knows of the own satellites: who they are, what they carry, where they will be. Never a word about targets. */
export interface OwnSide {
  readonly earth: EarthRotation;
  readonly satelliteIds: readonly string[];
  /** Name of the group each satellite belongs to. */
  readonly groupIds: readonly string[];
  readonly channels: readonly Channel[];
  readonly ephemeris: Ephemeris;
}
