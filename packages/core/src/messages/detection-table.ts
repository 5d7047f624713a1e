import type { SimTimeUs } from '../foundation/index.ts';

/**
 * Detections of anybody's sensors as a file gives them, one row per line that could be read, in the order of the lines: that is the
 * order of arrival unless rows say when they arrived. There is no column that says which object caused a detection.
 */
export interface DetectionTable {
  /** Directions point at the target as it was at the scan time itself, not one light time earlier. */
  readonly instantaneous: boolean;
  /** One-sigma pointing error of each sensor, constant, about each of three axes, rad; 0 when the file does not say. */
  readonly biasSigmaRad: number;
  readonly rowCount: number;
  /** Names of the sensors, sorted. */
  readonly sensorIds: readonly string[];
  readonly sensorIndex: Uint16Array;
  /** Microseconds of the file's own clock. */
  readonly scanAtUs: Float64Array;
  /** NaN where the row does not say. */
  readonly arrivedAtUs: Float64Array;
  /** Earth-fixed positions of the sensor, [row][x, y, z], m. */
  readonly sensorItrfM: Float64Array;
  /** Earth-fixed unit vectors, [row][x, y, z]. */
  readonly losItrf: Float64Array;
  readonly sigmaRad: Float64Array;
  /** Line of the file, from 1. */
  readonly line: Uint32Array;
}

/** A row of a file that is not used, and why; the program goes on without it. */
export interface RejectedRow {
  readonly line: number;
  readonly reason: string;
}

/** A track at one time as it is handed to others: relative to the rotating Earth. */
export interface EarthFixedTrack {
  readonly atUs: SimTimeUs;
  readonly trackId: string;
  readonly phase: string;
  /** Position, m, and velocity against the rotating frame, m/s: six numbers. */
  readonly stateItrf: Float64Array;
  /** 6 x 6, row by row. */
  readonly covarianceItrf: Float64Array;
}
