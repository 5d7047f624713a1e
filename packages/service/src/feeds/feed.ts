import type { SimTimeUs } from '@cupola/core/foundation';
import type { EngineStep } from '../engine/engine-core.ts';
import type { ReportRecord } from '../log/report-record.ts';

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
}
