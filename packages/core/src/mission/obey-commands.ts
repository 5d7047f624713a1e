import type { SimTimeUs } from '../foundation/index.ts';
import { Outlooks, requestFrom } from '../custody/index.ts';
import type { TaskBook, TaskedTrack } from '../custody/index.ts';
import type { Command, LooksCommand, OperateEvent, TrackCommand } from '../messages/index.ts';
import type { TrackerState } from '../tracking/index.ts';
import type { OperateConfig } from './operate.ts';
import { ordered, withOrder } from './scan-history.ts';
import type { ScanHistory } from './scan-history.ts';

/** What commands act on. */
interface CommandedState {
  readonly history: ScanHistory;
  readonly settled: TrackerState;
  readonly tasks: TaskBook;
  readonly commands: CommandBook;
}

/** What is remembered of commands; never changed, only replaced. */
export interface CommandBook {
  /** Arrived within a second that has not come to its end. */
  readonly waiting: readonly Command[];
  /** Ids of those that were obeyed or refused, the newest last. */
  readonly done: readonly string[];
}

export const EMPTY_COMMAND_BOOK: CommandBook = { waiting: [], done: [] };

/** A command that comes again is known among so many. */
const MOST_REMEMBERED = 1_000;

interface Obeyed<State> {
  readonly state: State;
  readonly events: readonly OperateEvent[];
}

/**
 * Does what operators asked by a whole second, in their order; what cannot be done is refused with the reason.
 *
 * @param tasked - The confirmed tracks of a state, as tasking sees them.
 */
export function obeyCommands<State extends CommandedState>(
  before: State,
  atUs: SimTimeUs,
  config: Pick<OperateConfig, 'tasking' | 'ownSide' | 'epoch'>,
  tasked: (state: State) => readonly TaskedTrack[],
): Obeyed<State> {
  const due = before.commands.waiting.filter((each) => each.arrivedAtUs <= atUs);
  if (due.length === 0) return { state: before, events: [] };
  let state = before;
  const events: OperateEvent[] = [];
  const done = [...before.commands.done];
  for (const command of due) {
    if (done.includes(command.id)) continue;
    done.push(command.id);
    const step =
      command.kind === 'request-looks'
        ? requested(state, command, atUs, config, tasked(state))
        : orderGiven(state, command, atUs);
    state = step.state;
    events.push(...step.events);
  }
  const waiting = before.commands.waiting.filter((each) => each.arrivedAtUs > atUs);
  return { state: { ...state, commands: { waiting, done: done.slice(-MOST_REMEMBERED) } }, events };
}

/** What came with a tick, to be obeyed at the end of its second. */
export function withArrived<State extends Pick<CommandedState, 'commands'>>(
  state: State,
  arrived: readonly Command[] | undefined,
): State {
  if (arrived === undefined || arrived.length === 0) return state;
  const waiting = [...state.commands.waiting, ...arrived];
  return { ...state, commands: { ...state.commands, waiting } };
}

function orderGiven<State extends CommandedState>(
  state: State,
  command: TrackCommand,
  atUs: SimTimeUs,
): Obeyed<State> {
  const { trackId, reason } = command;
  const newest = state.history.at(-1)?.after ?? state.settled;
  if (!newest.tracks.some(({ id }) => id === trackId)) {
    return { state, events: [told(command, atUs, 'command-refused', trackId, noTrack(trackId))] };
  }
  const kind = command.kind === 'drop-track' ? 'drop' : 'confirm';
  const order = { kind, trackId } as const;
  const next =
    state.history.length === 0
      ? { ...state, settled: ordered(state.settled, order) }
      : { ...state, history: withOrder(state.history, order) };
  const said = told(command, atUs, 'command-obeyed', trackId, `operator: ${reason}`);
  return {
    state: next,
    events:
      kind === 'drop'
        ? [said, { kind: 'track-dropped', atUs, trackId, reason: `operator: ${reason}` }]
        : [said],
  };
}

function requested<State extends CommandedState>(
  state: State,
  command: LooksCommand,
  atUs: SimTimeUs,
  { tasking, ownSide, epoch }: Pick<OperateConfig, 'tasking' | 'ownSide' | 'epoch'>,
  tracks: readonly TaskedTrack[],
): Obeyed<State> {
  const trackId = command.target.kind === 'track' ? command.target.trackId : null;
  const refused = (reason: string): Obeyed<State> => ({
    state,
    events: [told(command, atUs, 'command-refused', trackId, reason)],
  });
  if (tasking === null) return refused('nobody is tasked here');
  const { requests } = state.tasks;
  const outcome = requestFrom(command, atUs, tracks, requests, tasking, new Outlooks(ownSide, epoch));
  if (!outcome.ok) return refused(outcome.reason);
  return {
    state: { ...state, tasks: { ...state.tasks, requests: [...requests, outcome.request] } },
    events: [told(command, atUs, 'command-obeyed', trackId, outcome.reason)],
  };
}

function noTrack(trackId: string): string {
  return `there is no track ${trackId} now`;
}

function told(
  command: Command,
  atUs: SimTimeUs,
  kind: 'command-obeyed' | 'command-refused',
  trackId: string | null,
  reason: string,
): OperateEvent {
  const outcome = { kind, atUs, commandId: command.id, command: command.kind, reason };
  return trackId === null ? outcome : { ...outcome, trackId };
}
