import { expect, it } from 'vitest';
import { dateAfter, daysFromTo, fiscalYearEnd, fiscalYearOfDate, isDate, monthsAfter } from './calendar.ts';

it('counts days and months of the calendar', () => {
  expect(daysFromTo('2027-01-01', '2028-01-01')).toBe(365);
  expect(daysFromTo('2028-02-28', '2028-03-01')).toBe(2);
  expect(dateAfter('2028-02-28', 2)).toBe('2028-03-01');
  expect(dateAfter('2028-02-28', 1.9)).toBe('2028-02-29');
  expect(monthsAfter('2027-01-31', 1)).toBe('2027-02-28');
  expect(monthsAfter('2027-11-15', 14)).toBe('2029-01-15');
  expect(monthsAfter('2027-12-31', 12)).toBe('2028-12-31');
});

it('knows a date from what is none', () => {
  expect(['2027-01-31', '2028-02-29'].every(isDate)).toBe(true);
  expect(['2027-02-29', '2027-13-01', '2027-1-1', 'soon'].some(isDate)).toBe(false);
});

it('begins a fiscal year in October', () => {
  expect(fiscalYearOfDate('2028-09-30')).toBe(2028);
  expect(fiscalYearOfDate('2028-10-01')).toBe(2029);
  expect(fiscalYearOfDate(fiscalYearEnd(2031))).toBe(2031);
});
