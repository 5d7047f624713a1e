import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capShare, latitudeDensityRatio } from '../../coverage/index.ts';
import { RandomStream, TWO_PI, radians } from '../../foundation/index.ts';
import { orbitInCapShare } from './bunching.ts';

/** The same by counting random satellites, with four standard errors. */
function counted(latitude: number, inclination: number, angle: number, draws: number, stream: RandomStream) {
  let inside = 0;
  for (let draw = 0; draw < draws; draw++) {
    const u = TWO_PI * stream.uniform(draw, 0);
    const node = TWO_PI * stream.uniform(draw, 1);
    const x = Math.cos(u) * Math.cos(node) - Math.sin(u) * Math.cos(inclination) * Math.sin(node);
    const z = Math.sin(u) * Math.sin(inclination);
    if (x * Math.cos(latitude) + z * Math.sin(latitude) >= Math.cos(angle)) inside += 1;
  }
  const share = inside / draws;
  return { share, error: 4 * Math.sqrt((share * (1 - share)) / draws) + 4 / draws };
}

test.each([
  [40, 90, 5],
  [40, 45, 5],
  [45, 45, 5],
  [48, 45, 5],
  [90, 90, 5],
  [88, 90, 5],
  [0, 0, 5],
  [0, 0.5, 5],
  [-30, 130, 20],
  [10, 60, 100],
  [80, 40, 60],
])('at latitude %f, inclination %f, angle %f a count agrees', (latitude, inclination, angle) => {
  const args = [radians(latitude), radians(inclination), radians(angle)] as const;
  const { share, error } = counted(...args, 200_000, new RandomStream(2026, 'orbit-in-cap'));
  expect(Math.abs(orbitInCapShare(...args) - share)).toBeLessThan(error);
});

test('a small cap away from the inclination has the density of its latitude', () => {
  const angle = radians(0.5);
  const ratio = orbitInCapShare(radians(40), radians(90), angle) / capShare(angle);
  expect(ratio).toBeCloseTo(latitudeDensityRatio(radians(40), radians(90)), 4);
});

test('it grows with the cap, is the same on both sides of the equator, and averages to the cap over the sphere', () => {
  const angle = fc.double({ min: 0, max: 3.1, noNaN: true });
  const latitude = fc.double({ min: -1.57, max: 1.57, noNaN: true });
  fc.assert(
    fc.property(
      latitude,
      fc.double({ min: 0, max: 3.14, noNaN: true }),
      angle,
      angle,
      (at, inclination, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(orbitInCapShare(at, inclination, more)).toBeGreaterThanOrEqual(
          orbitInCapShare(at, inclination, less) - 1e-4,
        );
        expect(orbitInCapShare(-at, inclination, more)).toBe(orbitInCapShare(at, inclination, more));
      },
    ),
  );
  let sum = 0;
  const rows = 2000;
  for (let row = 0; row < rows; row++) {
    sum += orbitInCapShare(Math.asin((2 * row + 1) / rows - 1), radians(50), radians(8)) / rows;
  }
  expect(sum).toBeCloseTo(capShare(radians(8)), 5);
});

test('nothing comes near beyond the inclination, nor with no reach', () => {
  expect(orbitInCapShare(radians(60), radians(45), radians(5))).toBe(0);
  expect(orbitInCapShare(radians(40), radians(45), 0)).toBe(0);
  expect(orbitInCapShare(radians(40), radians(45), Math.PI)).toBeCloseTo(1, 3);
});
