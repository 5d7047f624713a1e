import type { EngagedPhase } from '../interceptor-kinds.ts';

/** Part of a flight in which a target may be met: first and last second of the clock. */
export interface PhaseSpan {
  readonly phase: EngagedPhase;
  readonly fromS: number;
  readonly toS: number;
}

/** Where a target is at each whole second of a clock, in axes that stand still. */
export interface TargetPath {
  /** Second of the first place. */
  readonly fromS: number;
  /** [second][x, y, z], m. */
  readonly positionsM: Float64Array;
  /** Above the ellipsoid, m. */
  readonly heightsM: Float64Array;
  /** They may go on when the path ends. */
  readonly phases: readonly PhaseSpan[];
}

/** Last second of a path; before `fromS` when it has no places. */
export function lastSecond({ fromS, heightsM }: TargetPath): number {
  return fromS + heightsM.length - 1;
}
