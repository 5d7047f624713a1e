import { looksReader, tracksReader, truthReader } from '@cupola/contract';
import type { RowReader } from '@cupola/contract';
import { usFromS } from '@cupola/core/foundation';
import { scoreTracks } from '@cupola/core/metrics';
import type { LookRow, TrackRow, TrackScore, TruthRow } from '@cupola/core/metrics';
import { ringOf } from './circling-satellites.ts';
import { DENSE_BOX_M } from './coasting-flight.ts';
import { LIGHT_TIME_HEADER, detectionRows, truthLines } from './neutral-files.ts';
import { climbingFlight, fallingFlight } from './other-flights.ts';
import { raidScene } from './raid-scene.ts';
import type { RaidShape } from './raid-scene.ts';
import { trackedLines } from './tracked-lines.ts';

/** A raid that is drawn many times. */
export interface AccuracyCase {
  readonly name: string;
  readonly satellites: number;
  readonly shape: Omit<RaidShape, 'seed' | 'circles'>;
  /** Draws of large raids are dear; so many say enough. */
  readonly mostDraws: number;
}

/** Ages are counted from the first track and go to 120 s; the last tracks start in the tenth second or so. */
const SCANS = 137;

/** Two satellites cannot tell many objects apart: two of them, which seldom meet in 500 km. */
export const ACCURACY_CASES: readonly AccuracyCase[] = [
  { name: '2 satellites, 2 objects', satellites: 2, shape: { objects: 2, scans: SCANS }, mostDraws: 100 },
  { name: '3 satellites, 20 objects', satellites: 3, shape: { objects: 20, scans: SCANS }, mostDraws: 100 },
  { name: '4 satellites, 20 objects', satellites: 4, shape: { objects: 20, scans: SCANS }, mostDraws: 100 },
  { name: '6 satellites, 20 objects', satellites: 6, shape: { objects: 20, scans: SCANS }, mostDraws: 100 },
  { name: '6 satellites, 100 objects', satellites: 6, shape: { objects: 100, scans: SCANS }, mostDraws: 20 },
];

/** Flights for which there is no bound here: only whether tracks are honest is asked. */
export const OTHER_FLIGHTS: readonly AccuracyCase[] = [
  {
    name: 'boost, 6 satellites, 10 objects',
    satellites: 6,
    shape: { objects: 10, scans: SCANS, flight: climbingFlight },
    mostDraws: 100,
  },
  {
    name: 're-entry, 6 satellites, 10 objects',
    satellites: 6,
    shape: { objects: 10, scans: 36, flight: fallingFlight },
    mostDraws: 100,
  },
];

/** The raid that asks most of association; a case of its own because it takes long. */
export const DENSE_CASE: AccuracyCase = {
  name: '6 satellites, 100 objects in 20 km',
  satellites: 6,
  shape: { objects: 100, boxM: DENSE_BOX_M, scans: 121 },
  mostDraws: 10,
};

export interface Accuracy {
  /** All draws as one data set: each at its own time, with its own names. */
  readonly pooled: TrackScore;
  /** Means over draws of the set distances from 30 s after the start of each. */
  readonly gospaAfter30sM: number;
  readonly ospaAfter30sM: number;
  readonly draws: number;
}

const RULES = { cM: 10_000, p: 2 };
/** Draws are set apart in time by more than any lasts, s; the Earth has turned meanwhile, which changes nothing. */
const APART_S = 1_000;

/** Through files, as a user has it: detections are written, tracked, and scored against the truth and the bound. */
export function accuracyOf({ satellites, shape }: AccuracyCase, seeds: readonly number[]): Accuracy {
  const truth: TruthRow[] = [];
  const tracks: TrackRow[] = [];
  const looks: LookRow[] = [];
  let gospaSum = 0;
  let ospaSum = 0;
  for (const seed of seeds) {
    const scene = raidScene({ ...shape, seed, circles: ringOf(satellites) });
    const lines = [LIGHT_TIME_HEADER, ...detectionRows(scene).map((row) => JSON.stringify(row))];
    const drawnTruth = read(truthReader(), truthLines(scene));
    const drawnTracks = read(tracksReader(), trackedLines(lines).rows);
    const alone = scoreTracks(drawnTruth, drawnTracks, null, RULES);
    gospaSum += alone.gospaAfter30sM ?? Number.NaN;
    ospaSum += alone.ospaAfter30sM ?? Number.NaN;
    const later = <T extends { readonly atUs: number }>(row: T): T => ({
      ...row,
      atUs: row.atUs + usFromS(APART_S * seed),
    });
    for (const row of drawnTruth) truth.push(later({ ...row, truthId: `${seed} ${row.truthId}` }));
    for (const row of drawnTracks) tracks.push(later({ ...row, trackId: `${seed} ${row.trackId}` }));
    for (const row of read(looksReader(), lines)) {
      looks.push(later({ ...row, truthId: `${seed} ${row.truthId}` }));
    }
  }
  return {
    pooled: scoreTracks(truth, tracks, looks, RULES),
    gospaAfter30sM: gospaSum / seeds.length,
    ospaAfter30sM: ospaSum / seeds.length,
    draws: seeds.length,
  };
}

function read<T>(reader: RowReader<T>, lines: readonly string[]): readonly T[] {
  lines.forEach((text, index) => reader.take(text, index + 1));
  const [wrong] = reader.rejected;
  if (wrong !== undefined) throw new Error(`line ${wrong.line}: ${wrong.reason}`);
  return reader.rows;
}
