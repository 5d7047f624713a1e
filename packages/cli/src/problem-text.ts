import type { Problem } from '@cupola/core/scenario';
import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { writeError, writeOut } from './output.ts';

/** Tells everything that is wrong with the input: for people on stderr, as JSON on stdout. Nothing has been written to disk. */
export async function refuse(found: readonly Problem[], json: boolean): Promise<ExitCode> {
  const problems = toldOnce(found);
  await writeError(problemText(problems));
  if (json) await tellJson(problems);
  return EXIT.badInput;
}

/** Problems as a program reads them. */
export async function tellJson(problems: readonly Problem[]): Promise<void> {
  const plain = problems.map((problem) => ({ ...problem, value: plainValue(problem.value) }));
  await writeOut(`${JSON.stringify({ problems: plain }, null, 2)}\n`);
}

/** Two checks may find the same fault of the same value in the same words. */
function toldOnce(problems: readonly Problem[]): readonly Problem[] {
  const told = new Map(problems.map((problem) => [problemList([problem]), problem]));
  return [...told.values()];
}

/** A value of thousands of names is told by its beginning; JSON has all of it. */
const VALUE_SHOWN = 300;

function shortened(text: string): string {
  return text.length <= VALUE_SHOWN ? text : `${text.slice(0, VALUE_SHOWN)}...`;
}

function problemText(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${count} in the input; nothing was run and nothing written.\n\n${problemList(problems)}`;
}

/** Each problem with its place, its value and what was expected. */
export function problemList(problems: readonly Problem[]): string {
  const blocks = problems.map((problem) => {
    const place = [problem.file, problem.line].filter((part) => part !== undefined).join(':');
    const where = [place, problem.path].filter((part) => part !== '').join('  ');
    const value =
      problem.value === null || problem.value === undefined
        ? '(nothing)'
        : shortened(valueText(problem.value));
    return `${where} = ${value}\n    ${problem.message}\n    expected: ${problem.expected}\n`;
  });
  return blocks.join('\n');
}

/** As JSON, but for `.nan` and `.inf`, which JSON would call null. */
function valueText(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(plainValue(value));
}

/** The value as JSON can say it: a document may hold itself through an alias. */
function plainValue(value: unknown): unknown {
  try {
    JSON.stringify(value);
    return value;
  } catch {
    return '(holds itself)';
  }
}
