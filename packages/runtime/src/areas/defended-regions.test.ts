import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { radians } from '@cupola/core/foundation';
import { buildRegionIndex, regionsAt } from '@cupola/core/physics';
import { loadDefendedRegions } from './defended-regions.ts';

const folder = mkdtempSync(join(tmpdir(), 'defended-'));
afterAll(() => rmSync(folder, { recursive: true }));
const scenario = join(folder, 'scenario.yaml');
const SQUARE = [
  [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ],
];
writeFileSync(join(folder, 'sea.geojson'), JSON.stringify({ type: 'Polygon', coordinates: SQUARE }));
writeFileSync(join(folder, 'broken.json'), '{');

it('come from names, files and polygons, with their margins', () => {
  const { regions, data, problems } = loadDefendedRegions(
    [
      { region: 'us-hawaii', marginKm: 100 },
      'sea.geojson',
      { id: 'box', polygon: SQUARE.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon + 10, lat])) },
    ],
    scenario,
  );
  expect(problems).toEqual([]);
  expect(Object.keys(data)).toEqual(['sea.geojson']);
  const index = buildRegionIndex(regions);
  const at = (lat: number, lon: number) => regionsAt(index, radians(lon), radians(lat));
  expect(at(1, 1)).toEqual(['sea']);
  expect(at(1, 11)).toEqual(['box']);
  // Half a degree south of the island's southern cape.
  expect(at(18.4, -155.7)).toEqual(['us-hawaii']);
  expect(at(17.5, -155.7)).toEqual([]);
});

it('tell what is wrong with its file or its place in the scenario', () => {
  const { regions, problems } = loadDefendedRegions(
    [
      'missing.geojson',
      { file: 'broken.json' },
      {
        id: 'bow',
        polygon: [
          [
            [0, 0],
            [1, 1],
            [1, 0],
            [0, 1],
            [0, 0],
          ],
        ],
      },
    ],
    scenario,
  );
  expect(regions).toEqual([]);
  expect(problems.map(({ file, path }) => [file, path])).toEqual([
    [scenario, 'regions.0'],
    [join(folder, 'broken.json'), ''],
    [scenario, 'regions.2.polygon.0'],
  ]);
  expect(problems[2]?.message).toMatch(/^ring 0 crosses itself at 0\.500 N 0\.500 E/);
});
