import { coverageGrid } from '@cupola/core/coverage';
import type { Area } from '@cupola/core/coverage';
import { usFromS } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import {
  COVERAGE_FILE_NAMES,
  Interruption,
  coverageFolderProblems,
  coverageReport,
  coverageStudy,
  mostCells,
  performCoverage,
  writeCoverageFolder,
} from '@cupola/runtime';
import { coverageText } from './coverage-text.ts';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { problemList, refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { withWindows } from './coverage-windows.ts';
import { readCoverageFlags } from './coverage-flags.ts';
import type { CoverageFlags } from './coverage-flags.ts';
import { coverageWords } from './coverage-words.ts';
import { workerCount } from '../worker-count.ts';
import { askedSatellites } from './asked-satellites.ts';

/** `cupola coverage`: how much of the Earth is seen, by how many, and when not. */
export async function coverageCommand(file: string | null, flags: CoverageFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  if (file === null) {
    const expected = 'a scenario, TLE or OMM file, or --design with its lists';
    const message = 'which satellites is not said';
    return refuse([{ path: 'SATELLITES', value: null, expected, message }], json);
  }
  const outcome = readCoverageFlags(flags);
  const loaded = askedSatellites(file, outcome.ok ? outcome.wish : null, flags);
  const outProblems = flags.out === undefined ? [] : coverageFolderProblems(flags.out);
  const loadProblems = loaded.ok ? [] : loaded.problems;
  if (!outcome.ok) return refuse([...outcome.problems, ...loadProblems, ...outProblems], json);
  if (!loaded.ok || outProblems.length > 0) return refuse([...loadProblems, ...outProblems], json);
  const { satellites, ephemeris, skipped } = loaded;
  if (skipped.length > 0) await writeError(`${problemList(skipped)}\n`);
  const { wish } = outcome;
  const settings = { ...wish, cellCount: wish.points, stepUs: usFromS(wish.stepS) };
  const pointCount = coverageGrid(settings).cellCount;
  if (wish.area !== undefined && pointCount === 0)
    return refuse([noPointWithin(wish.area, wish.points)], json);
  const most = mostCells(ephemeris.satelliteCount, wish.sampleCount);
  if (pointCount > most) {
    const expected = `at most ${most} for ${ephemeris.satelliteCount} satellites`;
    const message = 'the counts of so many points would not fit into memory';
    return refuse([{ path: '--points', value: wish.points, expected, message }], json);
  }

  const interruption = new Interruption();
  interruption.listen();
  const progress = new Progress('sample');
  const workers = workerCount(flags.workers);
  const answer = await performCoverage({ satellites, settings }, ephemeris, {
    workers,
    onSample: (sample, sampleCount) => progress.update(sample, sampleCount),
  });
  progress.done();
  const sampled = coverageReport(answer, settings, {
    catalogueObjects: satellites.catalogueObjects,
    skipped,
  });
  const report =
    wish.windows === null
      ? sampled
      : await withWindows(sampled, loaded, wish, wish.windows, workers, interruption);
  if (flags.out !== undefined) {
    const asked = { file, from: satellites.window.from, command: coverageWords(file, flags) };
    await writeCoverageFolder(
      flags.out,
      coverageStudy(sampled, report, answer, settings, asked),
      interruption,
    );
  }
  interruption.ignore();
  const written = flags.out === undefined ? {} : { folder: flags.out, files: COVERAGE_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ ...report, ...written, timing }, null, 2)}\n`
      : `${coverageText(report, timing.wallS)}${flags.out === undefined ? '' : `\nPage: ${flags.out}/coverage.html\n`}`,
  );
  return EXIT.done;
}

/** Of the Earth. */
const SURFACE_KM2 = 510_065_622;

function noPointWithin({ kind, title }: Area, points: number): Problem {
  const each = Math.round(SURFACE_KM2 / points).toLocaleString('en-US');
  return {
    path: kind === 'corridor' ? '--corridor-to' : '--region',
    value: title,
    expected: 'a larger area, or more --points: they are spread over the whole Earth',
    message: `none of the ${points} points lies in it; each stands for ${each} km²`,
  };
}
