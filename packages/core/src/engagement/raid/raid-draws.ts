import type { RandomStream, SimTimeUs } from '../../foundation/index.ts';
import { greedyPlan, optimalPlan } from './assignment.ts';
import type { ShotPlan, ShotProblem } from './assignment.ts';
import { convolved, leakPmf } from './leak-odds.ts';
import type { LeakPmf } from './leak-odds.ts';
import { LeakTally } from './leak-tally.ts';
import type { RaidLeak } from './leak-tally.ts';
import { missilesBySlot } from './raid-plan.ts';
import type { RaidPlan } from './raid-plan.ts';
import { reachGraph } from './reach-graph.ts';
import type { ReachGraph } from './reach-graph.ts';
import { leaksAmongDecoys } from './decoys.ts';

/** Leakage by size of raid, of a first and, if asked for, a second one. */
export interface RaidAnswer {
  readonly first: readonly RaidLeak[];
  readonly second: readonly RaidLeak[] | null;
}

/**
 * Raids of every size at each of the launch times: who reaches what, who shoots at what, what leaks. With decoys what leaks is drawn; without, its
 * odds are exact.
 *
 * @param stream - For decoys only; item = launch, step = size.
 */
export function raidLeaks(
  plan: RaidPlan,
  sizes: readonly number[],
  launches: readonly SimTimeUs[],
  stream: RandomStream,
): RaidAnswer {
  const missilesOf = sizes.map((k) => missilesBySlot(plan, k));
  const first = sizes.map((k) => new LeakTally(k));
  const second = plan.secondAfterUs === null ? null : sizes.map((k) => new LeakTally(k));
  launches.forEach((atUs, launch) => {
    const graph = reachGraph(plan, atUs);
    const later = plan.secondAfterUs === null ? null : reachGraph(plan, atUs + plan.secondAfterUs);
    sizes.forEach((_, index) => {
      const missiles = missilesOf[index]!;
      const shots = planFor(plan, graph, missiles, null);
      const fired = tell(first[index]!, plan, missiles, shots, stream, launch);
      if (later === null || second === null) return;
      const left = planFor(plan, later, missiles, usedUp(graph, shots, fired));
      tell(second[index]!, plan, missiles, left, stream, launches.length + launch);
    });
  });
  const told = (tallies: readonly LeakTally[]): readonly RaidLeak[] =>
    tallies.map((tally) => tally.result(plan.commonFailureProb));
  return { first: told(first), second: second === null ? null : told(second) };
}

/** Who shoots at which slot. `used`: those that are gone. */
function planFor(
  { assignment, odds, decoys }: RaidPlan,
  graph: ReachGraph,
  missiles: Int32Array,
  used: ReadonlySet<number> | null,
): ShotPlan {
  const start = [0];
  const groups: number[] = [];
  graph.slots.forEach((slots, index) => {
    if (used?.has(graph.interceptors[index]!) !== true) {
      for (const slot of slots) if (missiles[slot]! > 0) groups.push(slot);
    }
    start.push(groups.length);
  });
  // Every object may be taken for a warhead.
  const objects = decoys === null ? missiles : missiles.map((count) => count * (1 + decoys.perMissile));
  const problem: ShotProblem = { missiles: objects, shotsPerTarget: odds.shotsPerTarget, start, groups };
  return assignment === 'optimal' ? optimalPlan(problem, odds.sharing) : greedyPlan(problem, odds.sharing);
}

/** Who is gone after a raid: of those planned against a slot the first ones, as many as fired. Among decoys fewer may fire than were planned. */
function usedUp({ interceptors }: ReachGraph, { groupOf }: ShotPlan, fired: Int32Array): ReadonlySet<number> {
  const left = fired.slice();
  const used = new Set<number>();
  groupOf.forEach((slot, at) => {
    if (slot === -1 || left[slot] === 0) return;
    left[slot]! -= 1;
    used.add(interceptors[at]!);
  });
  return used;
}

/** Tells a tally what a plan came to. @returns Shots fired at each slot. */
function tell(
  tally: LeakTally,
  { odds, decoys }: RaidPlan,
  missiles: Int32Array,
  { shots }: ShotPlan,
  stream: RandomStream,
  item: number,
): Int32Array {
  if (decoys !== null) {
    let leaks = 0;
    const fired = missiles.map((count, slot) => {
      const drawn = leaksAmongDecoys(count, shots[slot]!, odds, decoys, stream, item, slot);
      leaks += drawn.leaks;
      return drawn.fired;
    });
    tally.addDrawn(leaks, sumOf(fired));
    return fired;
  }
  let name = '';
  shots.forEach((count, slot) => {
    if (count > 0) name += `${missiles[slot]}x${count} `;
  });
  tally.add(name, () => jointPmf(missiles, shots, odds), sumOf(shots));
  return shots;
}

function sumOf(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function jointPmf(missiles: Int32Array, shots: Int32Array, odds: RaidPlan['odds']): LeakPmf {
  let pmf: LeakPmf = Float64Array.of(1);
  let untouched = 0;
  for (let slot = 0; slot < missiles.length; slot++) {
    if (shots[slot] === 0) untouched += missiles[slot]!;
    else pmf = convolved(pmf, leakPmf(missiles[slot]!, shots[slot]!, odds));
  }
  return convolved(pmf, leakPmf(untouched, 0, odds));
}
