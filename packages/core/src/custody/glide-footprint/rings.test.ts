import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapPi } from '../../foundation/index.ts';
import type { GroundOutline } from '../../messages/index.ts';
import { buildRegionIndex, groundDistanceM, groundPointAt, isInAnyRegion } from '../../physics/index.ts';
import { ringsOf } from './rings.ts';

/** Anticlockwise about a place. */
function circle(latitudeRad: number, longitudeRad: number, radiusM: number): GroundOutline {
  return Array.from({ length: 36 }, (_, k) => {
    const place = groundPointAt({ latitudeRad, longitudeRad }, -(k * Math.PI) / 18, radiusM);
    return [place.longitudeRad, place.latitudeRad] as const;
  });
}

it('are a region that holds what the outline does: anywhere, across the 180° meridian and round the poles', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1.57, max: 1.57, noNaN: true }),
      fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      fc.double({ min: 100_000, max: 3_000_000, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (latitudeRad, longitudeRad, radiusM, bearing, share) => {
        const centre = { latitudeRad, longitudeRad };
        const rings = ringsOf(circle(latitudeRad, longitudeRad, radiusM));
        for (const ring of rings) {
          for (const [longitude, latitude] of ring) {
            expect(Math.abs(longitude)).toBeLessThanOrEqual(Math.PI + 1e-12);
            expect(Math.abs(latitude)).toBeLessThanOrEqual(Math.PI / 2 + 1e-12);
          }
        }
        const index = buildRegionIndex([
          { id: 'area', title: 'area', polygons: rings.map((ring) => [ring]) },
        ]);
        const place = groundPointAt(centre, bearing, share * radiusM);
        // Near the outline, whose sides are straight in longitude and latitude, either may be; near a pole those sides stray far.
        const nearPole = Math.PI / 2 - Math.abs(place.latitudeRad) < 0.2;
        // Where a ring round a pole is cut, both sides may miss a place to the last digit.
        if (Math.abs(wrapPi(place.longitudeRad - longitudeRad)) < 1e-9) return;
        if (Math.abs(share - 1) < 0.25 || (nearPole && Math.abs(share - 1) < 0.6)) return;
        expect(isInAnyRegion(index, place.longitudeRad, place.latitudeRad)).toBe(share < 1);
      },
    ),
    { numRuns: 300 },
  );
});

it('are one where the outline stays on one side, two where it crosses 180°', () => {
  expect(ringsOf(circle(0.3, 1, 500_000))).toHaveLength(1);
  const two = ringsOf(circle(0.3, 3.1, 900_000));
  expect(two).toHaveLength(2);
  expect(two.flat().some(([longitude]) => longitude === Math.PI)).toBe(true);
  expect(two.flat().some(([longitude]) => longitude === -Math.PI)).toBe(true);
});

it('keep the corners of a plain outline', () => {
  const outline = circle(0.5, -1, 400_000);
  const [ring] = ringsOf(outline);
  outline.forEach(([longitude, latitude], k) => {
    expect(wrapPi(ring![k]![0] - longitude)).toBeCloseTo(0, 12);
    expect(ring![k]![1]).toBe(latitude);
    expect(
      groundDistanceM(
        { latitudeRad: 0.5, longitudeRad: -1 },
        { latitudeRad: latitude, longitudeRad: longitude },
      ),
    ).toBeCloseTo(400_000, -3);
  });
});
