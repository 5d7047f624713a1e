import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, radians } from '../../foundation/index.ts';
import { quasiNormalPoints } from '../quasi-normal.ts';
import { FARTHEST_SIGMAS, beyondProb } from './ground-law.ts';
import { regionProbabilities } from './region-probability.ts';
import { buildRegionIndex } from '../../physics/index.ts';
import type { RegionRing } from '../../physics/index.ts';

const box = (west: number, south: number, east: number, north: number): RegionRing =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ].map(([lon, lat]): [number, number] => [radians(lon ?? 0), radians(lat ?? 0)]);

const index = buildRegionIndex([
  { id: 'west', title: 'west', polygons: [[box(0, 40, 10, 50)]] },
  { id: 'east', title: 'east', polygons: [[box(10, 40, 20, 50)]] },
]);
const at = (lonDeg: number, latDeg: number, covarianceM2: readonly [number, number, number]) =>
  regionProbabilities(index, { longitudeRad: radians(lonDeg), latitudeRad: radians(latDeg), covarianceM2 });
const round = (sigmaM: number): readonly [number, number, number] => [sigmaM ** 2, 0, sigmaM ** 2];

/** Latitude, degrees, so many sigmas of 10 km south of the border. */
const south = (sigmas: number): number => 40 - (sigmas * 10_000) / 111_132;

const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

describe('regionProbabilities', () => {
  it('is certain far from every border', () => {
    expect(at(5, 45, round(10_000))).toEqual({
      unionProb: 1,
      regions: [
        { regionId: 'west', prob: 1 },
        { regionId: 'east', prob: 0 },
      ],
    });
    expect(at(-50, 45, round(10_000)).unionProb).toBe(0);
  });

  it('is one half each on a shared border, and one in the union', () => {
    const { unionProb, regions } = at(10, 45, round(20_000));
    expect(unionProb).toBeCloseTo(1, 6);
    for (const { prob } of regions) expect(Math.abs(prob - 0.5)).toBeLessThan(0.01);
  });

  it.each([-10, -6, -4, -3, -2, -1, 0, 0.5, 1, 2, 3, 4, 6, 10])(
    'follows the law %f sigma inside a straight border, in its tails as in its middle',
    (sigmas) => {
      const sigmaM = 10_000;
      const metresPerDegree = 111_132;
      const { unionProb } = at(5, 40 + (sigmas * sigmaM) / metresPerDegree, round(sigmaM));
      const outside = 0.98 * normalCdf(-Math.abs(sigmas)) + 0.02 * normalCdf(-Math.abs(sigmas) / 4);
      const found = sigmas > 0 ? 1 - unionProb : unionProb;
      expect(Math.abs(found - outside)).toBeLessThan(Math.min(0.012, 0.5 * outside + 1e-5));
    },
  );

  it('gives a border as far away as two in a hundred thousand its share, and none further out', () => {
    expect(beyondProb(FARTHEST_SIGMAS)).toBeCloseTo(1e-6, 9);
    expect(at(5, south(12), round(10_000)).unionProb).toBeGreaterThan(1e-6);
    expect(at(5, south(18), round(10_000)).unionProb).toBe(0);
  });

  it('turns with the ellipse', () => {
    // 30 km inside the southern border: along it the long axis does no harm, across it half of it is outside one sigma.
    const latDeg = 40 + 30_000 / 111_132;
    expect(at(5, latDeg, [30_000 ** 2, 0, 1000 ** 2]).unionProb).toBeGreaterThan(0.9999);
    expect(Math.abs(at(5, latDeg, [1000 ** 2, 0, 30_000 ** 2]).unionProb - 0.836)).toBeLessThan(0.012);
  });

  it('takes no spread at all as a point', () => {
    expect(at(9.999, 45, [0, 0, 0]).regions[0]?.prob).toBe(1);
    expect(at(10.001, 45, [0, 0, 0]).regions[0]?.prob).toBe(0);
  });

  it('keeps the union between the largest and the sum, near poles and with ellipses as large as a continent', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: 0, max: 5e6, noNaN: true }),
        fc.double({ min: 0, max: 5e6, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (lonDeg, latDeg, east, north, correlation) => {
          const { unionProb, regions } = at(lonDeg, latDeg, [
            east ** 2,
            correlation * east * north,
            north ** 2,
          ]);
          const probs = regions.map((each) => each.prob);
          expect(unionProb).toBeGreaterThanOrEqual(Math.max(...probs) - 1e-12);
          expect(unionProb).toBeLessThanOrEqual(
            Math.min(
              1,
              probs.reduce((sum, prob) => sum + prob, 0),
            ) + 1e-12,
          );
        },
      ),
      { numRuns: 200, seed: 11 },
    );
  });
});

describe('quasi-normal points', () => {
  it('have the moments of the normal law', () => {
    const points = quasiNormalPoints(512, 2);
    const u = points.filter((_, i) => i % 2 === 0);
    const v = points.filter((_, i) => i % 2 === 1);
    expect(Math.abs(mean(u))).toBeLessThan(0.01);
    expect(Math.abs(mean(v))).toBeLessThan(0.01);
    expect(Math.abs(mean(u.map((x) => x * x)) - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(v.map((x) => x * x)) - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(u.map((x, i) => x * (v[i] ?? 0))))).toBeLessThan(0.02);
  });
});
