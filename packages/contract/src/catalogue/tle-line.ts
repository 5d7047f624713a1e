import type { Problem } from '@cupola/core/scenario';
import { tleChecksum } from './tle-checksum.ts';

/** A line of a TLE file, without its trailing blanks. */
export interface TleLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Where a field stands (first and last column, from 1, as the format is published) and how it is read. */
export interface TleField<T> {
  readonly name: string;
  readonly columns: readonly [first: number, last: number];
  /** What a right value looks like, for the message. */
  readonly expected: string;
  readonly read: (columns: string) => T | null;
}

export function lineProblem({ line, text }: TleLine, expected: string, message: string): Problem {
  return { path: '', value: text, expected, message, line };
}

/** What is wrong with a line as a whole: its length or its checksum. Fields of a line that fails here mean nothing. */
export function wholeLineProblems(line: TleLine): readonly Problem[] {
  const LENGTH = 69;
  const { text } = line;
  if (text.length !== LENGTH) {
    return [lineProblem(line, `${LENGTH} characters`, `the element line has ${text.length} characters`)];
  }
  const sum = tleChecksum(text);
  const last = text.charAt(LENGTH - 1);
  if (last === String(sum)) return [];
  const message = `the last column says "${last}", but the checksum of the line is ${sum}`;
  return [lineProblem(line, `the checksum ${sum}`, message)];
}

/** The value of a field, or `null` after adding to `problems`. */
export function readField<T>(line: TleLine, field: TleField<T>, problems: Problem[]): T | null {
  const [first, last] = field.columns;
  const columns = line.text.slice(first - 1, last);
  const value = field.read(columns);
  if (value === null) {
    const message = `${field.name} (columns ${first} to ${last}) is "${columns}"`;
    problems.push(lineProblem(line, field.expected, message));
  }
  return value;
}

/** A plain decimal number within limits, both included, padded with blanks. */
export function decimalWithin(min: number, max: number): (columns: string) => number | null {
  return (columns) => {
    if (!/^ *[+-]?\d*\.?\d+ *$/.test(columns)) return null;
    const value = Number(columns);
    return value >= min && value <= max ? value : null;
  };
}

/** Digits after an assumed decimal point: `0005630` is 0.000563. */
export function assumedDecimal(columns: string): number | null {
  return /^\d+$/.test(columns) ? Number(`0.${columns}`) : null;
}

/** Sign, five digits after an assumed decimal point, and a power of ten: `-11606-4` is -0.11606e-4. */
export function assumedExponential(columns: string): number | null {
  const match = /^([ +-])(\d{5})([+-]\d)$/.exec(columns);
  return match === null ? null : Number(`${match[1] === '-' ? '-' : ''}0.${match[2]}e${match[3]}`);
}
