/*
 * Small raids reckoned the plain way: every assignment of interceptors to missiles is tried, every outcome of every shot is written down. Shares no
 * code with the room.
 */

/** A raid of a few missiles against a few interceptors. */
export interface PlainRaid {
  /** Who could shoot at each missile, in the order of launch. */
  readonly reach: readonly ReadonlySet<number>[];
  readonly shotsPerTarget: number;
  readonly killProb: number;
  readonly trackProb: number;
  readonly commonFailureProb: number;
}

/** Shots at each missile, and who fires them. */
export interface PlainPlan {
  readonly shots: readonly number[];
  readonly used: ReadonlySet<number>;
}

/** Every way to give each interceptor one of its missiles or none. */
export function everyPlan({ reach, shotsPerTarget }: PlainRaid): readonly PlainPlan[] {
  const interceptors = [...new Set(reach.flatMap((those) => [...those]))].toSorted((a, b) => a - b);
  let plans: PlainPlan[] = [{ shots: reach.map(() => 0), used: new Set() }];
  for (const interceptor of interceptors) {
    plans = plans.flatMap((plan) => [
      plan,
      ...reach.flatMap((those, missile) =>
        those.has(interceptor) && (plan.shots[missile] ?? 0) < shotsPerTarget
          ? [
              {
                shots: plan.shots.map((count, other) => count + (other === missile ? 1 : 0)),
                used: new Set([...plan.used, interceptor]),
              },
            ]
          : [],
      ),
    ]);
  }
  return plans;
}

/** The plans that leak the least on average. */
export function leastLeaking(raid: PlainRaid): readonly PlainPlan[] {
  const plans = everyPlan(raid);
  const means = plans.map(({ shots }) => meanOf(plainLeaks(raid, shots)));
  const least = Math.min(...means);
  return plans.filter((_, index) => (means[index] ?? Infinity) < least + 1e-12);
}

/** The plans with the most shots at the first missile, of those the most at the second, ... */
export function firstMissileFirst(raid: PlainRaid): readonly PlainPlan[] {
  let plans = everyPlan(raid);
  raid.reach.forEach((_, missile) => {
    const most = Math.max(...plans.map(({ shots }) => shots[missile] ?? 0));
    plans = plans.filter(({ shots }) => shots[missile] === most);
  });
  return plans;
}

/** Probability of 0, 1, ... leaks, by every outcome: does anything work, is each missile tracked, does each shot hit. */
export function plainLeaks(raid: Omit<PlainRaid, 'reach'>, shots: readonly number[]): readonly number[] {
  const { killProb, trackProb, commonFailureProb } = raid;
  const odds = repeated(shots.length + 1, 0);
  const flips = shots.flatMap((count) => [trackProb, ...repeated(count, killProb)]);
  for (let outcome = 0; outcome < 2 ** flips.length; outcome++) {
    const came = flips.map((_, flip) => (outcome & (1 << flip)) !== 0);
    const prob = flips.reduce((product, each, flip) => product * (came[flip] === true ? each : 1 - each), 1);
    let leaks = 0;
    let flip = 0;
    for (const count of shots) {
      const isTracked = came[flip] === true;
      const isHit = came.slice(flip + 1, flip + 1 + count).includes(true);
      if (!(isTracked && isHit)) leaks += 1;
      flip += 1 + count;
    }
    odds[leaks] = (odds[leaks] ?? 0) + (1 - commonFailureProb) * prob;
  }
  odds[shots.length] = (odds[shots.length] ?? 0) + commonFailureProb;
  return odds;
}

export function meanOf(odds: readonly number[]): number {
  return odds.reduce((sum, prob, leaks) => sum + leaks * prob, 0);
}

/** All subsets of 0..n-1, with the probability that exactly those come, each by itself. */
export function subsets(
  probs: readonly number[],
): readonly { readonly of: readonly number[]; readonly prob: number }[] {
  return Array.from({ length: 2 ** probs.length }, (_, mask) => {
    const of = [...probs.keys()].filter((index) => (mask & (1 << index)) !== 0);
    const prob = probs.reduce((product, each, index) => product * (of.includes(index) ? each : 1 - each), 1);
    return { of, prob };
  });
}

export function repeated<T>(count: number, each: T): T[] {
  return Array.from({ length: count }, () => each);
}
