import { coverageAnswer, coverageGrid, coverageMeter } from '@cupola/core/coverage';
import type { CoverageAnswer, CoveragePart, CoverageQuestion } from '@cupola/core/coverage';
import { earthRotationFrom } from '@cupola/core/physics';
import type { Ephemeris } from '@cupola/core/physics';
import { pause } from '../interruption.ts';
import { measureElsewhere } from '../workers/coverage-pool.ts';
import { periodsOf } from './load-coverage-satellites.ts';
import type { CoverageSatellites } from './load-coverage-satellites.ts';

/** What is asked besides the satellites. */
export type CoverageSettings = Omit<CoverageQuestion, 'ephemeris' | 'earth' | 'epoch' | 'outages' | 'fromUs'>;

/** A question in plain data. */
export interface CoverageJob {
  readonly satellites: CoverageSatellites;
  readonly settings: CoverageSettings;
}

export interface CoverageOptions {
  /** Threads at most, this one included. */
  readonly workers: number;
  readonly onSample: (sample: number, sampleCount: number) => void;
}

/** The event loop gets a turn at least this often, so that Ctrl-C is heard. */
const PAUSE_EVERY_MS = 100;
/** Less than this (satellites x cells x samples) is done before a worker has started. */
const PAIRS_PER_WORKER = 4e9;
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

/** Where the window is cut: 0, ..., sampleCount, one stretch for each thread that is worth its start. */
function edgesOf(question: CoverageQuestion, workers: number): readonly number[] {
  const { ephemeris, sampleCount } = question;
  const { cellCount } = question.area === undefined ? question : coverageGrid(question);
  const worthwhile = Math.ceil((ephemeris.satelliteCount * cellCount * sampleCount) / PAIRS_PER_WORKER);
  const fitting = Math.floor(mostCells(ephemeris.satelliteCount, sampleCount) / cellCount);
  const threads = Math.max(1, Math.min(workers, worthwhile, fitting, sampleCount));
  return Array.from({ length: threads + 1 }, (_, index) => Math.round((index * sampleCount) / threads));
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
