import fc from 'fast-check';
import { expect, test } from 'vitest';
import { present } from './assert.ts';
import { isoFromJulianDate, isoUtc, julianDateFromIso, usFromS } from './time.ts';

test.each([
  ['2026-07-24T00:00:00Z', 0, '2026-07-24T00:00:00.000000Z'],
  ['2026-07-24T23:59:59.999999Z', 1, '2026-07-25T00:00:00.000000Z'],
  ['2026-07-24T00:00:00Z', -1, '2026-07-23T23:59:59.999999Z'],
  ['2027-01-01T00:00:00Z', usFromS(86_400.25), '2027-01-02T00:00:00.250000Z'],
  ['1999-12-31T12:00:00.1234567Z', 0, '1999-12-31T12:00:00.123457Z'],
])('%s and %i microseconds are %s', (iso, offsetUs, expected) => {
  expect(isoUtc(present(julianDateFromIso(iso)), offsetUs)).toBe(expected);
});

test('an instant is read back as it was written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2_436_000, max: 2_470_000 }),
      fc.integer({ min: 0, max: 86_399_999_999 }),
      (day, us) => {
        const text = isoUtc({ dayJd: day + 0.5, dayShare: 0 }, us);
        expect(isoUtc(present(julianDateFromIso(text)))).toBe(text);
      },
    ),
  );
});

test.each(['2026-07-24T00:00:00Z', '1999-12-31T23:59:59Z', '2026-07-24T12:34:56.789000Z'])(
  'the instant %s is written as it was read',
  (iso) => {
    const read = julianDateFromIso(iso);
    expect(read === null ? null : isoFromJulianDate(read)).toBe(iso);
  },
);

test('noon of the first day of 2000 is Julian day 2,451,545', () => {
  expect(isoFromJulianDate({ dayJd: 2_451_544.5, dayShare: 0.5 })).toBe('2000-01-01T12:00:00Z');
});
