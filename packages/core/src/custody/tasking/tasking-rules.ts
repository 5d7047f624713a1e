import type { SimTimeUs } from '../../foundation/index.ts';
import type { TrackPhase } from '../../messages/index.ts';

/** What tasking needs to know of the network. */
export interface TaskingRules {
  readonly looksPerObject: number;
  readonly commandLatencyUs: SimTimeUs;
  /** A tasking is renewed this often, ... */
  readonly renewalUs: SimTimeUs;
  /** ... and holds this long, so that a missed renewal does not blind anyone. */
  readonly validityUs: SimTimeUs;
  readonly pointing: PointingRules;
}

/** How far ahead narrow fields are planned, and in which pieces. */
export interface PointingRules {
  /** A field turns and looks once in a slot, at the most. */
  readonly slotUs: SimTimeUs;
  readonly slotCount: number;
  /** A slot must leave as much time for good frames. */
  readonly dwellUs: SimTimeUs;
  /** A field that will lose the object sooner than this after its look counts less: the look is handed over before that. */
  readonly handOverUs: SimTimeUs;
}

/** Channels that would see the object less often than this are not asked. */
export const LEAST_DETECTION_PROB = 0.3;

/** Intensity a tasking reckons with, W/sr, short and mid wave and long wave: the dim end of literature section 2.3 for the phase; in glide as in re-entry, notional. */
export const EXPECTED_INTENSITY_W_PER_SR: Readonly<Record<TrackPhase, readonly [number, number]>> = {
  boost: [10_000, 1_000],
  coast: [0, 30],
  reentry: [1_000, 30],
  glide: [1_000, 30],
};
