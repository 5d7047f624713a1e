import { GainHeap } from './gain-heap.ts';
import type { PointingProblem } from './pointing-problem.ts';
import { PointingsInTheMaking } from './pointings-in-the-making.ts';

/** What was chosen: the option of each field and slot, -1 for none, [field][slot], and what it is worth by the common measure. */
export interface Pointings {
  readonly chosen: Int32Array;
  readonly worth: number;
}

const NONE = -1;
/** Rounds of exchange; each goes once over all fields and ends the search when it finds nothing. */
const MOST_ROUNDS = 8;
/** Gains smaller than this are rounding. */
const LEAST_GAIN = 1e-9;

/**
 * Chooses pointings that are worth much together: first one after the other by what each adds, asked again only when it comes to the top;
 * then field by field whatever other option of a slot, or none, is better with all else left as it is. No clock and no chance: the same problem
 * gives the same answer.
 */
export function choosePointings(problem: PointingProblem): Pointings {
  const plan = new PointingsInTheMaking(problem);
  takeByGain(problem, plan);
  for (let round = 0; round < MOST_ROUNDS; round++) if (!exchange(problem, plan)) break;
  return { chosen: plan.chosen, worth: plan.worth() };
}

/** What a given choice is worth; every rule of turning must be kept. */
export function worthOfPointings(problem: PointingProblem, chosen: Int32Array): number {
  const plan = new PointingsInTheMaking(problem);
  chosen.forEach((option, place) => {
    if (option !== NONE) plan.put(Math.floor(place / problem.slotCount), place % problem.slotCount, option);
  });
  return plan.worth();
}

function takeByGain(problem: PointingProblem, plan: PointingsInTheMaking): void {
  const { optionStart, optionSlot, fieldCount } = problem;
  const optionCount = optionStart[fieldCount]!;
  const fieldOf = new Int32Array(optionCount);
  for (let field = 0; field < fieldCount; field++)
    fieldOf.fill(field, optionStart[field], optionStart[field + 1]);
  const gains = new Float64Array(optionCount);
  const heap = new GainHeap(gains);
  for (let option = 0; option < optionCount; option++) {
    const field = fieldOf[option]!;
    if (!plan.canTake(field, optionSlot[option]!, option)) continue;
    gains[option] = plan.gain(field, optionSlot[option]!, option, true);
    heap.push(option);
  }
  for (let option = heap.pop(); option !== NONE; option = heap.pop()) {
    const field = fieldOf[option]!;
    const slot = optionSlot[option]!;
    if (plan.at(field, slot) !== NONE || !plan.canTake(field, slot, option)) continue;
    const gain = plan.gain(field, slot, option, true);
    if (gain <= LEAST_GAIN) continue;
    if (gain < gains[option]! - LEAST_GAIN && heap.size > 0 && gain < heap.topKey()) {
      gains[option] = gain;
      heap.push(option);
    } else plan.put(field, slot, option);
  }
}

/** @returns Whether anything got better. */
function exchange(problem: PointingProblem, plan: PointingsInTheMaking): boolean {
  let better = false;
  for (let field = 0; field < problem.fieldCount; field++) {
    for (let slot = 0; slot < problem.slotCount; slot++) {
      const before = plan.at(field, slot);
      let best = before;
      let bestGain = LEAST_GAIN;
      for (let option = problem.optionStart[field]!; option < problem.optionStart[field + 1]!; option++) {
        if (problem.optionSlot[option] !== slot || option === before) continue;
        if (!plan.canTake(field, slot, option)) continue;
        const gain = plan.gain(field, slot, option, false);
        if (gain > bestGain) {
          best = option;
          bestGain = gain;
        }
      }
      if (best === before) continue;
      plan.put(field, slot, best);
      better = true;
    }
  }
  return better;
}
