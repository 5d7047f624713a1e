import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import { elementsFromRecord, placedProblem } from './omm-record.ts';
import type { RecordPlace } from './omm-record.ts';
import { isRemark, unitInstead } from './omm-units.ts';

/** A message of several lines while it is being read, in KVN or XML. */
export interface OmmMessage {
  readonly place: RecordPlace & { readonly lineOfKey: Map<string, number> };
  readonly values: Map<string, string>;
  readonly problems: Problem[];
}

export function newMessage(index: number, line: number): OmmMessage {
  return { place: { index, line, lineOfKey: new Map() }, values: new Map(), problems: [] };
}

/** Puts a value into the message; an empty one counts as missing. */
export function addValue(
  message: OmmMessage,
  key: string,
  value: string,
  unit: string | null,
  line: number,
): void {
  if (isRemark(key)) return;
  const at = { ...message.place, line };
  if (message.place.lineOfKey.has(key)) {
    message.problems.push(placedProblem(at, 'each key once', `${key} stands more than once`, value));
    return;
  }
  message.place.lineOfKey.set(key, line);
  const right = unit === null ? null : unitInstead(key, unit);
  if (right !== null) {
    message.problems.push(placedProblem(at, right, `the unit of ${key} is ${unit}`, unit));
  }
  if (value !== '') message.values.set(key, value);
}

/** The element set of a message that has ended; `null` after adding to `problems` when anything about it is wrong. */
export function elementsOfMessage(message: OmmMessage, problems: Problem[]): MeanElements | null {
  problems.push(...message.problems);
  const read = elementsFromRecord(Object.fromEntries(message.values), message.place, problems);
  return message.problems.length === 0 ? read : null;
}
