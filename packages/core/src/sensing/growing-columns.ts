/** Columns of doubles that grow by doubling; `taken` gives them at their final length. */
export class GrowingColumn {
  #values: Float64Array;
  #length = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#values.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  taken(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
