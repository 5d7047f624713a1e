import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { groundDistanceM } from '../../physics/index.ts';
import { groundMoments, groundOffsetM, heldWithin, movedOnGround } from './ground-moments.ts';

const place = fc.record({
  latitudeRad: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  longitudeRad: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
});
const metres = fc.double({ min: -2e6, max: 2e6, noNaN: true });

describe('moments on the ground', () => {
  it('are those of what was laid out: centre and covariance of an even cross, at any place', () => {
    fc.assert(
      fc.property(place, (centre) => {
        const arms = [
          [30_000, 0],
          [-30_000, 0],
          [0, 10_000],
          [0, -10_000],
        ] as const;
        const places = arms.map(([east, north]) => movedOnGround(centre, east, north));
        const found = groundMoments(places, [1, 1, 1, 1]);
        expect(groundDistanceM(found.centre, centre)).toBeLessThan(300);
        expect(found.covarianceM2[0] / 4.5e8).toBeCloseTo(1, 1);
        expect(found.covarianceM2[2] / 5e7).toBeCloseTo(1, 1);
        expect(Math.abs(found.covarianceM2[1])).toBeLessThan(2e7);
      }),
      { numRuns: 50 },
    );
  });

  it('weigh places, across the date line too', () => {
    const west = { latitudeRad: 0.2, longitudeRad: radians(179.9) };
    const east = { latitudeRad: 0.2, longitudeRad: radians(-179.9) };
    const found = groundMoments([west, east], [3, 1]);
    expect(found.centre.longitudeRad).toBeCloseTo(radians(179.95), 4);
  });

  it('say within how many squared sigmas half and nine tenths of the weight lie', () => {
    const centre = { latitudeRad: 0.5, longitudeRad: 1 };
    const places = Array.from({ length: 100 }, (_, k) => movedOnGround(centre, 1_000 * (k + 0.5), 0));
    const moments = { centre, covarianceM2: [1e8, 0, 1e8] as const };
    const even = heldWithin(
      places,
      places.map(() => 1),
      moments,
    );
    expect(even.half).toBeCloseTo(24.5, 0);
    expect(even.nineTenths).toBeCloseTo(80, 0);
    const inner = heldWithin(
      places,
      places.map((_, k) => (k < 10 ? 1 : 0)),
      moments,
    );
    expect(inner.nineTenths).toBeLessThan(1);
  });

  it('offsets and moves undo one another', () => {
    fc.assert(
      fc.property(place, metres, metres, (from, east, north) => {
        const [e, n] = groundOffsetM(from, movedOnGround(from, east, north));
        expect(Math.hypot(e - east, n - north)).toBeLessThan(50 + 0.005 * Math.hypot(east, north));
      }),
      { numRuns: 100 },
    );
  });
});
