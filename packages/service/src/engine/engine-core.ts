import { deserialize, serialize } from 'node:v8';
import { US_PER_S, usFromS } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import { NO_REPORTS } from '@cupola/core/messages';
import type { ScanReports, Tick, Track } from '@cupola/core/messages';
import { START_OF_OPERATIONS, currentTracks, operate, settleAll } from '@cupola/core/mission';
import type { OperateConfig, OperateOutput, OperateState } from '@cupola/core/mission';
import { EMPTY_TRACKER } from '@cupola/core/tracking';
import { batchesOf, commandsOf } from '../log/report-record.ts';
import type { ReportRecord } from '../log/report-record.ts';
import { ChannelRoster } from './channel-roster.ts';
import { CommandCollector } from './command-collector.ts';
import { RecentDetections } from './recent-detections.ts';
import type { DetectionAnswer, DetectionQuery } from './recent-detections.ts';
import { ReportCollector } from './report-collector.ts';

/** What one second of operations brought. */
export interface EngineStep {
  /** Of arrival, whole, since the epoch. */
  readonly second: number;
  /** But for the looks, which nobody outside the thread asks for. */
  readonly output: Omit<OperateOutput, 'finalLooks'>;
  /** Every confirmed track as it is known at this second. */
  readonly tracks: readonly Track[];
  /** Tracks that came from another one, with that one. */
  readonly kin: ReadonlyMap<string, string>;
  readonly reportCount: number;
  readonly detectionCount: number;
  /** Scans that came too late to be used, since the start. */
  readonly lateReports: number;
  /** Reports whose second has not come. */
  readonly waitingReports: number;
  readonly tookMs: number;
}

/** Everything that is needed to go on from a second, with the records that came after it. */
export interface EngineSnapshot {
  readonly second: number;
  /** The log is to be read again from here; what it holds of seconds before is passed over. */
  readonly resumeFrom: number;
  readonly state: Uint8Array;
}

/** Nothing is carried on over a time without steps that is longer than this, s. */
const LONGEST_GAP_S = 3_600;

/** The custody layer, fed with records of the log and whole seconds: the same `operate` step as in a run. */
export class EngineCore {
  readonly #config: OperateConfig;
  readonly #collector: ReportCollector;
  readonly #commands = new CommandCollector();
  readonly #recent = new RecentDetections();
  #state: OperateState = START_OF_OPERATIONS;
  #isStarted = false;
  #nextPosition = 0;

  constructor(config: OperateConfig, from: EngineSnapshot | null) {
    this.#config = config;
    this.#collector = new ReportCollector(new ChannelRoster(config.ownSide));
    if (from === null) return;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `snapshot` of the same version of the program
    this.#state = deserialize(from.state) as OperateState;
    this.#isStarted = true;
    this.#collector.startAfter(from.second);
    this.#commands.startAfter(from.second);
    this.#nextPosition = from.resumeFrom;
  }

  /** @param position - Of the record in the log. */
  take(record: ReportRecord, position: number): void {
    for (const batch of batchesOf(record)) this.#collector.take(batch, record.arrival, position);
    for (const command of commandsOf(record)) this.#commands.take(command, position);
    this.#nextPosition = position + 1;
  }

  /** Takes what arrived by a whole second, and decides on it. Seconds between are worked through one by one. */
  step(second: number): EngineStep {
    const startMs = performance.now();
    this.#goOnTo(second);
    const scans = this.#collector.release(second);
    const commands = this.#commands.release(second);
    const tick = { ...tickOf(usFromS(second), scans), ...(commands.length === 0 ? {} : { commands }) };
    const { state, output: whole } = operate(this.#state, tick, this.#config);
    this.#state = state;
    const { finalLooks, ...output } = whole;
    this.#recent.take(second, scans, finalLooks);
    return {
      second,
      output,
      tracks: currentTracks(state, usFromS(second)),
      kin: kinIn(state),
      reportCount: scans.reduce((sum, each) => sum + each.reportCount, 0),
      detectionCount: scans.reduce((sum, each) => sum + each.detectionCount, 0),
      lateReports: state.lateReports,
      waitingReports: this.#collector.waitingCount,
      tookMs: performance.now() - startMs,
    };
  }

  /**
   * The tracks as they are within a second, with what has arrived of it. Nothing is decided and nothing remembered: the second itself is worked
   * on as a whole, so that what it says does not depend on when anybody looked.
   */
  preview(atUs: SimTimeUs): readonly Track[] {
    if (!this.#isStarted) return [];
    const scans = this.#collector.ahead(atUs);
    const { state } = operate(this.#state, tickOf(atUs, scans), {
      ...this.#config,
      custody: null,
      decision: null,
      tasking: null,
    });
    return currentTracks(state, atUs);
  }

  /** What arrived lately, by the tracks that took it. */
  detections(query: DetectionQuery): DetectionAnswer {
    const openLooks = this.#state.history.flatMap((entry) => entry.looks);
    return this.#recent.answer(query, openLooks, this.#config.ownSide);
  }

  snapshot(): EngineSnapshot {
    return {
      second: this.#state.atUs / US_PER_S,
      resumeFrom: Math.min(
        this.#collector.oldestPosition ?? this.#nextPosition,
        this.#commands.oldestPosition ?? this.#nextPosition,
      ),
      state: serialize(this.#state),
    };
  }

  /** What is still open, made final: the end of an exercise or a recording. */
  finish(): readonly Track[] {
    return settleAll(this.#state).finalTracks;
  }

  /** Operations begin with the second before their first, and anew, with names that go on, after a long pause. */
  #goOnTo(second: number): void {
    const pausedS = second - this.#state.atUs / US_PER_S;
    if (this.#isStarted && pausedS <= LONGEST_GAP_S) return;
    const { births, confirmations } = this.#state.settled;
    this.#state = {
      ...START_OF_OPERATIONS,
      settled: { ...EMPTY_TRACKER, births, confirmations },
      atUs: usFromS(second - 1),
      lateReports: this.#state.lateReports,
    };
    this.#isStarted = true;
  }
}

function kinIn({ decisions }: OperateState): ReadonlyMap<string, string> {
  const kin = new Map<string, string>();
  for (const [trackId, memory] of decisions) if (memory.kin !== null) kin.set(trackId, memory.kin.trackId);
  return kin;
}

function tickOf(atUs: SimTimeUs, [reports = NO_REPORTS, ...besides]: readonly ScanReports[]): Tick {
  return besides.length === 0 ? { atUs, reports } : { atUs, reports, besides };
}
