import { US_PER_S, usFromS } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import {
  Outlooks,
  decide,
  narrowChannels,
  newCustodyMemory,
  newDecisionMemory,
  planFields,
  taskingFor,
  updateCustody,
  watchersAhead,
} from '../custody/index.ts';
import type {
  CustodyMemory,
  CustodyRequirement,
  DecisionContext,
  DecisionMemory,
  FieldPlan,
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
import type { TrackState, TrackerState } from '../tracking/index.ts';
import { takeScan } from './scan-history.ts';
import type { ScanHistory } from './scan-history.ts';

/** What an operator knows before the first report: the own side, what is asked of custody, and how to decide. Never a word of truth. */
export interface OperateConfig {
  readonly ownSide: OwnSide;
  readonly epoch: JulianDate;
  /** What counts as custody; null when only tracks are wanted, as for the two below. */
  readonly custody: CustodyRequirement | null;
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
  /** Where the narrow fields are to look; null before the first plan. */
  readonly fieldPlan: FieldPlan | null;
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
  fieldPlan: null,
  lateReports: 0,
};

/**
 * One step of the custody layer: reports in; tracks, custody, decisions and taskings out. Whatever the spacing of ticks, the update of second
 * k uses exactly the reports that arrived by k, so batch, live and replay decide alike. Pure: the same state and tick give the same result.
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
  let current = state;
  let arrivedAfterUs = Number.NEGATIVE_INFINITY;
  const firstSecond = Math.floor(state.atUs / US_PER_S) + 1;
  const lastSecond = Math.floor(tick.atUs / US_PER_S);
  for (let second = firstSecond; second <= lastSecond; second++) {
    const atUs = usFromS(second);
    current = takeReports(current, tick, arrivedAfterUs, atUs, config, output);
    current = assess(current, atUs, config, output);
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

type Lists = Omit<OperateOutput, 'settledAtUs'>;
type Growing = { -readonly [K in keyof Lists]: Lists[K][number][] };

function takeReports(
  state: OperateState,
  { reports }: Tick,
  arrivedAfterUs: SimTimeUs,
  arrivedByUs: SimTimeUs,
  config: OperateConfig,
  output: Growing,
): OperateState {
  const scans = scansOf(reports, config.ownSide, arrivedAfterUs, arrivedByUs);
  if (scans.length === 0) return state;
  let { history, lateReports, newestArrivalUs } = state;
  for (const scan of scans) {
    const update = takeScan(history, state.settled, state.settledAtUs, scan, config.ownSide);
    history = update.history;
    output.events.push(...update.events);
    if (update.tooLate) {
      lateReports++;
      output.events.push({
        kind: 'reports-late',
        atUs: arrivedByUs,
        count: scan.blockChannel.length,
        reason: `scan of ${(scan.atUs / US_PER_S).toFixed(1)} s came after it was final; counted, not used`,
      });
    }
  }
  for (let report = 0; report < reports.reportCount; report++) {
    const arrivedAtUs = reports.arrivedAtUs[report]!;
    if (arrivedAtUs > arrivedAfterUs && arrivedAtUs <= arrivedByUs && arrivedAtUs > newestArrivalUs) {
      newestArrivalUs = arrivedAtUs;
    }
  }
  return settle({ ...state, history, lateReports, newestArrivalUs }, config, output);
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

/** Custody, decision and tasking of every confirmed track on one whole second. */
function assess(state: OperateState, atUs: SimTimeUs, config: OperateConfig, output: Growing): OperateState {
  if (config.custody === null && config.decision === null && config.tasking === null) return state;
  const { biases, ...newest } = state.history.at(-1)?.after ?? state.settled;
  const tracks = confirmedOf(newest);
  const satelliteOfChannel = config.ownSide.channels.map((channel) => channel.satelliteIndex);
  const recentLooks = [...output.finalLooks, ...state.history.flatMap((entry) => entry.looks)];
  const custody = new Map<TrackId, CustodyMemory>();
  const decisions = new Map<TrackId, DecisionMemory>();
  const alive = new Set<TrackId>();
  const due: DueTrack[] = [];
  for (const each of tracks) {
    const id = each.id ?? '';
    alive.add(id);
    const now = messageAt(each, Math.max(atUs, each.atUs), biases);
    const memory = state.custody.get(id) ?? newCustodyMemory(id);
    custody.set(id, memory);
    if (config.custody !== null) {
      const held = updateCustody(memory, now, recentLooks, atUs, config.custody, satelliteOfChannel);
      custody.set(id, held.memory);
      output.custody.push(held.state);
      output.events.push(...held.events);
    }
    if (config.decision !== null) {
      const decided = decide(state.decisions.get(id) ?? newDecisionMemory(id), now, atUs, config.decision);
      decisions.set(id, decided.memory);
      output.decisions.push(decided.decision);
      output.events.push(...decided.events);
    }
    if (config.tasking !== null && (atUs % config.tasking.renewalUs === 0 || !state.custody.has(id))) {
      due.push({
        trackId: id,
        trackAt: (when) => messageAt(each, when, biases),
        issuedAtUs: Math.max(atUs, each.atUs),
        jointProb: output.decisions.at(-1)?.trackId === id ? output.decisions.at(-1)?.jointProb : undefined,
      });
    }
  }
  const fieldPlan =
    config.tasking === null ? null : assignTasks(due, atUs, state.fieldPlan, config, config.tasking, output);
  for (const [id, memory] of state.custody) {
    if (config.custody === null || alive.has(id) || memory.level === 'lost') continue;
    const lost = updateCustody(memory, null, [], atUs, config.custody, satelliteOfChannel);
    output.custody.push(lost.state);
    output.events.push(...lost.events);
  }
  return { ...state, custody, decisions, fieldPlan };
}

/** A track that is to be tasked now, with the last word on whether it is a threat. */
interface DueTrack extends TaskedTrack {
  readonly issuedAtUs: SimTimeUs;
  readonly jointProb: number | undefined;
}

/** What an object counts, besides the probability that it is a threat: no object is given up. Notional. */
const LEAST_WEIGHT = 0.1;
/** Taken for the probability that a new object is a threat until a decision says more. */
const UNDECIDED_PROB = 0.5;

/** Taskings of the tracks whose turn it is. Narrow fields are planned again, for all tracks together, when the plan ends or does not know one of them. */
function assignTasks(
  due: readonly DueTrack[],
  atUs: SimTimeUs,
  planBefore: FieldPlan | null,
  { ownSide, epoch }: OperateConfig,
  rules: TaskingRules,
  output: Growing,
): FieldPlan | null {
  if (due.length === 0) return planBefore;
  const outlooks = new Outlooks(ownSide, epoch);
  const aimed = due.map((track) => ({
    ...track,
    weight: LEAST_WEIGHT + (track.jointProb ?? UNDECIDED_PROB),
    prospects: watchersAhead(track, track.issuedAtUs, rules, outlooks),
  }));
  const fields = narrowChannels(ownSide);
  const planEnds =
    planBefore === null ||
    planBefore.untilUs <= atUs + rules.commandLatencyUs ||
    due.some(({ trackId }) => !planBefore.looks.has(trackId));
  const plan =
    fields.length > 0 && planEnds && atUs % rules.renewalUs === 0
      ? planFields(fields, aimed, atUs, planBefore, rules, outlooks)
      : planBefore;
  for (const track of aimed) {
    const fromUs = track.issuedAtUs + rules.commandLatencyUs;
    const planned = (plan?.looks.get(track.trackId) ?? []).filter((look) => look.untilUs > fromUs);
    output.taskings.push(taskingFor(track, track.issuedAtUs, track.prospects, planned, rules, outlooks));
  }
  return plan;
}
