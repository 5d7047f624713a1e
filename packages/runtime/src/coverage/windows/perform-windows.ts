import { windowAnswer, windowSearch } from '@cupola/core/coverage';
import type { OnWindow, WindowAnswer, WindowPart, WindowQuestion, WindowShare } from '@cupola/core/coverage';
import { earthRotationFrom } from '@cupola/core/physics';
import type { Ephemeris } from '@cupola/core/physics';
import { pause } from '../../interruption.ts';
import { searchElsewhere } from '../../workers/windows-pool.ts';
import { periodsOf } from '../../satellites/satellite-groups.ts';
import type { SatelliteGroups } from '../../satellites/satellite-groups.ts';

/** What is asked besides the satellites. */
export type WindowSettings = Omit<WindowQuestion, 'ephemeris' | 'earth' | 'outages' | 'fromUs'>;

/** A question in plain data. */
export interface WindowJob {
  readonly satellites: SatelliteGroups;
  readonly settings: WindowSettings;
}

/** One window, as files tell it. */
export interface WindowRow {
  readonly point: number;
  readonly satellite: number;
  readonly riseS: number;
  readonly setS: number;
  readonly startOpen: boolean;
  readonly endOpen: boolean;
}

export interface WindowOptions {
  /** Threads at most, this one included; the answer does not depend on it. */
  readonly workers: number;
  /** Told how much of the work is done. */
  readonly onProgress: (done: number, of: number) => void;
  /** Takes the windows of some points, sorted by point, rise and satellite; points come in order. Null: nobody wants them. */
  readonly onRows: ((rows: readonly WindowRow[]) => void) | null;
}

/** The event loop gets a turn at least this often, so that Ctrl-C is heard. */
const PAUSE_EVERY_MS = 100;
/** Pairs of satellite and point searched at a time: 8 bytes each. */
const PAIRS_AT_ONCE = 2e7;
/** Rows kept at a time, about. */
const ROWS_AT_ONCE = 1e6;
/** Windows that a pair has in an hour, at most, foreseen. */
const WINDOWS_PER_HOUR = 0.5;
/** Less than this (pairs x hours) is done before a worker has started. */
const WORK_PER_WORKER = 1e6;

export function windowQuestionOf({ satellites, settings }: WindowJob, ephemeris: Ephemeris): WindowQuestion {
  const earth = earthRotationFrom(satellites.window.epoch);
  const outages = periodsOf(satellites, ephemeris);
  return { ...settings, ephemeris, earth, outages, fromUs: satellites.fromUs };
}

/** Finds all windows, some points at a time so that memory stays bounded. */
export async function performWindows(
  job: WindowJob,
  ephemeris: Ephemeris,
  cellCount: number,
  { workers, onProgress, onRows }: WindowOptions,
): Promise<WindowAnswer> {
  const question = windowQuestionOf(job, ephemeris);
  const satelliteCount = Math.max(1, ephemeris.satelliteCount);
  const hours = question.durationS / 3600;
  const pairsAtOnce =
    onRows === null
      ? PAIRS_AT_ONCE
      : Math.min(PAIRS_AT_ONCE, ROWS_AT_ONCE / Math.max(1, WINDOWS_PER_HOUR * hours));
  const pointsAtOnce = Math.max(1, Math.floor(pairsAtOnce / satelliteCount));
  const work = satelliteCount * Math.min(cellCount, pointsAtOnce) * hours;
  const worthwhile = Math.max(1, Math.min(workers, satelliteCount, Math.ceil(work / WORK_PER_WORKER)));
  // Rows are gathered in this thread.
  const threads = onRows === null ? worthwhile : 1;
  const parts: WindowPart[] = [];
  for (let firstPoint = 0; firstPoint < cellCount; firstPoint += pointsAtOnce) {
    const shares = Array.from({ length: threads }, (_, firstSatellite): WindowShare => ({
      firstPoint,
      endPoint: firstPoint + pointsAtOnce,
      firstSatellite,
      satelliteStride: threads,
    }));
    const elsewhere = shares.slice(1).map((share) => searchElsewhere(job, share));
    const rows: WindowRow[] = [];
    const [own] = shares;
    if (own === undefined) break;
    // oxlint-disable-next-line no-await-in-loop -- one lot of points after the other, so that memory stays bounded
    parts.push(
      await searchHere(question, own, onRows === null ? null : gatherer(rows), onProgress, cellCount),
    );
    // oxlint-disable-next-line no-await-in-loop -- as above
    parts.push(...(await Promise.all(elsewhere)));
    onRows?.(rows.toSorted(byPointAndRise));
  }
  return windowAnswer(question, parts);
}

function gatherer(rows: WindowRow[]): OnWindow {
  return (point, satellite, riseS, setS, startOpen, endOpen) => {
    rows.push({ point, satellite, riseS, setS, startOpen, endOpen });
  };
}

function byPointAndRise(a: WindowRow, b: WindowRow): number {
  return a.point - b.point || a.riseS - b.riseS || a.satellite - b.satellite;
}

async function searchHere(
  question: WindowQuestion,
  share: WindowShare,
  onWindow: OnWindow | null,
  onProgress: WindowOptions['onProgress'],
  cellCount: number,
): Promise<WindowPart> {
  const search = windowSearch(question, share, onWindow);
  const { firstPoint } = share;
  const lots = Math.min(share.endPoint, cellCount) - firstPoint;
  let pausedMs = performance.now();
  for (let piece = 0; piece < search.pieceCount; piece++) {
    search.search();
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    onProgress(Math.round(firstPoint + (lots * (piece + 1)) / search.pieceCount), cellCount);
    // oxlint-disable-next-line no-await-in-loop -- the event loop must turn between pieces, not after all of them
    await pause();
    pausedMs = performance.now();
  }
  return search.part();
}
