import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { degrees, radians } from '../foundation/index.ts';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_POLAR_RADIUS_M,
  geodeticFromItrf,
  itrfFromGeodeticInto,
} from './earth.ts';
import type { Geodetic } from './earth.ts';

function roundTrip(place: Geodetic): Geodetic {
  const out = new Float64Array(3);
  itrfFromGeodeticInto(out, 0, place);
  return geodeticFromItrf(out[0]!, out[1]!, out[2]!);
}

/** Whether a place comes back to 1e-9 rad and 1 mm; longitudes compared as turns: at 180 degrees both signs are right, at the poles all are. */
function comesBack(place: Geodetic): boolean {
  const back = roundTrip(place);
  const east = Math.cos(place.latitudeRad) * Math.sin((back.longitudeRad - place.longitudeRad) / 2);
  return (
    Math.abs(back.latitudeRad - place.latitudeRad) < 1e-9 &&
    Math.abs(back.heightM - place.heightM) < 1e-3 &&
    Math.abs(east) < 1e-9
  );
}

describe('geodetic places', () => {
  test('come back from Earth-fixed coordinates', () => {
    const place = fc.record({
      latitudeRad: fc.double({ min: -Math.PI / 2, max: Math.PI / 2, noNaN: true }),
      longitudeRad: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      heightM: fc.double({ min: -10_000, max: 36_000_000, noNaN: true }),
    });
    fc.assert(
      fc.property(place, (each) => {
        expect(comesBack(each)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [90, 0],
    [-90, 0],
    [90, 120],
    [0, 180],
    [0, -180],
    [45, 180],
    [-89.999_999, -180],
    [0, 0],
  ])('at latitude %f, longitude %f', (latitudeDeg, longitudeDeg) => {
    for (const heightM of [-500, 0, 1_000_000, 35_786_000]) {
      expect(
        comesBack({ latitudeRad: radians(latitudeDeg), longitudeRad: radians(longitudeDeg), heightM }),
      ).toBe(true);
    }
  });

  test('on the axis the longitude is 0, and the height counts from the polar radius', () => {
    const { latitudeRad, longitudeRad, heightM } = geodeticFromItrf(0, 0, -EARTH_POLAR_RADIUS_M - 1000);
    expect(degrees(latitudeRad)).toBeCloseTo(-90, 12);
    expect(longitudeRad).toBe(0);
    expect(heightM).toBeCloseTo(1000, 6);
  });

  test('[Vallado-2013] example 3-3: 34.352496 degrees north, 46.4464 east, 5085.22 km', () => {
    const place = geodeticFromItrf(6_524_834, 6_862_875, 6_448_296);
    expect(degrees(place.latitudeRad)).toBeCloseTo(34.352_496, 5);
    expect(degrees(place.longitudeRad)).toBeCloseTo(46.4464, 4);
    expect(place.heightM / 1000).toBeCloseTo(5085.22, 2);
  });

  test('the semi-axes are those of WGS 84', () => {
    expect(EARTH_EQUATORIAL_RADIUS_M).toBe(6_378_137);
    expect(EARTH_POLAR_RADIUS_M).toBeCloseTo(6_356_752.3142, 4);
  });
});
