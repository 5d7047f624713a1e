import {
  CROSSING_WORTH,
  NEEDED_LOOKS,
  SLOT_LOOK_WORTH,
  canTurn,
  crossesSure,
  crossesWell,
  looksWorth,
  sureCrossings,
} from './pointing-problem.ts';
import type { PointingProblem } from './pointing-problem.ts';

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
  const plan = new Plan(problem);
  takeByGain(problem, plan);
  for (let round = 0; round < MOST_ROUNDS; round++) if (!exchange(problem, plan)) break;
  return { chosen: plan.chosen, worth: plan.worth() };
}

/** What a given choice is worth; every rule of turning must be kept. */
export function worthOfPointings(problem: PointingProblem, chosen: Int32Array): number {
  const plan = new Plan(problem);
  chosen.forEach((option, place) => {
    if (option !== NONE) plan.put(Math.floor(place / problem.slotCount), place % problem.slotCount, option);
  });
  return plan.worth();
}

function takeByGain(problem: PointingProblem, plan: Plan): void {
  const { optionStart, optionSlot, fieldCount } = problem;
  const optionCount = optionStart[fieldCount]!;
  const fieldOf = new Int32Array(optionCount);
  for (let field = 0; field < fieldCount; field++)
    fieldOf.fill(field, optionStart[field], optionStart[field + 1]);
  const gains = new Float64Array(optionCount);
  const heap = new Heap(gains);
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
function exchange(problem: PointingProblem, plan: Plan): boolean {
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

/** A choice in the making, with what each object has got so far. */
class Plan {
  readonly chosen: Int32Array;
  readonly #problem: PointingProblem;
  readonly #looks: Float64Array;
  /** Looks at each object in each slot: [object][slot]. */
  readonly #slotLooks: Float64Array;
  readonly #crossings: Int32Array;
  /** Fields that look at each object. */
  readonly #watchers: number[][];
  /** What each field's look at each object counts: the best of its slots, 0 for none. */
  readonly #counts: Float64Array;
  readonly #touched: Int32Array;
  #touchedCount = 0;
  readonly #newCount: Float64Array;
  readonly #slotChange: Float64Array;

  constructor(problem: PointingProblem) {
    this.#problem = problem;
    this.chosen = new Int32Array(problem.fieldCount * problem.slotCount).fill(NONE);
    this.#looks = problem.sureLooks.slice();
    this.#slotLooks = Float64Array.from(
      { length: problem.objectCount * problem.slotCount },
      (_, at) => problem.sureLooks[Math.floor(at / problem.slotCount)]!,
    );
    this.#slotChange = new Float64Array(problem.objectCount);
    this.#crossings = Int32Array.from(problem.sureDirections, sureCrossings);
    this.#watchers = Array.from({ length: problem.objectCount }, () => []);
    this.#counts = new Float64Array(problem.fieldCount * problem.objectCount);
    this.#touched = new Int32Array(problem.objectCount);
    this.#newCount = new Float64Array(problem.objectCount).fill(NONE);
  }

  at(field: number, slot: number): number {
    return this.chosen[field * this.#problem.slotCount + slot]!;
  }

  /** Can the field turn to the option in time, from what it does before, and from it to what it does after? */
  canTake(field: number, slot: number, option: number): boolean {
    const { slotCount, startDirection, optionDirection } = this.#problem;
    let before = slot - 1;
    while (before >= 0 && this.at(field, before) === NONE) before--;
    const fromOption = before < 0 ? NONE : this.at(field, before);
    const from = fromOption === NONE ? startDirection : optionDirection;
    const fromAt = 3 * (fromOption === NONE ? field : fromOption);
    if (!canTurn(this.#problem, field, before, from, fromAt, slot, optionDirection, 3 * option)) return false;
    let after = slot + 1;
    while (after < slotCount && this.at(field, after) === NONE) after++;
    if (after >= slotCount) return true;
    const next = this.at(field, after);
    return canTurn(this.#problem, field, slot, optionDirection, 3 * option, after, optionDirection, 3 * next);
  }

  /**
   * What the whole would be worth more with this option in the place of what the slot holds.
   *
   * @param hopeful - A first look counts half the worth of a crossing beforehand, so that looks that cross nothing yet are not left for ever.
   */
  gain(field: number, slot: number, option: number, hopeful: boolean): number {
    this.#compare(field, slot, option);
    const { weight, objectCount } = this.#problem;
    let gain = 0;
    for (let k = 0; k < this.#touchedCount; k++) {
      const object = this.#touched[k]!;
      const place = field * objectCount + object;
      const before = this.#counts[place]!;
      const after = this.#newCount[object]!;
      this.#newCount[object] = NONE;
      let change = this.#slotGain(object, slot);
      if (after !== before) {
        const looks = this.#looks[object]!;
        change += looksWorth(looks + after - before) - looksWorth(looks);
      }
      if (after > 0 !== before > 0) change += this.#crossingChange(field, object, after > 0, hopeful);
      gain += weight[object]! * change;
    }
    return gain;
  }

  #slotGain(object: number, slot: number): number {
    const before = this.#slotLooks[object * this.#problem.slotCount + slot]!;
    const after = before + this.#slotChange[object]!;
    this.#slotChange[object] = 0;
    return SLOT_LOOK_WORTH * (Math.min(after, NEEDED_LOOKS) - Math.min(before, NEEDED_LOOKS));
  }

  #crossingChange(field: number, object: number, joins: boolean, hopeful: boolean): number {
    const crossings = this.#crossings[object]!;
    const own = this.#crossingsOf(field, object);
    if (joins) {
      if (crossings > 0) return 0;
      if (own > 0) return hopeful && this.#hasLooks(object) ? CROSSING_WORTH / 2 : CROSSING_WORTH;
      return hopeful && !this.#hasLooks(object) ? CROSSING_WORTH / 2 : 0;
    }
    return crossings > 0 && crossings === own ? -CROSSING_WORTH : 0;
  }

  #hasLooks(object: number): boolean {
    return this.#watchers[object]!.length > 0 || this.#problem.sureDirections[object]!.length > 0;
  }

  /** Pairs of the field's look at the object with others that cross well. */
  #crossingsOf(field: number, object: number): number {
    const { lineOfSight, objectCount } = this.#problem;
    let pairs = crossesSure(this.#problem, field, object);
    const at = 3 * (field * objectCount + object);
    for (const other of this.#watchers[object]!) {
      if (other !== field && crossesWell(lineOfSight, at, lineOfSight, 3 * (other * objectCount + object)))
        pairs++;
    }
    return pairs;
  }

  put(field: number, slot: number, option: number): void {
    this.#compare(field, slot, option);
    const { objectCount, slotCount } = this.#problem;
    for (let k = 0; k < this.#touchedCount; k++) {
      const object = this.#touched[k]!;
      const place = field * objectCount + object;
      const before = this.#counts[place]!;
      const after = this.#newCount[object]!;
      this.#newCount[object] = NONE;
      this.#slotLooks[object * slotCount + slot]! += this.#slotChange[object]!;
      this.#slotChange[object] = 0;
      if (after === before) continue;
      this.#looks[object]! += after - before;
      this.#counts[place] = after;
      const watchers = this.#watchers[object]!;
      if (before === 0) {
        this.#crossings[object]! += this.#crossingsOf(field, object);
        watchers.push(field);
      } else if (after === 0) {
        watchers.splice(watchers.indexOf(field), 1);
        this.#crossings[object]! -= this.#crossingsOf(field, object);
      }
    }
    this.chosen[field * slotCount + slot] = option;
  }

  /** Fills `#touched` and `#newCount` with what the field's looks would count with another option in a slot. */
  #compare(field: number, slot: number, option: number): void {
    const { slotCount } = this.#problem;
    this.#touchedCount = 0;
    this.#touch(this.chosen[field * slotCount + slot]!, -1);
    this.#touch(option, 1);
    for (let each = 0; each < slotCount; each++) {
      this.#count(each === slot ? option : this.chosen[field * slotCount + each]!);
    }
  }

  #touch(option: number, sign: number): void {
    if (option === NONE) return;
    const { sightStart, sightObject, sightWorth } = this.#problem;
    const end = sightStart[option + 1]!;
    for (let sight = sightStart[option]!; sight < end; sight++) {
      const object = sightObject[sight]!;
      this.#slotChange[object]! += sign * sightWorth[sight]!;
      if (this.#newCount[object] !== NONE) continue;
      this.#newCount[object] = 0;
      this.#touched[this.#touchedCount++] = object;
    }
  }

  #count(option: number): void {
    if (option === NONE) return;
    const { sightStart, sightObject, sightWorth } = this.#problem;
    const end = sightStart[option + 1]!;
    for (let sight = sightStart[option]!; sight < end; sight++) {
      const object = sightObject[sight]!;
      const known = this.#newCount[object]!;
      if (known !== NONE && sightWorth[sight]! > known) this.#newCount[object] = sightWorth[sight]!;
    }
  }

  worth(): number {
    const { weight, slotCount } = this.#problem;
    return weight.reduce((sum, each, object) => {
      let own = looksWorth(this.#looks[object]!);
      if (this.#crossings[object]! > 0) own += CROSSING_WORTH;
      for (let slot = 0; slot < slotCount; slot++) {
        own += SLOT_LOOK_WORTH * Math.min(this.#slotLooks[object * slotCount + slot]!, NEEDED_LOOKS);
      }
      return sum + each * own;
    }, 0);
  }
}

/** Largest key first; of equal keys the smaller number. */
class Heap {
  readonly #keys: Float64Array;
  readonly #items: number[] = [];

  constructor(keys: Float64Array) {
    this.#keys = keys;
  }

  get size(): number {
    return this.#items.length;
  }

  topKey(): number {
    return this.#keys[this.#items[0]!]!;
  }

  push(item: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(item, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  /** -1 when it is empty. */
  pop(): number {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined) return NONE;
    if (items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#isBefore(items[child + 1]!, items[child]!)) child++;
      if (!this.#isBefore(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }

  #isBefore(a: number, b: number): boolean {
    return this.#keys[a]! > this.#keys[b]! || (this.#keys[a] === this.#keys[b] && a < b);
  }
}
