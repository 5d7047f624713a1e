import type { RandomStream, SimTimeUs } from '../../foundation/index.ts';
import { optimalPlan } from './assignment.ts';
import type { ShotProblem } from './assignment.ts';
import { LeakTally } from './leak-tally.ts';
import type { RaidLeak } from './leak-tally.ts';
import { missilesBySlot } from './raid-plan.ts';
import type { RaidPlan, RaidSlot } from './raid-plan.ts';
import { reachGraph } from './reach-graph.ts';
import type { ReachGraph } from './reach-graph.ts';

/** A raid met in two rounds with a look between. */
export interface TwoRounds {
  readonly plan: RaidPlan;
  /** Who is quick enough that a second shot has time; same slots as the plan's, which are those for one round only. */
  readonly quick: readonly RaidSlot[];
  /** Who can still come after the look: finders whose order comes that much later. */
  readonly second: readonly RaidSlot[];
}

/**
 * Shoot, look, shoot where time allows: one quick shot at each missile; the look tells which are stopped; the rest of the shots of the plan at each
 * of the others by who is left. A missile that no quick interceptor reaches gets what the slow ones can do at once, up to the shots of the
 * plan, and no look.
 *
 * What is stopped is drawn: item = launch, step = missile of the raid, so that raids of different sizes share their luck.
 */
export function shootLookShoot(
  { plan, quick, second }: TwoRounds,
  sizes: readonly number[],
  launches: readonly SimTimeUs[],
  stream: RandomStream,
): readonly RaidLeak[] {
  const tallies = sizes.map((k) => new LeakTally(k));
  const { killProb, trackProb, shotsPerTarget } = plan.odds;
  launches.forEach((atUs, launch) => {
    const graphs = {
      quick: reachGraph({ ...plan, slots: quick }, atUs),
      slow: reachGraph(plan, atUs),
      second: reachGraph({ ...plan, slots: second }, atUs),
    };
    sizes.forEach((k, index) => {
      const missiles = missilesBySlot(plan, k);
      const used = new Set<number>();
      const quickShots = shotsOf(graphs.quick, missiles, 1, used);
      const unserved = missiles.map((count, slot) => count - quickShots[slot]!);
      const slowShots = shotsOf(graphs.slow, unserved, shotsPerTarget, used);
      // Missile by missile in the order of launch: those that a quick shot goes to first.
      const served = new Int32Array(missiles.length);
      // Whether each survivor of a quick shot is tracked, slot by slot in the order of launch.
      const survivors: boolean[][] = Array.from({ length: missiles.length }, () => []);
      let leaks = 0;
      for (let missile = 0; missile < k; missile++) {
        const slot = plan.slotOfMissile[missile]!;
        const rank = served[slot]!;
        served[slot]! += 1;
        const isTracked = stream.uniform(launch, missile, 0) < trackProb;
        if (rank < quickShots[slot]!) {
          if (isTracked && stream.uniform(launch, missile, 1) < killProb) continue;
          survivors[slot]!.push(isTracked);
          continue;
        }
        const each = evenShareOf(rank - quickShots[slot]!, slowShots[slot]!, unserved[slot]!);
        const hits = isHit(each, (shot) => stream.uniform(launch, missile, 2 + shot) < killProb);
        leaks += isTracked && hits ? 0 : 1;
      }
      const left = Int32Array.from(survivors, (each) => each.length);
      const again = shotsOf(graphs.second, left, shotsPerTarget - 1, used);
      let fired = 0;
      survivors.forEach((those, slot) => {
        fired += quickShots[slot]! + slowShots[slot]! + again[slot]!;
        those.forEach((isTracked, rank) => {
          const each = evenShareOf(rank, again[slot]!, those.length);
          const hits = isHit(
            each,
            (shot) => stream.uniform(launch, SECOND_ROUND + slot, rank * shotsPerTarget + shot) < killProb,
          );
          // One whose track is lost takes further shots in vain.
          leaks += isTracked && hits ? 0 : 1;
        });
      });
      tallies[index]!.addDrawn(leaks, fired);
    });
  });
  return tallies.map((tally) => tally.result(plan.commonFailureProb));
}

/** Draws of the second round are apart from those of missiles. */
const SECOND_ROUND = 1_000_000;

/** Shots that each slot gets from those not used yet, who are then used. */
function shotsOf(
  graph: ReachGraph,
  missiles: Int32Array,
  shotsPerTarget: number,
  used: Set<number>,
): Int32Array {
  const start = [0];
  const groups: number[] = [];
  graph.slots.forEach((slots, index) => {
    if (!used.has(graph.interceptors[index]!)) {
      for (const slot of slots) if (missiles[slot]! > 0) groups.push(slot);
    }
    start.push(groups.length);
  });
  const problem: ShotProblem = { missiles, shotsPerTarget, start, groups };
  const { groupOf, shots } = optimalPlan(problem, 'even');
  groupOf.forEach((group, index) => {
    if (group !== -1) used.add(graph.interceptors[index]!);
  });
  return shots;
}

/** Shots at the missile of a rank when so many are shared out evenly. */
function evenShareOf(rank: number, shots: number, missiles: number): number {
  const base = Math.floor(shots / Math.max(1, missiles));
  return base + (rank < shots - base * missiles ? 1 : 0);
}

/** Does one of so many shots hit? Nothing is drawn after the first that does. */
function isHit(shots: number, hits: (shot: number) => boolean): boolean {
  for (let shot = 0; shot < shots; shot++) if (hits(shot)) return true;
  return false;
}
