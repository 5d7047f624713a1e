import type { TrackRecord } from '../picture/records.ts';

/** Heights above this count as space, km (the Kármán line). */
const SPACE_FROM_KM = 100;

/** From this probability that it is a weapon on, a track is suspect. */
const SUSPECT_PROB = 0.5;

/**
 * The standard identity of a track. Nobody here knows whose a missile is: `hostile` says that a threat is declared, which is judged from what it
 * does; `suspect` that it is rather a weapon and the regions are in reach; `pending` that it was not judged yet.
 */
export type Identity = 'hostile' | 'suspect' | 'unknown' | 'pending';

export function identityOf({ threat }: TrackRecord): Identity {
  if (threat === null) return 'pending';
  if (threat.declared) return 'hostile';
  return !threat.excluded && threat.weaponProb >= SUSPECT_PROB ? 'suspect' : 'unknown';
}

export function isInSpace({ altitudeKm }: TrackRecord): boolean {
  return altitudeKm >= SPACE_FROM_KM;
}
