import type { Problem, Selection } from '@cupola/core/scenario';
import { parseDocument } from 'yaml';
import { problemsFromIssues } from './issues.ts';
import { selectSchema } from './schema.ts';
import { applySettings } from './settings.ts';

export type SelectionOutcome =
  | { readonly ok: true; readonly select: Selection }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads which objects of a catalogue are meant, as `key=value` with the keys of a scenario's `select` and values in YAML:
 * `inclinationDeg=[52, 54]`, `count=60`.
 */
export function readSelection(settings: readonly string[]): SelectionOutcome {
  const document = parseDocument('{}');
  const problems = applySettings(document, settings);
  const raw: unknown = document.toJS();
  const result = selectSchema().safeParse(raw);
  if (!result.success) problems.push(...problemsFromIssues(result.error.issues, raw));
  return result.success && problems.length === 0
    ? { ok: true, select: result.data }
    : { ok: false, problems };
}
