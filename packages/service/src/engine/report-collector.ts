import type { ScanBatch } from '@cupola/contract';
import { US_PER_S } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { ScanReports } from '@cupola/core/messages';
import { arrivalOf } from '../log/report-record.ts';
import type { Arrival } from '../log/report-record.ts';
import type { ChannelRoster } from './channel-roster.ts';

/** One report of a batch, waiting for the second in which it arrives. */
interface WaitingReport {
  readonly batch: ScanBatch;
  readonly row: number;
  readonly channelIndex: number;
  readonly arrivedAtUs: SimTimeUs;
  /** Place in the log of the record it came in. */
  readonly position: number;
}

/**
 * Puts what satellites sent, batch by batch, into what arrived, second by second. What comes out for a second depends on the reports and their
 * times of arrival alone: not on how they were cut into batches, bodies and records.
 */
export class ReportCollector {
  readonly #roster: ChannelRoster;
  readonly #bySecond = new Map<number, WaitingReport[]>();
  #releasedThrough = Number.NEGATIVE_INFINITY;
  #waitingCount = 0;

  constructor(roster: ChannelRoster) {
    this.#roster = roster;
  }

  get waitingCount(): number {
    return this.#waitingCount;
  }

  /** Of the oldest record that is still waiting for its second; null when none is. */
  get oldestPosition(): number | null {
    let oldest: number | null = null;
    for (const waiting of this.#bySecond.values()) {
      for (const { position } of waiting) if (oldest === null || position < oldest) oldest = position;
    }
    return oldest;
  }

  /** Reports of seconds that are past were taken before (a log is read again from the oldest that was not). */
  take(batch: ScanBatch, arrival: Arrival, position: number): void {
    for (let row = 0; row < batch.reportCount; row++) {
      const sensorId = batch.sensorIds[batch.sensorIndex[row]!] ?? '';
      const channelIndex = this.#roster.channelOf(batch.satelliteId, sensorId);
      const arrivedAtUs = arrivalOf(batch.arrivedAtUs[row]!, arrival);
      const second = Math.ceil(arrivedAtUs / US_PER_S);
      if (channelIndex === null || second <= this.#releasedThrough) continue;
      const report = { batch, row, channelIndex, arrivedAtUs, position };
      const together = this.#bySecond.get(second);
      if (together === undefined) this.#bySecond.set(second, [report]);
      else together.push(report);
      this.#waitingCount++;
    }
  }

  /** Passes over seconds whose reports were taken before. */
  startAfter(second: number): void {
    this.#releasedThrough = second;
  }

  /** Reports that arrived by a second and were not released. */
  countThrough(second: number): number {
    let count = 0;
    for (const [due, reports] of this.#bySecond) if (due <= second) count += reports.length;
    return count;
  }

  /** What would be released for a second if it were over; it is released later all the same. */
  ahead(throughSecond: number): readonly ScanReports[] {
    return this.#scansOf(
      this.#dueSeconds(throughSecond).flatMap((second) => this.#bySecond.get(second) ?? []),
    );
  }

  /** What arrived by a second and was not released before, one set of columns a scan, oldest first; in each, reports in order of channel. */
  release(throughSecond: number): readonly ScanReports[] {
    this.#releasedThrough = throughSecond;
    const arrived = this.#dueSeconds(throughSecond).flatMap((second) => {
      const reports = this.#bySecond.get(second) ?? [];
      this.#bySecond.delete(second);
      return reports;
    });
    this.#waitingCount -= arrived.length;
    return this.#scansOf(arrived);
  }

  #dueSeconds(throughSecond: number): readonly number[] {
    return [...this.#bySecond.keys()].filter((second) => second <= throughSecond).toSorted((a, b) => a - b);
  }

  #scansOf(arrived: readonly WaitingReport[]): readonly ScanReports[] {
    return [...Map.groupBy(arrived, ({ batch, row }) => batch.scanAtUs[row]!)]
      .toSorted(([a], [b]) => a - b)
      .map(([, reports]) => this.#columnsOf(reports.toSorted(byChannelAndArrival)));
  }

  #columnsOf(reports: readonly WaitingReport[]): ScanReports {
    const detectionStart = new Uint32Array(reports.length + 1);
    reports.forEach(({ batch, row }, at) => {
      detectionStart[at + 1] =
        detectionStart[at]! + batch.detectionStart[row + 1]! - batch.detectionStart[row]!;
    });
    const detectionCount = detectionStart[reports.length]!;
    const losItrf = new Float64Array(3 * detectionCount);
    const sigmaRad = new Float64Array(detectionCount);
    const snr = new Float32Array(detectionCount);
    const pointingItrf = this.#roster.isPointed
      ? new Float64Array(3 * reports.length).fill(Number.NaN)
      : null;
    reports.forEach(({ batch, row }, at) => {
      const from = batch.detectionStart[row]!;
      const until = batch.detectionStart[row + 1]!;
      losItrf.set(batch.losItrf.subarray(3 * from, 3 * until), 3 * detectionStart[at]!);
      sigmaRad.set(batch.sigmaRad.subarray(from, until), detectionStart[at]);
      snr.set(batch.snr.subarray(from, until), detectionStart[at]);
      if (batch.pointingItrf !== null)
        pointingItrf?.set(batch.pointingItrf.subarray(3 * row, 3 * row + 3), 3 * at);
    });
    return {
      reportCount: reports.length,
      channelIndex: Uint16Array.from(reports, (each) => each.channelIndex),
      scanAtUs: Float64Array.from(reports, ({ batch, row }) => batch.scanAtUs[row]!),
      arrivedAtUs: Float64Array.from(reports, (each) => each.arrivedAtUs),
      status: Uint8Array.from(reports, ({ batch, row }) => batch.status[row]!),
      ...(pointingItrf === null ? {} : { pointingItrf }),
      detectionStart,
      detectionCount,
      losItrf,
      sigmaRad,
      snr,
    };
  }
}

/** Of two reports of one channel and scan the first to arrive counts; of two that arrive at once, the one of the lower sequence number. */
function byChannelAndArrival(a: WaitingReport, b: WaitingReport): number {
  return (
    a.channelIndex - b.channelIndex ||
    a.arrivedAtUs - b.arrivedAtUs ||
    a.batch.sequence - b.batch.sequence ||
    a.row - b.row
  );
}
