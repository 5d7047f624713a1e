import { describe, expect, test } from 'vitest';
import { RandomStream, radians } from '../../foundation/index.ts';
import { bandDensityRatio, latitudeDensityRatio, sampledBandDensityRatio } from './latitude-density.ts';

function around(latitudeDeg: number): [south: number, north: number] {
  return [radians(latitudeDeg - 0.5), radians(latitudeDeg + 0.5)];
}

describe('satellites bunch towards the latitude of their inclination', () => {
  test.each([
    [40, 45],
    [40, 90],
    [0, 45],
  ])(
    'at %f degrees and inclination %f a count agrees with the closed form within 3 %%',
    (latitudeDeg, inclinationDeg) => {
      const inclinationRad = radians(inclinationDeg);
      const counted = sampledBandDensityRatio(
        ...around(latitudeDeg),
        inclinationRad,
        new RandomStream(2026, 'latitude-density'),
        1_000_000,
      );
      expect(Math.abs(counted / latitudeDensityRatio(radians(latitudeDeg), inclinationRad) - 1)).toBeLessThan(
        0.03,
      );
    },
  );

  test('a narrow band has the density of its middle; at the inclination itself the band stays finite', () => {
    expect(bandDensityRatio(...around(20), radians(45))).toBeCloseTo(
      latitudeDensityRatio(radians(20), radians(45)),
      3,
    );
    expect(latitudeDensityRatio(radians(45), radians(45))).toBe(Number.POSITIVE_INFINITY);
    const atInclination = bandDensityRatio(...around(45), radians(45));
    expect(atInclination).toBeGreaterThan(5);
    expect(atInclination).toBeLessThan(10);
  });

  test('nothing flies beyond the inclination, and the whole sphere has ratio 1', () => {
    expect(latitudeDensityRatio(radians(50), radians(45))).toBe(0);
    expect(bandDensityRatio(-Math.PI / 2, Math.PI / 2, radians(45))).toBeCloseTo(1, 12);
  });
});
