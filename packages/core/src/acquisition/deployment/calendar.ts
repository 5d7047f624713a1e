import {
  daysBetween,
  isoFromJulianDate,
  julianDateAfter,
  julianDateFromIso,
  present,
} from '../../foundation/index.ts';
import type { JulianDate } from '../../foundation/index.ts';
import { fiscalYearOf } from '../money/fiscal-year.ts';

const DAY_S = 86_400;

/** Midnight UTC of a date such as `2029-03-01`; null when it is none. */
function midnightOf(date: string): JulianDate | null {
  return julianDateFromIso(`${date}T00:00:00Z`);
}

/** Is it a date of the calendar, `2029-03-01`? */
export function isDate(date: string): boolean {
  return midnightOf(date) !== null;
}

/** Whole days from one date to another; both are dates. */
export function daysFromTo(from: string, to: string): number {
  return Math.round(daysBetween(present(midnightOf(from)), present(midnightOf(to))));
}

/** The date so many days after another; a part of a day counts for nothing. */
export function dateAfter(date: string, days: number): string {
  return isoFromJulianDate(julianDateAfter(present(midnightOf(date)), Math.floor(days) * DAY_S)).slice(0, 10);
}

/** The date so many calendar months after another, on the same day of the month, or on its last. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
  const same = dateAfter(first, day - 1);
  return same.slice(0, 7) === first.slice(0, 7) ? same : dateAfter(`${same.slice(0, 7)}-01`, -1);
}

/** Fiscal year of a date. */
export function fiscalYearOfDate(date: string): number {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return fiscalYearOf(year, month);
}

/** Last day of a fiscal year. */
export function fiscalYearEnd(fiscalYear: number): string {
  return `${String(fiscalYear).padStart(4, '0')}-09-30`;
}
