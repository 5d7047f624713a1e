import { describe, expect, it } from 'vitest';
import { recurringRows } from './recurring.ts';
import { allRows, madeUpScan, placeAt } from './scan.test-data.ts';

const SATELLITES = [placeAt(0, 0, 1e6), placeAt(0.1, 0.1, 1e6)];
const target = (eastRad: number): readonly number[] => placeAt(0.05, 0.05 + eastRad, 100_000);

function scanAt(second: number, eastRad: number, seed: number): ReturnType<typeof madeUpScan> {
  return madeUpScan({
    seed,
    atUs: second * 1e6,
    satellites: SATELLITES,
    targets: [target(eastRad)],
    falseAlarms: 5,
    sigmaRad: 1e-4,
  });
}

describe('recurring rays', () => {
  it('are those of an object that was there a second ago, and hardly any false alarm', () => {
    const older = scanAt(0, 0, 1);
    const newer = scanAt(1, 0.001, 2);
    const rows = recurringRows(newer, allRows(newer), older, allRows(older), 100);
    expect([...(rows ?? [])]).toEqual([0, 6]);
  });

  it('are not looked for in other channels, nor farther than a line of sight can turn', () => {
    const older = scanAt(0, 0, 1);
    const newer = scanAt(1, 0.05, 2);
    expect(recurringRows(newer, allRows(newer), older, allRows(older), 100)).toHaveLength(0);
    const onlyFirst = Uint32Array.from({ length: 6 }, (_, row) => row);
    const again = scanAt(1, 0.001, 2);
    expect([...(recurringRows(again, allRows(again), older, onlyFirst, 100) ?? [])]).toEqual([0]);
  });

  it('are all rows of a line that goes round: it does not come by again in the next scan', () => {
    const older = scanAt(0, 0.05, 1);
    const newer = scanAt(1, 0.001, 2);
    const sweeps = (channel: number): boolean => channel === newer.channelIndex[0];
    const rows = recurringRows(newer, allRows(newer), older, allRows(older), 100, sweeps);
    expect([...(rows ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(recurringRows(newer, allRows(newer), older, allRows(older), 3, sweeps)).toBeNull();
  });

  it('are none at all when there are too many', () => {
    const older = scanAt(0, 0, 1);
    const newer = scanAt(1, 0.001, 2);
    expect(recurringRows(newer, allRows(newer), older, allRows(older), 1)).toBeNull();
  });
});
