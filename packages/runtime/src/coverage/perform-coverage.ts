import { coverageAnswer, coverageGrid, coverageMeter } from '@cupola/core/coverage';
import type { CoverageAnswer, CoveragePart, CoverageQuestion } from '@cupola/core/coverage';
import { earthRotationFrom } from '@cupola/core/physics';
import type { Ephemeris } from '@cupola/core/physics';
import { pause } from '../interruption.ts';
import { measureElsewhere } from '../workers/coverage-pool.ts';
import { periodsOf } from '../satellites/satellite-groups.ts';
import type { SatelliteGroups } from '../satellites/satellite-groups.ts';

/** What is asked besides the satellites. */
export type CoverageSettings = Omit<CoverageQuestion, 'ephemeris' | 'earth' | 'epoch' | 'outages' | 'fromUs'>;

/** A question in plain data. */
export interface CoverageJob {
  readonly satellites: SatelliteGroups;
  readonly settings: CoverageSettings;
}

export interface CoverageOptions {
  /** Threads at most, this one included. */
  readonly workers: number;
  readonly onSample: (sample: number, sampleCount: number) => void;
}

/** The event loop gets a turn at least this often, so that Ctrl-C is heard. */
const PAUSE_EVERY_MS = 100;
/** A worker loads its program before it measures, s: that long this thread is alone. */
const WORKER_START_S = 0.15;
/** Time per satellite, sample and row of latitude, and per cell and sample; of points per satellite, sample and point. docs/models/coverage.md. */
const ROW_NS = { elevation: 5, shell: 12 } as const;
const CELL_NS = 6;
const POINT_NS = 0.4;
/** Satellites that are foreseen in view of one cell at a time, at most, as a share of all. */
const IN_VIEW_SHARE = 0.15;
const IN_VIEW_FORESEEN_MIN = 64;
/** Most that the counts of all cells may take, bytes. */
const COUNTS_LIMIT_BYTES = 1.2e9;

/** Cells for which the counts fit into memory. */
export function mostCells(satelliteCount: number, sampleCount: number): number {
  return Math.floor(COUNTS_LIMIT_BYTES / bytesPerCell(satelliteCount, sampleCount));
}

function bytesPerCell(satelliteCount: number, sampleCount: number): number {
  const inView = Math.max(IN_VIEW_FORESEEN_MIN, 2 * IN_VIEW_SHARE * satelliteCount);
  return inView * (sampleCount <= 65_535 ? 2 : 4) + 40;
}

export function questionOf({ satellites, settings }: CoverageJob, ephemeris: Ephemeris): CoverageQuestion {
  const { fromUs, window } = satellites;
  const { epoch } = window;
  const earth = earthRotationFrom(epoch);
  return { ...settings, ephemeris, earth, epoch, outages: periodsOf(satellites, ephemeris), fromUs };
}

/** Answers a question; the answer does not depend on the number of workers. */
export async function performCoverage(
  job: CoverageJob,
  ephemeris: Ephemeris,
  options: CoverageOptions,
): Promise<CoverageAnswer> {
  const question = questionOf(job, ephemeris);
  const { sampleCount } = question;
  const edges = edgesOf(question, options.workers);
  const own = edges[1] ?? sampleCount;
  const elsewhere = edges
    .slice(1, -1)
    .map((from, index) => measureElsewhere(job, from, edges[index + 2] ?? sampleCount));
  const first = await measureHere(question, own, (sample) =>
    options.onSample(Math.round((sample * sampleCount) / own), sampleCount),
  );
  return coverageAnswer(question, [first, ...(await Promise.all(elsewhere))]);
}

/**
 * Where the window is cut: 0, ..., sampleCount, one stretch for each thread that is worth its start. This thread's is the first, and longer
 * by what it does until the others are ready.
 */
function edgesOf(question: CoverageQuestion, workers: number): readonly number[] {
  const { ephemeris, sampleCount } = question;
  const { cellCount } = question.area === undefined ? question : coverageGrid(question);
  const workS = foreseenS({ ...question, cellCount });
  const worthwhile = Math.ceil(workS / (2 * WORKER_START_S));
  const fitting = Math.floor(mostCells(ephemeris.satelliteCount, sampleCount) / cellCount);
  const threads = Math.max(1, Math.min(workers, worthwhile, fitting, sampleCount));
  const elsewhere = threads === 1 ? 0 : Math.max(0, (workS - WORKER_START_S) / (threads * workS));
  const first = sampleCount * (1 - (threads - 1) * elsewhere);
  const ends = Array.from({ length: threads }, (_, index) => first + index * elsewhere * sampleCount);
  return [...new Set([0, ...ends.map(Math.round)])];
}

/** About how long one thread takes; shares of it matter, not seconds. Crossing angles take longer. */
function foreseenS({ ephemeris, grid, sight, cellCount, sampleCount }: CoverageQuestion): number {
  const rows = Math.sqrt((Math.PI * cellCount) / 4);
  const sampleNs =
    grid === 'rows'
      ? ROW_NS[sight.kind] * ephemeris.satelliteCount * rows + CELL_NS * cellCount
      : POINT_NS * ephemeris.satelliteCount * cellCount;
  return (sampleCount * sampleNs) / 1e9;
}

async function measureHere(
  question: CoverageQuestion,
  toSample: number,
  onSample: (sample: number) => void,
): Promise<CoveragePart> {
  const meter = coverageMeter(question, 0, toSample);
  let pausedMs = performance.now();
  for (let sample = 0; sample < toSample; sample++) {
    meter.measure(sample);
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    onSample(sample + 1);
    // oxlint-disable-next-line no-await-in-loop -- the event loop must turn between samples, not after all of them
    await pause();
    pausedMs = performance.now();
  }
  return meter.part;
}
