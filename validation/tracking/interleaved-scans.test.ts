import { describe, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import type { NeutralDetection } from './neutral-files.ts';
import { LIGHT_TIME_HEADER, detectionRows, truthLines } from './neutral-files.ts';
import { raidScene } from './raid-scene.ts';
import { trackedLines } from './tracked-lines.ts';

const LAST_S = 40;
/** Ten times the position error that such a scene leaves after half a minute. */
const NEAR_M = 600;

const scene = raidScene({ seed: 6, objects: 5, scans: LAST_S + 1 });
const satellites = scene.ownSide.satelliteIds;
const rows = detectionRows(scene);
const truth = truthLines(scene).map(placed);

function placed(line: string): { readonly t: number; readonly posEcef: readonly number[] } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written a moment ago by the code under test
  return JSON.parse(line) as { t: number; posEcef: number[] };
}

/** Of each object in the last scan, how far the nearest track is, m; and how many tracks there are. */
function missesAtEnd(kept: readonly NeutralDetection[]): {
  readonly tracks: number;
  readonly worstM: number;
} {
  const lines = [LIGHT_TIME_HEADER, ...kept.map((row) => JSON.stringify(row))];
  const tracks = trackedLines(lines)
    .rows.map(placed)
    .filter(({ t }) => t === LAST_S);
  const misses = truth
    .filter(({ t }) => t === LAST_S)
    .map(({ posEcef }) =>
      Math.min(
        ...tracks.map((each) => Math.hypot(...each.posEcef.map((x, axis) => x - present(posEcef[axis])))),
      ),
    );
  return { tracks: tracks.length, worstM: Math.max(...misses) };
}

/** Who scans in even seconds; the others do in odd ones. */
function scanningByTurns(even: readonly string[]): readonly NeutralDetection[] {
  return rows.filter((row) => (row.t % 2 === 0) === even.includes(row.sensorId));
}

describe('satellites that do not all scan at the same instants', () => {
  it.each([
    ['one at instants of its own', 5],
    ['three and three by turns', 3],
  ])('start tracks on every object, and no other: %s', (_, count) => {
    const { tracks, worstM } = missesAtEnd(scanningByTurns(satellites.slice(0, count)));
    expect(tracks).toBe(5);
    expect(worstM).toBeLessThan(NEAR_M);
  });
});
