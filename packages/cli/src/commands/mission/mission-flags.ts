import type { Problem } from '@cupola/core/scenario';
import type { LossLevel } from '@cupola/runtime';

/** Flags of the commands that run a scenario, as the command line gives them. */
export interface MissionFlags {
  readonly set: readonly string[];
  readonly seed?: number;
  readonly workers?: number;
  readonly require?: true;
  readonly losses?: readonly LossLevel[];
  readonly draws?: number;
  readonly continuity?: number;
  readonly json?: true;
  /** Flags whose values are wrong. */
  readonly problems?: readonly Problem[];
  /** Only for `run`. */
  readonly out?: string;
  /** Only for `run`: a port, or `true` for the usual one. */
  readonly serve?: number | true;
}
