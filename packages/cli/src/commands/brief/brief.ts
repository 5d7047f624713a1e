import {
  BRIEF_FILE_NAMES,
  Interruption,
  briefFolderProblems,
  briefMarkdown,
  loadBrief,
  writeBriefFolder,
} from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';

export interface BriefFlags {
  readonly out?: string;
  readonly json?: true;
}

/** `cupola brief`: without --out the Markdown on standard output. */
export async function briefCommand(
  run: string,
  folders: readonly string[],
  flags: BriefFlags,
): Promise<ExitCode> {
  const startMs = performance.now();
  const { out } = flags;
  const json = flags.json === true;
  const loaded = loadBrief(run, folders);
  const problems = [
    ...(loaded.ok ? [] : loaded.problems),
    ...(out === undefined ? [] : briefFolderProblems(out)),
  ];
  if (!loaded.ok || problems.length > 0) return refuse(problems, json);
  const { brief } = loaded;
  if (out !== undefined) {
    const interruption = new Interruption();
    interruption.listen();
    await writeBriefFolder(out, brief, interruption);
    interruption.ignore();
  }
  const written = out === undefined ? {} : { folder: out, files: BRIEF_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ simulated: true, ...brief, ...written, timing }, null, 2)}\n`
      : out === undefined
        ? briefMarkdown(brief)
        : `Brief: ${out}/brief.html, ${out}/brief.md\n`,
  );
  return EXIT.done;
}
