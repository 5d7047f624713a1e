import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { buildRegionIndex, isClosedRing, isInAnyRegion, mayBorderCross, regionsAt } from './index.ts';
import type { Region, RegionRing } from './index.ts';

const ring = (...degrees: [number, number][]): RegionRing =>
  degrees.map(([lon, lat]): [number, number] => [radians(lon), radians(lat)]);

const box = (west: number, south: number, east: number, north: number): RegionRing =>
  ring([west, south], [east, south], [east, north], [west, north], [west, south]);

const region = (id: string, ...polygons: (readonly RegionRing[])[]): Region => ({ id, title: id, polygons });

const index = buildRegionIndex([
  region(
    'plain',
    [box(10, 10, 20, 20), box(14, 14, 16, 16)],
    [box(14.5, 14.5, 15.5, 15.5)],
    [box(30, 10, 31, 11)],
  ),
  region('over-the-line', [box(170, -5, 190, 5), box(-178, -1, -176, 1)], [box(-170, 20, -160, 25)]),
  region('written-wrapped', [ring([175, 50], [-175, 50], [-175, 55], [175, 55])]),
]);
const at = (lonDeg: number, latDeg: number): readonly string[] =>
  regionsAt(index, radians(lonDeg), radians(latDeg));

describe('regionsAt', () => {
  it.each([
    [12, 12, ['plain']],
    [14.2, 15, []],
    [15, 15, ['plain']],
    [30.5, 10.5, ['plain']],
    [25, 10.5, []],
    [9.99, 15, []],
    [179, 0, ['over-the-line']],
    [-179, 0, ['over-the-line']],
    [181, 0, ['over-the-line']],
    [-177, 0, []],
    [-171, 0, ['over-the-line']],
    [-169, 0, []],
    [169, 0, []],
    [-165, 22, ['over-the-line']],
    [180, 52, ['written-wrapped']],
    [-180, 52, ['written-wrapped']],
    [0, 52, []],
    [Number.NaN, 52, []],
    [180, Number.NaN, []],
  ])('finds %f E %f N in %j', (lonDeg, latDeg, ids) => {
    expect(at(lonDeg, latDeg)).toEqual(ids);
    expect(isInAnyRegion(index, radians(lonDeg), radians(latDeg))).toBe(ids.length > 0);
  });

  it('agrees with the angle sum of a random star, whatever its bands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 8, noNaN: true }), { minLength: 5, maxLength: 60 }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        (radii, lon, lat) => {
          const points = radii.map((radius, i): [number, number] => {
            const angle = (2 * Math.PI * i) / radii.length;
            return [179 + radius * Math.cos(angle), 40 + radius * Math.sin(angle)];
          });
          const star = buildRegionIndex([region('star', [ring(...points)])]);
          let turned = 0;
          let nearest = Infinity;
          for (const [i, a] of points.entries()) {
            const b = points[(i + 1) % points.length] ?? a;
            const ax = a[0] - 179 - lon;
            const ay = a[1] - 40 - lat;
            const bx = b[0] - 179 - lon;
            const by = b[1] - 40 - lat;
            turned += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
            nearest = Math.min(nearest, Math.abs(ax * by - ay * bx) / Math.hypot(bx - ax, by - ay));
          }
          fc.pre(nearest > 1e-6);
          expect(isInAnyRegion(star, radians(179 + lon), radians(40 + lat))).toBe(Math.abs(turned) > Math.PI);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  it('holds a pole when an edge runs along it, and all longitudes of a band round the Earth', () => {
    const cap = ring([-180, -90], [180, -90], [180, -60], [60, -70], [-60, -70], [-180, -60], [-180, -90]);
    const polar = buildRegionIndex([region('cap', [cap])]);
    for (const lon of [-179, -100, 0, 45, 179.9]) {
      expect(regionsAt(polar, radians(lon), radians(-89))).toEqual(['cap']);
      expect(regionsAt(polar, radians(lon), radians(-55))).toEqual([]);
    }
    expect(isClosedRing(cap)).toBe(true);
  });

  it('closes a ring round a pole over the pole on its side, holes too', () => {
    const band = buildRegionIndex([
      region('band', [
        ring([0, -60], [90, -60], [180, -60], [-90, -60]),
        ring([20, -80], [-100, -80], [140, -80]),
      ]),
    ]);
    for (const lon of [-179, -100, 0, 45, 179.9]) {
      expect(regionsAt(band, radians(lon), radians(-70))).toEqual(['band']);
      expect(regionsAt(band, radians(lon), radians(-85))).toEqual([]);
      expect(regionsAt(band, radians(lon), radians(-55))).toEqual([]);
    }
  });

  it('refuses a ring round the Earth that goes over the equator', () => {
    const wave = ring([0, 10], [90, -10], [180, 10], [-90, -10]);
    expect(() => buildRegionIndex([region('wave', [wave])])).toThrow('over the equator');
    expect(isClosedRing(wave)).toBe(false);
  });
});

const crosses = (west: number, south: number, east: number, north: number): boolean =>
  mayBorderCross(index, 0, {
    westRad: radians(west),
    southRad: radians(south),
    eastRad: radians(east),
    northRad: radians(north),
  });

describe('mayBorderCross', () => {
  it('sees borders along parallels and meridians, and no others', () => {
    expect(crosses(11, 11, 13, 13)).toBe(false);
    expect(crosses(12, 9.9, 12.1, 10.1)).toBe(true);
    expect(crosses(9.9, 12, 10.1, 12.1)).toBe(true);
    expect(crosses(22, 12, 25, 13)).toBe(false);
    expect(crosses(14.6, 14.6, 15.4, 15.4)).toBe(false);
    expect(crosses(0, 0, 60, 60)).toBe(true);
    expect(crosses(372, 9.9, 372.1, 10.1)).toBe(true);
  });
});
