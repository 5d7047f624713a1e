import fc from 'fast-check';
import { expect, it } from 'vitest';
import { degrees, radians } from '../../foundation/index.ts';
import { ringCrossing } from './index.ts';
import type { RegionRing } from './index.ts';

const ring = (...corners: [number, number][]): RegionRing =>
  corners.map(([lon, lat]): [number, number] => [radians(lon), radians(lat)]);

it('names the edges and the place where a ring crosses itself, over the 180° meridian too', () => {
  const found = ringCrossing([ring([170, 0], [-170, 10], [-170, 0], [170, 10])]);
  expect(found).toMatchObject({ ring: 0, otherRing: 0 });
  expect(new Set([found?.corner, found?.otherCorner])).toEqual(new Set([0, 2]));
  expect(degrees(found!.latitudeRad)).toBeCloseTo(5, 9);
  expect(Math.abs(degrees(found!.longitudeRad))).toBeCloseTo(180, 9);
});

it('names the rings that cross one another', () => {
  const outer = ring([0, 0], [10, 0], [10, 10], [0, 10]);
  expect(ringCrossing([outer, ring([8, 4], [12, 5], [8, 6])])).toMatchObject({ ring: 0, otherRing: 1 });
  expect(ringCrossing([outer, ring([4, 4], [6, 5], [4, 6])])).toBeNull();
});

it('lets rings touch, repeat corners and go round a pole', () => {
  expect(ringCrossing([ring([0, 0], [5, 5], [10, 0], [10, 10], [5, 5], [0, 10], [0, 0], [0, 0])])).toBeNull();
  expect(ringCrossing([ring([0, 80], [90, 85], [180, 80], [-90, 85], [0, 80])])).toBeNull();
});

it('finds one crossing among many edges', () => {
  const around = Array.from({ length: 5000 }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / 5000;
    return [40 * Math.cos(angle), 40 * Math.sin(angle)];
  });
  expect(ringCrossing([ring(...around)])).toBeNull();
  [around[1000], around[1003]] = [around[1003]!, around[1000]!];
  expect(ringCrossing([ring(...around)])).not.toBeNull();
});

it('lets a convex ring be, wherever it lies and however its last corner is told', () => {
  const turns = fc.uniqueArray(fc.integer({ min: 0, max: 71 }), { minLength: 3, maxLength: 8 });
  const longitude = fc.integer({ min: -180, max: 179 });
  fc.assert(
    fc.property(turns, longitude, fc.integer({ min: -60, max: 60 }), (unsorted, east, north) => {
      const corners = unsorted
        .toSorted((a, b) => a - b)
        .map((turn): [number, number] => {
          const angle = radians(5 * turn);
          return [wrapDegrees(east + 10 * Math.cos(angle)), north + 10 * Math.sin(angle)];
        });
      expect(ringCrossing([ring(...corners, corners[0]!)])).toBeNull();
    }),
  );
});

it('lets a hole touch the middle of an edge', () => {
  const outer = ring([10, 20], [30, 20], [30, 40], [10, 20]);
  expect(ringCrossing([outer, ring([20, 20], [30, 30], [20, 30], [20, 20])])).toBeNull();
});

function wrapDegrees(longitude: number): number {
  if (longitude > 180) return longitude - 360;
  return longitude < -180 ? longitude + 360 : longitude;
}
