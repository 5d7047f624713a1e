import type { SimTimeUs } from '../foundation/index.ts';
import type { InnovationSum } from '../messages/index.ts';

type Triple = readonly [number, number, number];

/** Where an object really was: relative to the rotating Earth, m and m/s. */
export interface TruthRow {
  readonly atUs: SimTimeUs;
  readonly truthId: string;
  readonly positionItrfM: Triple;
  readonly velocityItrfMPerS: Triple;
}

/** Where a track says one was. */
export interface TrackRow {
  readonly atUs: SimTimeUs;
  readonly trackId: string;
  readonly positionItrfM: Triple;
  readonly velocityItrfMPerS: Triple | null;
  /** 6 x 6, row by row. */
  readonly covarianceItrf: Float64Array | null;
  /** How well the track expected the directions it took at this time; null when it took none or does not say. */
  readonly innovation: InnovationSum | null;
}

/** A detection with the object that caused it: for scoring alone. */
export interface LookRow {
  readonly atUs: SimTimeUs;
  readonly truthId: string;
  readonly sensorId: string;
  readonly sensorItrfM: Triple;
  readonly sigmaRad: number;
}
