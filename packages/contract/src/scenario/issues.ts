import { closest } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import type { z } from 'zod';
import { KEY_SEPARATOR } from './fields.ts';
import { meantKey } from './unit-hint.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, in the words of this project. `raw` is the document it looked at. */
export function problemsFromIssues(issues: readonly Issue[], raw: unknown): Problem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(issue, raw) : [fieldProblem(issue, raw)],
  );
}

/**
 * Issues as they would be without alternatives: of a value that may be one thing or another, what is wrong with the one it was meant to be,
 * which is the one whose own type it has.
 */
export function plainIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const meant = issue.errors.find((branch) => !branch.some(isOfWrongType));
    if (meant === undefined) return [issue];
    return plainIssues(meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  });
}

function isOfWrongType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, raw: unknown): Problem[] {
  const known = issue.message.split(KEY_SEPARATOR);
  return issue.keys.map((key) => {
    const meant = meantKey(key, known);
    const suggestion = meant === null ? '' : `; did you mean "${meant}"?`;
    return {
      path: [...issue.path, key].join('.'),
      value: valueAt(raw, [...issue.path, key]) ?? null,
      expected: `one of the keys ${issue.message}`,
      message: `unknown key "${key}"${suggestion}`,
    };
  });
}

function fieldProblem(issue: Issue, raw: unknown): Problem {
  const value = valueAt(raw, issue.path);
  const key = String(issue.path.at(-1) ?? 'the document');
  const message =
    value === undefined || value === null
      ? `\`${key}\` is missing`
      : `\`${key}\` is ${shown(value)}${unitRemark(value)}${choiceRemark(issue, value)}`;
  return { path: issue.path.join('.'), value: value ?? null, expected: issue.message, message };
}

/** As JSON, but for `.nan` and `.inf`, which JSON would call null. */
function shown(value: unknown): string {
  const json = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

/** A misspelled one of a few words, such as a `kind`. */
function choiceRemark(issue: Issue, value: unknown): string {
  if (typeof value !== 'string') return '';
  const choices =
    issue.code === 'invalid_value' ? issue.values : 'options' in issue ? (issue.options ?? []) : [];
  const words = choices.filter((choice) => typeof choice === 'string');
  const meant = closest(value, words);
  return meant === null ? '' : `; did you mean "${meant}"?`;
}

/** `1000 km` where a number belongs: the unit stands in the key. */
function unitRemark(value: unknown): string {
  if (typeof value !== 'string' || !/^\s*[-+]?\d[\d.]*\s*[a-z°µ]/i.test(value)) return '';
  return ', but the unit stands in the key and the value is a plain number';
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}
