import type { Problem } from '@cupola/core/scenario';
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { lineOf } from './lines.ts';

/** A YAML text (or JSON, which is YAML), with the place of everything in it. */
export interface YamlText {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** What keeps it from being YAML at all. */
  readonly problems: readonly Problem[];
}

export function yamlText(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map((error) => ({
    path: '',
    value: null,
    expected: 'YAML',
    message: error.message,
    line: lines.linePos(error.pos[0]).line,
  }));
  return { document, lines, problems };
}

/** An alias bomb makes `toJS` throw, an alias to its own parent `JSON`; the document is then treated as empty, which is reported. */
export function plainValue(document: Document.Parsed): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    JSON.stringify(value);
    return value;
  } catch {
    return null;
  }
}

/** The problems with their lines, in the order of the text. */
export function inLineOrder(problems: readonly Problem[], { document, lines }: YamlText): Problem[] {
  return problems
    .map((problem) => withLine(problem, document, lines))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function withLine(problem: Problem, document: Document.Parsed, lines: LineCounter): Problem {
  if (problem.path === '') return problem;
  const path = problem.path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const line = lineOf(document, lines, path);
  return line === null ? problem : { ...problem, line };
}
