import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakUpRisk } from './break-up.ts';
import { choiceOf, moneyByMember } from './choice.ts';
import { bestOfAll, smallCase } from './choice.test-data.ts';
import { dominatedBy, dominates } from './dominance.ts';
import { topsis } from './scores.ts';
import { isSaturating, shareAt } from './value-curve.ts';
import type { ValueCurve } from './value-curve.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const CURVE: ValueCurve = [
  [10, 0.6],
  [20, 0.9],
  [40, 1],
];

describe('a curve of worth', () => {
  it('is read between its corners, and ends at 1', () => {
    expect([0, 5, 10, 15, 40, 90].map((level) => shareAt(CURVE, level))).toEqual([0, 0.3, 0.6, 0.75, 1, 1]);
    expect(isSaturating(CURVE)).toBe(true);
    for (const wrong of [
      [],
      [
        [10, 0.4],
        [20, 1],
      ],
      [[10, 0.9]],
      [
        [10, 0.6],
        [10, 1],
      ],
      [[0, 1]],
    ] as ValueCurve[])
      expect(isSaturating(wrong)).toBe(false);
  });
});

describe('a choice', () => {
  it('is worth at least as much with one bid more, and pays out what it costs', () => {
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, which) => {
        const each = smallCase(seed, 8);
        const all = each.bids.map((_, bid) => bid);
        const fewer = all.filter((bid) => bid !== which % all.length);
        const whole = choiceOf(each, all);
        expect(choiceOf(each, fewer).value).toBeLessThanOrEqual(whole.value + 1e-9);
        const paid = [...moneyByMember(each, all).values()].reduce((sum, usdM) => sum + usdM, 0);
        expect(paid).toBeCloseTo(whole.costUsdM, 6);
      }),
    );
  });

  it('of one member is one source, whatever the number of its bids, and a shared member too', () => {
    const base = smallCase(1, 4, { rules: [{ kind: 'dual-source', capability: 'track', keeps: 1 }] });
    const bidsWith = (members: readonly (readonly string[])[]) => ({
      ...base,
      budgetUsdM: 1e6,
      budgetByYearUsdM: [1e6, 1e6, 1e6],
      robustness: { dearerBids: 0, lateBids: 0, brokenTeams: 0 },
      bids: base.bids.slice(0, members.length).map((bid, k) => ({
        ...bid,
        members: (members[k] ?? []).map((member, _, all) => ({ member, share: 1 / all.length })),
        gives: [5, 0, 0],
        excludes: [],
        requires: [],
        synergies: [],
      })),
    });
    expect(bestOfAll(bidsWith([['a'], ['a']]))).toBeNull();
    expect(
      bestOfAll(
        bidsWith([
          ['a', 'b'],
          ['a', 'c'],
        ]),
      ),
    ).toBeNull();
    expect(bestOfAll(bidsWith([['a', 'b'], ['c']]))?.bids).toEqual([0, 1]);
  });
});

describe('teams that break up', () => {
  it('leave the value as it is when none can, and nothing of it when all must', () => {
    const each = smallCase(4, 8);
    const withProb = (breakUpProb: number) => ({
      ...each,
      bids: each.bids.map((bid) => ({ ...bid, breakUpProb })),
    });
    const all = each.bids.map((_, bid) => bid);
    const { value } = choiceOf(each, all);
    expect(breakUpRisk(withProb(0), all, 200)).toMatchObject({ p10Value: value, noneBreaksProb: 1 });
    expect(breakUpRisk(withProb(1), all, 200)).toMatchObject({
      meanValue: 0,
      worstTenthValue: 0,
      noneBreaksProb: 0,
    });
    const half = breakUpRisk(withProb(0.5), all, 200);
    expect(half.worstTenthValue).toBeLessThan(half.meanValue);
    expect(half.meanValue).toBeLessThan(value);
  });
});

describe('bids against each other', () => {
  it('dominate one way only, and the dominated ones are never the only ones', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { bids } = smallCase(seed, 12);
        for (const a of bids) for (const b of bids) expect(dominates(a, b) && dominates(b, a)).toBe(false);
        expect(dominatedBy(bids).some((above) => above.length === 0)).toBe(true);
      }),
    );
  });

  it('are as near to the ideal as they are good: 1 for the best in everything, 0 for the worst', () => {
    const nearness = topsis(
      [
        [3, 3],
        [2, 1],
        [1, 0.5],
      ],
      [0.5, 0.5],
    );
    expect(nearness[0]).toBe(1);
    expect(nearness[2]).toBe(0);
    expect(nearness[1]).toBeGreaterThan(0);
  });
});
