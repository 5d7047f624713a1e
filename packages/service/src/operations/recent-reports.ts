import type { ScanBatch } from '@cupola/contract';
import { batchesOf } from '../log/report-record.ts';
import type { Arrival, ReportRecord } from '../log/report-record.ts';

/** Messages are kept up to so many bytes as they came: some seconds of what a layer sends, and quickly opened. */
const MOST_BYTES = 2 * 1024 * 1024;

/** A message, and when it came. */
export interface ArrivedBatch {
  readonly batch: ScanBatch;
  readonly arrival: Arrival;
}

/** The newest reports as they came, for those who want to see detections; the log has all of them. They are opened only when somebody looks. */
export class RecentReports {
  readonly #mostBytes: number;
  readonly #records: ReportRecord[] = [];
  #bytes = 0;
  #count = 0;

  constructor(mostBytes: number = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** How many records have come. */
  get count(): number {
    return this.#count;
  }

  take(record: ReportRecord): void {
    this.#count++;
    this.#records.push(record);
    this.#bytes += record.bytes.length;
    while (this.#bytes > this.#mostBytes) this.#bytes -= this.#records.shift()?.bytes.length ?? this.#bytes;
  }

  /** What came behind the first `seen` records and is still kept, in the order in which it came. */
  *batchesBehind(seen: number): Generator<ArrivedBatch, void, void> {
    const news = Math.min(this.#count - seen, this.#records.length);
    for (const record of news > 0 ? this.#records.slice(-news) : []) {
      for (const batch of batchesOf(record)) yield { batch, arrival: record.arrival };
    }
  }
}
