import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coneEdgesInto, coneOf } from './cone-edges.ts';

test('the edges of a cone part the places less far off nadir from the others', () => {
  const lengthM = fc.double({ min: 6.4e6, max: 9e6, noNaN: true });
  const angle = fc.double({ min: 0, max: Math.PI, noNaN: true });
  const cone = fc.oneof(fc.constantFrom(0, Math.PI), angle);
  fc.assert(
    fc.property(lengthM, lengthM, angle, cone, (radiusM, targetM, centralRad, offNadirRad) => {
      const x = targetM * Math.sin(centralRad);
      const z = targetM * Math.cos(centralRad);
      if (Math.hypot(x, radiusM - z) < 1000) return; // Where the two all but coincide there is no direction.
      const seenRad = Math.atan2(x, radiusM - z);
      // Products of lengths are rounded to some hundredths of a square metre: a metre beside the edge is told from it, a centimetre is not.
      const besideM = Math.abs(seenRad - offNadirRad) * Math.hypot(x, radiusM - z);
      if (Math.abs(seenRad - offNadirRad) < 1e-6 || besideM < 1) return;
      const edges = { near: 0, far: 0 };
      coneEdgesInto(edges, coneOf(offNadirRad), radiusM * radiusM, targetM * targetM);
      const product = radiusM * z;
      expect(product >= edges.near || product <= edges.far).toBe(seenRad < offNadirRad);
    }),
    { numRuns: 2000 },
  );
});
