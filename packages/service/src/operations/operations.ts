import { join } from 'node:path';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { MissionInputs } from '@cupola/core/mission';
import type { Track } from '@cupola/core/messages';
import { Engine } from '../engine/engine.ts';
import type { EngineStep } from '../engine/engine-core.ts';
import { secondsAfter } from '../engine/span.ts';
import type { Span } from '../engine/span.ts';
import type { DetectionAnswer, DetectionQuery } from '../engine/recent-detections.ts';
import type { FeedSink } from '../feeds/feed.ts';
import { commandRecord, readRecord, writtenRecord } from '../log/report-record.ts';
import type { CommandDraft, ReportRecord } from '../log/report-record.ts';
import type { LogKind, ReportLog } from '../log/report-log.ts';
import { SegmentLog } from '../log/segment-log.ts';
import { EMPTY_PICTURE, foreseenFrom, pictureAfter, previewOf } from '../picture/picture.ts';
import type { Picture, PictureChanges } from '../picture/picture.ts';
import type { PictureContext } from '../picture/service-clock.ts';
import type { SequenceBook } from '../ingest/sequence-book.ts';
import { ArrivalClock } from './arrival-clock.ts';
import { openedSnapshot, snapshotPath, writeSnapshot } from './snapshot-file.ts';
import type { SessionSnapshot } from './snapshot-file.ts';

/** What one step brought, for those who store and publish it. */
export interface OperationsStep {
  readonly picture: Picture;
  readonly changes: PictureChanges;
  readonly step: EngineStep;
  /** When the first report that it is about came in, ms of this machine's steady clock; null where that cannot be told. */
  readonly firstReportMs: number | null;
}

export interface OperationsPlan {
  readonly inputs: MissionInputs;
  readonly context: PictureContext;
  /** Where the snapshot is kept; null: nothing is kept (a replay has its log elsewhere). */
  readonly folder: string | null;
  /** Another log than files in the folder. */
  readonly openLog?: (() => Promise<ReportLog>) | undefined;
  /** Of program and mission. */
  readonly writtenBy: string;
  /** Steps between snapshots; null: none are taken. */
  readonly snapshotEverySteps: number | null;
  /** Seconds that were worked and stored before, to be worked again where no snapshot has them. */
  readonly spans: readonly Span[];
  /** A snapshot that cannot be written: the log still has everything. */
  readonly onSnapshotFailure: (error: unknown) => void;
  /** Every record read again from the log at the start. */
  readonly onRestored: (record: ReportRecord) => void;
  /** Numbers that satellites have used, to be kept with each snapshot and given back from it. */
  readonly sequences: SequenceBook;
}

/** Who hears what operations bring. */
export interface OperationsListener {
  onStep(step: OperationsStep): Promise<void> | void;
  onPreview(preview: Pick<OperationsStep, 'picture' | 'changes'>): void;
  onFinalTracks(tracks: readonly Track[]): void;
  onEngineFailure(error: Error): void;
  /** Is all that steps told stored? What is not, a snapshot would forget. */
  readonly isStored: boolean;
}

const NOBODY: OperationsListener = {
  onStep: () => {},
  onPreview: () => {},
  onFinalTracks: () => {},
  onEngineFailure: () => {},
  isStored: true,
};

const KIND_WORDS: Readonly<Record<LogKind, string>> = { files: 'in files', stream: 'on a stream of NATS' };

export function logFolder(sessionFolder: string): string {
  return join(sessionFolder, 'log');
}

/** Log, engine and picture of one session: records go in, and are durable before the engine has them; seconds bring the picture forward. */
export class Operations implements FeedSink {
  readonly #plan: OperationsPlan;
  readonly #log: ReportLog | null;
  readonly #engine: Engine;
  readonly #arrivals = new ArrivalClock();
  #listener = NOBODY;
  /** Of the newest whole second: what everything else follows from. */
  #whole: Picture;
  /** What is shown: with tracks and alerts as they are within the second. */
  #picture: Picture;
  #stepsSinceSnapshot = 0;
  /** Was the second that comes next looked at before it was over? */
  #isForeseen = false;
  /** Records on their way to the disk: their numbers are used already. */
  readonly #appending = new Set<Promise<number>>();
  #isSnapshotUnderWay = false;
  /** Kept when the newest snapshot is on the disk, or could not be written. */
  #snapshotWritten: Promise<void> = Promise.resolve();
  /** The newest second that was begun. */
  #begun: number | null;

  private constructor(plan: OperationsPlan, log: ReportLog | null, from: SessionSnapshot | null) {
    const picture = from?.picture ?? EMPTY_PICTURE;
    this.#plan = plan;
    this.#log = log;
    this.#engine = new Engine({ inputs: plan.inputs, from: from?.engine ?? null }, (error) =>
      this.#listener.onEngineFailure(error),
    );
    this.#whole = picture;
    this.#picture = picture;
    this.#begun = picture.second;
  }

  /** Opens or goes on with a session: the newest snapshot, then what the log holds behind it, second by second as it was, up to the one that was stored. */
  static async open(plan: OperationsPlan): Promise<Operations> {
    const { folder, writtenBy, spans } = plan;
    const log = folder === null ? null : await (plan.openLog?.() ?? SegmentLog.open(logFolder(folder)));
    const none = { snapshot: null, log: null };
    const { snapshot, log: kind } = folder === null ? none : openedSnapshot(snapshotPath(folder), writtenBy);
    if (log !== null && kind !== null && kind !== log.kind) {
      await log.close();
      throw new OutsideFailure(
        'disk',
        `the session in ${folder} has its log ${KIND_WORDS[kind]}`,
        `it was asked to go on with one ${KIND_WORDS[log.kind]}`,
      );
    }
    const operations = new Operations(plan, log, snapshot);
    if (log === null) return operations;
    // A log that cannot be read to its end is not gone on with, and nothing is left running.
    await using opened = new AsyncDisposableStack();
    opened.defer(() => operations.close());
    if (snapshot !== null) plan.sequences.restore(snapshot.sequences);
    for await (const { position, payload } of log.entries(snapshot?.engine.resumeFrom ?? 0)) {
      const record = readRecord(payload);
      plan.onRestored(record);
      operations.#engine.take(record, position);
    }
    for (const second of secondsAfter(spans, snapshot?.engine.second ?? Number.NEGATIVE_INFINITY)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they were
      await operations.second(second);
    }
    opened.move();
    return operations;
  }

  /** From now on. What is worked on again while they are opened was told before. */
  tell(listener: OperationsListener): void {
    this.#listener = listener;
  }

  get picture(): Picture {
    return this.#picture;
  }

  get begunSecond(): number | null {
    return this.#begun;
  }

  /** How many answers the engine owes, and how many bytes it has not worked on: what back-pressure goes by. */
  get load(): { readonly stepsBehind: number; readonly bytes: number } {
    return {
      stepsBehind: this.#engine.behind,
      bytes: this.#engine.untakenBytes + (this.#log?.waitingBytes ?? 0),
    };
  }

  engineHeapBytes(): Promise<number> {
    return this.#engine.heapBytes();
  }

  get tornBytes(): number {
    return this.#log?.tornBytes ?? 0;
  }

  /** Why no reports can be kept at the moment; null when they can. */
  get trouble(): string | null {
    return this.#log?.trouble ?? null;
  }

  /** The service is stopping: what the log does not keep soon is refused. */
  hurry(): void {
    this.#log?.hurry();
  }

  async record(record: ReportRecord): Promise<void> {
    this.#arrivals.note(record.arrival, performance.now());
    if (this.#log === null) {
      this.#engine.take(record, 0);
      return;
    }
    const appended = this.#log.append(writtenRecord(record, record.arrival.kind === 'told'));
    this.#appending.add(appended);
    try {
      this.#engine.take(record, await appended);
    } finally {
      this.#appending.delete(appended);
    }
  }

  /**
   * Keeps a command and hands it to the engine. What is appended before a second begins is taken in it, so the next one is the first that can.
   *
   * @returns The second on which it takes effect, once it is durable; null when operations have not begun.
   */
  async command(draft: CommandDraft): Promise<number | null> {
    if (this.#begun === null) return null;
    const second = this.#begun + 1;
    await this.record(commandRecord(draft, second));
    return second;
  }

  async second(second: number): Promise<EngineStep> {
    const firstReportMs = this.#arrivals.firstOf(second);
    this.#begun = second;
    await this.#log?.passed();
    const step = await this.#engine.step(second);
    const { picture, changes } = pictureAfter(this.#whole, step, this.#plan.context);
    this.#whole = picture;
    this.#picture = picture;
    if (step.output.finalTracks.length > 0) this.#listener.onFinalTracks(step.output.finalTracks);
    await this.#listener.onStep({ picture, changes, step, firstReportMs });
    this.#stepsSinceSnapshot++;
    // Who looks ahead has nothing to do after that, and much now.
    this.#snapshotAfter(this.#isForeseen ? 1 : 0);
    this.#isForeseen = false;
    return step;
  }

  async preview(second: number, atUs: SimTimeUs): Promise<void> {
    const tracks = await this.#engine.preview(second, atUs);
    if (tracks === null) return;
    const { picture, changes } = previewOf(this.#picture, tracks, this.#plan.context);
    this.#picture = picture;
    this.#listener.onPreview({ picture, changes });
  }

  detections(query: DetectionQuery): Promise<DetectionAnswer> {
    return this.#engine.detections(query);
  }

  async foresee(second: number): Promise<void> {
    await this.#tellForeseen(second);
    this.#isForeseen = true;
    this.#snapshotAfter(0);
  }

  async #tellForeseen(second: number): Promise<void> {
    const events = await this.#engine.foresee(second);
    if (events === null) return;
    const { picture, changes } = foreseenFrom(this.#picture, this.#whole, events, this.#plan.context);
    if (picture === this.#picture) return;
    this.#picture = picture;
    this.#listener.onPreview({ picture, changes });
  }

  async finish(): Promise<void> {
    this.#listener.onFinalTracks(await this.#engine.finish());
  }

  /** Takes one that has been due for so many seconds, when there is none under way; nothing waits for the disk. */
  #snapshotAfter(seconds: number): void {
    const every = this.#plan.snapshotEverySteps;
    if (every === null || this.#stepsSinceSnapshot < every + seconds || this.#isSnapshotUnderWay) return;
    void this.snapshot();
  }

  /** Of the newest whole second, whatever else is done while it is written. */
  async snapshot(): Promise<void> {
    const { folder, writtenBy, sequences, onSnapshotFailure } = this.#plan;
    if (folder === null || this.#whole.second === null || !this.#listener.isStored) return;
    this.#stepsSinceSnapshot = 0;
    this.#isSnapshotUnderWay = true;
    const asked = this.#engine.snapshot();
    const log = this.#log?.kind ?? 'files';
    const known = { writtenBy, picture: this.#whole, sequences: sequences.saved, log };
    // Numbers of what is not kept in the end are to be taken again: such a snapshot is not written.
    const areKept = Promise.all(this.#appending);
    const written = Promise.all([asked, areKept, this.#snapshotWritten])
      .then(([engine]) => writeSnapshot(snapshotPath(folder), { ...known, engine }))
      .catch(onSnapshotFailure)
      .finally(() => (this.#isSnapshotUnderWay = false));
    this.#snapshotWritten = written;
    await written;
  }

  async close(): Promise<void> {
    await this.#snapshotWritten;
    await this.#log?.close();
    await this.#engine.close();
  }
}
