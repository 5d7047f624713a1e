import { deserialize, serialize } from 'node:v8';
import { US_PER_S, usFromS } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import { NO_REPORTS } from '@cupola/core/messages';
import type { Command, OperateEvent, ScanReports, Tick, Track } from '@cupola/core/messages';
import { START_OF_OPERATIONS, currentTracks, operate, settleAll } from '@cupola/core/mission/operate';
import type { OperateConfig, OperateOutput, OperateState } from '@cupola/core/mission';
import { EMPTY_TRACKER } from '@cupola/core/tracking';
import { batchesOf, commandsOf } from '../log/report-record.ts';
import type { ReportRecord } from '../log/report-record.ts';
import { ChannelRoster } from './channel-roster.ts';
import { CommandCollector } from './command-collector.ts';
import { RecentDetections } from './recent-detections.ts';
import type { DetectionAnswer, DetectionQuery } from './recent-detections.ts';
import { ReportCollector } from './report-collector.ts';
import { LONGEST_GAP_S } from './span.ts';

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

/** A second worked on before it is over, with what has arrived of it. */
interface Ahead {
  readonly second: number;
  readonly from: OperateState;
  /** Reports and commands that were taken into it: when no other has come, the second says the same. */
  readonly inputCount: number;
  readonly worked: ReturnType<typeof operate>;
}

/** The custody layer, fed with records of the log and whole seconds: the same `operate` step as in a run. */
export class EngineCore {
  readonly #config: OperateConfig;
  readonly #collector: ReportCollector;
  readonly #commands = new CommandCollector();
  readonly #recent = new RecentDetections();
  #state: OperateState = START_OF_OPERATIONS;
  #isStarted = false;
  #nextPosition = 0;
  #ahead: Ahead | null = null;

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
    const known = this.#known(second);
    const scans = this.#collector.release(second);
    const tick = tickOf(usFromS(second), scans, this.#commands.release(second));
    const { state, output: whole } = known?.worked ?? operate(this.#state, tick, this.#config);
    this.#state = state;
    this.#ahead = null;
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
   * The tracks as they are at an instant within a second, with what has arrived of it. Nothing is decided and nothing remembered: the second itself
   * is worked on as a whole, so that what it says does not depend on when anybody looked.
   *
   * @returns Null when it is not the second that comes next.
   */
  preview(second: number, atUs: SimTimeUs): readonly Track[] | null {
    if (!this.#isNext(second)) return null;
    const { state } = operate(this.#state, tickOf(usFromS(second), this.#collector.ahead(second), []), {
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

  /**
   * What a second will have said at its end if nothing more arrives in it. Then its end has nothing left to do; else this is forgotten, and the second
   * is worked on as a whole.
   *
   * @returns Null when it is not the second that comes next.
   */
  foresee(second: number): readonly OperateEvent[] | null {
    if (!this.#isNext(second)) return null;
    const known = this.#known(second);
    if (known !== null) return known.worked.output.events;
    const tick = tickOf(usFromS(second), this.#collector.ahead(second), this.#commands.ahead(second));
    const worked = operate(this.#state, tick, this.#config);
    this.#ahead = { second, from: this.#state, inputCount: this.#inputCount(second), worked };
    return worked.output.events;
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

  #known(second: number): Ahead | null {
    const ahead = this.#ahead;
    const isSame =
      ahead !== null &&
      ahead.second === second &&
      ahead.from === this.#state &&
      ahead.inputCount === this.#inputCount(second);
    return isSame ? ahead : null;
  }

  #inputCount(second: number): number {
    return this.#collector.countThrough(second) + this.#commands.ahead(second).length;
  }

  /** Can a second be looked at before it is over? Not the first one, nor across a pause. */
  #isNext(second: number): boolean {
    return this.#isStarted && second - this.#state.atUs / US_PER_S === 1;
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

function tickOf(
  atUs: SimTimeUs,
  [reports = NO_REPORTS, ...besides]: readonly ScanReports[],
  commands: readonly Command[],
): Tick {
  return {
    atUs,
    reports,
    ...(besides.length === 0 ? {} : { besides }),
    ...(commands.length === 0 ? {} : { commands }),
  };
}
