import type { Problem } from '@cupola/core/scenario';

/** Values that one flag may come to. */
const MOST_VALUES = 2000;

/** Reads lists such as `10,20,40` and `200..1000:50` (from, to, step, 1 when none is said; the end belongs to it when the steps meet it). */
export class NumberList {
  readonly #problems: Problem[];

  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  /** The values, rising and each once; empty after a problem. */
  read(
    path: string,
    text: string | undefined,
    min: number,
    max: number,
    kind: 'whole' | 'any' = 'any',
    most: number = MOST_VALUES,
  ): readonly number[] {
    const whole = kind === 'whole' ? 'whole ' : '';
    const expected =
      most === 1
        ? `a ${whole}number from ${min} to ${max}`
        : `at most ${most} ${whole}numbers from ${min} to ${max}, such as ${min},${max} or ${min}..${max}:10`;
    const refuse = (message: string): readonly number[] => {
      this.#problems.push({ path, value: text ?? null, expected, message });
      return [];
    };
    if (text === undefined) return refuse('it is missing');
    if (text.trim() === '') return refuse('the list is empty');
    const values = new Set<number>();
    for (const part of text.split(',')) {
      const range = rangeOf(part);
      if (range === null) return refuse(`"${part}" is neither a number nor a range`);
      const { from, to, step } = range;
      const steps = Math.floor((to - from) / step + 1e-9);
      if (values.size + steps + 1 > most) return refuse(`"${part}" makes it more than ${most} values`);
      for (let index = 0; index <= steps; index++) {
        const value = Number((from + index * step).toPrecision(12));
        if (value < min || value > max || (kind === 'whole' && !Number.isInteger(value)))
          return refuse(`${value} is not one`);
        values.add(value);
      }
    }
    return [...values].toSorted((a, b) => a - b);
  }
}

const RANGE = /^([^:]+?)\.\.([^:]+)(?::(.+))?$/;

function rangeOf(part: string): { readonly from: number; readonly to: number; readonly step: number } | null {
  const [, from = part, to = part, step = '1'] = RANGE.exec(part) ?? [];
  const range = { from: numberOf(from), to: numberOf(to), step: numberOf(step) };
  const { from: first, to: last, step: by } = range;
  return Number.isFinite(first) && Number.isFinite(last) && first <= last && by > 0 && by < Infinity
    ? range
    : null;
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
