import { RandomStream } from '@cupola/core/foundation';

/** Numbers of one seed, one after the other: the same seed draws the same. */
export class Draw {
  readonly #stream: RandomStream;
  #drawn = 0;

  constructor(seed: number) {
    this.#stream = new RandomStream(seed, 'simtest');
  }

  chance(probability: number): boolean {
    return this.#uniform() < probability;
  }

  /** A whole number from 0 on, below `end`. */
  below(end: number): number {
    return Math.floor(this.#uniform() * end);
  }

  one<Value>(of: readonly [Value, ...Value[]]): Value {
    return of[this.below(of.length)] ?? of[0];
  }

  shuffled<Value>(of: readonly Value[]): readonly Value[] {
    const keyed = of.map((value) => ({ value, place: this.#uniform() }));
    return keyed.toSorted((a, b) => a.place - b.place).map(({ value }) => value);
  }

  #uniform(): number {
    return this.#stream.uniform(this.#drawn++, 0);
  }
}
