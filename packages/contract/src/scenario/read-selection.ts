import { selectionProblems } from '@cupola/core/scenario';
import type { Problem, Selection } from '@cupola/core/scenario';
import { Document } from 'yaml';
import { problemsFromIssues } from './issues.ts';
import { selectSchema } from './schema.ts';
import { applySettings } from './settings.ts';

export type SelectionOutcome =
  | { readonly ok: true; readonly select: Selection }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Two numbers with a comma between, which stand for an interval: brackets are a nuisance in a shell. */
const BARE_INTERVAL = /^([^=]+)=(\s*-?[\d.]+\s*,\s*-?[\d.]+\s*)$/;
/** A name may look like a number. */
const NAME = /^(\s*name\s*)=(.*)$/s;

/**
 * Reads `KEY=VALUE` settings with the keys of a scenario's `select`: `inclinationDeg=86,87`, `shell.altitudeKm=550`, `name=IRIDIUM`. Values
 * are YAML; two bare numbers are an interval.
 *
 * @returns The selection, or every problem at once, with paths under `--select`.
 */
export function readSelection(settings: readonly string[]): SelectionOutcome {
  const document = new Document({});
  const problems = repeated(settings);
  const applied = applySettings(
    document,
    settings.map((setting) =>
      setting
        .replace(BARE_INTERVAL, '$1=[$2]')
        .replace(NAME, (_, key: string, value: string) => `${key}=${JSON.stringify(value)}`),
    ),
  );
  problems.push(...applied);
  const raw: unknown = document.toJS();
  const result = selectSchema().safeParse(raw);
  if (result.success) problems.push(...selectionProblems('', result.data));
  else problems.push(...problemsFromIssues(result.error.issues, raw));
  if (result.success && problems.length === 0) return { ok: true, select: result.data };
  return { ok: false, problems: problems.map((each) => ({ ...each, path: pathOf(each) })) };
}

/** The later of two would be taken without a word. */
function repeated(settings: readonly string[]): Problem[] {
  const keys = settings.map((setting) => (setting.split('=')[0] ?? '').trim());
  const message = 'it is given twice, and one selection has one value of it';
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) < index))].map((path) => {
    const value = settings.filter((_, index) => keys[index] === path);
    return { path, value, expected: 'each key once', message };
  });
}

function pathOf({ path }: Problem): string {
  const key = path.replace(/^\./, '');
  return key === '' ? '--select' : `--select ${key}`;
}
