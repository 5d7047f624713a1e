import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itrfFromGeodeticInto } from '../earth.ts';
import { groundBelow } from './ground-below.ts';

test('a place at any height is above itself, however far the Earth has turned', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 3_000_000, noNaN: true }),
      fc.double({ min: 0, max: 6, noNaN: true }),
      (latitudeRad, longitudeRad, heightM, meridianRad) => {
        const itrf = new Float64Array(3);
        itrfFromGeodeticInto(itrf, 0, { latitudeRad, longitudeRad, heightM });
        const [cosine, sine] = [Math.cos(meridianRad), Math.sin(meridianRad)];
        const inertial = [cosine * itrf[0]! - sine * itrf[1]!, sine * itrf[0]! + cosine * itrf[1]!, itrf[2]!];
        const below = groundBelow(inertial, meridianRad);
        expect(below.latitudeRad).toBeCloseTo(latitudeRad, 9);
        expect(below.longitudeRad).toBeCloseTo(longitudeRad, 9);
      },
    ),
  );
});
