import { InvalidArgumentError, Option } from 'commander';

/** What stands below the help of a command. */
export function example(command: string): string {
  return `\nExample:\n  cupola ${command}`;
}

/** A flag that may be repeated; its values are a list, empty when it is not given. @param otherwise - What holds then. */
export function repeatable(flags: string, description: string, otherwise: string = 'nothing'): Option {
  return new Option(flags, description).argParser(collect).default([], otherwise);
}

/** Takes one more value of a flag that may be repeated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

export function days(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > 100_000) {
    throw new InvalidArgumentError('Expected a number of days from 0 to 100000.');
  }
  return value;
}

function wholeNumber(text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  }
  return value;
}

export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('Expected a number above 0.');
  }
  return value;
}

export function power(text: string): number {
  const value = positive(text);
  if (value < 1 || value > 10) throw new InvalidArgumentError('Expected a number from 1 to 10.');
  return value;
}

export function year(text: string): number {
  return wholeNumber(text, 1900, 2200);
}

export function seed(text: string): number {
  return wholeNumber(text, 0, Number.MAX_SAFE_INTEGER);
}

export function workers(text: string): number {
  return wholeNumber(text, 1, 64);
}

export function port(text: string): number {
  return wholeNumber(text, 1, 65_535);
}
