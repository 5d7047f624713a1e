import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { julianDateFromIso, present, radians } from '@cupola/core/foundation';
import { Interruption } from '../../interruption.ts';
import { ephemerisOf } from '../../satellites/satellite-groups.ts';
import type { SatelliteGroups } from '../../satellites/satellite-groups.ts';
import { performWindows } from './perform-windows.ts';
import type { WindowRow, WindowSettings } from './perform-windows.ts';
import { openWindowsFile, windowsFileProblems } from './windows-file.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cupola-windows-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const epoch = present(julianDateFromIso('2026-07-24T00:00:00Z'));
const CELLS = 1200;
const SETTINGS: WindowSettings = {
  grid: 'fibonacci',
  cellCount: CELLS,
  surface: { kind: 'wgs84' },
  sight: { kind: 'elevation', minElevationRad: radians(30) },
  durationS: 43_200,
  minDurationS: 0,
};

function satellitesOf(count: number): SatelliteGroups {
  const walker = {
    kind: 'delta',
    count,
    planes: 10,
    phasing: 1,
    altitudeKm: 600,
    inclinationDeg: 60,
  } as const;
  return {
    groups: [{ id: 'some', sensors: [], walker }],
    catalogues: new Map(),
    window: { epoch, from: epoch, durationS: 43_200, maxElementAgeDays: 30 },
    fromUs: 0,
    catalogueObjects: null,
    lost: [],
  };
}

const OPTIONS = { workers: 1, onProgress: (): undefined => undefined, onRows: null };

test('the answer does not depend on the number of threads, nor on whether the windows are wanted', async () => {
  const satellites = satellitesOf(100);
  const ephemeris = ephemerisOf(satellites, []);
  const job = { satellites, settings: SETTINGS };
  const one = await performWindows(job, ephemeris, CELLS, OPTIONS);
  const two = await performWindows(job, ephemeris, CELLS, { ...OPTIONS, workers: 2 });
  const rows: WindowRow[] = [];
  let lots = 0;
  const listed = await performWindows(job, ephemeris, CELLS, {
    ...OPTIONS,
    onRows: (some) => {
      lots += 1;
      for (const row of some) rows.push(row);
    },
  });
  expect(two).toEqual(one);
  expect(listed).toEqual(one);
  expect(rows).toHaveLength(one.windows.count);
  expect(lots).toBe(1);
  const inOrder = rows.toSorted((a, b) => a.point - b.point || a.riseS - b.riseS);
  expect(rows).toEqual(inOrder);
});

const ROWS: readonly WindowRow[] = [
  { point: 0, satellite: 3, riseS: 0, setS: 12.345_678, startOpen: true, endOpen: false },
  { point: 7, satellite: 0, riseS: 100.5, setS: 200, startOpen: false, endOpen: true },
];

const NAMES = { satelliteIds: ['a', 'b', 'c', 'd'], cellNumber: (point: number): number => point + 100 };

test('a file holds every window, and is there only when it is whole', () => {
  const csv = join(root, 'w.csv');
  const file = openWindowsFile(csv, NAMES, new Interruption());
  file.write(ROWS);
  expect(existsSync(csv)).toBe(false);
  file.finish();
  expect(readFileSync(csv, 'utf8')).toBe(
    'point,satellite,satelliteId,riseS,setS,startOpen,endOpen\n100,3,d,0.0000,12.3457,true,false\n107,0,a,100.5000,200.0000,false,true\n',
  );
  const jsonl = join(root, 'w.jsonl');
  const lines = openWindowsFile(jsonl, NAMES, new Interruption());
  lines.write(ROWS);
  lines.finish();
  const read: unknown[] = readFileSync(jsonl, 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(read).toEqual([
    { ...ROWS[0], point: 100, satelliteId: 'd', setS: 12.3457 },
    { ...ROWS[1], point: 107, satelliteId: 'a' },
  ]);
});

test('an interruption leaves nothing behind', () => {
  const codes: number[] = [];
  const interruption = new Interruption((code) => codes.push(code));
  openWindowsFile(join(root, 'w.csv'), NAMES, interruption).write(ROWS);
  interruption.stop();
  expect(codes).toEqual([130]);
  expect(readdirSync(root)).toEqual([]);
});

test('a name that cannot be written is a problem', () => {
  writeFileSync(join(root, 'there.csv'), '');
  expect(windowsFileProblems(join(root, 'there.csv'))).toEqual([]);
  expect(windowsFileProblems(join(root, 'w.parquet'))).toMatchObject([{ path: '--windows-out' }]);
  expect(windowsFileProblems(join(root, 'nowhere', 'w.csv'))).toMatchObject([{ path: '--windows-out' }]);
});
