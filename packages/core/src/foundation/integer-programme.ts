/**
 * A linear programme in whole and real numbers: the largest `cost` · x with x between 0 and `upper` and every row of A x at most its limit.
 * Columns, because there are many thousands.
 */
export interface IntegerProgramme {
  /** What a unit of each variable is worth: [variable]. */
  readonly cost: Float64Array;
  /** Largest value of each variable; the smallest is 0. */
  readonly upper: Float64Array;
  /** 1 where only whole numbers will do: [variable]. */
  readonly isWhole: Uint8Array;
  /** Row r holds entries `rowStart[r]` up to, not including, `rowStart[r + 1]`; length one more than there are rows. */
  readonly rowStart: Int32Array;
  readonly entryVariable: Int32Array;
  readonly entryValue: Float64Array;
  /** What the sum of each row may reach. */
  readonly rowLimit: Float64Array;
}

/** Variable and what a unit of it adds to a row. */
export type RowEntry = readonly [variable: number, value: number];

/** Collects variables and rows, in the order in which they come. */
export class ProgrammeBuilder {
  readonly #cost: number[] = [];
  readonly #upper: number[] = [];
  readonly #isWhole: number[] = [];
  readonly #rowStart: number[] = [0];
  readonly #entryVariable: number[] = [];
  readonly #entryValue: number[] = [];
  readonly #rowLimit: number[] = [];

  variable(cost: number, upper: number, isWhole = false): number {
    this.#cost.push(cost);
    this.#upper.push(upper);
    return this.#isWhole.push(isWhole ? 1 : 0) - 1;
  }

  /** The sum of the entries is at most `limit`. */
  row(limit: number, entries: readonly RowEntry[]): void {
    for (const [variable, value] of entries) {
      this.#entryVariable.push(variable);
      this.#entryValue.push(value);
    }
    this.#rowStart.push(this.#entryVariable.length);
    this.#rowLimit.push(limit);
  }

  taken(): IntegerProgramme {
    return {
      cost: Float64Array.from(this.#cost),
      upper: Float64Array.from(this.#upper),
      isWhole: Uint8Array.from(this.#isWhole),
      rowStart: Int32Array.from(this.#rowStart),
      entryVariable: Int32Array.from(this.#entryVariable),
      entryValue: Float64Array.from(this.#entryValue),
      rowLimit: Float64Array.from(this.#rowLimit),
    };
  }
}
