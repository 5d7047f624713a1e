/** What a line of a JSON-lines file says, or why it is not used. */
export type LineOutcome<T> =
  | { readonly ok: true; readonly row: T }
  | { readonly ok: false; readonly reason: string };

export type JsonObject = Readonly<Record<string, unknown>>;
export type Triple = readonly [number, number, number];

/** Microseconds must stay whole numbers. */
const LATEST_S = 9e9;
const LONGEST_NAME = 200;

export function jsonObject(line: string): LineOutcome<JsonObject> {
  try {
    const value: unknown = JSON.parse(line);
    if (isObject(value)) return { ok: true, row: value };
  } catch {
    // Told below: what is no JSON is no object either.
  }
  return { ok: false, reason: 'not a JSON object' };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isTimeS(value: unknown): value is number {
  return isFiniteNumber(value) && Math.abs(value) <= LATEST_S;
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;
}

export function isTriple(value: unknown): value is Triple {
  return Array.isArray(value) && value.length === 3 && value.every(isFiniteNumber);
}

export function lengthOf([x, y, z]: Triple): number {
  return Math.hypot(x, y, z);
}
