import { Engagement } from './engagement-case.ts';
import type { CaseLeak, EngagementCase } from './engagement-case.ts';
import type { LaunchMoment } from './first-orders.ts';
import type { Lever } from './levers.ts';

/** What one end of a lever's range comes to. */
export interface LeverEnd {
  readonly value: number;
  readonly meanLeak: number;
  readonly inReachShare: number;
}

/** What one input does, all others as they are. */
export interface LeverEffect {
  readonly lever: Lever;
  readonly nominal: number;
  /** Null where the case cannot have that value. */
  readonly low: LeverEnd | null;
  readonly high: LeverEnd | null;
  /** Between the ends and the case as it is, in leaks. */
  readonly spread: number;
}

/**
 * One input at a time over its range, at the same launch moments, those that move the leakage most first. An end at which the case stands already is the case
 * itself.
 */
export function sensitivity(
  of: EngagementCase,
  asIs: CaseLeak,
  levers: readonly Lever[],
  moments: readonly LaunchMoment[],
): readonly LeverEffect[] {
  const effects = levers.map((lever): LeverEffect => {
    const nominal = lever.nominal(of);
    const endOf = (value: number): LeverEnd | null => {
      const changed = value === nominal ? of : lever.with(of, value);
      if (changed === null) return null;
      const found = changed === of ? asIs : new Engagement(changed).over(moments);
      return found === null
        ? null
        : { value, meanLeak: found.leak.meanLeak, inReachShare: found.inReachShare };
    };
    const low = endOf(lever.low);
    const high = endOf(lever.high);
    const leaks = [asIs.leak.meanLeak, ...[low, high].flatMap((end) => end?.meanLeak ?? [])];
    return { lever, nominal, low, high, spread: Math.max(...leaks) - Math.min(...leaks) };
  });
  return effects.toSorted((a, b) => b.spread - a.spread);
}
