import type { Problem, Selection } from '@cupola/core/scenario';
import { Document } from 'yaml';
import { problemsFromIssues } from './issues.ts';
import { selectSchema } from './schema.ts';
import { applySettings } from './settings.ts';

export type SelectionOutcome =
  | { readonly ok: true; readonly selection: Selection }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Two numbers with a comma between, which stand for an interval: brackets are a nuisance in a shell. */
const BARE_INTERVAL = /^([^=]+)=(\s*-?[\d.]+\s*,\s*-?[\d.]+\s*)$/;
/** A name may look like a number. */
const NAME = /^(\s*name\s*)=(.*)$/s;

/**
 * Reads `KEY=VALUE` settings with the keys of a scenario's `select`: `inclinationDeg=86,87`, `name=IRIDIUM`, `count=60`.
 *
 * @returns The selection, or every problem at once; paths are the keys.
 */
export function readSelection(settings: readonly string[]): SelectionOutcome {
  const document = new Document({});
  const settingProblems = applySettings(
    document,
    settings.map((setting) =>
      setting
        .replace(BARE_INTERVAL, '$1=[$2]')
        .replace(NAME, (_, key: string, value: string) => `${key}=${JSON.stringify(value)}`),
    ),
  );
  const raw: unknown = document.toJS();
  const result = selectSchema().safeParse(raw);
  const found = result.success ? [] : problemsFromIssues(result.error.issues, raw);
  const problems = [...settingProblems, ...found];
  return result.success && problems.length === 0
    ? { ok: true, selection: result.data }
    : { ok: false, problems };
}
