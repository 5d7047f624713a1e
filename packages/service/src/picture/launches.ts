import { degrees } from '@cupola/core/foundation';
import type { Decision, LaunchEstimate, Track } from '@cupola/core/messages';
import type { LaunchRecord, TrackThreat } from './records.ts';
import { stampOf, utc } from './service-clock.ts';
import type { PictureContext } from './service-clock.ts';

/** The oldest beyond this many are let go. */
const MOST_LAUNCHES = 1_000;
/** Two estimates farther apart than this in squared sigmas of place and time are two launches: 1 in 1,000 pairs of one, with three degrees of freedom. */
const ONE_LAUNCH_SQUARED = 16;
/** Estimates are of models: nearer than this they are not told apart, m and s. Notional. */
const LEAST_PLACE_SIGMA_M = 5_000;
const LEAST_TIME_SIGMA_S = 2;
/** Without a time of its own an estimate is taken to be good to this, s. Notional. */
const UNTOLD_TIME_SIGMA_S = 30;
const EARTH_RADIUS_M = 6_371_000;

/** Launches that were seen, and which of them each track came of. */
export interface Launches {
  readonly count: number;
  readonly byId: ReadonlyMap<string, LaunchRecord>;
  /** Of tracks: the launch it came of. */
  readonly ofTrack: ReadonlyMap<string, string>;
  /** The estimate that each launch is told by. */
  readonly estimates: ReadonlyMap<string, LaunchEstimate>;
}

export const NO_LAUNCHES: Launches = {
  count: 0,
  byId: new Map(),
  ofTrack: new Map(),
  estimates: new Map(),
};

/** What launches are told from in one second. */
export interface LaunchNews {
  readonly second: number;
  readonly decisions: readonly Pick<Decision, 'trackId' | 'launch'>[];
  /** Every track that there is. */
  readonly tracks: ReadonlyMap<string, Pick<Track, 'boostSeen' | 'phase'>>;
  /** Tracks that came from another one. */
  readonly kin: ReadonlyMap<string, string>;
  readonly threats: ReadonlyMap<string, TrackThreat | null>;
}

/**
 * The launches after a second: tracks grouped by where they came from. What parted from another track is of its launch; what was seen to burn by itself is a launch
 * of its own, unless it rises again from one whose tracks are all gone; of the rest the estimate decides. A pure fold: who came of what is said once and stands.
 */
export function launchesAfter(before: Launches, news: LaunchNews, context: PictureContext): Launches {
  const told = news.decisions.filter((each) => each.launch !== null);
  if (told.length === 0) return before;
  let { count } = before;
  const byId = new Map(before.byId);
  const ofTrack = new Map(before.ofTrack);
  const estimates = new Map(before.estimates);
  for (const { trackId, launch } of told) {
    if (launch === null) continue;
    const kinId = news.kin.get(trackId);
    const known =
      ofTrack.get(trackId) ??
      (kinId === undefined ? undefined : ofTrack.get(kinId)) ??
      alikeTo(launch, { byId, estimates }, news, seemsToBurn(news.tracks.get(trackId)));
    const id = known ?? `L${String(++count).padStart(4, '0')}`;
    ofTrack.set(trackId, id);
    const former = byId.get(id);
    const trackIds = former?.trackIds ?? [];
    const isBest =
      former === undefined || former.toldBy === trackId || spreadOf(launch) < spreadOf(estimates.get(id));
    if (isBest) estimates.set(id, launch);
    byId.set(id, {
      ...(isBest || former === undefined ? estimateRecord(launch, trackId, context) : former),
      ...stampOf(context, news.second * 1e6),
      id,
      trackIds: trackIds.includes(trackId) ? trackIds : [...trackIds, trackId],
      firstToldAt: former?.firstToldAt ?? utc(context, news.second * 1e6),
      ...threatIn(former, trackId, news),
    });
  }
  for (const id of byId.keys()) {
    if (byId.size <= MOST_LAUNCHES) break;
    for (const trackId of byId.get(id)?.trackIds ?? []) ofTrack.delete(trackId);
    byId.delete(id);
    estimates.delete(id);
  }
  return { count, byId, ofTrack, estimates };
}

/** The launch that a new estimate may be of; the nearest. */
function alikeTo(
  launch: LaunchEstimate,
  { byId, estimates }: Pick<Launches, 'byId' | 'estimates'>,
  { tracks }: LaunchNews,
  burns: boolean,
): string | undefined {
  let nearest: string | undefined;
  let least = ONE_LAUNCH_SQUARED;
  for (const [id, estimate] of estimates) {
    if (burns && (byId.get(id)?.trackIds ?? []).some((each) => tracks.has(each))) continue;
    const squared = apartSquared(launch, estimate);
    if (squared < least) {
      nearest = id;
      least = squared;
    }
  }
  return nearest;
}

/** A track that is just confirmed may burn before its thrust is sure. */
function seemsToBurn(track: Pick<Track, 'boostSeen' | 'phase'> | undefined): boolean {
  return track !== undefined && (track.boostSeen || track.phase === 'boost');
}

/** Squared sigmas that two estimates are apart, in place and time; the place by the greater variance of each, in every direction. */
function apartSquared(a: LaunchEstimate, b: LaunchEstimate): number {
  const dLon = ((b.longitudeRad - a.longitudeRad + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
  const north = (b.latitudeRad - a.latitudeRad) * EARTH_RADIUS_M;
  const east = dLon * Math.cos((a.latitudeRad + b.latitudeRad) / 2) * EARTH_RADIUS_M;
  const placeVariance = spreadOf(a) + spreadOf(b) + LEAST_PLACE_SIGMA_M ** 2;
  const timeVariance =
    (a.atSigmaS ?? UNTOLD_TIME_SIGMA_S) ** 2 +
    (b.atSigmaS ?? UNTOLD_TIME_SIGMA_S) ** 2 +
    LEAST_TIME_SIGMA_S ** 2;
  const seconds = (b.atUs - a.atUs) / 1e6;
  return (north * north + east * east) / placeVariance + (seconds * seconds) / timeVariance;
}

/** Trace of the covariance on the ground, m². */
function spreadOf(launch: LaunchEstimate | undefined): number {
  return launch === undefined ? Number.POSITIVE_INFINITY : launch.covarianceM2[0] + launch.covarianceM2[2];
}

function estimateRecord(
  launch: LaunchEstimate,
  toldBy: string,
  context: PictureContext,
): Pick<
  LaunchRecord,
  | 'latitudeDeg'
  | 'longitudeDeg'
  | 'launchedAt'
  | 'launchedAtUs'
  | 'launchedAtSigmaS'
  | 'covarianceKm2'
  | 'sites'
  | 'toldBy'
> {
  const [eastEast, eastNorth, northNorth] = launch.covarianceM2;
  return {
    latitudeDeg: degrees(launch.latitudeRad),
    longitudeDeg: degrees(launch.longitudeRad),
    launchedAt: utc(context, launch.atUs),
    launchedAtUs: launch.atUs,
    launchedAtSigmaS: launch.atSigmaS,
    covarianceKm2: [eastEast / 1e6, eastNorth / 1e6, northNorth / 1e6],
    sites: launch.sites,
    toldBy,
  };
}

/** Declared while any of its tracks is; the class that its likeliest track was last held for. */
function threatIn(
  former: LaunchRecord | undefined,
  trackId: string,
  { threats }: LaunchNews,
): Pick<LaunchRecord, 'declared' | 'vehicleClass'> {
  const own = threats.get(trackId) ?? null;
  const others = (former?.trackIds ?? []).filter((each) => each !== trackId);
  const declared = own?.declared === true || others.some((each) => threats.get(each)?.declared === true);
  return { declared, vehicleClass: own?.vehicleClass ?? former?.vehicleClass ?? null };
}
