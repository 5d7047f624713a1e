import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kneeOf, marginalValues, paretoFront } from './pareto-front.ts';
import type { DesignValue } from './pareto-front.ts';

function design(satellites: number, worstStereoFraction: number, standardError = 0): DesignValue {
  return { satellites, worstStereoFraction, standardError };
}

const designs: fc.Arbitrary<DesignValue[]> = fc.array(
  fc.record({
    satellites: fc.integer({ min: 1, max: 30 }),
    worstStereoFraction: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
    standardError: fc.constant(0),
  }),
);

describe('the front', () => {
  test('rises, and every design is matched or beaten by one on it that costs no more', () => {
    fc.assert(
      fc.property(designs, (all) => {
        const front = paretoFront(all);
        front.slice(1).forEach((next, index) => {
          expect(next.satellites).toBeGreaterThan(front[index]?.satellites ?? Infinity);
          expect(next.worstStereoFraction).toBeGreaterThan(front[index]?.worstStereoFraction ?? Infinity);
        });
        for (const each of all) {
          expect(
            front.some(
              (best) =>
                best.satellites <= each.satellites && best.worstStereoFraction >= each.worstStereoFraction,
            ),
          ).toBe(true);
        }
      }),
    );
  });

  test('of equals the first stays', () => {
    const first = design(10, 0.5);
    expect(paretoFront([design(20, 0.5), first, design(10, 0.5)])).toEqual([first]);
    expect(paretoFront([design(20, 0.5), first, design(10, 0.5)])[0]).toBe(first);
  });
});

describe('the knee', () => {
  test('is where a curve of two straight lines bends', () => {
    const front = [10, 20, 30, 40, 50, 60].map((n) => design(n, n <= 30 ? n / 40 : 0.75 + (n - 30) / 400));
    expect(kneeOf(front)).toBe(2);
  });

  test('of 1 - 1/x between 1 and 9 is at 3, where the slope is that of the chord', () => {
    expect(kneeOf([1, 2, 3, 4, 5, 6, 7, 8, 9].map((x) => design(x, 1 - 1 / x)))).toBe(2);
  });

  test('is none on a straight line, under it, and on fewer than three designs', () => {
    expect(kneeOf([1, 2, 3].map((n) => design(n, n / 10)))).toBeNull();
    expect(kneeOf([1, 2, 3].map((n) => design(n, n ** 2 / 10)))).toBeNull();
    expect(kneeOf([design(1, 0), design(2, 1)])).toBeNull();
    expect(kneeOf([])).toBeNull();
  });
});

test('ten more satellites bring the slope between neighbours', () => {
  const [first, second, ...rest] = marginalValues([
    design(100, 0.2, 0.03),
    design(150, 0.7, 0.04),
    design(170, 0.8),
  ]);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ fromSatellites: 100, toSatellites: 150 });
  expect(first?.gainPerTen).toBeCloseTo(0.1, 12);
  expect(first?.standardError).toBeCloseTo(0.01, 12);
  expect(second?.gainPerTen).toBeCloseTo(0.05, 12);
});
