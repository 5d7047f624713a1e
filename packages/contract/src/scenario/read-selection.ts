import { selectionProblems } from '@cupola/core/scenario';
import type { Problem, Selection } from '@cupola/core/scenario';
import { parseDocument } from 'yaml';
import { problemsFromIssues } from './issues.ts';
import { selectSchema } from './schema.ts';
import { applySettings } from './settings.ts';

export type SelectionOutcome =
  | { readonly ok: true; readonly select: Selection }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads `KEY=VALUE` settings with the keys of a scenario's `select`: `inclinationDeg=[52, 54]`, `shell.altitudeKm=550`. Values are YAML.
 *
 * @returns The selection, or every problem at once, with paths under `--select`.
 */
export function readSelection(settings: readonly string[]): SelectionOutcome {
  const document = parseDocument('{}');
  const problems = applySettings(document, settings);
  const raw: unknown = document.toJS();
  const result = selectSchema().safeParse(raw);
  if (result.success) problems.push(...selectionProblems('', result.data));
  else problems.push(...problemsFromIssues(result.error.issues, raw));
  if (result.success && problems.length === 0) return { ok: true, select: result.data };
  return { ok: false, problems: problems.map((each) => ({ ...each, path: pathOf(each) })) };
}

function pathOf({ path }: Problem): string {
  const key = path.replace(/^\./, '');
  return key === '' ? '--select' : `--select ${key}`;
}
