import type { ScenarioParts } from './draft.ts';
import { objectsOfEvents } from './object-rules.ts';
import type { Problem } from './problem.ts';

/** A run keeps its whole record in memory until the tables are written; this is the most it may grow to. */
export const MEMORY_LIMIT_BYTES: number = 1.2e9;

/** What one object leaves behind in every second: two dozen columns of the record, its looks as numbers, and its true motion. */
const COLUMN_BYTES = 300;

/**
 * What it leaves behind in a second of which rows are kept: a confirmed track with its covariance (about 1 kB as it is held), and up to
 * `looksPerObject` detection rows of 72 bytes for each of two sensor kinds.
 */
function rowBytes(looksPerObject: number): number {
  return 1000 + 2 * 72 * looksPerObject;
}

/** Positions kept for drawing, and the interpolation table of a catalogue satellite (six numbers every 10 s). */
const BYTES_PER_SATELLITE_SECOND = 5;

export interface RunSize {
  readonly durationS: number;
  readonly objects: number;
  readonly satellites: number;
  readonly looksPerObject: number;
}

/** Estimated size of what no run can do without, bytes; within a factor of two. */
function leastBytes({ durationS, objects, satellites }: RunSize): number {
  return durationS * (objects * COLUMN_BYTES + satellites * BYTES_PER_SATELLITE_SECOND);
}

/**
 * Rows of tracks and detections are kept every so many seconds, 1 where all fit into memory: answers and figures come from the columns, which
 * have every second in any case.
 */
export function rowsEveryS(size: RunSize): number {
  const left = MEMORY_LIMIT_BYTES - leastBytes(size);
  const all = size.durationS * size.objects * rowBytes(size.looksPerObject);
  return left <= 0 ? size.durationS : Math.max(1, Math.ceil(all / left));
}

/**
 * Is the scenario longer than memory allows?
 *
 * @param catalogueSizes - Objects in each catalogue by its path; where absent, a group without `select.count` counts as empty.
 */
export function memoryProblems(
  parts: ScenarioParts,
  catalogueSizes: Readonly<Record<string, number>> = {},
): Problem[] {
  const { durationMin = null } = parts;
  if (durationMin === null) return [];
  const objects = objectsOfEvents(parts.events ?? []);
  const satellites = (parts.satellites ?? []).reduce(
    (sum, group) =>
      sum +
      (group?.walker?.count ??
        group?.orbits?.reduce((slots, orbit) => slots + (orbit?.argumentOfLatitudeDeg?.length ?? 0), 0) ??
        group?.select?.count ??
        catalogueSizes[group?.catalogue ?? ''] ??
        0),
    0,
  );
  const bytes = leastBytes({ durationS: durationMin * 60, objects, satellites, looksPerObject: 0 });
  if (bytes <= MEMORY_LIMIT_BYTES) return [];
  const longestMin = Math.floor((durationMin * MEMORY_LIMIT_BYTES) / bytes);
  const limitGb = (MEMORY_LIMIT_BYTES / 1e9).toFixed(1);
  return [
    {
      path: 'durationMin',
      value: durationMin,
      expected: `at most ${longestMin} min with ${objects} objects and ${satellites} satellites`,
      message:
        `the record of this run would take about ${(bytes / 1e9).toFixed(1)} GB, the limit is ${limitGb} GB; ` +
        'shorten it, or split its events over several scenarios',
    },
  ];
}
