import { scenarioFromDraft, scenarioProblems } from '@cupola/core/scenario';
import type { KnownIds, Problem, ScenarioOutcome } from '@cupola/core/scenario';
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { problemsFromIssues } from './issues.ts';
import { lineOf } from './lines.ts';
import { rightParts } from './parts.ts';
import { scenarioSchema } from './schema.ts';
import { applySettings } from './settings.ts';

/**
 * Reads a scenario file.
 *
 * @param text - YAML (or JSON, which is YAML).
 * @param known - The ids the program knows.
 * @param settings - `path=value`, put in before anything is checked.
 * @returns The scenario with its defaults, or every problem at once, in the order of the document, with lines.
 */
export function readScenario(
  text: string,
  known: KnownIds,
  settings: readonly string[] = [],
): ScenarioOutcome {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) return { ok: false, problems: syntaxProblems(document, lines) };
  const settingProblems = applySettings(document, settings);
  const outcome = checked(plainValue(document), known);
  if (outcome.ok && settingProblems.length === 0) return outcome;
  const found = outcome.ok ? [] : outcome.problems.map((problem) => withLine(problem, document, lines));
  return { ok: false, problems: [...settingProblems, ...found.toSorted(byLine)] };
}

function checked(raw: unknown, known: KnownIds): ScenarioOutcome {
  const result = scenarioSchema(known).safeParse(raw);
  if (result.success) return scenarioFromDraft(result.data, known);
  const { issues } = result.error;
  const ruleProblems = scenarioProblems(rightParts(raw, issues), known);
  return { ok: false, problems: [...problemsFromIssues(issues, raw), ...ruleProblems] };
}

/** An alias bomb makes `toJS` throw; the document is then treated as empty, which is reported. */
function plainValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
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
