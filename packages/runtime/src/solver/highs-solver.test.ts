import type { IntegerProgramme } from '@cupola/core/foundation';
import { afterAll, describe, expect, it } from 'vitest';
import { HighsSolver } from './highs-solver.ts';
import type { Solved, SolveOutcome } from './solver.ts';
import { WorkerSolver } from './worker-solver.ts';

const LIMITS = { gap: 0, timeS: 10 };

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

function solved(outcome: SolveOutcome): Solved {
  if (outcome.kind !== 'solved') throw new Error(outcome.kind);
  return outcome;
}

const workers = new WorkerSolver(1);
afterAll(() => workers.close());

describe.each([
  ['in this thread', new HighsSolver()],
  ['in a thread of its own', workers],
])('the solver %s', (_, solver) => {
  it('packs whole things as well as can be, not by their worth alone', async () => {
    const { values, objective, bound, timeRanOut } = solved(await solver.solve(bag(1), LIMITS));
    expect([...values]).toEqual([0, 1, 1]);
    expect(objective).toBeCloseTo(16, 9);
    expect(bound).toBeCloseTo(16, 6);
    expect(timeRanOut).toBe(false);
  });

  it('cuts things up where that is allowed, and is then worth at least as much', async () => {
    expect(solved(await solver.solve(bag(0), LIMITS)).objective).toBeCloseTo(9 + (5 / 7) * 10, 9);
  });

  it('proves that nothing is possible where nothing is allowed', async () => {
    const impossible = { ...bag(1), rowLimit: Float64Array.of(-1) };
    expect(await solver.solve(impossible, LIMITS)).toEqual({ kind: 'impossible' });
  });
});

it('several programmes at once come back each to who asked', async () => {
  const asked = [1, 0, 1, 0].map((isWhole) => workers.solve(bag(isWhole === 1 ? 1 : 0), LIMITS));
  const answers = (await Promise.all(asked)).map((outcome) => solved(outcome).objective);
  expect(answers[0]).toBe(answers[2]);
  expect(answers[1]).toBe(answers[3]);
  expect(answers[0]).not.toBeCloseTo(answers[1] ?? 0, 3);
});
