import { STUDIES, studyOf } from '@cupola/core/engagement';
import type { Study } from '@cupola/core/engagement';
import { unknownId } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import {
  Interruption,
  SIZE_FILE_NAMES,
  runnableStudies,
  sizeFolderProblems,
  sizeReport,
  studyReport,
  writeSizeFolder,
  writeStudiesFolder,
} from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { commandWords } from '../command-words.ts';
import { STUDY_CONFIDENCE, confidenceFlag, readSizeFlags } from './size-flags.ts';
import type { SizeFlags } from './size-flags.ts';
import { sizeText, studiesText, studyListText } from './size-text.ts';

/** `cupola size`: how many interceptors. */
export async function sizeCommand(flags: SizeFlags): Promise<ExitCode> {
  if (flags.study !== undefined) return studyCommand(flags.study, flags);
  const startMs = performance.now();
  const problems: Problem[] = [];
  const json = flags.json === true;
  const { out } = flags;
  const question = readSizeFlags(flags, problems);
  if (out !== undefined) problems.push(...sizeFolderProblems(out));
  if (problems.length > 0) return refuse(problems, json);
  const report = sizeReport(question);
  if (out !== undefined) {
    const command = commandWords('size', null, flags);
    await interruptible((interruption) => writeSizeFolder(out, { report, question, command }, interruption));
  }
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ ...report, ...filesBeside(out), timing }, null, 2)}\n`
      : `${sizeText(report)}${pageText(out)}`,
  );
  return EXIT.done;
}

/** What a study does not leave open. */
const OWN_FLAGS = [
  'missiles',
  'flyoutS',
  'killProb',
  'shots',
  'commonProb',
  'speedKmS',
  'accelG',
  'interceptKm',
  'phase',
  'inclinationDeg',
] as const;

async function studyCommand(name: string, flags: SizeFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const problems: Problem[] = [];
  for (const key of OWN_FLAGS) {
    if (flags[key] === undefined) continue;
    const path = `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const message = 'a study is run on its own inputs';
    problems.push({ path, value: flags[key], expected: `${path} without --study`, message });
  }
  const confidence =
    flags.confidence === undefined ? STUDY_CONFIDENCE : confidenceFlag(flags.confidence, problems);
  const studies = studiesNamed(name, problems);
  const { out } = flags;
  if (out !== undefined) {
    problems.push(...sizeFolderProblems(out));
    if (name === 'list') {
      const message = 'a list computes nothing that a page could show';
      problems.push({ path: '--out', value: out, expected: '--study all, or the name of a study', message });
    }
  }
  if (problems.length > 0) return refuse(problems, json);
  if (name === 'list') {
    await writeOut(json ? `${JSON.stringify({ studies: STUDIES }, null, 2)}\n` : studyListText(STUDIES));
    return EXIT.done;
  }
  const reports = studies.map((study) => studyReport(study, confidence));
  if (out !== undefined) {
    const command = commandWords('size', null, studyFlags(flags));
    await interruptible((interruption) =>
      writeStudiesFolder(out, { reports, confidence, command }, interruption),
    );
  }
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  const [only] = reports;
  const answer =
    name === 'all' || only === undefined
      ? { studies: reports, notRun: STUDIES.filter((study) => study.inputs === null) }
      : only;
  await writeOut(
    json
      ? `${JSON.stringify({ ...answer, ...filesBeside(out), timing }, null, 2)}\n`
      : `${studiesText(reports, confidence)}${pageText(out)}`,
  );
  return EXIT.done;
}

async function interruptible(write: (interruption: Interruption) => Promise<void>): Promise<void> {
  const interruption = new Interruption();
  interruption.listen();
  await write(interruption);
  interruption.ignore();
}

function filesBeside(out: string | undefined): object {
  return out === undefined ? {} : { folder: out, files: SIZE_FILE_NAMES };
}

function pageText(out: string | undefined): string {
  return out === undefined ? '' : `\nPage: ${out}/size.html\n`;
}

/** What counts beside a study's own inputs. */
function studyFlags({ study, confidence }: SizeFlags): object {
  return confidence === undefined ? { study } : { study, confidence };
}

function studiesNamed(name: string, problems: Problem[]): readonly Study[] {
  if (name === 'all' || name === 'list') return runnableStudies();
  const study = studyOf(name);
  if (study === undefined) {
    const known = ['all', 'list', ...STUDIES.map(({ id }) => id)];
    problems.push(unknownId('--study', name, 'study', known));
    return [];
  }
  if (study.inputs !== null) return [study];
  problems.push({
    path: '--study',
    value: name,
    expected: `one of ${runnableStudies()
      .map(({ id }) => id)
      .join(', ')}`,
    message: `it does not print enough to be run: ${study.missing.join(', ')}`,
  });
  return [];
}
