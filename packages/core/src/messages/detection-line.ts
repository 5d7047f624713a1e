import type { SimTimeUs } from '../foundation/index.ts';

type Triple = readonly [number, number, number];

/** One detection of anybody's sensor, as a line of a file says it. There is no field for the object that caused it. */
export interface DetectionLine {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Time of the scan, microseconds of the file's own clock. */
  readonly atUs: SimTimeUs;
  /** When it reached the ground; null when the line does not say. */
  readonly arrivedAtUs: SimTimeUs | null;
  readonly sensorId: string;
  /** Earth-fixed, m. */
  readonly sensorItrfM: Triple;
  /** Earth-fixed unit vector. */
  readonly losItrf: Triple;
  /** One-sigma noise of each of the two angles across it, rad. */
  readonly sigmaRad: number;
}

/** A row of a file that is not used, and why; the program goes on without it. */
export interface RejectedRow {
  readonly line: number;
  readonly reason: string;
}

/** Takes down that a line is not used, and why. */
export type Reject = (line: number, reason: string) => void;
