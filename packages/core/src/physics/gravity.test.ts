import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M, EARTH_ROTATION_RAD_PER_S } from './earth.ts';
import { gravityInto, gravityPotentialM2PerS2 } from './gravity.ts';
import type { ZonalDegree } from './gravity.ts';

const coordinate = fc.double({ min: -9e6, max: 9e6, noNaN: true });

describe('gravity', () => {
  it.each([2, 4] as const)('is the downhill slope of the potential, degree %i', (degree: ZonalDegree) => {
    const out = new Float64Array(3);
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, (x, y, z) => {
        fc.pre(x * x + y * y + z * z > 6.3e6 ** 2);
        gravityInto(out, x, y, z, degree);
        const h = 100;
        const slope = [
          gravityPotentialM2PerS2(x + h, y, z, degree) - gravityPotentialM2PerS2(x - h, y, z, degree),
          gravityPotentialM2PerS2(x, y + h, z, degree) - gravityPotentialM2PerS2(x, y - h, z, degree),
          gravityPotentialM2PerS2(x, y, z + h, degree) - gravityPotentialM2PerS2(x, y, z - h, degree),
        ];
        for (let i = 0; i < 3; i++) expect(Math.abs(out[i]! + slope[i]! / (2 * h))).toBeLessThan(3e-8);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the WGS 84 normal gravity at equator and pole within 5e-5 m/s² ([NIMA-TR8350.2] table 3.4)', () => {
    const out = new Float64Array(3);
    gravityInto(out, EARTH_EQUATORIAL_RADIUS_M, 0, 0, 4);
    const centrifugal = EARTH_ROTATION_RAD_PER_S ** 2 * EARTH_EQUATORIAL_RADIUS_M;
    expect(Math.abs(-out[0]! - centrifugal - 9.7803253359)).toBeLessThan(5e-5);
    let poles = 0;
    gravityInto(out, 0, 0, EARTH_POLAR_RADIUS_M, 4);
    poles -= out[2]! / 2;
    gravityInto(out, 0, 0, -EARTH_POLAR_RADIUS_M, 4);
    poles += out[2]! / 2;
    expect(Math.abs(poles - 9.8321849378)).toBeLessThan(5e-5);
  });
});
