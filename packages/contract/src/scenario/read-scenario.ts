import { scenarioFromDraft, scenarioProblems } from '@cupola/core/scenario';
import type { KnownIds, ScenarioOutcome, ScenarioParts } from '@cupola/core/scenario';
import { plainIssues, problemsFromIssues } from './issues.ts';
import { rightParts } from './parts.ts';
import { scenarioSchema } from './schema.ts';
import { applySettings } from './settings.ts';
import { inLineOrder, plainValue, yamlText } from './yaml-text.ts';

/** A catalogue that a scenario names, and where it does. */
export interface NamedCatalogue {
  readonly path: string;
  readonly file: string;
}

/** A scenario that is right, or all that is wrong with it; its catalogues are named in both cases, so that their faults can be told with its own. */
export type ReadOutcome = ScenarioOutcome & { readonly catalogues: readonly NamedCatalogue[] };

/**
 * Reads a scenario file.
 *
 * @param text - YAML (or JSON, which is YAML).
 * @param known - The ids the program knows.
 * @param settings - `path=value`, put in before anything is checked.
 * @returns The scenario with its defaults, or every problem at once, in the order of the document, with lines.
 */
export function readScenario(text: string, known: KnownIds, settings: readonly string[] = []): ReadOutcome {
  const yaml = yamlText(text);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems, catalogues: [] };
  const settingProblems = applySettings(yaml.document, settings);
  const raw = plainValue(yaml.document);
  const catalogues = cataloguesNamed(raw);
  const outcome = checked(raw, known);
  if (outcome.ok && settingProblems.length === 0) return { ...outcome, catalogues };
  const found = outcome.ok ? [] : inLineOrder(outcome.problems, yaml);
  return { ok: false, problems: [...settingProblems, ...found], catalogues };
}

/** Whatever stands as a catalogue's file, in a document that may be wrong in any other way. */
function cataloguesNamed(raw: unknown): readonly NamedCatalogue[] {
  return ['satellites', 'interceptors'].flatMap((list) => {
    const groups = fieldOf(raw, list);
    if (!Array.isArray(groups)) return [];
    return groups.flatMap((group: unknown, index) => {
      const file = fieldOf(group, 'catalogue');
      return typeof file === 'string' ? [{ path: `${list}.${index}.catalogue`, file }] : [];
    });
  });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function checked(raw: unknown, known: KnownIds): ScenarioOutcome {
  const result = scenarioSchema(known).safeParse(raw);
  if (result.success) return scenarioFromDraft(result.data, known);
  const issues = plainIssues(result.error.issues);
  const ruleProblems = scenarioProblems(rightParts<ScenarioParts>(raw, issues), known);
  return { ok: false, problems: [...problemsFromIssues(issues, raw), ...ruleProblems] };
}
