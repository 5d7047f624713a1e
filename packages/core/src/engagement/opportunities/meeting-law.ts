import type { FlyOut } from '../closed-form/fly-out.ts';
import type { EngagedPhase } from '../interceptor-kinds.ts';
import type { TargetPath } from './target-path.ts';

/** When and how high an interceptor may meet a target, and how it flies there. */
export interface MeetingLaw {
  readonly flyOut: FlyOut;
  /** Phases of the flight in which it does. */
  readonly phases: readonly EngagedPhase[];
  /** Lowest and highest place of a meeting, m above the ellipsoid. */
  readonly lowestM: number;
  readonly highestM: number;
  /** By how much a meeting has to come before its phase ends, s. */
  readonly marginS: number;
  /** Whole seconds. */
  readonly longestFlyOutS: number;
}

/** Seconds of a path at which the law allows a meeting: 1 for each, by place of the path. */
export function meetableSeconds(path: TargetPath, law: MeetingLaw): Uint8Array {
  const allowed = new Uint8Array(path.heightsM.length);
  for (const { phase, fromS, toS } of path.phases) {
    if (!law.phases.includes(phase)) continue;
    const first = Math.max(0, Math.ceil(fromS) - path.fromS);
    const last = Math.min(allowed.length - 1, Math.floor(toS - law.marginS) - path.fromS);
    for (let place = first; place <= last; place++) {
      const heightM = path.heightsM[place]!;
      if (heightM >= law.lowestM && heightM <= law.highestM) allowed[place] = 1;
    }
  }
  return allowed;
}
