import { choosePointings, worthOfPointings } from '@cupola/core/custody';
import { expect, it } from 'vitest';
import { randomProblem } from '../../../core/src/custody/tasking/random-problem.test-data.ts';
import { HighsSolver } from './highs-solver.ts';
import { pointingProgramme } from './pointing-programme.ts';

const solver = new HighsSolver();
const SIZES = [
  { fields: 3, objects: 3, slots: 2, share: 0.6 },
  { fields: 12, objects: 8, slots: 2, share: 0.5 },
  { fields: 12, objects: 8, slots: 3, share: 0.3 },
  { fields: 20, objects: 30, slots: 1, share: 0.3 },
];

it.each(SIZES)(
  'the heuristic is never above the integer optimum and within 5 percent of it: %o',
  async (size) => {
    let all = 0;
    let found = 0;
    for (const seed of [1, 2, 3]) {
      const problem = randomProblem(seed, size);
      const { programme, sureWorth } = pointingProgramme(problem);
      const solved = await solver.solve(programme, { gap: 0, timeS: 20 });
      if (solved.kind !== 'solved') throw new Error('the programme has a solution: nothing chosen');
      const best = sureWorth + solved.objective;
      const { worth } = choosePointings(problem);
      expect(worth).toBeLessThanOrEqual(best + 1e-6);
      all += best;
      found += worth;
    }
    expect(found).toBeGreaterThan(0.95 * all);
  },
);

it('the programme counts a choice as the loop does: its own optimum, taken as pointings, is worth the same', async () => {
  const problem = randomProblem(7, { fields: 10, objects: 6, slots: 2, share: 0.5 });
  const { programme, sureWorth } = pointingProgramme(problem);
  const solved = await solver.solve(programme, { gap: 0, timeS: 20 });
  if (solved.kind !== 'solved') throw new Error('the programme has a solution: nothing chosen');
  const chosen = new Int32Array(problem.fieldCount * problem.slotCount).fill(-1);
  for (let field = 0; field < problem.fieldCount; field++) {
    for (let option = problem.optionStart[field]!; option < problem.optionStart[field + 1]!; option++) {
      const place = field * problem.slotCount + problem.optionSlot[option]!;
      if (solved.values[option]! > 0.5) chosen[place] = option;
    }
  }
  expect(worthOfPointings(problem, chosen)).toBeCloseTo(sureWorth + solved.objective, 6);
});
