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

  at(index: number): number {
    return this.#values[index]!;
  }

  /** Takes rows of `width` numbers out, all of which stand at or after row `from`. */
  drop(rows: ReadonlySet<number>, from: number, width: number): void {
    if (rows.size === 0) return;
    let to = from;
    for (let row = from; row < this.#length / width; row++) {
      if (rows.has(row)) continue;
      this.#values.copyWithin(to * width, row * width, (row + 1) * width);
      to++;
    }
    this.#length = to * width;
  }

  taken(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
