import { describe, expect, it } from 'vitest';
import { LIGHT_TIME_HEADER, detectionRows } from './neutral-files.ts';
import { raidScene } from './raid-scene.ts';
import { trackedLines } from './tracked-lines.ts';

/** Objects so near to one another that they are weighed together. */
const scene = raidScene({ seed: 7, objects: 4, boxM: 4_000, scans: 41 });
const rows = detectionRows(scene);

function namesOfTracks(lines: readonly object[]): ReadonlySet<string> {
  const told = trackedLines([LIGHT_TIME_HEADER, ...lines.map((row) => JSON.stringify(row))]).rows;
  return new Set(told.flatMap((row) => /"trackId":"(\w+)"/.exec(row)?.[1] ?? []));
}

describe('a sensor that a file names only after the first scan', () => {
  it('leaves every object its one track', () => {
    const [late] = scene.ownSide.satelliteIds.slice(-1);
    expect(namesOfTracks(rows.filter((row) => row.t > 0 || row.sensorId !== late)).size).toBe(4);
  });
});
