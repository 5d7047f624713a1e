import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '@cupola/core/scenario';
import { readAreaFlags } from './area-flags.ts';
import type { AreaFlags } from './area-flags.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-area-'));
  writeFileSync(join(folder, 'open.geojson'), '{"type":"Polygon","coordinates":[[[0,40],[10,40]]]}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(flags: AreaFlags): { title: string | null; problems: readonly string[] } {
  const problems: Problem[] = [];
  const area = readAreaFlags(flags, problems);
  return { title: area?.title ?? null, problems: problems.map(({ path, message }) => `${path}: ${message}`) };
}

describe('flags of an area', () => {
  test.each<[AreaFlags, string | null]>([
    [{}, null],
    [{ region: ['us-hawaii', '-10,170,10,-170'] }, 'us-hawaii and -10,170,10,-170'],
    [{ region: ['-90,-180,-60,180'] }, '-90,-180,-60,180'],
    [
      { corridorFrom: '39.2,125.7', corridorTo: 'us-alaska' },
      'the corridor from 39.2,125.7 to us-alaska, 500 km wide',
    ],
    [
      { corridorFrom: '1,2', corridorTo: '10,20,20,30', corridorWidthKm: '80' },
      'the corridor from 1,2 to 10,20,20,30, 80 km wide',
    ],
  ])('%j mean %s', (flags, title) => {
    expect(read(flags)).toEqual({ title, problems: [] });
  });

  test.each<[AreaFlags, string]>([
    [{ region: ['us-conas'] }, '--region: unknown region "us-conas"; did you mean "us-conus"?'],
    [{ region: ['10,20'] }, '--region: a single place has no cells'],
    [{ region: ['20,0,10,30'] }, '--region: these are no two corners of a box'],
    [{ region: ['20,0,91,30'] }, '--region: these are no two corners of a box'],
    [{ region: ['nowhere.geojson'] }, '--region: there is no such file'],
    [{ region: ['us-conus'], corridorFrom: '1,2' }, '--region: both are given'],
    [{ corridorFrom: '1,2' }, '--corridor-to: a corridor has two ends'],
    [{ corridorFrom: '1,2', corridorTo: '1.0,2' }, '--corridor-to: the corridor ends where it begins'],
    [
      { corridorFrom: 'us-conus', corridorTo: 'us-conus' },
      '--corridor-to: the corridor ends where it begins',
    ],
    [{ corridorFrom: '1,2', corridorTo: '-1,-178' }, '--corridor-to: the two ends are on opposite sides'],
    [{ corridorFrom: '1,200', corridorTo: '1,2' }, '--corridor-from: there is no such place on the Earth'],
    [{ corridorFrom: '1,2', corridorTo: '3,4', corridorWidthKm: '0' }, '--corridor-width-km: 0 is not one'],
    [{ corridorWidthKm: '100' }, '--corridor-width-km: there is no corridor to be so wide'],
  ])('%j are refused', (flags, told) => {
    const { title, problems } = read(flags);
    expect(title).toBeNull();
    expect(problems).toEqual([expect.stringContaining(told) as unknown]);
  });

  test('a fault of a map is told with its place in the file', () => {
    const { problems } = read({ region: [join(folder, 'open.geojson')] });
    expect(problems).toEqual(['coordinates.0: this is no ring']);
  });
});
