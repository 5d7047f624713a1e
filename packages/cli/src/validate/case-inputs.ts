import type { CaseInputs } from './case-runner.ts';

/** The number a case states under a key. The cases are part of the program: a missing one is our fault and throws. */
export function numberOf(inputs: CaseInputs, key: string): number {
  const value = inputs[key];
  if (typeof value !== 'number') throw new TypeError(`the case states no number for ${key}`);
  return value;
}

/** A yes or no. */
export function flagOf(inputs: CaseInputs, key: string): boolean {
  const value = inputs[key];
  if (typeof value !== 'boolean') throw new TypeError(`the case states no yes or no for ${key}`);
  return value;
}

export function textOf(inputs: CaseInputs, key: string): string {
  const value = inputs[key];
  if (typeof value !== 'string') throw new TypeError(`the case states no text for ${key}`);
  return value;
}

/** Two numbers, such as an interval. */
export function pairOf(inputs: CaseInputs, key: string): readonly [number, number] {
  const [first, second, ...more] = numbersOf(inputs, key);
  if (first === undefined || second === undefined || more.length > 0) {
    throw new TypeError(`the case states no two numbers for ${key}`);
  }
  return [first, second];
}

/** Three numbers, such as a position. */
export function tripleOf(inputs: CaseInputs, key: string): readonly [number, number, number] {
  const [x, y, z, ...more] = numbersOf(inputs, key);
  if (x === undefined || y === undefined || z === undefined || more.length > 0) {
    throw new TypeError(`the case states no three numbers for ${key}`);
  }
  return [x, y, z];
}

/** Any count of numbers, such as yearly payments. */
export function numbersOf(inputs: CaseInputs, key: string): readonly number[] {
  const value = inputs[key];
  if (!Array.isArray(value)) throw new TypeError(`the case states no list for ${key}`);
  return value.filter((each) => typeof each === 'number');
}

/** Data files a case names, as paths that `read` understands: those of `../data/` are kept beside the cases. */
export function filePathsOf(inputs: CaseInputs, key: string): readonly string[] {
  const value = inputs[key];
  if (!Array.isArray(value)) throw new TypeError(`the case names no files under ${key}`);
  return value.map((each) => String(each).replace(/^\.\.\/data\//, ''));
}
