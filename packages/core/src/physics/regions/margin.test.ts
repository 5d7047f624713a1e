import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { groundDistanceM, groundPointAt } from '../flight/index.ts';
import { buildRegionIndex, isInRegion, mayBorderCross } from './index.ts';
import type { Region, RegionRing } from './index.ts';

const ring = (...degrees: [number, number][]): RegionRing =>
  degrees.map(([lon, lat]): [number, number] => [radians(lon), radians(lat)]);
const indexOf = (marginM: number, ...rings: RegionRing[]) => {
  const region: Region = { id: 'area', title: 'area', polygons: [rings], marginM };
  return buildRegionIndex([region]);
};
const inside = (index: ReturnType<typeof indexOf>, lon: number, lat: number): boolean =>
  isInRegion(index, 0, radians(lon), radians(lat));

describe('a margin', () => {
  it.each([5_000, 50_000, 400_000])(
    'of %i m ends at that distance from a small island, anywhere',
    (marginM) => {
      fc.assert(
        fc.property(
          fc.double({ min: -179.999, max: 180, noNaN: true }),
          fc.double({ min: -89.5, max: 89.5, noNaN: true }),
          fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
          (lon, lat, bearing) => {
            const d = 1e-4;
            const island = indexOf(marginM, ring([lon - d, lat - d], [lon + d, lat - d], [lon, lat + d]));
            const centre = { longitudeRad: radians(lon), latitudeRad: radians(lat) };
            for (const [share, expected] of [
              [0.98, true],
              [1.02, false],
            ] as const) {
              const place = groundPointAt(centre, bearing, share * marginM);
              expect(isInRegion(island, 0, place.longitudeRad, place.latitudeRad)).toBe(expected);
            }
          },
        ),
        { numRuns: 60, seed: 3 },
      );
    },
  );

  it('goes over the 180° meridian and over a pole', () => {
    const atDateLine = indexOf(100_000, ring([178, 10], [179.9, 10], [179.9, 12], [178, 12]));
    expect(inside(atDateLine, -179.5, 11)).toBe(true);
    expect(inside(atDateLine, -178.5, 11)).toBe(false);
    const nearPole = indexOf(200_000, ring([0, 89], [30, 89], [30, 89.5], [0, 89.5]));
    expect(inside(nearPole, -170, 89.5)).toBe(true);
    expect(inside(nearPole, -170, 88)).toBe(false);
    const atPole = indexOf(200_000, ring([0, 80], [90, 80], [180, 80], [-90, 80]));
    expect(inside(atPole, 33, 90)).toBe(true);
    expect(inside(atPole, 33, 78.5)).toBe(true);
    expect(inside(atPole, 33, 78)).toBe(false);
  });

  it('narrows a hole', () => {
    const holed = indexOf(
      50_000,
      ring([0, 0], [10, 0], [10, 10], [0, 10]),
      ring([4, 4], [6, 4], [6, 6], [4, 6]),
    );
    expect(inside(holed, 5, 5)).toBe(false);
    expect(inside(holed, 4.3, 5)).toBe(true);
  });

  it('is part of what a border may cross', () => {
    const area = indexOf(100_000, ring([0, 0], [10, 0], [10, 10], [0, 10]));
    const box = (west: number, east: number, south: number, north: number): boolean =>
      mayBorderCross(area, 0, {
        westRad: radians(west),
        eastRad: radians(east),
        southRad: radians(south),
        northRad: radians(north),
      });
    expect(box(10.5, 11.5, 4, 5)).toBe(true);
    expect(box(11.5, 12, 4, 5)).toBe(false);
    expect(box(4, 5, 4, 5)).toBe(false);
  });

  it('along a long slanted side keeps its width', () => {
    const from = { longitudeRad: 0, latitudeRad: 0 };
    const area = indexOf(60_000, ring([0, 0], [8, 8], [8, -20], [0, -20]));
    const off = groundPointAt({ longitudeRad: radians(4), latitudeRad: radians(4) }, radians(-45), 55_000);
    expect(isInRegion(area, 0, off.longitudeRad, off.latitudeRad)).toBe(true);
    const beyond = groundPointAt({ longitudeRad: radians(4), latitudeRad: radians(4) }, radians(-45), 65_000);
    expect(isInRegion(area, 0, beyond.longitudeRad, beyond.latitudeRad)).toBe(false);
    expect(groundDistanceM(from, off)).toBeGreaterThan(55_000);
  });
});
