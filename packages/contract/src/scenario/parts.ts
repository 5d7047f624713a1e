import type { z } from 'zod';

/**
 * The document with everything the schema complained about taken out: unknown keys are gone, wrong and missing values are null. What is
 * left is right in itself, which is what the rules that tie fields together take.
 */
export function rightParts<Parts extends object>(
  raw: unknown,
  issues: readonly z.core.$ZodIssue[],
): Partial<Parts> {
  let parts = raw;
  for (const issue of issues) {
    parts = changedAt(parts, issue.path, (value) =>
      issue.code === 'unrecognized_keys' ? withoutKeys(value, issue.keys) : null,
    );
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has found no fault with any value that is still there
  return isObject(parts) ? (parts as Partial<Parts>) : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of the value in which what stands at `path` is changed; a last key that is missing is added. */
function changedAt(
  value: unknown,
  path: readonly PropertyKey[],
  change: (value: unknown) => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      index === step ? changedAt(element, rest, change) : element,
    );
  }
  if (!isObject(value)) return value;
  const inner = Object.hasOwn(value, step) ? value[String(step)] : undefined;
  return Object.fromEntries([
    ...Object.entries(value).filter(([key]) => key !== step),
    [String(step), changedAt(inner, rest, change)],
  ]);
}

function withoutKeys(value: unknown, keys: readonly string[]): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
