import { usFromS } from '@cupola/core/foundation';
import {
  DESIGN_FILE_NAMES,
  Interruption,
  designFolderProblems,
  designReport,
  designStudy,
  performDesign,
  writeDesignFolder,
} from '@cupola/runtime';
import { designText } from './design-text.ts';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { problemList, refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { coverageWords } from '../coverage/coverage-words.ts';
import { readDesignFlags } from './design-flags.ts';
import type { DesignFlags } from './design-flags.ts';
import { workerCount } from '../worker-count.ts';
import { askedSatellites } from '../coverage/asked-satellites.ts';

/** Designs and what stands beside them are compared as they are when nothing fails for a while. */
const OUTAGES_PROBLEM = {
  path: 'outages.events',
  value: 'outages over time',
  expected: 'none of them: losses for the whole run may stay',
  message: 'designs are compared over all time, and an outage is at one',
};

/** The random places of samples are these unless another seed is asked for. */
const DEFAULT_SEED = 1;

/**
 * `cupola coverage --design`: what more satellites buy.
 *
 * @param file - Satellites to put beside the designs; null for none.
 */
export async function designCommand(file: string | null, flags: DesignFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const outcome = readDesignFlags(flags);
  const loaded = file === null ? null : askedSatellites(file, outcome.ok ? outcome.wish : null, flags);
  const problems = [outcome, loaded].flatMap((each) => (each === null || each.ok ? [] : each.problems));
  if (file === null) problems.push(...needFile(flags));
  if (loaded?.ok === true && (loaded.satellites.periods?.size ?? 0) > 0) problems.push(OUTAGES_PROBLEM);
  if (flags.out !== undefined) problems.push(...designFolderProblems(flags.out));
  if (!outcome.ok || problems.length > 0) return refuse(problems, json);
  const { wish } = outcome;
  const given = loaded?.ok === true ? loaded : null;
  const skipped = given?.skipped ?? [];
  if (skipped.length > 0) await writeError(`${problemList(skipped)}\n`);

  const interruption = new Interruption();
  interruption.listen();
  const progress = new Progress('task');
  const satelliteCount = given?.ephemeris.satelliteCount ?? 0;
  const answer = await performDesign(
    {
      question: { ...wish, seed: flags.seed ?? DEFAULT_SEED, stepUs: usFromS(wish.stepS) },
      given: given === null ? null : { satellites: given.satellites, satelliteCount },
    },
    {
      workers: workerCount(flags.workers),
      onTask: (done, all) => progress.update(done, all),
    },
  );
  progress.done();
  const design = designReport(answer, wish.leftOut, satelliteCount);
  if (flags.out !== undefined) {
    const settings = { ...wish, stepUs: usFromS(wish.stepS) };
    const study = designStudy(design, settings, coverageWords(file, flags), file);
    await writeDesignFolder(flags.out, study, interruption);
  }
  interruption.ignore();
  const written = flags.out === undefined ? {} : { folder: flags.out, files: DESIGN_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ design, skipped, ...written, timing }, null, 2)}\n`
      : `${designText(design, timing.wallS)}${flags.out === undefined ? '' : `\nPage: ${flags.out}/design.html\n`}`,
  );
  return EXIT.done;
}

/** Flags that say something about a file. */
function needFile({ select, from, maxAgeDays, skipBad }: DesignFlags): {
  readonly path: string;
  readonly value: unknown;
  readonly expected: string;
  readonly message: string;
}[] {
  const given = [
    ...(select.length > 0 ? [{ path: '--select', value: select }] : []),
    ...(from === undefined ? [] : [{ path: '--from', value: from }]),
    ...(maxAgeDays === undefined ? [] : [{ path: '--max-age-days', value: maxAgeDays }]),
    ...(skipBad === undefined ? [] : [{ path: '--skip-bad', value: skipBad }]),
  ];
  const message = 'designed shells are compared over all time; this is about satellites of a file';
  return given.map((flag) => ({ ...flag, expected: 'a SATELLITES file with it', message }));
}
