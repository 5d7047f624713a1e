import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../foundation/index.ts';
import { chooseDisjoint, componentsOf, solvedRelaxed } from './disjoint.ts';
import type { Claim } from './disjoint.ts';

const items = fc.array(
  fc.record({
    weight: fc.double({ min: -2, max: 30, noNaN: true }),
    claims: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 13 },
);

/** The best weight of all sets of items that share nothing, by trying every one. */
function bestByTrying(all: readonly Claim[], from = 0, used: ReadonlySet<number> = new Set()): number {
  const item = all[from];
  if (item === undefined) return 0;
  const without = bestByTrying(all, from + 1, used);
  if (item.claims.some((claim) => used.has(claim))) return without;
  return Math.max(without, item.weight + bestByTrying(all, from + 1, new Set([...used, ...item.claims])));
}

function expectDisjoint(all: readonly Claim[], chosen: readonly number[]): void {
  const claims = chosen.flatMap((index) => present(all[index]).claims);
  expect(new Set(claims).size).toBe(claims.length);
}

describe('the heaviest disjoint choice', () => {
  it('is the one that trying everything finds', () => {
    fc.assert(
      fc.property(items, (all) => {
        const choice = chooseDisjoint(all);
        expectDisjoint(all, choice.chosen);
        const weight = choice.chosen.reduce((sum, index) => sum + present(all[index]).weight, 0);
        expect(weight).toBeCloseTo(bestByTrying(all), 9);
        expect(choice.weight).toBeCloseTo(weight, 9);
        expect(choice.bound).toBeCloseTo(weight, 9);
      }),
    );
  });

  it('is bracketed by the relaxation, within 3 % on average', () => {
    let found = 0;
    let best = 0;
    fc.assert(
      fc.property(items, (all) => {
        for (const component of componentsOf(all)) {
          const relaxed = solvedRelaxed(all, component, 80);
          expectDisjoint(all, relaxed.chosen);
          const exact = bestByTrying(component.map((index) => present(all[index])));
          expect(relaxed.weight).toBeLessThanOrEqual(exact + 1e-9);
          expect(relaxed.bound).toBeGreaterThanOrEqual(exact - 1e-9);
          found += relaxed.weight;
          best += exact;
        }
      }),
      { seed: 11 },
    );
    expect(found / best).toBeGreaterThan(0.97);
  });

  it('takes one heavy item over two light ones that it shares with, and the reverse', () => {
    const light = [
      { weight: 4, claims: [1, 2] },
      { weight: 4, claims: [3, 4] },
    ];
    expect(chooseDisjoint([...light, { weight: 9, claims: [2, 3] }]).chosen).toEqual([2]);
    expect(chooseDisjoint([...light, { weight: 7, claims: [2, 3] }]).chosen).toEqual([0, 1]);
    expect(chooseDisjoint([]).chosen).toEqual([]);
  });
});
