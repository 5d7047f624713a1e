import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { setDistance } from './set-distance.ts';

const RULES = { cM: 10, p: 2 };

function points(...all: readonly (readonly [number, number, number])[]): Float64Array {
  return Float64Array.from(all.flat());
}

describe('by hand', () => {
  test('two pairs, 3 and 4 apart', () => {
    const d = setDistance(points([0, 0, 0], [100, 0, 0]), points([100, 4, 0], [0, 3, 0]), RULES);
    expect([...d.estimateOfTruth]).toEqual([1, 0]);
    expect(d.gospaM).toBeCloseTo(5, 12);
    expect(d.ospaM).toBeCloseTo(Math.sqrt(25 / 2), 12);
  });

  test('one pair, one missed, two false', () => {
    const truth = points([0, 0, 0], [100, 0, 0]);
    const estimates = points([0, 0, 6], [300, 0, 0], [400, 0, 0]);
    const d = setDistance(truth, estimates, RULES);
    expect(d).toMatchObject({ missedCount: 1, falseCount: 2 });
    expect(d.pairsMp).toBeCloseTo(36, 12);
    // 36 + (1 + 2) * 100 / 2, and (36 + 2 * 100) / 3.
    expect(d.gospaM).toBeCloseTo(Math.sqrt(186), 12);
    expect(d.ospaM).toBeCloseTo(Math.sqrt(236 / 3), 12);
  });

  test('the nearest is given up where both pairs together are then shorter', () => {
    const d = setDistance(points([0, 0, 0], [4, 0, 0]), points([3, 0, 0], [9, 0, 0]), RULES);
    expect([...d.estimateOfTruth]).toEqual([0, 1]);
    expect(d.gospaM).toBeCloseTo(Math.sqrt(9 + 25), 12);
  });

  test('first power', () => {
    const d = setDistance(points([0, 0, 0]), points([3, 0, 0], [50, 0, 0]), { cM: 10, p: 1 });
    expect(d.gospaM).toBeCloseTo(3 + 5, 12);
    expect(d.ospaM).toBeCloseTo((3 + 10) / 2, 12);
  });

  test('nothing against nothing, and against something', () => {
    expect(setDistance(points(), points(), RULES)).toMatchObject({ gospaM: 0, ospaM: 0 });
    expect(setDistance(points([1, 2, 3]), points(), RULES).gospaM).toBeCloseTo(Math.sqrt(50), 12);
    expect(setDistance(points(), points([1, 2, 3]), RULES).ospaM).toBeCloseTo(10, 12);
  });
});

function line(count: number, shift: number): Float64Array {
  return points(...Array.from({ length: count }, (_, i) => [i + shift, 0, 0] as const));
}

/** Values that the tests of an open tracking library state (Stone Soup, GOSPA and OSPA metrics): objects on a line, one a unit, c = 10. */
describe('others calculate the same', () => {
  test.each([
    [0.5, 2.5],
    [1, 5],
  ])('GOSPA, first power: five estimates off by %f', (shift, expected) => {
    expect(setDistance(line(5, 0), line(5, shift), { cM: 10, p: 1 }).gospaM).toBeCloseTo(expected, 12);
  });

  test.each([
    [1, 0.5, 2.4],
    [1, 0.2, 2.16],
    [2, 0.5, 4.49444],
    [2, 0.2, 4.47571],
  ])('OSPA, power %i: four estimates of five objects, off by %f', (p, shift, expected) => {
    expect(setDistance(line(5, 0), line(4, shift), { cM: 10, p }).ospaM).toBeCloseTo(expected, 5);
  });
});

describe('is a metric', () => {
  const SET = fc
    .array(fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -15, max: 15, noNaN: true }))), { maxLength: 5 })
    .map((all) => Float64Array.from(all.flat()));
  const P = fc.constantFrom(1, 1.5, 2, 3);

  it.each(['gospaM', 'ospaM'] as const)(
    '%s: no distance to itself, the same both ways, no way round is shorter',
    (which) => {
      fc.assert(
        fc.property(SET, SET, SET, P, (a, b, c, p) => {
          const d = (x: Float64Array, y: Float64Array): number => setDistance(x, y, { cM: 10, p })[which];
          expect(d(a, a)).toBe(0);
          expect(d(a, b)).toBeCloseTo(d(b, a), 9);
          expect(d(a, c)).toBeLessThanOrEqual(d(a, b) + d(b, c) + 1e-9);
        }),
        { numRuns: 500 },
      );
    },
  );

  it('and no other assignment is shorter', () => {
    fc.assert(
      fc.property(SET, SET, P, (a, b, p) => {
        expect(setDistance(a, b, { cM: 10, p }).gospaM).toBeCloseTo(byTrial(a, b, 10, p), 9);
      }),
    );
  });
});

/** GOSPA by trying every assignment. */
function byTrial(a: Float64Array, b: Float64Array, cM: number, p: number): number {
  const n = a.length / 3;
  const m = b.length / 3;
  const best = (i: number, free: readonly number[]): number => {
    if (i === n) return (free.length * cM ** p) / 2;
    let least = cM ** p / 2 + best(i + 1, free);
    for (const j of free) {
      const d = Math.hypot(
        a[3 * i]! - b[3 * j]!,
        a[3 * i + 1]! - b[3 * j + 1]!,
        a[3 * i + 2]! - b[3 * j + 2]!,
      );
      const rest = free.filter((each) => each !== j);
      least = Math.min(least, Math.min(d, cM) ** p + best(i + 1, rest));
    }
    return least;
  };
  return (
    best(
      0,
      Array.from({ length: m }, (_, j) => j),
    ) **
    (1 / p)
  );
}
