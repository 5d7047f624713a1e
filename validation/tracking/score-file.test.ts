import { describe, expect, it } from 'vitest';
import { looksReader, tracksReader, truthReader } from '@cupola/contract';
import type { RowReader } from '@cupola/contract';
import { scoreTracks } from '@cupola/core/metrics';
import { LIGHT_TIME_HEADER, detectionRows, truthLines } from './neutral-files.ts';
import { raidScene } from './raid-scene.ts';
import { trackedLines } from './tracked-lines.ts';

/** Fixed before the first run. */
const SEEDS = [1, 2, 3, 4, 5];
const RULES = { cM: 10_000, p: 2 };

function read<T>(reader: RowReader<T>, lines: readonly string[]): readonly T[] {
  lines.forEach((text, index) => reader.take(text, index + 1));
  expect(reader.rejected).toEqual([]);
  return reader.rows;
}

function mean(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, each) => sum + (each ?? Number.NaN), 0) / values.length;
}

describe('six satellites, twenty objects, through files: track, then score', () => {
  const scores = SEEDS.map((seed) => {
    const scene = raidScene({ seed, objects: 20 });
    const lines = [LIGHT_TIME_HEADER, ...detectionRows(scene).map((row) => JSON.stringify(row))];
    const { rows } = trackedLines(lines);
    return scoreTracks(
      read(truthReader(), truthLines(scene)),
      read(tracksReader(), rows),
      read(looksReader(), lines),
      RULES,
    );
  });

  it('finds every object within 4 s, and nothing else', () => {
    for (const score of scores) {
      expect(score).toMatchObject({ objects: 20, idSwitches: 0, falseTracks: 0, unscoredTrackRows: 0 });
      expect(score.timeToFirstTrackS.never).toBe(0);
      expect(score.timeToFirstTrackS.median).toBeLessThanOrEqual(4);
    }
  });

  it.each([10, 30, 60])('is within 1.25 of the bound %i s after the first track', (ageS) => {
    const rows = scores.flatMap((score) => score.bound?.filter((row) => row.ageS === ageS) ?? []);
    expect(rows).toHaveLength(SEEDS.length);
    for (const row of rows) expect(row.count).toBe(20);
    const meanSquare = (pick: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((sum, row) => sum + pick(row) ** 2, 0) / rows.length;
    expect(Math.sqrt(meanSquare((row) => row.positionRatio))).toBeLessThan(1.25);
    expect(Math.sqrt(meanSquare((row) => row.velocityRatio ?? Number.NaN))).toBeLessThan(1.25);
  });

  it('scores no worse than the open reference on such a scene: GOSPA 162 m and OSPA 36.3 m after 30 s', () => {
    expect(mean(scores.map((score) => score.gospaAfter30sM))).toBeLessThan(1.02 * 162);
    expect(mean(scores.map((score) => score.ospaAfter30sM))).toBeLessThan(1.02 * 36.3);
  });
});
