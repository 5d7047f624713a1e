import { expect, test } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { cellPlaces } from './cell-places.ts';
import { coverageGrid } from './coverage-grid.ts';
import type { GridKind } from './coverage-grid.ts';
import { boxArea } from './area.test-data.ts';
import type { Sight } from '../sight/sight.ts';

const SIGHT: Sight = { kind: 'elevation', minElevationRad: 0.1 };
const WGS84 = { kind: 'wgs84' } as const;

test.each<[GridKind, number]>([
  ['rows', 1],
  ['rows', 50],
  ['rows', 2500],
  ['fibonacci', 1],
  ['fibonacci', 7],
  ['fibonacci', 2500],
])('on %s the centre of every one of %i cells lies in that cell', (kind, count) => {
  const question = { grid: kind, cellCount: count, surface: WGS84, sight: SIGHT };
  const grid = coverageGrid(question);
  const places = cellPlaces(question);
  for (let cell = 0; cell < grid.cellCount; cell++) {
    expect(places.cellAt(grid.latitudeRad(cell), grid.longitudeRad(cell))).toBe(cell);
  }
});

test.each([3, 12, 100, 1000])('of %i points the nearest is found, poles and date line included', (count) => {
  const question = { grid: 'fibonacci', cellCount: count, surface: WGS84, sight: SIGHT } as const;
  const grid = coverageGrid(question);
  const places = cellPlaces(question);
  const cosineTo = (cell: number, latitude: number, longitude: number): number =>
    Math.sin(latitude) * Math.sin(grid.latitudeRad(cell)) +
    Math.cos(latitude) * Math.cos(grid.latitudeRad(cell)) * Math.cos(longitude - grid.longitudeRad(cell));
  for (let latDeg = -90; latDeg <= 90; latDeg += 7.5) {
    for (let lonDeg = -180; lonDeg <= 180; lonDeg += 11.25) {
      const place = [radians(latDeg), radians(lonDeg)] as const;
      const best = Math.max(...Array.from({ length: count }, (_, cell) => cosineTo(cell, ...place)));
      expect(cosineTo(places.cellAt(...place), ...place)).toBeCloseTo(best, 12);
    }
  }
});

test('cells of rows close up: every row goes once round, and all have the same area', () => {
  const sphere = { kind: 'sphere', radiusM: 1 } as const;
  const question = { grid: 'rows', cellCount: 200, surface: sphere, sight: SIGHT } as const;
  const grid = coverageGrid(question);
  const places = cellPlaces(question);
  let areaSr = 0;
  for (let cell = 0; cell < grid.cellCount; cell++) {
    const sides = places.sides(cell);
    if (sides === null) throw new Error('a cell of rows has sides');
    const area = (sides.eastRad - sides.westRad) * (Math.sin(sides.northRad) - Math.sin(sides.southRad));
    expect(area).toBeCloseTo((4 * Math.PI) / grid.cellCount, 12);
    areaSr += area;
  }
  expect(areaSr).toBeCloseTo(4 * Math.PI, 10);
  expect(cellPlaces({ ...question, grid: 'fibonacci', cellCount: 5 }).sides(0)).toBeNull();
});

test.each<GridKind>(['rows', 'fibonacci'])('of %s within an area the other places have no cell', (grid) => {
  const whole = { grid, cellCount: 2500, surface: WGS84, sight: SIGHT };
  const some = coverageGrid({ ...whole, area: boxArea(-30, 20, 60, 70) });
  const all = cellPlaces(whole);
  const places = cellPlaces({ ...whole, area: boxArea(-30, 20, 60, 70) });
  expect(some.cellCount).toBeGreaterThan(100);
  for (let cell = 0; cell < some.cellCount; cell++) {
    const place = [some.latitudeRad(cell), some.longitudeRad(cell)] as const;
    expect(places.cellAt(...place)).toBe(cell);
    expect(all.cellAt(...place)).toBe(some.cellNumber(cell));
    expect(places.sides(cell)).toEqual(all.sides(some.cellNumber(cell)));
  }
  expect(places.cellAt(radians(-60), radians(170))).toBe(-1);
});
