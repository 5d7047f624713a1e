import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import type { KnownClasses } from './decision-memory.ts';

/** Free flight of a track: since when, and what was known of its class in it. */
export interface FreeFlight {
  readonly sinceUs: SimTimeUs;
  readonly classes: KnownClasses;
}

/** A burn after so long a free flight belongs to no climb: stages and pushes of a bus follow one another sooner. Notional. */
const LONG_FREE_FLIGHT_US: SimTimeUs = usFromS(180);

/** Whatever burns after that is no climb, and no law of a climb is asked about it. */
export function flewLong(free: FreeFlight | null, atUs: SimTimeUs): boolean {
  return free !== null && atUs - free.sinceUs >= LONG_FREE_FLIGHT_US;
}

/** Does it burn again, long after its launch? A fractional orbit that brakes does; such a burn says nothing of the class. */
export function burnsLater(
  free: FreeFlight | null,
  { phase }: Pick<Track, 'phase'>,
  atUs: SimTimeUs,
): boolean {
  return phase === 'boost' && flewLong(free, atUs);
}

/** @param ended - Has thrust ended for certain enough? */
export function freeFlightAfter(
  free: FreeFlight | null,
  { phase }: Pick<Track, 'phase'>,
  ended: boolean,
  atUs: SimTimeUs,
  classes: KnownClasses,
): FreeFlight | null {
  if (phase === 'boost' && !flewLong(free, atUs)) return null;
  return ended ? { sinceUs: free?.sinceUs ?? atUs, classes } : free;
}
