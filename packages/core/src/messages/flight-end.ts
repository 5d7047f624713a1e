import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId, TrackPhase } from './track.ts';

export const FLIGHT_END_KINDS = ['launch', 'impact'] as const;

/** One end of a flight on the WGS 84 surface, launch or impact, as a track tells it at one time. */
export interface FlightEnd {
  readonly kind: (typeof FLIGHT_END_KINDS)[number];
  readonly trackId: TrackId;
  /** When the track told it. */
  readonly asOfUs: SimTimeUs;
  /** Of the track then. */
  readonly phase: TrackPhase;
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  /** When the object was, or will be, there; and one sigma of that, s, null where it is not worked out. */
  readonly atUs: SimTimeUs;
  readonly atSigmaS: number | null;
  /** Covariance on the ground, m²: east-east, east-north, north-north. */
  readonly covarianceM2: readonly [number, number, number];
  /**
   * Where the law of the place is not normal: squared distances from the place, in the sigmas of the covariance, that hold half and nine tenths of it
   * (a normal law has 1.39 and 4.61); null where it is.
   */
  readonly heldWithin: { readonly half: number; readonly nineTenths: number } | null;
  /** Probability that the flight has this end at all: an object under thrust may reach orbit. */
  readonly prob: number;
  /** What place and covariance take for granted. */
  readonly assumption: string;
}
