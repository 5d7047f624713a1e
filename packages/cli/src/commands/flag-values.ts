import { closest } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';

/** The number a flag gives, within limits; NaN after a problem. `unit` is empty for a count. */
export function numberFlag(
  path: string,
  text: string | undefined,
  min: number,
  max: number,
  unit: string,
  problems: Problem[],
  fits: (value: number) => boolean = () => true,
): number {
  const value = text === undefined ? Number.NaN : numberFrom(text);
  if (value >= min && value <= max && fits(value)) return value;
  const whole = fits === Number.isInteger ? 'whole ' : '';
  problems.push({
    path,
    value: text ?? null,
    expected: `a ${whole}number from ${Number(min.toPrecision(3))} to ${max}${unit === '' ? '' : ` ${unit}`}`,
    message: text === undefined ? 'it is missing' : `${text} is not one`,
  });
  return Number.NaN;
}

/** `--max-age-days`: the oldest elements that are used; null when not said. */
export function maxAgeFlag(text: string | undefined, problems: Problem[]): number | null {
  return text === undefined ? null : numberFlag('--max-age-days', text, 0.1, 36_500, 'days', problems);
}

/** NaN of an empty text too, which `Number` takes for 0. */
export function numberFrom(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** One of a few words; null after a problem. */
export function choiceFlag<Choice extends string>(
  path: string,
  text: string,
  choices: readonly Choice[],
  problems: Problem[],
): Choice | null {
  const found = choices.find((each) => each === text);
  if (found !== undefined) return found;
  const meant = closest(text, choices);
  const message = `"${text}" is not known${meant === null ? '' : `; did you mean "${meant}"?`}`;
  problems.push({ path, value: text, expected: `one of ${choices.join(', ')}`, message });
  return null;
}
