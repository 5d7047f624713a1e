import { describe, expect, test } from 'vitest';
import { degrees, radians } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../earth.ts';
import { circularPeriodS, circularRates, twoBodyRates } from './circular-orbit.ts';

describe('secular J2 rates of a circular orbit', () => {
  test('at 700 km and 98.19 degrees the node follows the Sun, +0.9856 degrees a day', () => {
    const perDay = degrees(circularRates(700_000, radians(98.19)).nodeRadPerS) * 86_400;
    expect(perDay).toBeCloseTo(0.9856, 3);
  });

  test.each([
    ['A8a', 550_000, 53, -4.48919],
    ['A8b', 600_000, 97.79, 0.98594],
  ])(
    'published node rate %s: %i m, %f degrees, %f degrees a day',
    (_, altitudeM, inclinationDeg, degPerDay) => {
      const perDay = degrees(circularRates(altitudeM, radians(inclinationDeg)).nodeRadPerS) * 86_400;
      expect(Math.abs(perDay - degPerDay)).toBeLessThan(1e-5);
    },
  );

  test('the node moves west in prograde orbits, stands over the poles', () => {
    expect(circularRates(550_000, radians(53)).nodeRadPerS).toBeLessThan(0);
    expect(circularRates(1_000_000, radians(90)).nodeRadPerS).toBeCloseTo(0, 20);
  });

  test('at sin² i = 3/4 J2 leaves the nodal period alone: 2 - 2.5 (3/4) + 1 - 1.5 (3/4) = 0', () => {
    const radiusM = EARTH_EQUATORIAL_RADIUS_M + 800_000;
    const rates = circularRates(800_000, radians(60));
    expect(rates.argumentOfLatitudeRadPerS).toBeCloseTo(twoBodyRates(radiusM).argumentOfLatitudeRadPerS, 15);
  });
});

test('the geostationary radius has the sidereal day', () => {
  expect(circularPeriodS(42_164_170)).toBeCloseTo(86_164.1, 0);
});
