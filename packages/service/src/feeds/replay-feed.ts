import { US_PER_S } from '@cupola/core/foundation';
import { logEntries } from '../log/log-files.ts';
import type { LogEntry } from '../log/log-files.ts';
import { batchesOf, readRecord } from '../log/report-record.ts';
import type { ReportRecord } from '../log/report-record.ts';
import type { Feed, FeedSink, Playing } from './feed.ts';
import { Pace } from './pace.ts';

/** Where a recorded log is read from, from its beginning. */
export type Recording = () => Iterable<LogEntry> | AsyncIterable<LogEntry>;

/** A recorded log again, at a pace. Its records are in order of arrival, but for what a gateway told of a few seconds before. */
export class ReplayFeed implements Feed {
  readonly kind = 'replay';
  readonly #recording: Recording;
  readonly #pace: Pace;
  readonly playing: Playing;
  #isEnding = false;

  constructor(recording: string | Recording, rate: number) {
    this.#recording = typeof recording === 'string' ? () => logEntries(recording, 0) : recording;
    this.#pace = new Pace(rate);
    this.playing = {
      pace: this.#pace,
      lastSecond: null,
      end: () => {
        this.#isEnding = true;
        this.#pace.stop();
      },
    };
  }

  async run(sink: FeedSink): Promise<void> {
    if ((await this.#play(sink)) || this.#isEnding) await sink.finish();
  }

  /** @returns Whether it was played to its end. */
  async #play(sink: FeedSink): Promise<boolean> {
    let firstSecond: number | null = null;
    let second = Number.NEGATIVE_INFINITY;
    let lastSecond = Number.NEGATIVE_INFINITY;
    for await (const { payload } of this.#recording()) {
      const record = readRecord(payload);
      const [from, until] = arrivalSeconds(record);
      firstSecond ??= from;
      second = Math.max(second, firstSecond - 1);
      // Everything that arrived by the second before this record's first is in.
      // oxlint-disable no-await-in-loop -- one second follows from the other
      while (second < from - 1 - DISORDER_S) {
        second++;
        if (!(await this.#pace.due(second - firstSecond))) return false;
        await sink.second(second);
      }
      await sink.record(record);
      lastSecond = Math.max(lastSecond, until);
    }
    while (second < lastSecond) {
      second++;
      if (!(await this.#pace.due(second - (firstSecond ?? 0)))) return false;
      await sink.second(second);
    }
    // oxlint-enable no-await-in-loop
    return true;
  }

  stop(): void {
    this.#pace.stop();
  }
}

/** Times of arrival that are told may go back by so much in a log, s. */
export const DISORDER_S = 2;

/** The first and the last whole second by which reports of a record arrived. */
function arrivalSeconds(record: ReportRecord): readonly [from: number, until: number] {
  let from = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  const { kind, atUs } = record.arrival;
  if (kind === 'stamped') return [Math.ceil(atUs / US_PER_S), Math.ceil(atUs / US_PER_S)];
  for (const { arrivedAtUs } of batchesOf(record)) {
    for (const told of arrivedAtUs) {
      const second = Math.ceil((Number.isNaN(told) ? atUs : Math.max(told, atUs)) / US_PER_S);
      from = Math.min(from, second);
      until = Math.max(until, second);
    }
  }
  return [from, until];
}
