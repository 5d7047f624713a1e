import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greedyPlan, optimalPlan } from './assignment.ts';
import type { ShotPlan, ShotProblem } from './assignment.ts';
import { leakPmf, pmfMean } from './leak-odds.ts';

const KILL_PROB = 0.6;

function expectedLeaks({ missiles, shotsPerTarget }: ShotProblem, shots: ArrayLike<number>): number {
  const odds = { killProb: KILL_PROB, trackProb: 1, shotsPerTarget, sharing: 'even' } as const;
  let leaks = 0;
  for (let group = 0; group < missiles.length; group++) {
    leaks += pmfMean(leakPmf(missiles[group] ?? 0, shots[group] ?? 0, odds));
  }
  return leaks;
}

/** Every way of giving each interceptor one of its groups or none. */
function leastLeaks(problem: ShotProblem): number {
  const { missiles, shotsPerTarget, start, groups } = problem;
  const shots = new Int32Array(missiles.length);
  const tried = (interceptor: number): number => {
    if (interceptor === start.length - 1) return expectedLeaks(problem, shots);
    let least = tried(interceptor + 1);
    for (let edge = start[interceptor] ?? 0; edge < (start[interceptor + 1] ?? 0); edge++) {
      const group = groups[edge] ?? 0;
      if ((shots[group] ?? 0) >= shotsPerTarget * (missiles[group] ?? 0)) continue;
      shots[group]! += 1;
      least = Math.min(least, tried(interceptor + 1));
      shots[group]! -= 1;
    }
    return least;
  };
  return tried(0);
}

function problemOf(
  missiles: readonly number[],
  reach: readonly (readonly number[])[],
  n: number,
): ShotProblem {
  const start = [0];
  const groups: number[] = [];
  for (const each of reach) {
    groups.push(...each);
    start.push(groups.length);
  }
  return { missiles, shotsPerTarget: n, start, groups };
}

const problems = fc
  .integer({ min: 1, max: 4 })
  .chain((groupCount) =>
    fc.tuple(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: groupCount, maxLength: groupCount }),
      fc.array(fc.subarray(Array.from({ length: groupCount }, (_, group) => group)), { maxLength: 7 }),
      fc.integer({ min: 1, max: 3 }),
    ),
  )
  .map(([missiles, reach, n]) => problemOf(missiles, reach, n));

function isAllowed({ missiles, shotsPerTarget, start, groups }: ShotProblem, plan: ShotPlan): boolean {
  const counted = new Int32Array(missiles.length);
  const inReach = [...plan.groupOf].every((group, interceptor) => {
    if (group === -1) return true;
    counted[group]! += 1;
    return Array.from(groups)
      .slice(start[interceptor], start[interceptor + 1])
      .includes(group);
  });
  return (
    inReach &&
    counted.join() === plan.shots.join() &&
    [...counted].every((shots, group) => shots <= shotsPerTarget * (missiles[group] ?? 0))
  );
}

test('the optimal plan leaks as little as the best of all plans; the greedy one is allowed and no better', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const best = optimalPlan(problem, 'even');
      const near = greedyPlan(problem, 'even');
      expect(isAllowed(problem, best)).toBe(true);
      expect(isAllowed(problem, near)).toBe(true);
      const least = leastLeaks(problem);
      expect(expectedLeaks(problem, best.shots)).toBeCloseTo(least, 9);
      expect(expectedLeaks(problem, near.shots)).toBeGreaterThanOrEqual(least - 1e-9);
    }),
    { numRuns: 300 },
  );
});

test('where the greedy one takes what another needs', () => {
  const problem = problemOf([1, 1], [[0, 1], [0]], 1);
  expect([...optimalPlan(problem, 'even').shots]).toEqual([1, 1]);
  expect([...greedyPlan(problem, 'even').shots]).toEqual([1, 0]);
});

test('one interceptor more never leaks more', () => {
  fc.assert(
    fc.property(problems, fc.integer({ min: 0, max: 3 }), (problem, group) => {
      const more: ShotProblem = {
        ...problem,
        start: [...Array.from(problem.start), problem.groups.length + 1],
        groups: [...Array.from(problem.groups), group % problem.missiles.length],
      };
      expect(expectedLeaks(more, optimalPlan(more, 'even').shots)).toBeLessThanOrEqual(
        expectedLeaks(problem, optimalPlan(problem, 'even').shots) + 1e-12,
      );
    }),
  );
});
