import { describe, expect, it } from 'vitest';
import { newObjects } from './new-objects.ts';
import type { Leftover } from './new-objects.ts';
import { allRows, madeUpScan, placeAt } from './scan.test-data.ts';

const SATELLITES = [
  placeAt(0.1, 0, 1e6),
  placeAt(-0.1, 0.12, 1e6),
  placeAt(0, -0.2, 1.2e6),
  placeAt(-0.15, -0.05, 9e5),
];
/** About 6.4 km of flight a second. */
const STEP_RAD = 1e-3;

/** What four satellites see at some second of objects that fly east one behind the other. */
function scanAt(
  second: number,
  behindRad: readonly number[],
  falseAlarms = 3,
): ReturnType<typeof madeUpScan> {
  return madeUpScan({
    seed: 1,
    atUs: second * 1e6,
    satellites: SATELLITES,
    targets: behindRad.map((behind) => placeAt(behind / 7, STEP_RAD * second - behind, 150_000)),
    falseAlarms,
    sigmaRad: 1e-4,
  });
}

function leftoverOf(scan: ReturnType<typeof madeUpScan>, before: Leftover['before'] = null): Leftover {
  return { scan, rows: allRows(scan), before, prospects: [] };
}

/** Rows of a satellite stand in order of object, its three false alarms behind the two of them. */
function objectOf(row: number): number {
  return row % 5;
}

describe('new objects', () => {
  it('start after two scans when there is no doubt', () => {
    const scan = scanAt(1, [0]);
    const { objects, unusedOlder } = newObjects(leftoverOf(scanAt(0, [0])), scan, allRows(scan));
    expect(objects).toHaveLength(1);
    expect(unusedOlder).toEqual([]);
    const { candidate, followingRows } = objects[0] ?? { candidate: null, followingRows: null };
    expect(followingRows).toEqual([]);
    expect(candidate?.sights).toHaveLength(8);
    expect(Math.hypot(...(candidate?.state.subarray(3) ?? []))).toBeCloseTo(6_528, -3);
  });

  it('start after three when two objects may have changed places, each as what it is', () => {
    const behindRad = [0, 7e-4];
    const first = scanAt(0, behindRad);
    const second = scanAt(1, behindRad);
    const third = scanAt(2, behindRad);
    const afterTwo = newObjects(leftoverOf(first), second, allRows(second));
    expect(afterTwo.objects).toEqual([]);
    expect(afterTwo.unusedOlder).toHaveLength(2);
    const before = { scan: first, fixes: afterTwo.unusedOlder };
    const { objects } = newObjects(leftoverOf(second, before), third, allRows(third));
    expect(objects.map(({ followingRows }) => followingRows.length)).toEqual([4, 4]);
    for (const { candidate, followingRows } of objects) {
      const rows = [...candidate.sights.map((sight) => sight.row), ...followingRows];
      expect(new Set(rows.map(objectOf)).size).toBe(1);
    }
  });

  it('do not start across a long gap, nor from nothing', () => {
    const late = scanAt(31, [0]);
    expect(newObjects(leftoverOf(scanAt(0, [0])), late, allRows(late)).objects).toEqual([]);
    const empty = scanAt(1, [], 0);
    expect(newObjects(leftoverOf(scanAt(0, [], 0)), empty, allRows(empty)).objects).toEqual([]);
  });

  it('are not looked for when too many rays recur, and that is told', () => {
    const crowd = Array.from({ length: 13_000 }, () => 0);
    const scan = scanAt(1, crowd, 0);
    const found = newObjects(leftoverOf(scanAt(0, crowd, 0)), scan, allRows(scan));
    expect(found.objects).toEqual([]);
    expect(found.boundsReached).toEqual([{ bound: 'recurring detections in one scan', limit: 50_000 }]);
  });
});
