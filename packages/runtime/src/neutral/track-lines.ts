import { DetectionReader, trackLine } from '@cupola/contract';
import { FileTracker, LookBook, inOrderOfArrival } from '@cupola/core/mission';
import type { FileTrackingStep } from '@cupola/core/mission';
import type { DetectionLine } from '@cupola/core/messages';
import type { Problem } from '@cupola/core/scenario';
import { pause } from '../interruption.ts';
import { readLines } from './lines.ts';
import type { LookBack, SmoothedSummary } from './look-back.ts';
import type { TrackSummary } from './perform-track.ts';
import { RejectionTally, noUsableRow } from './rejections.ts';
import { ScanTimes } from './scan-times.ts';
import type { TracksSink } from './tracks-sink.ts';

export type LinesOutcome =
  | {
      readonly ok: true;
      readonly summary: TrackSummary;
      readonly times: ScanTimes;
      /** Given up, nothing written: the lines say that they are not in order of arrival. */
      readonly outOfOrder: boolean;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads, tracks and writes in one go, holding no more than the late window. */
export async function trackLines(
  file: string,
  sink: TracksSink,
  lookBack: LookBack | null,
  stopWhenOutOfOrder: boolean,
): Promise<LinesOutcome> {
  const job = new TrackJob(file, sink, lookBack);
  return job.run(async () => {
    const outOfOrder = (): boolean => stopWhenOutOfOrder && job.outOfOrder;
    const unread = await readLines(
      file,
      'DETECTIONS',
      (text, line) => job.take(job.reader.take(text, line)),
      async () => (await job.written()) && !job.isRefused && !outOfOrder(),
    );
    if (unread === null && !outOfOrder()) await job.finish();
    return { unread, outOfOrder: outOfOrder() };
  });
}

/** Reads all, sorts by time of arrival, then tracks and writes. */
export async function trackSortedLines(
  file: string,
  sink: TracksSink,
  lookBack: LookBack | null,
): Promise<LinesOutcome> {
  const job = new TrackJob(file, sink, lookBack);
  return job.run(async () => {
    const rows: DetectionLine[] = [];
    const unread = await readLines(file, 'DETECTIONS', (text, line) => {
      const row = job.reader.take(text, line);
      if (row !== null) rows.push(row);
    });
    for (const row of inOrderOfArrival(rows)) {
      job.take(row);
      if (job.hasText) await job.written();
    }
    await job.finish();
    return { unread, outOfOrder: false };
  });
}

/** One pass from lines to rows of tracks. */
class TrackJob {
  readonly reader: DetectionReader;
  readonly #file: string;
  readonly #sink: TracksSink;
  readonly #lookBack: LookBack | null;
  readonly #rejected = new RejectionTally();
  readonly #reject = (line: number, reason: string): void => this.#rejected.take(line, reason);
  readonly #times = new ScanTimes();
  #tracker: FileTracker | null = null;
  #text = '';
  #detections = 0;
  #scans = 0;
  #mostSensors = 0;
  #tracksConfirmed = 0;
  #lastAtUs = Number.NaN;
  #lastIds = new Set<string>();
  #ids = new Set<string>();

  constructor(file: string, sink: TracksSink, lookBack: LookBack | null) {
    this.#file = file;
    this.#sink = sink;
    this.#lookBack = lookBack;
    this.reader = new DetectionReader(this.#reject);
  }

  get outOfOrder(): boolean {
    return this.#tracker?.outOfOrder ?? false;
  }

  get isRefused(): boolean {
    return this.reader.problems.length > 0;
  }

  get hasText(): boolean {
    return this.#text !== '';
  }

  take(row: DetectionLine | null): void {
    if (row === null) return;
    this.#tracker ??= this.#newTracker();
    const startMs = performance.now();
    this.#took(this.#tracker.take(row), startMs);
  }

  #newTracker(): FileTracker {
    const book = this.#lookBack === null ? null : new LookBook();
    return new FileTracker(this.reader, this.#reject, book);
  }

  /** Writes what is final so far and lets the event loop turn. */
  async written(): Promise<boolean> {
    const text = this.#text;
    this.#text = '';
    const goesOn = text === '' || (await this.#sink.write(text));
    await pause();
    return goesOn;
  }

  async finish(): Promise<void> {
    let startMs = performance.now();
    for (const step of this.#tracker?.finish() ?? []) {
      this.#took(step, startMs);
      startMs = performance.now();
    }
    await this.written();
  }

  /** The whole job, with the sink finished when it went well and given up when not. */
  async run(
    work: () => Promise<{ readonly unread: Problem | null; readonly outOfOrder: boolean }>,
  ): Promise<LinesOutcome> {
    try {
      const { unread, outOfOrder } = await work();
      const problems = unread === null ? this.#problems() : [unread];
      if (problems.length > 0 || outOfOrder) this.#giveUp();
      if (problems.length > 0) return { ok: false, problems };
      if (outOfOrder) return { ok: true, summary: this.#summary(null), times: this.#times, outOfOrder };
      const smoothed = (await this.#lookBack?.finish()) ?? null;
      this.#sink.finish();
      return { ok: true, summary: this.#summary(smoothed), times: this.#times, outOfOrder };
    } catch (error) {
      this.#giveUp();
      throw error;
    }
  }

  #giveUp(): void {
    this.#sink.giveUp();
    this.#lookBack?.giveUp();
  }

  #took(step: FileTrackingStep, startMs: number): void {
    const { tracks, inertial, looks, events, scanCount, detectionCount, mostSensors } = step;
    if (scanCount === 0) return;
    this.#times.take(performance.now() - startMs, scanCount);
    this.#detections += detectionCount;
    this.#scans += scanCount;
    this.#mostSensors = Math.max(this.#mostSensors, mostSensors);
    for (const track of tracks) {
      this.#count(track.atUs, track.trackId);
      this.#text += trackLine(track);
    }
    this.#lookBack?.take(inertial, looks, events);
  }

  /** A track has a row in every scan of its life, so only the names of two scans need be known. */
  #count(atUs: number, trackId: string): void {
    if (atUs !== this.#lastAtUs) {
      this.#lastIds = this.#ids;
      this.#ids = new Set();
      this.#lastAtUs = atUs;
    }
    if (!this.#lastIds.has(trackId)) this.#tracksConfirmed++;
    this.#ids.add(trackId);
  }

  #problems(): readonly Problem[] {
    const { problems, lineCount, rowCount } = this.reader;
    if (problems.length > 0) return problems.map((problem) => ({ ...problem, file: this.#file }));
    return lineCount > 0 && rowCount === 0 ? noUsableRow(this.#rejected.of(this.#file)) : [];
  }

  #summary(smoothed: SmoothedSummary | null): TrackSummary {
    return {
      detections: this.#detections,
      scans: this.#scans,
      mostSensorsAtOnce: this.#mostSensors,
      tracksConfirmed: this.#tracksConfirmed,
      rejected: this.#rejected.of(this.#file),
      ...(smoothed === null ? {} : { smoothed }),
    };
  }
}
