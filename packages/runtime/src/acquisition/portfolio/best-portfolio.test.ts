import { brokenBy, choiceOf, constraintsOf } from '@cupola/core/acquisition';
import type { Constraint, PortfolioCase } from '@cupola/core/acquisition';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOfAll, smallCase } from '../../../../core/src/acquisition/portfolio/choice.test-data.ts';
import { HighsSolver } from '../../solver/highs-solver.ts';
import { bestPortfolio } from './best-portfolio.ts';
import { conflictAmong } from './conflict.ts';

const solver = new HighsSolver();
const EXACT = { gap: 0, timeS: 30 };

async function bestValue(
  each: PortfolioCase,
  constraints: readonly Constraint[] = constraintsOf(each),
): Promise<number | null> {
  const found = await bestPortfolio(each, { maximise: 'value', constraints, cuts: [] }, solver, EXACT);
  if (found.kind === 'nothing-found') throw new Error('the time ran out');
  if (found.kind === 'impossible') return null;
  expect(brokenBy(each, constraints, found.choice)).toEqual([]);
  expect(found.bound).toBeGreaterThanOrEqual(found.choice.value - 1e-6);
  return found.choice.value;
}

/** Nothing at all is less than any choice. */
function orNone(value: number | null): number {
  return value ?? -1;
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe('the best choice', () => {
  it('of 18 bids is the best of all 262,144 sets', async () => {
    const each = smallCase(18, 18);
    expect(orNone(await bestValue(each))).toBeCloseTo(orNone(bestOfAll(each)?.value ?? null), 5);
  });

  it('of few bids is the best of all sets, under any rules', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 1, max: 9 }), async (seed, count) => {
        const each = smallCase(seed, count);
        expect(orNone(await bestValue(each))).toBeCloseTo(orNone(bestOfAll(each)?.value ?? null), 5);
      }),
      { numRuns: 30 },
    );
  });

  it('is never worth less for more money', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const each = smallCase(seed, 12, { rules: [] });
        const richer = {
          ...each,
          budgetUsdM: 1.3 * each.budgetUsdM,
          budgetByYearUsdM: each.budgetByYearUsdM.map((usdM) => 1.3 * usdM),
        };
        expect(orNone(await bestValue(richer))).toBeGreaterThanOrEqual(orNone(await bestValue(each)) - 1e-6);
      }),
      { numRuns: 8 },
    );
  });

  it('is never worth more under one constraint more', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.nat(), async (seed, which) => {
        const each = smallCase(seed, 10);
        const all = constraintsOf(each);
        const fewer = all.filter((_, index) => index !== which % all.length);
        expect(orNone(await bestValue(each, all))).toBeLessThanOrEqual(
          orNone(await bestValue(each, fewer)) + 1e-6,
        );
      }),
      { numRuns: 8 },
    );
  });

  it('does not hang on the order in which bids are listed', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const each = smallCase(seed, 12);
        const turned = { ...each, bids: each.bids.toReversed() };
        expect(orNone(await bestValue(turned))).toBeCloseTo(orNone(await bestValue(each)), 5);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a conflict', () => {
  it('is impossible together, and possible without any one of its constraints', async () => {
    let conflicts = 0;
    for (let seed = 0; seed < 6; seed++) {
      const each = smallCase(seed, 12, {
        rules: [
          { kind: 'dual-source', capability: 'track', keeps: 25 },
          { kind: 'member-share', member: 'any', most: 0.3 },
          { kind: 'lowest-trl', least: 6 },
          { kind: 'count', least: 2, most: 5 },
        ],
      });
      const all = constraintsOf(each);
      const isImpossible = async (constraints: readonly Constraint[]): Promise<boolean> =>
        (await bestValue(each, constraints)) === null;
      if (!(await isImpossible(all))) continue;
      conflicts++;
      const { items, isIrreducible } = await conflictAmong(all, isImpossible);
      expect(isIrreducible).toBe(true);
      expect(await isImpossible(items)).toBe(true);
      for (const item of items)
        expect(await isImpossible(items.filter((other) => other !== item))).toBe(false);
    }
    expect(conflicts).toBeGreaterThan(0);
  });

  it('of numbers that may not sum above ten is found among many', async () => {
    const found = await conflictAmong(
      [1, 2, 9, 1, 1, 3],
      async (items) => items.reduce((a, b) => a + b, 0) > 10,
    );
    expect(found.items.reduce((a, b) => a + b, 0)).toBeGreaterThan(10);
    expect(found.items).toHaveLength(2);
  });
});

it('a concentration that is no straight line is kept to by cuts', async () => {
  let cuts = 0;
  for (let seed = 0; seed < 6; seed++) {
    const each = smallCase(seed, 12, {
      rules: [{ kind: 'concentration', mostHhi: 2200 }],
      capabilities: smallCase(seed, 12).capabilities.map((capability) => ({ ...capability, need: 0 })),
    });
    const constraints = constraintsOf(each);
    const found = await bestPortfolio(each, { maximise: 'value', constraints, cuts: [] }, solver, EXACT);
    if (found.kind !== 'found') throw new Error(found.kind);
    cuts += found.cuts.length;
    expect(found.choice).toEqual(choiceOf(each, found.choice.bids));
    expect(found.choice.value).toBeCloseTo(bestOfAll(each)?.value ?? 0, 5);
  }
  expect(cuts).toBeGreaterThan(0);
});
