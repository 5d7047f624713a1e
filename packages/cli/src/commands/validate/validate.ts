import { readFileSync } from 'node:fs';
import { closest } from '@cupola/core/scenario';
import { readKnownFailing, readPublishedCases } from '@cupola/contract';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { CASE_RUNNERS } from '../../validate/registry.ts';
import { runCases } from '../../validate/run-cases.ts';
import type { ValidationInput } from '../../validate/run-cases.ts';
import { validationText } from '../../validate/table.ts';

const VALIDATION = new URL('../../../../../validation/', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, VALIDATION), 'utf8');
}

/** What `cupola validate` works on: the published cases, this program's runners and the known failures. */
export function validationInput(): ValidationInput {
  return {
    cases: readPublishedCases(read('published.json')),
    runners: CASE_RUNNERS,
    knownFailing: readKnownFailing(read('known-failing.yaml')),
    read,
  };
}

/** `cupola validate`: exit 1 when a case fails that is not listed as known-failing. */
export async function validateCommand(flags: {
  readonly area?: string;
  readonly json?: boolean;
}): Promise<ExitCode> {
  const startMs = performance.now();
  const input = validationInput();
  const areas = [...new Set(input.cases.map((one) => one.area))].toSorted();
  const { area } = flags;
  if (area !== undefined && !areas.includes(area)) {
    const meant = closest(area, areas);
    const message = `there is no area "${area}"${meant === null ? '' : `; did you mean "${meant}"?`}`;
    const problem = { path: '--area', value: area, expected: `one of ${areas.join(', ')}`, message };
    return refuse([problem], flags.json === true);
  }
  const cases = input.cases.filter((one) => area === undefined || one.area === area);
  const result = runCases({ ...input, cases });
  const wallS = (performance.now() - startMs) / 1000;
  await writeOut(
    flags.json === true
      ? `${JSON.stringify({ ...result, timing: { wallS } }, null, 2)}\n`
      : validationText(result),
  );
  return result.cases.some((one) => one.status === 'fail') ? EXIT.no : EXIT.done;
}
