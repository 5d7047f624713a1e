import type { Problem } from '@cupola/core/scenario';
import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { writeError, writeOut } from './output.ts';

/** Tells everything that is wrong with the input: for people on stderr, as JSON on stdout. Nothing has been written to disk. */
export async function refuse(problems: readonly Problem[], json: boolean): Promise<ExitCode> {
  await writeError(problemText(problems));
  if (json) await writeOut(`${JSON.stringify({ problems }, null, 2)}\n`);
  return EXIT.badInput;
}

/** A value of thousands of names is told by its beginning; JSON has all of it. */
const VALUE_SHOWN = 300;

function shortened(text: string): string {
  return text.length <= VALUE_SHOWN ? text : `${text.slice(0, VALUE_SHOWN)}...`;
}

function problemText(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const blocks = problems.map((problem) => {
    const place = [problem.file, problem.line].filter((part) => part !== undefined).join(':');
    const where = [place, problem.path].filter((part) => part !== '').join('  ');
    const value = problem.value === null ? '(nothing)' : shortened(JSON.stringify(problem.value));
    return `${where} = ${value}\n    ${problem.message}\n    expected: ${problem.expected}\n`;
  });
  return `${count} in the input; nothing was run and nothing written.\n\n${blocks.join('\n')}`;
}
