import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RandomStream, usFromS } from '../../foundation/index.ts';
import type { ReachFinder } from '../reach/reach-finder.ts';
import { colocatedRaids, readyCounts } from './colocated.ts';
import { leaksAmongDecoys } from './decoys.ts';
import { convolved, leakPmf, pmfMean, pmfQuantile } from './leak-odds.ts';
import type { ShotOdds } from './leak-odds.ts';
import { raidLeaks } from './raid-draws.ts';
import type { RaidPlan } from './raid-plan.ts';
import { shootLookShoot } from './shoot-look-shoot.ts';

const ODDS: ShotOdds = { killProb: 0.8, trackProb: 1, shotsPerTarget: 2, sharing: 'even' };
const STREAM = new RandomStream(2026, 'raid-test');

/** In reach at second t: a number that goes up and down, of interceptors that come one after the other. */
function fakeFinder(interceptorCount: number, most: number, phase: number): ReachFinder {
  const found = new Int32Array(interceptorCount);
  return {
    interceptorCount,
    found,
    find(atUs) {
      const step = Math.floor(atUs / 1e6) + phase;
      const count = ((step % (most + 1)) + most + 1) % (most + 1);
      for (let index = 0; index < count; index++) found[index] = (step + index) % interceptorCount;
      return count;
    },
  };
}

function planOf(slots: readonly ReachFinder[], change: Partial<RaidPlan> = {}): RaidPlan {
  return {
    slots: slots.map((finder) => ({ finder, offsetUs: 0 })),
    slotOfMissile: Array.from({ length: 100 }, (_, missile) => missile % slots.length),
    odds: ODDS,
    commonFailureProb: 0,
    decoys: null,
    assignment: 'optimal',
    secondAfterUs: null,
    ready: new Uint8Array(slots[0]?.interceptorCount ?? 0).fill(1),
    ...change,
  };
}

const LAUNCHES = Array.from({ length: 500 }, (_, launch) => usFromS(launch * 7));

test('odds of leaks are odds, have the right mean, and more shots leak less', () => {
  const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
  const odds = fc.record({
    killProb: share,
    trackProb: share,
    shotsPerTarget: fc.integer({ min: 1, max: 4 }),
    sharing: fc.constantFrom('even' as const, 'salvo' as const),
  });
  fc.assert(
    fc.property(odds, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 60 }), (each, k, shots) => {
      const pmf = leakPmf(k, shots, each);
      expect(pmf.length).toBe(k + 1);
      expect(pmf.reduce((sum, prob) => sum + prob, 0)).toBeCloseTo(1, 9);
      expect(pmfMean(leakPmf(k, shots + 1, each))).toBeLessThanOrEqual(pmfMean(pmf) + 1e-9);
      expect(pmfMean(leakPmf(k, shots, { ...each, sharing: 'even' }))).toBeLessThanOrEqual(
        pmfMean(leakPmf(k, shots, { ...each, sharing: 'salvo' })) + 1e-9,
      );
    }),
  );
});

test('by hand: three missiles, four shots of 0.8', () => {
  expect(pmfMean(leakPmf(3, 4, ODDS))).toBeCloseTo(0.04 + 0.2 + 0.2, 12);
  expect(pmfMean(leakPmf(3, 4, { ...ODDS, sharing: 'salvo' }))).toBeCloseTo(0.04 + 0.04 + 1, 12);
  expect(pmfMean(leakPmf(3, 4, { ...ODDS, trackProb: 0.5 }))).toBeCloseTo(3 - 0.5 * (0.96 + 0.8 + 0.8), 12);
  expect([...convolved(Float64Array.of(0.5, 0.5), Float64Array.of(0.5, 0.5))]).toEqual([0.25, 0.5, 0.25]);
  expect([
    pmfQuantile(Float64Array.of(0.1, 0.8, 0.1), 0.1),
    pmfQuantile(Float64Array.of(0.1, 0.8, 0.1), 0.91),
  ]).toEqual([0, 2]);
});

test('raids from one place: the counting way and the matching way agree to rounding', () => {
  const sizes = [1, 2, 5, 10, 40];
  const plan = planOf([fakeFinder(30, 9, 0)], { commonFailureProb: 0.1 });
  const matched = raidLeaks(plan, sizes, LAUNCHES, STREAM).first;
  const finder = fakeFinder(30, 9, 0);
  const counts = readyCounts(finder, plan.ready, LAUNCHES);
  const counted = colocatedRaids(counts, sizes, ODDS, 0.1);
  sizes.forEach((_, index) => {
    const [one, other] = [matched[index], counted[index]];
    expect(one?.meanLeak).toBeCloseTo(other?.meanLeak ?? Number.NaN, 9);
    expect(one?.pNoLeak).toBeCloseTo(other?.pNoLeak ?? Number.NaN, 9);
    expect([one?.p10, one?.p90]).toEqual([other?.p10, other?.p90]);
    expect(one?.meanLeakCi[0]).toBeCloseTo(other?.meanLeakCi[0] ?? Number.NaN, 9);
  });
});

test('leakage rises with the raid; a larger fleet, a better shot and an optimal plan never leak more', () => {
  const sizes = [1, 2, 3, 5, 8, 13, 21];
  const slots = [fakeFinder(30, 5, 0), fakeFinder(30, 4, 3), fakeFinder(30, 3, 11)];
  const means = (change: Partial<RaidPlan>): readonly number[] =>
    raidLeaks(planOf(slots, change), sizes, LAUNCHES, STREAM).first.map(({ meanLeak }) => meanLeak);
  const base = means({});
  base.slice(1).forEach((mean, index) => expect(mean).toBeGreaterThan(base[index] ?? 0));
  const half = Uint8Array.from({ length: 30 }, (_, index) => index % 2);
  for (const worse of [
    means({ ready: half }),
    means({ assignment: 'greedy' }),
    means({ odds: { ...ODDS, killProb: 0.5 } }),
    means({ commonFailureProb: 0.2 }),
    means({ odds: { ...ODDS, trackProb: 0.9 } }),
  ]) {
    worse.forEach((mean, index) => expect(mean).toBeGreaterThanOrEqual((base[index] ?? 0) - 1e-9));
  }
});

test('the second raid finds what the first has left', () => {
  const plan = planOf([fakeFinder(30, 9, 0)], { secondAfterUs: 0 });
  const { first, second } = raidLeaks(plan, [1, 3, 30], LAUNCHES, STREAM);
  first.forEach((leak, index) => {
    expect(second?.[index]?.meanLeak).toBeGreaterThan(leak.meanLeak);
    expect((second?.[index]?.meanShots ?? 0) + leak.meanShots).toBeLessThanOrEqual(4.6);
  });
  const apart = raidLeaks({ ...plan, secondAfterUs: usFromS(10) }, [1], LAUNCHES, STREAM);
  expect(apart.second?.[0]?.meanLeak).toBeLessThan(second?.[0]?.meanLeak ?? 0);
});

test('decoys: as many shots as objects, by the mean of R8; none taken for a warhead change nothing', () => {
  const draws = 20_000;
  const mean = (decoys: RaidPlan['decoys'], shots: number): number => {
    let leaks = 0;
    for (let draw = 0; draw < draws; draw++) {
      leaks +=
        decoys === null
          ? 0
          : leaksAmongDecoys(4, shots, { ...ODDS, shotsPerTarget: 1 }, decoys, STREAM, draw, 0).leaks;
    }
    return leaks / draws;
  };
  const apart = { perMissile: 5, warheadTakenProb: 1, decoyTakenProb: 0 };
  expect(Math.abs(mean(apart, 4) - 0.8)).toBeLessThan(0.03);
  const alike = { perMissile: 5, warheadTakenProb: 1, decoyTakenProb: 1 };
  // Four shots at 24 objects alike: each warhead gets one with probability 1/6.
  expect(Math.abs(mean(alike, 4) - 4 * (1 - 0.8 / 6))).toBeLessThan(0.03);
  expect(mean({ perMissile: 0, warheadTakenProb: 0.5, decoyTakenProb: 0 }, 4)).toBeGreaterThan(2);
});

test('shoot, look, shoot fires fewer shots than a salvo, and leaks no less with the same second shots', () => {
  const finder = fakeFinder(40, 12, 0);
  const plan = planOf([finder]);
  const rounds = { plan, quick: plan.slots, second: plan.slots };
  const [looked] = shootLookShoot(rounds, [3], LAUNCHES, STREAM);
  const [salvo] = raidLeaks(plan, [3], LAUNCHES, STREAM).first;
  expect(looked?.meanShots).toBeLessThan(salvo?.meanShots ?? 0);
  expect(Math.abs((looked?.meanLeak ?? 9) - (salvo?.meanLeak ?? 0))).toBeLessThan(0.35);
  const none = planOf([fakeFinder(40, 0, 0)]).slots;
  const [blind] = shootLookShoot({ plan, quick: none, second: none }, [3], LAUNCHES, STREAM);
  expect(Math.abs((blind?.meanLeak ?? 9) - (salvo?.meanLeak ?? 0))).toBeLessThan(0.15);
});

test('with decoys all who are in reach may shoot, and none at what is taken for a decoy', () => {
  const finder = fakeFinder(60, 40, 0);
  const decoys = { perMissile: 9, warheadTakenProb: 1, decoyTakenProb: 1 };
  const [blind] = raidLeaks(planOf([finder], { decoys }), [1], LAUNCHES, STREAM).first;
  const [told] = raidLeaks(
    planOf([finder], { decoys: { ...decoys, decoyTakenProb: 0 } }),
    [1],
    LAUNCHES,
    STREAM,
  ).first;
  expect(blind?.meanShots).toBeGreaterThan(10);
  expect(told?.meanShots).toBeLessThanOrEqual(2);
  expect(blind?.meanLeak).toBeGreaterThan(told?.meanLeak ?? 1);
});
