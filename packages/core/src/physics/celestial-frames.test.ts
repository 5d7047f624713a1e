import { describe, expect, test } from 'vitest';
import { inverse, julianDateFromIso, position, radians, rotate, usFromS } from '../foundation/index.ts';
import type { JulianDate, Position } from '../foundation/index.ts';
import { gcrfFromInertial, gcrfFromTeme, inertialFromTeme, itrfFromTeme } from './celestial-frames.ts';
import type { EarthOrientation } from './celestial-frames.ts';
import { earthRotationFrom, itrfFromInertial } from './earth-rotation.ts';

function at(iso: string): JulianDate {
  const date = julianDateFromIso(iso);
  if (date === null) throw new Error(iso);
  return date;
}

function apartM<F extends 'gcrf' | 'itrf' | 'inertial' | 'teme'>(a: Position<F>, b: Position<F>): number {
  return Math.hypot(a.xM - b.xM, a.yM - b.yM, a.zM - b.zM);
}

const arcseconds = (value: number): number => radians(value / 3600);

/** Published values of 2004 April 6 (EOP C04 as in [Vallado-2006] appendix C). */
const ORIENTATION: EarthOrientation = {
  ut1MinusUtcS: -0.4399619,
  polarMotionXRad: arcseconds(-0.140682),
  polarMotionYRad: arcseconds(0.333309),
  dPsiRad: arcseconds(-0.052195),
  dEpsilonRad: arcseconds(-0.003875),
};
const UTC = at('2004-04-06T07:51:28.386009Z');
const TEME = position('teme', 5_094_180.1621, 6_127_644.6595, 6_380_344.5327);
const ITRF = position('itrf', -1_033_479.383, 7_901_295.2754, 6_380_356.5958);
const GCRF = position('gcrf', 5_102_508.9579, 6_123_011.4007, 6_378_136.9282);

describe('the published LEO state', () => {
  test('TEME to Earth-fixed within a centimetre', () => {
    expect(apartM(rotate(itrfFromTeme(UTC, ORIENTATION), TEME), ITRF)).toBeLessThan(0.01);
  });

  test('Earth-fixed to GCRF within a centimetre', () => {
    const teme = rotate(inverse(itrfFromTeme(UTC, ORIENTATION)), ITRF);
    expect(apartM(rotate(gcrfFromTeme(UTC, ORIENTATION), teme), GCRF)).toBeLessThan(0.01);
  });

  test('without nutation corrections the error is about a metre, as stated', () => {
    const teme = rotate(inverse(itrfFromTeme(UTC, ORIENTATION)), ITRF);
    const uncorrected = { ...ORIENTATION, dPsiRad: 0, dEpsilonRad: 0 };
    const errorM = apartM(rotate(gcrfFromTeme(UTC, uncorrected), teme), GCRF);
    expect(errorM).toBeGreaterThan(0.3);
    expect(errorM).toBeLessThan(2);
  });
});

/** The geostationary state of [Vallado-2006b] (AAS 06-134), 2004 June 1, with its Earth orientation; GCRF by IAU 1976/1980 with corrections. */
const GEO_ORIENTATION: EarthOrientation = {
  ut1MinusUtcS: -0.470905,
  polarMotionXRad: arcseconds(-0.083853),
  polarMotionYRad: arcseconds(0.467217),
  dPsiRad: arcseconds(-0.053614),
  dEpsilonRad: arcseconds(-0.004494),
};
const GEO_UTC = at('2004-06-01T00:00:00Z');
const GEO_ITRF = position('itrf', 24_796_919.2915, -34_115_870.9234, 10_226.0621);
const GEO_GCRF = position('gcrf', -40_588_150.3649, -11_462_167.0282, 27_143.2028);

function geoGcrf(orientation: EarthOrientation): Position<'gcrf'> {
  const teme = rotate(inverse(itrfFromTeme(GEO_UTC, orientation)), GEO_ITRF);
  return rotate(gcrfFromTeme(GEO_UTC, orientation), teme);
}

describe('the published GEO state', () => {
  test('Earth-fixed to GCRF within a decimetre', () => {
    expect(apartM(geoGcrf(GEO_ORIENTATION), GEO_GCRF)).toBeLessThan(0.1);
  });

  test('without nutation corrections the error is some metres at that distance', () => {
    const errorM = apartM(geoGcrf({ ...GEO_ORIENTATION, dPsiRad: 0, dEpsilonRad: 0 }), GEO_GCRF);
    expect(errorM).toBeGreaterThan(3);
    expect(errorM).toBeLessThan(6);
  });
});

describe('the working frame', () => {
  const epoch = at('2026-07-24T00:00:00Z');
  const earth = earthRotationFrom(epoch);

  test('is TEME at the epoch', () => {
    const point = rotate(inertialFromTeme(earth, epoch, 0), TEME);
    expect(Math.hypot(point.xM - TEME.xM, point.yM - TEME.yM, point.zM - TEME.zM)).toBeLessThan(1e-6);
  });

  test.each([0, 5400, 86_400])('gives the same Earth-fixed place as TEME of date after %i s', (afterS) => {
    const atUs = usFromS(afterS);
    const date = { dayJd: epoch.dayJd + Math.floor(afterS / 86_400), dayShare: (afterS % 86_400) / 86_400 };
    const direct = rotate(itrfFromTeme(date), TEME);
    const through = rotate(itrfFromInertial(earth, atUs), rotate(inertialFromTeme(earth, epoch, atUs), TEME));
    expect(apartM(direct, through)).toBeLessThan(1e-3);
  });

  test('lies where TEME lies in GCRF, whatever the time since the epoch', () => {
    const atUs = usFromS(5400);
    const date = at('2026-07-24T01:30:00Z');
    const through = rotate(
      gcrfFromInertial(earth, epoch, atUs),
      rotate(inertialFromTeme(earth, epoch, atUs), TEME),
    );
    expect(apartM(through, rotate(gcrfFromTeme(date), TEME))).toBeLessThan(1e-3);
  });

  test('drifts by less than half a metre an hour against the celestial axes', () => {
    const point = position('inertial', 5_094_180.1621, 6_127_644.6595, 6_380_344.5327);
    const before = rotate(gcrfFromInertial(earth, epoch, 0), point);
    const after = rotate(gcrfFromInertial(earth, epoch, usFromS(3600)), point);
    expect(apartM(before, after)).toBeLessThan(0.5);
  });
});

test('axes of J2000 taken for axes of date would be tens of kilometres off', () => {
  const wrong = rotate(gcrfFromTeme(at('2026-07-24T00:00:00Z')), TEME);
  const errorM = Math.hypot(wrong.xM - TEME.xM, wrong.yM - TEME.yM, wrong.zM - TEME.zM);
  expect(errorM).toBeGreaterThan(30_000);
  expect(errorM).toBeLessThan(70_000);
});
