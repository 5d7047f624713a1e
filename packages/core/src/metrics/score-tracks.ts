import { US_PER_S, present, sFromUs, usFromS } from '../foundation/index.ts';
import { matchedScans } from './matched-rows.ts';
import type { Match, ScoredScan } from './matched-rows.ts';
import { neesBand } from './nees-band.ts';
import { quantile } from './quantile.ts';
import { boundRow } from './score-bound.ts';
import type { BoundRow } from './score-bound.ts';
import type { LookRow, TrackRow, TruthRow } from './score-rows.ts';
import type { SetDistanceRules } from './set-distance.ts';
import { waitAfterThirdSatellite } from './third-satellite.ts';
import type { WaitAfterThirdSatellite } from './third-satellite.ts';
import { trackLife } from './track-life.ts';
import type { TrackLife } from './track-life.ts';

/** Errors of all objects the same time after each got its first track. */
export interface AgeRow {
  readonly ageS: number;
  readonly count: number;
  /** Root mean squares; null when there is nothing to average. */
  readonly positionM: number | null;
  readonly velocityMPerS: number | null;
  /** Mean squared normalised error (6 is ideal), and the 95 % band of such a mean. */
  readonly nees: number | null;
  readonly neesBand: readonly [number, number] | null;
}

/** How well tracks follow the truth (docs/models/metrics.md). Means over the times of the truth; null where there is nothing to average. */
export interface TrackScore {
  readonly objects: number;
  readonly tracks: number;
  readonly scans: number;
  readonly gospaM: number | null;
  /** From 30 s after the first time of the truth. */
  readonly gospaAfter30sM: number | null;
  /** Mean of each part as if it were alone, and mean counts. */
  readonly gospaParts: {
    readonly localisationM: number | null;
    readonly missedM: number | null;
    readonly falseM: number | null;
    readonly missedPerScan: number | null;
    readonly falsePerScan: number | null;
  };
  readonly ospaM: number | null;
  readonly ospaAfter30sM: number | null;
  readonly timeToFirstTrackS: {
    readonly median: number | null;
    readonly p95: number | null;
    /** Objects that never had a track. */
    readonly never: number;
  };
  readonly rms: readonly AgeRow[];
  /** How often an object had another track than the last it had. */
  readonly idSwitches: number;
  /** Tracks that were never any object's. */
  readonly falseTracks: number;
  /** Tracks that were no object's in more than half of their rows, those of `falseTracks` among them: ghosts that passed near an object. */
  readonly mostlyFalseTracks: number;
  readonly nees: {
    readonly dimension: 6;
    readonly mean: number | null;
    readonly median: number | null;
    readonly count: number;
    /** Objects in it: rows of one object are not independent, and the band is that of a mean over objects. */
    readonly independent: number;
    readonly band95: readonly [number, number] | null;
  };
  /** Squared normalised innovations per number measured (1 is ideal), with the 95 % band of such a mean; null where tracks do not say. */
  readonly nis: {
    readonly dimension: 1;
    readonly mean: number | null;
    /** Numbers measured. */
    readonly count: number;
    readonly band95: readonly [number, number] | null;
  };
  readonly trackLife: TrackLife;
  readonly bound?: readonly BoundRow[];
  readonly waitAfterThirdSatelliteS?: WaitAfterThirdSatellite;
  /** Rows of tracks at times that the truth does not have. */
  readonly unscoredTrackRows: number;
}

const AGES_S = [5, 10, 30, 60, 120] as const;
const SETTLED_AFTER_US = usFromS(30);
/** An age is met by the row nearest to it, at most this far off. */
const AGE_SLACK_US = US_PER_S / 2;

/**
 * Scores tracks against the truth.
 *
 * @param looks - Detections with their causes, for the bound; null when it is not asked for.
 */
export function scoreTracks(
  truth: readonly TruthRow[],
  tracks: readonly TrackRow[],
  looks: readonly LookRow[] | null,
  rules: SetDistanceRules,
): TrackScore {
  const scans = matchedScans(truth, tracks, rules);
  const settledUs = (scans[0]?.atUs ?? 0) + SETTLED_AFTER_US;
  const settled = scans.filter((scan) => scan.atUs >= settledUs);
  const truthTimes = new Set(scans.map((scan) => scan.atUs));
  const trackIds = new Set(tracks.filter((row) => truthTimes.has(row.atUs)).map((row) => row.trackId));
  const matches = scans.flatMap((scan) => scan.matches);
  const matchesOf = Map.groupBy(matches, (match) => match.truth.truthId);
  const matched = new Set(matches.map((match) => match.trackId));
  const truthIds = new Set(truth.map((row) => row.truthId));
  const aged = AGES_S.map((ageS) => ({ ageS, matches: atAge([...matchesOf.values()], ageS) }));
  return {
    objects: truthIds.size,
    tracks: trackIds.size,
    scans: scans.length,
    gospaM: meanOf(scans, ({ distance }) => distance.gospaM),
    gospaAfter30sM: meanOf(settled, ({ distance }) => distance.gospaM),
    gospaParts: parts(scans, rules),
    ospaM: meanOf(scans, ({ distance }) => distance.ospaM),
    ospaAfter30sM: meanOf(settled, ({ distance }) => distance.ospaM),
    timeToFirstTrackS: firstTracks(truth, matchesOf),
    rms: aged.map(({ ageS, matches: these }) => ageRow(ageS, these)),
    idSwitches: [...matchesOf.values()].reduce((sum, each) => sum + switchesIn(each), 0),
    falseTracks: [...trackIds].filter((id) => !matched.has(id)).length,
    mostlyFalseTracks: mostlyFalse(
      tracks.filter((row) => truthTimes.has(row.atUs)),
      matches,
    ),
    nees: neesOf(matches),
    nis: nisOf(matches),
    trackLife: trackLife(truth, matchesOf),
    ...(looks === null ? {} : comparedWithLooks(aged, matchesOf, looks)),
    unscoredTrackRows: tracks.filter((row) => !truthTimes.has(row.atUs)).length,
  };
}

function parts(scans: readonly ScoredScan[], { cM, p }: SetDistanceRules): TrackScore['gospaParts'] {
  const alone = (count: number): number => cM * (count / 2) ** (1 / p);
  return {
    localisationM: meanOf(scans, ({ distance }) => distance.pairsMp ** (1 / p)),
    missedM: meanOf(scans, ({ distance }) => alone(distance.missedCount)),
    falseM: meanOf(scans, ({ distance }) => alone(distance.falseCount)),
    missedPerScan: meanOf(scans, ({ distance }) => distance.missedCount),
    falsePerScan: meanOf(scans, ({ distance }) => distance.falseCount),
  };
}

function firstTracks(
  truth: readonly TruthRow[],
  matchesOf: ReadonlyMap<string, readonly Match[]>,
): TrackScore['timeToFirstTrackS'] {
  const waits: number[] = [];
  let never = 0;
  for (const [truthId, rows] of Map.groupBy(truth, (row) => row.truthId)) {
    const first = matchesOf.get(truthId)?.[0];
    const seenUs = rows.reduce((least, row) => Math.min(least, row.atUs), Number.POSITIVE_INFINITY);
    if (first === undefined) never++;
    else waits.push(sFromUs(first.atUs - seenUs));
  }
  return { median: quantile(waits, 0.5), p95: quantile(waits, 0.95), never };
}

/** The match of each object nearest to the age, counted from its first match. */
function atAge(objects: readonly (readonly Match[])[], ageS: number): readonly Match[] {
  return objects.flatMap((matches) => {
    const wantedUs = present(matches[0]).atUs + usFromS(ageS);
    const off = (match: Match): number => Math.abs(match.atUs - wantedUs);
    const nearest = matches.reduce((best, match) => (off(match) < off(best) ? match : best));
    return off(nearest) <= AGE_SLACK_US ? [nearest] : [];
  });
}

function ageRow(ageS: number, matches: readonly Match[]): AgeRow {
  const nees = matches.flatMap((match) => match.nees ?? []);
  return {
    ageS,
    count: matches.length,
    positionM: rootMeanSquare(matches.map((match) => match.positionErrorM)),
    velocityMPerS: rootMeanSquare(matches.flatMap((match) => match.velocityErrorMPerS ?? [])),
    nees: meanOf(nees, (each) => each),
    neesBand: nees.length === 0 ? null : neesBand(6, nees.length),
  };
}

function mostlyFalse(rows: readonly TrackRow[], matches: readonly Match[]): number {
  const matchedRowsOf = Map.groupBy(matches, (match) => match.trackId);
  return [...Map.groupBy(rows, (row) => row.trackId)].filter(
    ([id, rowsOf]) => 2 * (matchedRowsOf.get(id)?.length ?? 0) < rowsOf.length,
  ).length;
}

function switchesIn(matches: readonly Match[]): number {
  return matches.filter((match, index) => index > 0 && match.trackId !== matches[index - 1]?.trackId).length;
}

function neesOf(matches: readonly Match[]): TrackScore['nees'] {
  const known = matches.filter((match) => match.nees !== null);
  const values = known.map((match) => match.nees ?? Number.NaN);
  const independent = new Set(known.map((match) => match.truth.truthId)).size;
  return {
    dimension: 6,
    mean: meanOf(values, (each) => each),
    median: quantile(values, 0.5),
    count: values.length,
    independent,
    band95: independent === 0 ? null : neesBand(6, independent),
  };
}

/** Innovations of one track in different scans are independent when its filter is consistent, so that the band is that of all numbers. */
function nisOf(matches: readonly Match[]): TrackScore['nis'] {
  let squares = 0;
  let count = 0;
  for (const { innovation } of matches) {
    squares += innovation?.squares ?? 0;
    count += innovation?.freedom ?? 0;
  }
  return {
    dimension: 1,
    mean: count === 0 ? null : squares / count,
    count,
    band95: count === 0 ? null : neesBand(1, count),
  };
}

function comparedWithLooks(
  aged: readonly { readonly ageS: number; readonly matches: readonly Match[] }[],
  matchesOf: ReadonlyMap<string, readonly Match[]>,
  looks: readonly LookRow[],
): Pick<TrackScore, 'bound' | 'waitAfterThirdSatelliteS'> {
  const looksOf = Map.groupBy(looks, (look) => look.truthId);
  return {
    bound: aged.flatMap(({ ageS, matches }) => boundRow(ageS, matches, looksOf) ?? []),
    waitAfterThirdSatelliteS: waitAfterThirdSatellite(matchesOf, looksOf),
  };
}

function meanOf<T>(all: readonly T[], pick: (each: T) => number): number | null {
  return all.length === 0 ? null : all.reduce((sum, each) => sum + pick(each), 0) / all.length;
}

function rootMeanSquare(values: readonly number[]): number | null {
  const mean = meanOf(values, (each) => each * each);
  return mean === null ? null : Math.sqrt(mean);
}
