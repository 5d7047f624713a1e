import { US_PER_S, usFromS } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import {
  EMPTY_TASK_BOOK,
  Outlooks,
  assignTasks,
  decide,
  isLost,
  kinOf,
  newCustodyMemory,
  newDecisionMemory,
  updateCustody,
  withKinNow,
} from '../custody/index.ts';
import type {
  CustodyMemory,
  CustodyRequirement,
  DecisionContext,
  DecisionMemory,
  OlderTrack,
  TaskBook,
  TaskedTrack,
  TaskingRules,
} from '../custody/index.ts';
import type {
  AssociatedLook,
  CustodyState,
  Decision,
  OperateEvent,
  Tasking,
  Tick,
  Track,
  TrackId,
} from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { EMPTY_TRACKER, messageAt, scansOf } from '../tracking/index.ts';
import type { Scan, TrackState, TrackerState } from '../tracking/index.ts';
import { turnsOf, waitingTold } from './decision-turns.ts';
import { lateReports } from './late-reports.ts';
import { EMPTY_COMMAND_BOOK, obeyCommands, withArrived } from './obey-commands.ts';
import type { CommandBook } from './obey-commands.ts';
import { takeScan } from './scan-history.ts';
import type { ScanHistory } from './scan-history.ts';

/** What an operator knows before the first report: the own side, what is asked of custody, and how to decide. Never a word of truth. */
export interface OperateConfig {
  readonly ownSide: OwnSide;
  readonly epoch: JulianDate;
  /** What counts as custody, by one or several requirements; null when only tracks are wanted, as for the two below. */
  readonly custody: readonly CustodyRequirement[] | null;
  readonly decision: DecisionContext | null;
  readonly tasking: TaskingRules | null;
  /** Reports later than this are counted, not used. */
  readonly lateWindowUs: SimTimeUs;
}

/** Everything `operate` remembers; never changed, only replaced. */
export interface OperateState {
  readonly atUs: SimTimeUs;
  /** Newest arrival so far. */
  readonly newestArrivalUs: SimTimeUs;
  readonly history: ScanHistory;
  /** The tracker after the newest final scan. */
  readonly settled: TrackerState;
  readonly settledAtUs: SimTimeUs;
  readonly custody: ReadonlyMap<TrackId, CustodyMemory>;
  readonly decisions: ReadonlyMap<TrackId, DecisionMemory>;
  /** When each track was last decided on. */
  readonly decidedAtUs: ReadonlyMap<TrackId, SimTimeUs>;
  /** Of the last decision on each track: the probability that it is a threat. */
  readonly threatProbs: ReadonlyMap<TrackId, number>;
  readonly tasks: TaskBook;
  readonly commands: CommandBook;
  readonly lateReports: number;
}

export interface OperateOutput {
  readonly events: readonly OperateEvent[];
  /** States that no later report can change: one row per confirmed track and scan, in order of time and id. */
  readonly finalTracks: readonly Track[];
  readonly finalLooks: readonly AssociatedLook[];
  /** Scans up to here are final. */
  readonly settledAtUs: SimTimeUs;
  readonly custody: readonly CustodyState[];
  readonly decisions: readonly Decision[];
  readonly taskings: readonly Tasking[];
}

export const START_OF_OPERATIONS: OperateState = {
  atUs: -US_PER_S,
  newestArrivalUs: Number.NEGATIVE_INFINITY,
  history: [],
  settled: EMPTY_TRACKER,
  settledAtUs: Number.NEGATIVE_INFINITY,
  custody: new Map(),
  decisions: new Map(),
  decidedAtUs: new Map(),
  threatProbs: new Map(),
  tasks: EMPTY_TASK_BOOK,
  commands: EMPTY_COMMAND_BOOK,
  lateReports: 0,
};

/**
 * One step of the custody layer: reports and commands in; tracks, custody, decisions and taskings out. Whatever the spacing of ticks, the update
 * of second k uses exactly the reports and obeys the commands that arrived by k, so batch, live and replay decide alike. Pure: the same state and tick give the same result.
 */
export function operate(
  state: OperateState,
  tick: Tick,
  config: OperateConfig,
): { readonly state: OperateState; readonly output: OperateOutput } {
  const output = {
    events: [] as OperateEvent[],
    finalTracks: [] as Track[],
    finalLooks: [] as AssociatedLook[],
    custody: [] as CustodyState[],
    decisions: [] as Decision[],
    taskings: [] as Tasking[],
  };
  let current = withArrived(state, tick.commands);
  let arrivedAfterUs = Number.NEGATIVE_INFINITY;
  const firstSecond = Math.floor(state.atUs / US_PER_S) + 1;
  const lastSecond = Math.floor(tick.atUs / US_PER_S);
  for (let second = firstSecond; second <= lastSecond; second++) {
    const atUs = usFromS(second);
    current = takeReports(current, tick, arrivedAfterUs, atUs, config, output);
    const obeyed = obeyCommands(current, atUs, config, (each) => taskedAt(each, atUs));
    output.events.push(...obeyed.events);
    current = assess(obeyed.state, atUs, config, output);
    arrivedAfterUs = atUs;
  }
  current = takeReports(current, tick, arrivedAfterUs, tick.atUs, config, output);
  return { state: { ...current, atUs: tick.atUs }, output: { ...output, settledAtUs: current.settledAtUs } };
}

/** What is still open at the end of a run, made final. */
export function settleAll(state: OperateState): Pick<OperateOutput, 'finalTracks' | 'finalLooks'> {
  return {
    finalTracks: state.history.flatMap((entry) =>
      confirmedOf(entry.after).map((each) => messageAt(each, each.atUs, entry.after.biases)),
    ),
    finalLooks: state.history.flatMap((entry) => entry.looks),
  };
}

/** Every confirmed track as it is known at an instant, from all reports so far; later ones may still change it. */
export function currentTracks(state: OperateState, atUs: SimTimeUs): readonly Track[] {
  const { biases, ...newest } = state.history.at(-1)?.after ?? state.settled;
  return confirmedOf(newest).map((each) => messageAt(each, Math.max(atUs, each.atUs), biases));
}

type Lists = Omit<OperateOutput, 'settledAtUs'>;
type Growing = { -readonly [K in keyof Lists]: Lists[K][number][] };

function takeReports(
  state: OperateState,
  { reports, besides = [] }: Tick,
  arrivedAfterUs: SimTimeUs,
  arrivedByUs: SimTimeUs,
  config: OperateConfig,
  output: Growing,
): OperateState {
  const batches = [reports, ...besides];
  const scans = batches
    .flatMap((batch) => scansOf(batch, config.ownSide, arrivedAfterUs, arrivedByUs))
    .toSorted((a, b) => a.atUs - b.atUs);
  if (scans.length === 0) return state;
  let { history, newestArrivalUs } = state;
  const late: Scan[] = [];
  for (const scan of scans) {
    const update = takeScan(history, state.settled, state.settledAtUs, scan, config.ownSide);
    history = update.history;
    output.events.push(...update.events);
    if (update.tooLate) late.push(scan);
  }
  if (late.length > 0) output.events.push(lateReports(late, arrivedByUs));
  for (const { reportCount, arrivedAtUs } of batches) {
    for (let report = 0; report < reportCount; report++) {
      const atUs = arrivedAtUs[report]!;
      if (atUs > arrivedAfterUs && atUs <= arrivedByUs && atUs > newestArrivalUs) newestArrivalUs = atUs;
    }
  }
  return settle(
    { ...state, history, lateReports: state.lateReports + late.length, newestArrivalUs },
    config,
    output,
  );
}

/** Makes final what the watermark has passed. */
function settle(state: OperateState, config: OperateConfig, output: Growing): OperateState {
  const watermarkUs = state.newestArrivalUs - config.lateWindowUs;
  let closed = 0;
  let { settled, settledAtUs } = state;
  for (const entry of state.history) {
    if (entry.scan.atUs > watermarkUs) break;
    closed++;
    settled = entry.after;
    settledAtUs = entry.scan.atUs;
    for (const each of confirmedOf(entry.after))
      output.finalTracks.push(messageAt(each, each.atUs, settled.biases));
    output.finalLooks.push(...entry.looks);
  }
  return closed === 0 ? state : { ...state, history: state.history.slice(closed), settled, settledAtUs };
}

function confirmedOf(tracker: Pick<TrackerState, 'tracks'>): readonly TrackState[] {
  return tracker.tracks.filter((each) => each.id !== null);
}

/** Confirmed tracks as tasking sees them. */
function taskedAt(state: OperateState, atUs: SimTimeUs): readonly TaskedTrack[] {
  const { biases, ...newest } = state.history.at(-1)?.after ?? state.settled;
  return confirmedOf(newest).map((each) => ({
    trackId: each.id ?? '',
    trackAt: (when) => messageAt(each, when, biases),
    issuedAtUs: Math.max(atUs, each.atUs),
    threatProb: state.threatProbs.get(each.id ?? '') ?? null,
  }));
}

const groupedLooks = new WeakMap<
  readonly AssociatedLook[],
  ReadonlyMap<TrackId, readonly AssociatedLook[]>
>();

/** Made once for each scan: it stays open for several seconds. */
function looksByTrack(looks: readonly AssociatedLook[]): ReadonlyMap<TrackId, readonly AssociatedLook[]> {
  let grouped = groupedLooks.get(looks);
  if (grouped === undefined) {
    grouped = Map.groupBy(looks, (look) => look.trackId);
    groupedLooks.set(looks, grouped);
  }
  return grouped;
}

/** Custody, decision and tasking of every confirmed track on one whole second. */
function assess(state: OperateState, atUs: SimTimeUs, config: OperateConfig, output: Growing): OperateState {
  if (config.custody === null && config.decision === null && config.tasking === null) return state;
  const { biases, ...newest } = state.history.at(-1)?.after ?? state.settled;
  const tracks = confirmedOf(newest);
  const looksOfScans = [output.finalLooks, ...state.history.map((entry) => entry.looks)].map(looksByTrack);
  const custody = new Map<TrackId, CustodyMemory>();
  const decisions = new Map<TrackId, DecisionMemory>();
  const decidedAtUs = new Map<TrackId, SimTimeUs>();
  const threatProbs = new Map<TrackId, number>();
  const tasked = taskedAt(state, atUs);
  const tasks =
    config.tasking === null
      ? { book: state.tasks, issued: [] }
      : assignTasks(state.tasks, tasked, atUs, new Outlooks(config.ownSide, config.epoch), config.tasking);
  output.taskings.push(...tasks.issued);
  let older: readonly OlderTrack[] | null = null;
  const olderTracks = (): readonly OlderTrack[] =>
    (older ??= tracks.flatMap((each) => {
      const memory = state.decisions.get(each.id ?? '');
      return memory === undefined
        ? []
        : [{ track: messageAt(each, Math.max(atUs, each.atUs), biases), memory }];
    }));
  const turns = turnsOf(
    tracks.map((each) => each.id ?? ''),
    state.decidedAtUs,
  );
  for (const each of tracks) {
    const id = each.id ?? '';
    const now = messageAt(each, Math.max(atUs, each.atUs), biases);
    const memory = state.custody.get(id) ?? newCustodyMemory(id);
    custody.set(id, memory);
    if (config.custody !== null) {
      const sight = {
        atUs,
        track: now,
        looks: looksOfScans.flatMap((ofScan) => ofScan.get(id) ?? []),
        tasking: tasks.book.taskings.get(id) ?? null,
      };
      const held = updateCustody(memory, sight, config.custody, config.ownSide);
      custody.set(id, held.memory);
      output.custody.push(...held.states);
      output.events.push(...held.events);
    }
    if (config.decision === null) continue;
    const before = state.decisions.get(id);
    if (!turns.has(id)) {
      if (before !== undefined) decisions.set(id, before);
      decidedAtUs.set(id, state.decidedAtUs.get(id) ?? Number.NEGATIVE_INFINITY);
      const threatProb = state.threatProbs.get(id);
      if (threatProb !== undefined) threatProbs.set(id, threatProb);
      continue;
    }
    const kept = withKinNow(before ?? newDecisionMemory(id, kinOf(now, olderTracks())), state.decisions);
    const decided = decide(kept, now, atUs, config.decision);
    decisions.set(id, decided.memory);
    decidedAtUs.set(id, atUs);
    output.decisions.push(decided.decision);
    threatProbs.set(id, decided.decision.jointProb);
    output.events.push(...decided.events);
  }
  if (config.decision !== null) output.events.push(...waitingTold(tracks.length - turns.size, atUs));
  for (const [id, memory] of state.custody) {
    if (config.custody === null || custody.has(id) || isLost(memory)) continue;
    const dropped = { atUs, track: null, looks: [], tasking: null };
    const lost = updateCustody(memory, dropped, config.custody, config.ownSide);
    output.custody.push(...lost.states);
    output.events.push(...lost.events);
  }
  return { ...state, custody, decisions, decidedAtUs, threatProbs, tasks: tasks.book };
}
