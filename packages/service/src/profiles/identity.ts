import type { TrackRecord } from '../picture/records.ts';

/** Heights above this count as space, km (the Kármán line). */
const SPACE_FROM_KM = 100;

/**
 * The standard identity of a track. Nobody here knows whose a missile is: `hostile` says that a threat is declared, which is judged from what it
 * does; `pending` that it was not judged yet.
 */
export type Identity = 'hostile' | 'unknown' | 'pending';

export function identityOf({ threat }: TrackRecord): Identity {
  if (threat === null) return 'pending';
  return threat.declared ? 'hostile' : 'unknown';
}

export function isInSpace({ altitudeKm }: TrackRecord): boolean {
  return altitudeKm >= SPACE_FROM_KM;
}
