import { describe, expect, test } from 'vitest';
import { degrees, julianDateAfter, julianDateFromIso, usFromS, wrapPi } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import {
  earthAngleRad,
  earthRotationFrom,
  greenwichMeanSiderealTimeRad,
  itrfFromInertial,
} from './earth-rotation.ts';

function at(iso: string): JulianDate {
  const date = julianDateFromIso(iso);
  if (date === null) throw new Error(iso);
  return date;
}

describe('Greenwich mean sidereal time', () => {
  test('[Vallado-2013] example 3-5: 152.578 788 degrees on 1992 August 20, 12:14', () => {
    const angleRad = greenwichMeanSiderealTimeRad(at('1992-08-20T12:14:00Z'));
    expect(degrees(angleRad)).toBeCloseTo(152.578_788, 6);
  });

  test('is 18 h 41 min 50.54841 s at J2000, the constant of its definition', () => {
    const seconds = (degrees(greenwichMeanSiderealTimeRad(at('2000-01-01T12:00:00Z'))) * 86_400) / 360;
    expect(seconds).toBeCloseTo(18 * 3600 + 41 * 60 + 50.54841, 6);
  });

  test('a day later it is 3 min 56.555 s further on', () => {
    const today = greenwichMeanSiderealTimeRad(at('2026-07-24T00:00:00Z'));
    const tomorrow = greenwichMeanSiderealTimeRad(at('2026-07-25T00:00:00Z'));
    expect((degrees(wrapPi(tomorrow - today)) * 86_400) / 360).toBeCloseTo(236.555, 3);
  });
});

describe('the working frame', () => {
  const epoch = at('2026-07-24T00:00:00Z');
  const earth = earthRotationFrom(epoch);

  test('turns the Earth as sidereal time does, but for precession: 0.6 microradians in a day', () => {
    for (const s of [0, 3600, 86_400]) {
      const sidereal = greenwichMeanSiderealTimeRad(julianDateAfter(epoch, s));
      const differenceRad = wrapPi(earthAngleRad(earth, usFromS(s)) - sidereal);
      expect(Math.abs(differenceRad)).toBeLessThan(7.1e-12 * s + 1e-9);
    }
  });

  test('the Greenwich meridian lies on the Earth-fixed x axis', () => {
    const atUs = usFromS(1234.5);
    const angleRad = earthAngleRad(earth, atUs);
    const m = itrfFromInertial(earth, atUs).rowMajor;
    expect(m[0]! * Math.cos(angleRad) + m[1]! * Math.sin(angleRad)).toBeCloseTo(1, 14);
    expect(m[3]! * Math.cos(angleRad) + m[4]! * Math.sin(angleRad)).toBeCloseTo(0, 14);
    expect(m[8]).toBe(1);
  });
});
