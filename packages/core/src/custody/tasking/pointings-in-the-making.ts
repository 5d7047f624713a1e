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

const NONE = -1;

/** A choice in the making, with what each object has got so far. */
export class PointingsInTheMaking {
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
