import { US_PER_S, present, usFromS } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import type {
  DetectionLine,
  EarthFixedTrack,
  MeasuredLook,
  OperateEvent,
  Reject,
  ScanReports,
  Track,
} from '../messages/index.ts';
import { EMPTY_TRACKER } from '../tracking/index.ts';
import { ArrivalOrder, secondOf } from './arrival-order.ts';
import type { Arrival } from './arrival-order.ts';
import { ClockCheck } from './clock-check.ts';
import { FILE_EARTH, earthFixedRow } from './file-earth.ts';
import type { LookBook } from './look-book.ts';
import { OpenScans } from './open-scans.ts';
import type { OpenScan } from './open-scans.ts';
import { START_OF_OPERATIONS, operate } from './operate.ts';
import type { OperateState } from './operate.ts';
import { ROW_SIZE, SIGMA_AT, addRow, belongsTo, partFrom } from './scan-part.ts';
import type { ScanPart } from './scan-part.ts';
import { SensorRoster } from './sensor-roster.ts';
import { sensorScansOf } from './sensor-scan.ts';
import type { SensorScan } from './sensor-scan.ts';

/** What a file says of itself as a whole. */
export interface FileTraits {
  /** Directions point at targets as they were at the scan time itself. */
  readonly instantaneous: boolean;
  /** One-sigma constant pointing error of each sensor about each of three axes, rad. */
  readonly biasSigmaRad: number;
}

/** What became final. */
export interface FileTrackingStep {
  /** One row per confirmed track and scan, in order of time and id. */
  readonly tracks: readonly EarthFixedTrack[];
  /** The same rows, inertial, and what their tracks took; none unless a look book is kept. */
  readonly inertial: readonly Track[];
  readonly looks: readonly MeasuredLook[];
  /** What was confirmed, named, merged and dropped, with reasons; in order of time. */
  readonly events: readonly OperateEvent[];
  readonly scanCount: number;
  readonly detectionCount: number;
  /** Most sensors that detected something at one and the same time. */
  readonly mostSensors: number;
}

/** Reports later than this are counted, not used, us. */
const LATE_WINDOW_US: SimTimeUs = usFromS(10);
/** Nothing is carried on over a time without scans that is longer than this, us. */
const LONGEST_GAP_US: SimTimeUs = usFromS(3_600);
/** A start that is confirmed names the looks it took before, which are at most so old. */
const LONGEST_START_US: SimTimeUs = usFromS(60);
const NO_EPOCH: JulianDate = { dayJd: 0, dayShare: 0 };
const NOTHING: FileTrackingStep = {
  tracks: [],
  inertial: [],
  looks: [],
  events: [],
  scanCount: 0,
  detectionCount: 0,
  mostSensors: 0,
};

/**
 * Tracks anybody's detections with the same `operate` step as a run. Rows of a stream go in one by one; rows of tracks come out when no
 * later report can change them. A scan waits until the newest arrival is 10 s past it, and is then worked on once, with everything that came
 * in time, so that what comes out does not depend on the order of arrival. What is held is bounded by what arrives within the late window,
 * however long the stream is. Custody, decision and tasking are not asked for.
 */
export class FileTracker {
  readonly #instantaneous: boolean;
  readonly #reject: Reject;
  readonly #book: LookBook | null;
  readonly #clock: ClockCheck;
  readonly #open: OpenScans;
  readonly #roster: SensorRoster;
  readonly #order = new ArrivalOrder();
  #part: ScanPart | null = null;
  #newestUs = Number.NEGATIVE_INFINITY;
  #state: OperateState = START_OF_OPERATIONS;

  /**
   * @param reject - Takes down every line that is not used.
   * @param book - Kept when what tracks took is to be told too.
   */
  constructor({ instantaneous, biasSigmaRad }: FileTraits, reject: Reject, book: LookBook | null = null) {
    this.#instantaneous = instantaneous;
    this.#roster = new SensorRoster(biasSigmaRad);
    this.#reject = reject;
    this.#book = book;
    this.#clock = new ClockCheck(reject);
    this.#open = new OpenScans(reject);
  }

  /** Did a row say that it arrived long before rows that stand before it? Such rows are taken as arriving where they stand. */
  get outOfOrder(): boolean {
    return this.#order.outOfOrder;
  }

  take(row: DetectionLine): FileTrackingStep {
    if (this.#part !== null && belongsTo(this.#part, row)) {
      addRow(this.#part, row, this.#reject);
      return NOTHING;
    }
    const whole = this.#part;
    this.#part = partFrom(row);
    return whole === null ? NOTHING : this.#stood(this.#clock.take(whole));
  }

  /** What is still open at the end of the stream. */
  *finish(): Generator<FileTrackingStep, void, void> {
    if (this.#part !== null) yield this.#stood(this.#clock.take(this.#part));
    for (const part of this.#clock.rest()) yield this.#stood(part);
    yield this.#arrived(this.#order.rest());
    yield this.#worked(this.#open.closeThrough(Number.POSITIVE_INFINITY));
  }

  #stood(part: ScanPart | null): FileTrackingStep {
    return part === null ? NOTHING : this.#arrived(this.#order.take(part));
  }

  /** Parts join their scans; at the first of each new second of arrivals, scans that the seconds before made final are worked on. */
  #arrived(arrivals: readonly Arrival[]): FileTrackingStep {
    const closed: OpenScan[] = [];
    for (const { part, arrivedAtUs } of arrivals) {
      if (secondOf(arrivedAtUs) > secondOf(this.#newestUs)) {
        closed.push(...this.#open.closeThrough(this.#newestUs - LATE_WINDOW_US));
      }
      this.#newestUs = Math.max(this.#newestUs, arrivedAtUs);
      this.#open.take(part);
    }
    return this.#worked(closed);
  }

  #worked(closed: readonly OpenScan[]): FileTrackingStep {
    if (closed.length === 0) return NOTHING;
    const inertial: Track[] = [];
    const looks: MeasuredLook[] = [];
    const events: OperateEvent[] = [];
    let scanCount = 0;
    let detectionCount = 0;
    let mostSensors = 0;
    for (const scan of closed) {
      const scans = sensorScansOf(scan, this.#reject);
      const reports = this.#reportsOf(scan.atUs, scans);
      if (reports.detectionCount === 0) continue;
      const final = this.#operated(reports, new Map([[scan.atUs, scans]]));
      inertial.push(...final.inertial);
      looks.push(...final.looks);
      events.push(...final.events);
      scanCount++;
      detectionCount += reports.detectionCount;
      mostSensors = Math.max(mostSensors, reports.reportCount);
    }
    const tracks = inertial.map((track) => earthFixedRow(track.id, track));
    return { tracks, inertial, looks, events, scanCount, detectionCount, mostSensors };
  }

  /** One final scan through `operate`: it arrives in order, so that nothing has to wait. Seconds without scans are passed over. */
  #operated(
    reports: ScanReports,
    scansAt: ReadonlyMap<SimTimeUs, readonly SensorScan[]>,
  ): Pick<FileTrackingStep, 'inertial' | 'looks' | 'events'> {
    const scanAtUs = present(reports.scanAtUs[0]);
    const atUs = Math.ceil(scanAtUs / US_PER_S) * US_PER_S;
    if (scanAtUs - this.#state.settledAtUs > LONGEST_GAP_US) {
      const { births, confirmations } = this.#state.settled;
      this.#state = { ...START_OF_OPERATIONS, settled: { ...EMPTY_TRACKER, births, confirmations } };
    }
    const ownSide = this.#roster.ownSide(FILE_EARTH, scansAt);
    this.#book?.take(reports, ownSide);
    const step = operate(
      { ...this.#state, atUs: atUs - US_PER_S },
      { atUs, reports },
      {
        ownSide,
        epoch: NO_EPOCH,
        custody: null,
        decision: null,
        tasking: null,
        lateWindowUs: 0,
      },
    );
    this.#state = step.state;
    const looks = this.#book?.measured(step.output.finalLooks) ?? [];
    this.#book?.forgetBefore(scanAtUs - LONGEST_START_US);
    return { inertial: step.output.finalTracks, looks, events: step.output.events };
  }

  #reportsOf(scanAtUs: SimTimeUs, scans: readonly SensorScan[]): ScanReports {
    const known = scans
      .map(({ rows, ...scan }) => ({
        rows,
        channel: this.#roster.channelOf({ rows, ...scan }, this.#reject),
      }))
      .flatMap(({ rows, channel }) => (channel === null ? [] : [{ rows, channel }]));
    const detectionStart = new Uint32Array(known.length + 1);
    known.forEach(({ rows }, report) => {
      detectionStart[report + 1] = detectionStart[report]! + rows.length / ROW_SIZE;
    });
    const detectionCount = detectionStart[known.length]!;
    const losItrf = new Float64Array(3 * detectionCount);
    const sigmaRad = new Float64Array(detectionCount);
    let next = 0;
    for (const { rows } of known) {
      for (let row = 0; row < rows.length; row += ROW_SIZE) {
        losItrf.set(rows.subarray(row + 3, row + 6), 3 * next);
        sigmaRad[next++] = rows[row + SIGMA_AT]!;
      }
    }
    return {
      reportCount: known.length,
      channelIndex: Uint16Array.from(known, ({ channel }) => channel),
      scanAtUs: new Float64Array(known.length).fill(scanAtUs),
      arrivedAtUs: new Float64Array(known.length).fill(scanAtUs),
      status: new Uint8Array(known.length),
      detectionStart,
      detectionCount,
      instantaneous: this.#instantaneous,
      losItrf,
      sigmaRad,
      snr: new Float32Array(detectionCount).fill(Number.NaN),
    };
  }
}
