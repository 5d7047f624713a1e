import type { SimTimeUs } from '@cupola/core/foundation';
import type { EngineStep } from '../engine/engine-core.ts';
import type { ReportRecord } from '../log/report-record.ts';
import type { Pace } from './pace.ts';

export const FEED_KINDS = ['exercise', 'replay', 'live'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** Where a feed puts what it has: records, and the whole seconds by which they had arrived. */
export interface FeedSink {
  /** Kept when the record is durable and on its way to the engine. */
  record(record: ReportRecord): Promise<void>;
  /** Takes all records before it that arrived by this second. */
  second(second: number): Promise<EngineStep>;
  /** Tells the tracks as they are at an instant within the second that comes next, with what has arrived of it. */
  preview(second: number, atUs: SimTimeUs): Promise<void>;
  /** Tells the alerts that the second will open if nothing more arrives in it. */
  foresee(second: number): Promise<void>;
  /** There is no more: what is still open becomes final. */
  finish(): Promise<void>;
}

/** One of the three sources of reports, which differ in pacing and nothing else. */
export interface Feed {
  readonly kind: FeedKind;
  /** Runs until its source ends or it is stopped. */
  run(sink: FeedSink): Promise<void>;
  stop(): void;
  /** Of a source that is played: how fast, held or not; null of one that comes by itself. */
  readonly playing: Playing | null;
}

/** What may be done to a source that is played. */
export interface Playing {
  readonly pace: Pace;
  /** The second that it ends with; null when that is not known. */
  readonly lastSecond: number | null;
  /** Ends it here: what is still open becomes final. */
  end(): void;
}
