import { z } from 'zod';

/*
 * Field types whose every message says what was expected, so that a problem reads the same whichever of the type, the lower or the
 * upper bound was missed.
 */

export function numberBetween(min: number, max: number, unit = ''): z.ZodNumber {
  const error = `a number from ${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

export function wholeNumberBetween(min: number, max: number): z.ZodInt {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

export function text(expected: string): z.ZodString {
  return z.string({ error: expected }).min(1, { error: expected });
}

/** Ids stand in file names, tables and links. */
export function idText(): z.ZodString {
  const error = 'an id of letters, digits and hyphens, at most 40';
  return z.string({ error }).regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, { error });
}

/** A name that a room owns. It is checked by the rules of the scenario; the published schema offers the choices to editors. */
export function knownId(what: string, choices: readonly string[]): z.ZodString {
  return text(`the id of a ${what}`).meta({ enum: [...choices] });
}

export function interval(
  min: number,
  max: number,
  unit: string,
): z.ZodTuple<[z.ZodNumber, z.ZodNumber], null> {
  const number = numberBetween(min, max, unit);
  return z.tuple([number, number], { error: `[min, max], two numbers from ${min} to ${max} ${unit}` });
}

/** An object with exactly these keys. For an unknown key the message is the list of known ones. */
export function exactly<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape).join(KEY_SEPARATOR);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? keys : `the keys ${keys}`),
  });
}

export const KEY_SEPARATOR = ', ';
