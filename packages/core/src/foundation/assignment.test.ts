import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assignment.ts';

/** Cheapest total over every assignment, by trying them all. */
function cheapestByTrial(cost: Float64Array, rows: number, columns: number, skipCost: number): number {
  const taken = new Set<number>();
  const best = (row: number): number => {
    if (row === rows) return 0;
    let least = skipCost + best(row + 1);
    for (let column = 0; column < columns; column++) {
      if (taken.has(column)) continue;
      taken.add(column);
      least = Math.min(least, cost[row * columns + column]! + best(row + 1));
      taken.delete(column);
    }
    return least;
  };
  return best(0);
}

function totalOf(cost: Float64Array, columns: number, columnOfRow: Int32Array, skipCost: number): number {
  return columnOfRow.reduce(
    (sum, column, row) => sum + (column < 0 ? skipCost : cost[row * columns + column]!),
    0,
  );
}

describe('assign', () => {
  it('is as cheap as the cheapest of all assignments, and one to one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.oneof(fc.double({ min: 0, max: 50, noNaN: true }), fc.constant(Infinity)), {
          minLength: 25,
          maxLength: 25,
        }),
        (rows, columns, entries) => {
          const cost = Float64Array.from(entries.slice(0, rows * columns));
          const chosen = assign(cost, rows, columns, 25);
          const used = [...chosen].filter((column) => column >= 0);
          expect(new Set(used).size).toBe(used.length);
          expect(totalOf(cost, columns, chosen, 25)).toBeCloseTo(cheapestByTrial(cost, rows, columns, 25), 6);
        },
      ),
    );
  });

  it('leaves a row alone rather than pay more than the skip', () => {
    expect([...assign(Float64Array.of(30), 1, 1, 25)]).toEqual([-1]);
    expect([...assign(Float64Array.of(20), 1, 1, 25)]).toEqual([0]);
    expect([...assign(Float64Array.of(1, 2, 1, Infinity), 2, 2, 25)]).toEqual([1, 0]);
  });
});
