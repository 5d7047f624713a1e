import { expect, test } from 'vitest';
import { isoFromJulianDate, julianDateFromIso } from './time.ts';

test.each(['2026-07-24T00:00:00Z', '1999-12-31T23:59:59Z', '2026-07-24T12:34:56.789Z'])(
  'the instant %s is written as it was read',
  (iso) => {
    const read = julianDateFromIso(iso);
    expect(read === null ? null : isoFromJulianDate(read)).toBe(iso);
  },
);

test('noon of the first day of 2000 is Julian day 2,451,545', () => {
  expect(isoFromJulianDate({ dayJd: 2_451_544.5, dayShare: 0.5 })).toBe('2000-01-01T12:00:00Z');
});
