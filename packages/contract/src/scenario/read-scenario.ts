import { scenarioFromDraft, scenarioProblems } from '@cupola/core/scenario';
import type { KnownIds, Problem, ScenarioOutcome } from '@cupola/core/scenario';
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { plainIssues, problemsFromIssues } from './issues.ts';
import { lineOf } from './lines.ts';
import { rightParts } from './parts.ts';
import { scenarioSchema } from './schema.ts';
import { applySettings } from './settings.ts';

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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return { ok: false, problems: syntaxProblems(document, lines), catalogues: [] };
  const settingProblems = applySettings(document, settings);
  const raw = plainValue(document);
  const catalogues = cataloguesNamed(raw);
  const outcome = checked(raw, known);
  if (outcome.ok && settingProblems.length === 0) return { ...outcome, catalogues };
  const found = outcome.ok ? [] : outcome.problems.map((problem) => withLine(problem, document, lines));
  return { ok: false, problems: [...settingProblems, ...found.toSorted(byLine)], catalogues };
}

/** Whatever stands as a catalogue's file, in a document that may be wrong in any other way. */
function cataloguesNamed(raw: unknown): readonly NamedCatalogue[] {
  const groups = fieldOf(raw, 'satellites');
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group: unknown, index) => {
    const file = fieldOf(group, 'catalogue');
    return typeof file === 'string' ? [{ path: `satellites.${index}.catalogue`, file }] : [];
  });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function checked(raw: unknown, known: KnownIds): ScenarioOutcome {
  const result = scenarioSchema(known).safeParse(raw);
  if (result.success) return scenarioFromDraft(result.data, known);
  const issues = plainIssues(result.error.issues);
  const ruleProblems = scenarioProblems(rightParts(raw, issues), known);
  return { ok: false, problems: [...problemsFromIssues(issues, raw), ...ruleProblems] };
}

/** An alias bomb makes `toJS` throw, an alias to its own parent `JSON`; the document is then treated as empty, which is reported. */
function plainValue(document: Document.Parsed): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    JSON.stringify(value);
    return value;
  } catch {
    return null;
  }
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter): Problem[] {
  return document.errors.map((error) => ({
    path: '',
    value: null,
    expected: 'YAML',
    message: error.message,
    line: lines.linePos(error.pos[0]).line,
  }));
}

function withLine(problem: Problem, document: Document.Parsed, lines: LineCounter): Problem {
  if (problem.path === '') return problem;
  const path = problem.path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const line = lineOf(document, lines, path);
  return line === null ? problem : { ...problem, line };
}

function byLine(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
