import type { SimTimeUs } from '../../foundation/index.ts';
import type { RaidPlan } from './raid-plan.ts';

/** Who reaches which slots of a raid at one moment. Those that reach none are not in it. */
export interface ReachGraph {
  /** Index in the fleet of each one that is in it. */
  readonly interceptors: readonly number[];
  /** Slots of each, ascending. */
  readonly slots: readonly (readonly number[])[];
}

/** Asks every slot at its own time; only interceptors that are ready count. */
export function reachGraph({ slots, ready }: RaidPlan, atUs: SimTimeUs): ReachGraph {
  const place = new Map<number, number>();
  const interceptors: number[] = [];
  const reached: number[][] = [];
  slots.forEach(({ finder, offsetUs }, slot) => {
    const count = finder.find(atUs + offsetUs);
    for (let index = 0; index < count; index++) {
      const interceptor = finder.found[index]!;
      if (ready[interceptor] === 0) continue;
      const known = place.get(interceptor);
      if (known === undefined) {
        place.set(interceptor, interceptors.length);
        interceptors.push(interceptor);
        reached.push([slot]);
      } else reached[known]!.push(slot);
    }
  });
  // In the order of the fleet, so that plans do not depend on how they were found.
  const order = [...interceptors.keys()].toSorted((a, b) => interceptors[a]! - interceptors[b]!);
  return {
    interceptors: order.map((index) => interceptors[index]!),
    slots: order.map((index) => reached[index]!),
  };
}
