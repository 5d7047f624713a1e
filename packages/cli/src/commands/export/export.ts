import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { Interruption, readRunFolder, writeWholeFile } from '@cupola/runtime';
import { RUN_FILES, RUN_FORMATS, exportedRun } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { choiceFlag } from '../flag-values.ts';

export interface ExportFlags {
  readonly format: string;
  readonly out?: string;
  readonly json?: true;
}

/** `cupola export`: a run folder in the form of another program. */
export async function exportCommand(folder: string, flags: ExportFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const problems: Problem[] = [];
  const format = choiceFlag('--format', flags.format, RUN_FORMATS, problems);
  if (format !== null && flags.out === undefined && (json || !RUN_FILES[format].isText)) {
    const message = json ? 'with --json only the name of the file is told' : 'this format is not text';
    problems.push({ path: '--format', value: format, expected: '--out FILE beside it', message });
  }
  const loaded = await readRunFolder(folder);
  if (!loaded.ok) problems.push(...loaded.problems);
  if (problems.length > 0 || format === null || !loaded.ok) return refuse(problems, json);
  const exported = await exportedRun(loaded.run, format, new Date().toISOString());
  if (!exported.ok) return refuse(exported.problems, json);
  if (flags.out === undefined) {
    for (const piece of exported.pieces) {
      // oxlint-disable-next-line no-await-in-loop -- in order, as fast as it is read
      if (!(await writeOut(piece))) break;
    }
    return EXIT.done;
  }
  const target = targetFile(flags.out, folder, RUN_FILES[format].ending);
  const interruption = new Interruption();
  interruption.listen();
  await writeWholeFile(target, exported.pieces, interruption, () => {});
  interruption.ignore();
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  const { runId, tracks } = loaded.run;
  const told = { simulated: true, runId, format, rows: tracks.length, files: [target], timing };
  await writeOut(json ? `${JSON.stringify(told, null, 2)}\n` : `${target}\n`);
  return EXIT.done;
}

/** In a folder the file is called after the run's folder. */
function targetFile(out: string, run: string, ending: string): string {
  const isFolder = /[/\\]$/.test(out) || (existsSync(out) && statSync(out).isDirectory());
  return isFolder ? join(out, `${basename(resolve(run))}.${ending}`) : out;
}
