import { performScore } from '@cupola/runtime';
import type { ExitCode } from '../../exit-code.ts';
import { EXIT } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { scoreText } from '../../score-text.ts';

export interface ScoreFlags {
  readonly cM: number;
  readonly p: number;
  readonly bound?: string;
  readonly json?: true;
}

/** `cupola score`: how well tracks follow the truth. */
export async function scoreCommand(
  truthFile: string,
  tracksFile: string,
  { cM, p, bound, json }: ScoreFlags,
): Promise<ExitCode> {
  const outcome = await performScore(
    { truth: truthFile, tracks: tracksFile, bound: bound ?? null },
    { cM, p },
  );
  if (!outcome.ok) return refuse(outcome.problems, json === true);
  const { summary, timing } = outcome;
  await writeOut(json === true ? `${JSON.stringify({ ...summary, timing }, null, 2)}\n` : scoreText(summary));
  return EXIT.done;
}
