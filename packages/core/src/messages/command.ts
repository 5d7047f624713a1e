import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId } from './track.ts';

/** What every command says. It takes effect on the first whole second at or after its arrival, behind the reports that arrived by then. */
interface CommandHead {
  /** Of one giver's one wish: a command that comes twice is obeyed once. */
  readonly id: string;
  readonly arrivedAtUs: SimTimeUs;
  /** Why, in the operator's words. */
  readonly reason: string;
}

/** `confirm-track`: it is an object of its own, whatever its detections say. `drop-track`: it is none, or of no interest. */
export interface TrackCommand extends CommandHead {
  readonly kind: 'confirm-track' | 'drop-track';
  readonly trackId: TrackId;
}

/** A wish for looks at a track or a place, for a time. */
export interface LooksCommand extends CommandHead {
  readonly kind: 'request-looks';
  readonly target: LookTarget;
  /** Who is to look; null: whoever can. */
  readonly satelliteId: string | null;
  /** Through which sensor; null: through any. */
  readonly sensorId: string | null;
  readonly durationS: number;
  /** How many times more than otherwise its target counts when narrow fields are shared out. */
  readonly priority: number;
}

export type LookTarget =
  | { readonly kind: 'track'; readonly trackId: TrackId }
  | {
      readonly kind: 'place';
      readonly latitudeRad: number;
      readonly longitudeRad: number;
      readonly heightM: number;
    };

/** What an operator asks of operations. */
export type Command = TrackCommand | LooksCommand;
