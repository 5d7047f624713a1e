import { coverageGrid } from '@cupola/core/coverage';
import { openWindowsFile, performWindows, windowReport } from '@cupola/runtime';
import type { CoverageReport, Interruption, WindowReport } from '@cupola/runtime';
import { Progress } from '../../progress.ts';
import type { CoverageWish } from './coverage-flags.ts';
import type { WindowsWish } from './windows-flags.ts';

type Satellites = Parameters<typeof performWindows>;

/** Adds rise and set times to a report of samples, and writes them where they are wanted. */
export async function withWindows(
  report: CoverageReport,
  {
    satellites,
    ephemeris,
    ids,
  }: { satellites: Satellites[0]['satellites']; ephemeris: Satellites[1]; ids: readonly string[] },
  wish: CoverageWish,
  { minDurationS, out }: WindowsWish,
  workers: number,
  interruption: Interruption,
): Promise<WindowReport> {
  const { grid, points, sight, surface, area } = wish;
  const asked = { grid, cellCount: points, sight, surface, ...(area === undefined ? {} : { area }) };
  const settings = { ...asked, durationS: 3600 * wish.hours, minDurationS };
  const cells = coverageGrid(asked);
  const progress = new Progress('point');
  const file =
    out === null
      ? null
      : openWindowsFile(
          out,
          { satelliteIds: ids, cellNumber: (point) => cells.cellNumber(point) },
          interruption,
        );
  const answer = await performWindows({ satellites, settings }, ephemeris, report.points, {
    workers,
    onProgress: (done, of) => progress.update(done, of),
    onRows: file === null ? null : (rows) => file.write(rows),
  });
  file?.finish();
  progress.done();
  return windowReport(report, answer, minDurationS, out);
}
