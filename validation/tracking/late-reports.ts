import { RandomStream, present } from '@cupola/core/foundation';
import { LIGHT_TIME_HEADER, detectionRows } from './neutral-files.ts';
import type { NeutralDetection } from './neutral-files.ts';
import { raidScene } from './raid-scene.ts';
import { trackedLines } from './tracked-lines.ts';

/** A detection with the time it reached the ground. */
export interface LateDetection extends NeutralDetection {
  readonly tArrived: number;
}

/** The rows with one report (all rows of one sensor and time) in five late by up to `mostS`, that much itself included. */
export function withLateReports(
  rows: readonly NeutralDetection[],
  seed: number,
  mostS: number,
): readonly LateDetection[] {
  const draw = new RandomStream(seed, 'late');
  const names = [...new Set(rows.map((row) => row.sensorId))].toSorted();
  return rows.map((row) => {
    const u = draw.uniform(names.indexOf(row.sensorId), row.t);
    const steps = Math.min(10, Math.floor(55 * u));
    return { ...row, tArrived: u < 0.2 ? row.t + (mostS * steps) / 10 : row.t };
  });
}

/** In any order. */
export function shuffled<T>(rows: readonly T[], seed: number): readonly T[] {
  const draw = new RandomStream(seed, 'shuffle');
  return rows
    .map((row, k) => ({ row, rank: draw.uniform(0, k) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}

/** Lines in order of arrival, in any order within an instant, without the word when they arrived. */
export function asTheyArrive(
  rows: readonly LateDetection[],
  seed: number,
): readonly (NeutralDetection & { readonly tArrived: undefined })[] {
  return shuffled(rows, seed)
    .toSorted((a, b) => a.tArrived - b.tArrived)
    .map((row) => ({ ...row, tArrived: undefined }));
}

/** Are the rows of tracks the same bytes when one report in five comes up to 10 s late and lines are shuffled? */
export function lateIsTheSame(seed: number): boolean {
  const scene = raidScene({ seed, objects: 20, scans: 61 });
  const inOrder = detectionRows(scene);
  const late = withLateReports(inOrder, seed, 10);
  const [plain, ...others] = [inOrder, shuffled(late, seed), asTheyArrive(late, seed)].map(
    (rows) => trackedLines([LIGHT_TIME_HEADER, ...rows.map((row) => JSON.stringify(row))]).rows,
  );
  const expected = present(plain).join('');
  return others.every((rows) => rows.join('') === expected);
}
