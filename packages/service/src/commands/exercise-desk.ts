import type { Kysely } from 'kysely';
import type { ProblemCode } from '@cupola/contract';
import type { FeedKind, Playing } from '../feeds/feed.ts';
import type { DataMode } from '../picture/records.ts';
import { appendAudit } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

export const EXERCISE_STATES = ['running', 'held', 'over'] as const;

/** A source that is played: an exercise, or a replay. */
export interface ExerciseRecord {
  readonly dataMode: DataMode;
  /** Of the session. */
  readonly id: string;
  readonly kind: FeedKind;
  readonly title: string;
  readonly state: (typeof EXERCISE_STATES)[number];
  /** Simulated seconds in a second; null: as fast as it goes. */
  readonly pace: number | null;
  /** Newest second worked on. */
  readonly second: number | null;
  readonly lastSecond: number | null;
}

export type ExerciseAction =
  | { readonly kind: 'start' | 'pause' | 'resume' | 'stop' }
  /** Null: as fast as it goes. */
  | { readonly kind: 'pace'; readonly pace: number | null };

export type ExerciseOutcome =
  | { readonly ok: true; readonly exercise: ExerciseRecord }
  | { readonly ok: false; readonly code: ProblemCode; readonly detail: string };

interface DeskParts {
  readonly db: Kysely<Tables>;
  readonly dataMode: DataMode;
  readonly id: string;
  readonly kind: FeedKind;
  readonly title: string;
  readonly playing: Playing | null;
  readonly second: () => number | null;
  readonly isServing: () => boolean;
}

/** What may be done to the one exercise or replay of a service. */
export class ExerciseDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Null when reports come from outside: nobody plays them. */
  get exercise(): ExerciseRecord | null {
    const { dataMode, id, kind, title, playing, second } = this.#parts;
    if (playing === null) return null;
    const { rate, isPaused } = playing.pace.state;
    return {
      dataMode,
      id,
      kind,
      title,
      state: this.#stateAt(isPaused),
      pace: Number.isFinite(rate) ? rate : null,
      second: second(),
      lastSecond: playing.lastSecond,
    };
  }

  async act(action: ExerciseAction, actor: string, validateOnly: boolean): Promise<ExerciseOutcome> {
    const { playing, id, db } = this.#parts;
    const before = this.exercise;
    if (playing === null || before === null)
      return { ok: false, code: 'not-found', detail: 'nothing is played here: reports come from outside' };
    if (before.state === 'over')
      return {
        ok: false,
        code: 'exercise-state',
        detail: 'it is over; a service plays one, and another is begun by starting the service anew',
      };
    const hindrance = hindranceOf(action, before);
    if (hindrance !== null) return { ok: false, code: 'exercise-state', detail: hindrance };
    const after = { ...before, ...changeBy(action) };
    if (validateOnly) return { ok: true, exercise: after };
    const detail = { before: told(before), after: told(after) };
    const deed = { actor, action: `exercise.${action.kind}`, subject: id, detail };
    await db.transaction().execute((trx) => appendAudit(trx, deed, Date.now() * 1000));
    perform(action, playing);
    return { ok: true, exercise: { ...after, second: this.#parts.second() } };
  }

  #stateAt(isPaused: boolean): ExerciseRecord['state'] {
    if (!this.#parts.isServing()) return 'over';
    return isPaused ? 'held' : 'running';
  }
}

function hindranceOf(action: ExerciseAction, { state, second }: ExerciseRecord): string | null {
  if (action.kind === 'pause') return state === 'held' ? 'it is held already' : null;
  if (action.kind === 'resume') return state === 'running' ? 'it is running' : null;
  if (action.kind !== 'start') return null;
  if (second !== null) return 'it was started before; resume it';
  return state === 'running' ? 'it is running' : null;
}

function changeBy(action: ExerciseAction): Partial<ExerciseRecord> {
  switch (action.kind) {
    case 'start':
    case 'resume':
      return { state: 'running' };
    case 'pause':
      return { state: 'held' };
    case 'stop':
      return { state: 'over' };
    case 'pace':
      return { pace: action.pace };
    default:
      return action;
  }
}

function perform(action: ExerciseAction, playing: Playing): void {
  const { pace } = playing;
  if (action.kind === 'pause') pace.pause();
  else if (action.kind === 'stop') playing.end();
  else if (action.kind === 'pace') pace.set(action.pace ?? Number.POSITIVE_INFINITY);
  else pace.resume();
}

function told({ state, pace, second }: ExerciseRecord): object {
  return { state, pace, second };
}
