import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unknownId } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { missingFile, textOf } from '../mission/load-scenario.ts';

/** When the custody layer could tell of a missile, s after lift-off, object by object; null for those it never did. */
export interface CustodyDelays {
  readonly file: string;
  readonly delays: readonly ObjectDelay[];
}

interface ObjectDelay {
  readonly object: string;
  /** Event of the scenario and vehicle class; empty where the summary does not say. */
  readonly event: string;
  readonly vehicle: string;
  readonly detectedS: number | null;
  readonly confirmedS: number | null;
  readonly declaredS: number | null;
  readonly burnoutS: number;
}

/** The delays of these events and vehicle classes only; of all where none is named. */
export function delaysOfThese(
  custody: CustodyDelays,
  named: readonly string[],
  path: string,
  problems: Problem[],
): CustodyDelays {
  if (named.length === 0) return custody;
  const known = [...new Set(custody.delays.flatMap(({ event, vehicle }) => [event, vehicle]))].filter(
    (id) => id !== '',
  );
  for (const id of named) {
    if (!known.includes(id)) problems.push(unknownId(path, id, 'event or class of that run', known));
  }
  const delays = custody.delays.filter(
    ({ event, vehicle }) => named.includes(event) || named.includes(vehicle),
  );
  return { ...custody, delays };
}

const SUMMARY = 'summary.json';

/**
 * The weapons of an actual run: a run folder, its `summary.json`, or what `cupola custody --json` printed. Null after a problem.
 */
export function loadCustodyDelays(path: string, problems: Problem[]): CustodyDelays | null {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, SUMMARY) : path;
  const text = textOf(file);
  if (text === null) {
    problems.push({ ...missingFile(file), path: '--custody' });
    return null;
  }
  const delays = delaysOf(parsed(text));
  if (delays !== null && delays.length > 0) return { file, delays };
  const message = delays === null ? 'it is no summary of a run' : 'no missile with a warhead flew in it';
  const expected = `a run folder, its ${SUMMARY}, or what \`cupola custody --json\` printed`;
  problems.push({ path: '--custody', value: file, expected, message });
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function delaysOf(summary: unknown): CustodyDelays['delays'] | null {
  const events = field(summary, 'events');
  if (!Array.isArray(events)) return null;
  return events
    .filter((each) => field(each, 'weapon') === true)
    .flatMap((each: unknown) => {
      const launchedS = field(each, 'launchedAtS');
      const burnoutS = field(each, 'burnoutAtS');
      if (typeof launchedS !== 'number' || typeof burnoutS !== 'number') return [];
      const after = (key: string): number | null => {
        const at = field(each, key);
        return typeof at === 'number' ? at - launchedS : null;
      };
      return [
        {
          object: String(field(each, 'id')),
          event: textOrNothing(field(each, 'event')),
          vehicle: textOrNothing(field(each, 'kind')),
          detectedS: after('firstDetectedAtS'),
          confirmedS: after('confirmedAtS'),
          declaredS: after('declaredAtS'),
          burnoutS: burnoutS - launchedS,
        },
      ];
    });
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function textOrNothing(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
