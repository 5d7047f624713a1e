import { describe, expect, it } from 'vitest';
import { choosePointings, worthOfPointings } from './choose-pointings.ts';
import { canTurn } from './pointing-problem.ts';
import type { PointingProblem } from './pointing-problem.ts';
import { randomProblem } from './random-problem.test-data.ts';

/** Does every field turn in time from each of its options to the next? */
function keepsTurns(problem: PointingProblem, chosen: Int32Array): boolean {
  const { fieldCount, slotCount, startDirection, optionDirection, optionSlot, optionStart } = problem;
  for (let field = 0; field < fieldCount; field++) {
    let from = { slot: -1, directions: startDirection, at: 3 * field };
    for (let slot = 0; slot < slotCount; slot++) {
      const option = chosen[field * slotCount + slot]!;
      if (option < 0) continue;
      if (optionSlot[option] !== slot) return false;
      if (option < optionStart[field]! || option >= optionStart[field + 1]!) return false;
      const to = 3 * option;
      if (!canTurn(problem, field, from.slot, from.directions, from.at, slot, optionDirection, to))
        return false;
      from = { slot, directions: optionDirection, at: to };
    }
  }
  return true;
}

/** Every choice there is, one after the other. */
function bestOfAll(problem: PointingProblem): number {
  const { fieldCount, slotCount, optionStart, optionSlot } = problem;
  const chosen = new Int32Array(fieldCount * slotCount).fill(-1);
  let best = 0;
  const fill = (place: number): void => {
    if (place === chosen.length) {
      if (keepsTurns(problem, chosen)) best = Math.max(best, worthOfPointings(problem, chosen));
      return;
    }
    const field = Math.floor(place / slotCount);
    fill(place + 1);
    for (let option = optionStart[field]!; option < optionStart[field + 1]!; option++) {
      if (optionSlot[option] !== place % slotCount) continue;
      chosen[place] = option;
      fill(place + 1);
    }
    chosen[place] = -1;
  };
  fill(0);
  return best;
}

const SEEDS = Array.from({ length: 20 }, (_, k) => k + 1);

describe('a choice of pointings', () => {
  it.each(SEEDS)('keeps its turns and counts its worth right (problem %i)', (seed) => {
    const problem = randomProblem(seed, { fields: 30, objects: 20, slots: 3, share: 0.4 });
    const { chosen, worth } = choosePointings(problem);
    expect(keepsTurns(problem, chosen)).toBe(true);
    expect(worthOfPointings(problem, chosen)).toBeCloseTo(worth, 9);
    expect(chosen.filter((option) => option >= 0).length).toBeGreaterThan(20);
  });

  it('is never better than the best of all, and on the whole nearly as good', () => {
    let all = 0;
    let found = 0;
    for (const seed of SEEDS) {
      const problem = randomProblem(seed, { fields: 3, objects: 3, slots: 2, share: 0.6 });
      const best = bestOfAll(problem);
      const { worth } = choosePointings(problem);
      expect(worth).toBeLessThanOrEqual(best + 1e-9);
      all += best;
      found += worth;
    }
    expect(found / all).toBeGreaterThan(0.97);
  });

  it('is the same for the same problem', () => {
    const size = { fields: 30, objects: 20, slots: 2, share: 0.4 };
    expect(choosePointings(randomProblem(3, size))).toEqual(choosePointings(randomProblem(3, size)));
  });

  it('is nothing where there is nothing to see', () => {
    const { chosen, worth } = choosePointings(
      randomProblem(1, { fields: 4, objects: 0, slots: 2, share: 1 }),
    );
    expect(chosen).toEqual(new Int32Array(8).fill(-1));
    expect(worth).toBe(0);
  });

  it('spreads scarce fields: two objects and six fields that see both get three looks each', () => {
    const problem = randomProblem(5, { fields: 6, objects: 2, slots: 1, share: 1 });
    const alike: PointingProblem = {
      ...problem,
      weight: Float64Array.of(1, 1),
      sureLooks: Float64Array.of(0, 0),
      sureDirections: [new Float64Array(0), new Float64Array(0)],
      slewRadPerS: new Float64Array(6).fill(10),
      optionStart: Int32Array.from({ length: 7 }, (_, field) => 2 * field),
      optionSlot: new Uint8Array(12),
      optionTarget: Int32Array.from({ length: 12 }, (_, option) => option % 2),
      optionDirection: problem.lineOfSight.slice(),
      sightStart: Int32Array.from({ length: 13 }, (_, option) => option),
      sightObject: Int32Array.from({ length: 12 }, (_, option) => option % 2),
      sightWorth: new Float64Array(12).fill(1),
    };
    const { chosen } = choosePointings(alike);
    expect(chosen.filter((option) => option % 2 === 0)).toHaveLength(3);
  });
});
