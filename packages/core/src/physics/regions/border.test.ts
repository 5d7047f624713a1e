import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { borderDistanceM, buildBorder } from './border.ts';
import type { Region } from './region.ts';

const RADIUS_M = 6_371_008.8;

function box(westDeg: number, eastDeg: number, southDeg: number, northDeg: number): Region {
  const ring = [
    [westDeg, southDeg],
    [eastDeg, southDeg],
    [eastDeg, northDeg],
    [westDeg, northDeg],
  ].map(([lon, lat]): [number, number] => [radians(lon ?? 0), radians(lat ?? 0)]);
  return { id: 'box', title: 'Box', polygons: [[ring]] };
}

describe('distance to a border', () => {
  const border = buildBorder([box(-10, 10, 0, 10)]);

  it('is counted over the ground, inside and outside alike', () => {
    expect(borderDistanceM(border, 0, radians(-3))).toBeCloseTo(RADIUS_M * radians(3), -1);
    expect(borderDistanceM(border, 0, radians(3))).toBeCloseTo(RADIUS_M * radians(3), -1);
    expect(borderDistanceM(border, radians(10), radians(5))).toBeLessThan(1);
  });

  it('reaches corners, crosses 180 degrees, and is infinite without a border', () => {
    const corner = borderDistanceM(border, radians(-14), 0);
    expect(corner).toBeCloseTo(RADIUS_M * radians(4), -1);
    const pacific = buildBorder([box(170, 190, -5, 5)]);
    expect(borderDistanceM(pacific, radians(-168), 0)).toBeCloseTo(RADIUS_M * radians(2), -3);
    expect(borderDistanceM(buildBorder([]), 0, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('changes by no more than the way between two points', () => {
    const place = fc.record({
      lon: fc.double({ min: -3.14, max: 3.14, noNaN: true }),
      lat: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    });
    fc.assert(
      fc.property(place, fc.double({ min: -0.01, max: 0.01, noNaN: true }), ({ lon, lat }, step) => {
        const here = borderDistanceM(border, lon, lat);
        const there = borderDistanceM(border, lon, lat + step);
        expect(Math.abs(here - there)).toBeLessThanOrEqual(RADIUS_M * Math.abs(step) * 1.000001 + 1);
      }),
    );
  });
});
