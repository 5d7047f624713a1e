import { availableParallelism } from 'node:os';
import { usFromS } from '@cupola/core/foundation';
import { Interruption, coverageReport, loadSatellites, mostCells, performCoverage } from '@cupola/runtime';
import { coverageText } from '../coverage-text.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { writeOut } from '../output.ts';
import { refuse } from '../problem-text.ts';
import { Progress } from '../progress.ts';
import { withWindows } from './coverage-windows.ts';
import { readCoverageFlags } from './coverage-flags.ts';
import type { CoverageFlags } from './coverage-flags.ts';
import { MOST_WORKERS } from './mission-setup.ts';

/** `cupola coverage`: how much of the Earth is seen, by how many, and when not. */
export async function coverageCommand(file: string, flags: CoverageFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const outcome = readCoverageFlags(flags);
  const loaded = loadSatellites({
    file,
    from: outcome.ok ? outcome.wish.from : null,
    durationS: outcome.ok ? 3600 * outcome.wish.hours : 0,
    select: outcome.ok ? outcome.wish.select : null,
    seed: flags.seed ?? null,
  });
  if (!outcome.ok) return refuse([...outcome.problems, ...(loaded.ok ? [] : loaded.problems)], json);
  if (!loaded.ok) return refuse(loaded.problems, json);
  const { satellites, ephemeris } = loaded;
  const { wish } = outcome;
  const most = mostCells(ephemeris.satelliteCount, wish.sampleCount);
  if (wish.points > most) {
    const expected = `at most ${most} for ${ephemeris.satelliteCount} satellites`;
    const message = 'the counts of so many points would not fit into memory';
    return refuse([{ path: '--points', value: wish.points, expected, message }], json);
  }

  const interruption = new Interruption();
  interruption.listen();
  const progress = new Progress('sample');
  const settings = { ...wish, cellCount: wish.points, stepUs: usFromS(wish.stepS) };
  const workers = flags.workers ?? Math.min(MOST_WORKERS, availableParallelism());
  const answer = await performCoverage({ satellites, settings }, ephemeris, {
    workers,
    onSample: (sample, sampleCount) => progress.update(sample, sampleCount),
  });
  progress.done();
  const sampled = coverageReport(answer, wish.surface.kind);
  const report =
    wish.windows === null
      ? sampled
      : await withWindows(sampled, loaded, wish, wish.windows, workers, interruption);
  interruption.ignore();
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json ? `${JSON.stringify({ ...report, timing }, null, 2)}\n` : coverageText(report, timing.wallS),
  );
  return EXIT.done;
}
