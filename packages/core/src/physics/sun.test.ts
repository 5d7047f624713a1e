import { expect, test } from 'vitest';
import { degrees, julianDateFromIso } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import { sunDirectionInto } from './sun.ts';

function at(iso: string): JulianDate {
  const date = julianDateFromIso(iso);
  if (date === null) throw new Error(iso);
  return date;
}

function directionAt(iso: string): Float64Array {
  const out = new Float64Array(3);
  sunDirectionInto(out, at(iso));
  return out;
}

test('2006 April 2: the direction of [Vallado-2013] example 5-1', () => {
  const km = [146_186_212, 28_788_976, 12_481_064];
  const rangeKm = Math.hypot(...km);
  directionAt('2006-04-02T00:00:00Z').forEach((value, axis) =>
    expect(value).toBeCloseTo(km[axis]! / rangeKm, 5),
  );
});

test.each([
  ['2026-03-20T14:46:00Z', 0],
  ['2026-06-21T08:24:00Z', 23.436],
  ['2026-09-23T00:05:00Z', 0],
  ['2026-12-21T20:50:00Z', -23.436],
])('declination at the published equinox or solstice %s is %f degrees', (iso, declinationDeg) => {
  expect(Math.abs(degrees(Math.asin(directionAt(iso)[2]!)) - declinationDeg)).toBeLessThan(0.015);
});

test('it is a unit vector', () => {
  expect(Math.hypot(...directionAt('2040-01-01T12:00:00Z'))).toBeCloseTo(1, 12);
});
