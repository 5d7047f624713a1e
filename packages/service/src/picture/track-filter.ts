import type { TrackRecord } from './records.ts';

/** Which tracks somebody asks for; null: whatever it is. */
export interface TrackFilter {
  readonly trackId: string | null;
  /** The region it most likely comes down in. */
  readonly region: string | null;
  /** The likeliest class. */
  readonly vehicleClass: string | null;
  readonly custody: string | null;
  readonly phase: string | null;
  readonly declared: boolean | null;
  /** West, south, east, north, degrees; west may be greater than east, over the 180th meridian. */
  readonly within: readonly [number, number, number, number] | null;
}

export function passes(track: TrackRecord, filter: TrackFilter): boolean {
  const { trackId, region, vehicleClass, custody, phase, declared, within } = filter;
  return (
    (trackId === null || track.id === trackId) &&
    (region === null || track.threat?.regionId === region) &&
    (vehicleClass === null || track.threat?.vehicleClass === vehicleClass) &&
    (custody === null || track.custody?.level === custody) &&
    (phase === null || track.phase === phase) &&
    (declared === null || (track.threat?.declared ?? false) === declared) &&
    (within === null || isWithin(track, within))
  );
}

export function isWithin(
  { latitudeDeg, longitudeDeg }: Pick<TrackRecord, 'latitudeDeg' | 'longitudeDeg'>,
  [west, south, east, north]: readonly [number, number, number, number],
): boolean {
  if (latitudeDeg < south || latitudeDeg > north) return false;
  return west <= east
    ? longitudeDeg >= west && longitudeDeg <= east
    : longitudeDeg >= west || longitudeDeg <= east;
}
