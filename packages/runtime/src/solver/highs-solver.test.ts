import { expect, it } from 'vitest';
import { HighsSolver } from './highs-solver.ts';
import type { IntegerProgramme } from './integer-programme.ts';

const LIMITS = { gap: 0, timeS: 10 };
const solver = new HighsSolver();

/** Three things of these weights and worths into a bag that bears 10; how much of each may be taken is 1. */
function bag(isWhole: 0 | 1): IntegerProgramme {
  return {
    cost: Float64Array.of(10, 9, 7),
    upper: Float64Array.of(1, 1, 1),
    isWhole: Uint8Array.of(isWhole, isWhole, isWhole),
    rowStart: Int32Array.of(0, 3),
    entryVariable: Int32Array.of(0, 1, 2),
    entryValue: Float64Array.of(7, 5, 5),
    rowLimit: Float64Array.of(10),
  };
}

it('packs whole things as well as can be, not by their worth alone', async () => {
  const solved = await solver.solve(bag(1), LIMITS);
  expect([...(solved?.values ?? [])]).toEqual([0, 1, 1]);
  expect(solved?.objective).toBeCloseTo(16, 9);
  expect(solved?.bound).toBeCloseTo(16, 6);
});

it('cuts things up where that is allowed, and is then worth at least as much', async () => {
  const solved = await solver.solve(bag(0), LIMITS);
  expect(solved?.objective).toBeCloseTo(9 + (5 / 7) * 10, 9);
});

it('finds nothing where nothing is allowed', async () => {
  const impossible = { ...bag(1), rowLimit: Float64Array.of(-1) };
  expect(await solver.solve(impossible, LIMITS)).toBeNull();
});
