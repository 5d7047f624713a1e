import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId, TrackPhase } from './track.ts';

/** A closed line on the ground, longitude and latitude, rad, geodetic, anticlockwise; the last corner is not the first again. */
export type GroundOutline = readonly (readonly [longitudeRad: number, latitudeRad: number])[];

/** Where a body that glides can come down: it chooses its place, so there is an area and no point. */
export interface GlideFootprint {
  readonly kind: 'footprint';
  readonly trackId: TrackId;
  /** When the track told it, and its phase then. */
  readonly asOfUs: SimTimeUs;
  readonly phase: TrackPhase;
  /** Probability that it glides; the footprint is that of a body that does. */
  readonly glideProb: number;
  /** Areas that hold a share of the landings expected under the prior of manoeuvres, the smallest share first. */
  readonly areas: readonly { readonly share: number; readonly outline: GroundOutline }[];
  /** What the most lift over drag and the steepest bank of the law can reach at all. */
  readonly reach: GroundOutline;
  /** When it comes down: the time passed by one in twenty, half, and nineteen in twenty of the landings. */
  readonly downAtUs: { readonly early: SimTimeUs; readonly median: SimTimeUs; readonly late: SimTimeUs };
  /** As the landings were drawn with. */
  readonly liftToDrag: { readonly mean: number; readonly sigma: number };
  /** What is taken for granted. */
  readonly assumption: string;
}
