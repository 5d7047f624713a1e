/** Times are microseconds of the wall clock since 1970; days, months and years are those of UTC, which has no leap seconds here. */
export interface Span {
  readonly fromUs: number;
  /** The first moment that no longer belongs to it. */
  readonly toUs: number;
}

export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export const MINUTE_US: number = 60_000_000;
const MONTHS: Readonly<Record<Period, number>> = { month: 1, quarter: 3, year: 12 };

/** The whole period of the calendar that a moment lies in. */
export function periodAt(period: Period, atUs: number): Span {
  const at = new Date(Math.floor(atUs / 1000));
  const months = MONTHS[period];
  const first = Math.floor(at.getUTCMonth() / months) * months;
  return {
    fromUs: Date.UTC(at.getUTCFullYear(), first) * 1000,
    toUs: Date.UTC(at.getUTCFullYear(), first + months) * 1000,
  };
}

/** So many years after a day; from 29 February to 1 March in a year that has none. */
export function yearsLater(fromUs: number, years: number): number {
  const from = new Date(Math.floor(fromUs / 1000));
  return (
    Date.UTC(
      from.getUTCFullYear() + years,
      from.getUTCMonth(),
      from.getUTCDate(),
      from.getUTCHours(),
      from.getUTCMinutes(),
      from.getUTCSeconds(),
    ) * 1000
  );
}

/** Whole years that have passed since a day: 0 in the first one, below 0 before it. */
export function yearsSince(fromUs: number, atUs: number): number {
  let years = new Date(Math.floor(atUs / 1000)).getUTCFullYear() - new Date(fromUs / 1000).getUTCFullYear();
  while (yearsLater(fromUs, years) > atUs) years--;
  while (yearsLater(fromUs, years + 1) <= atUs) years++;
  return years;
}

export function dayUs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) * 1000;
}

export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return Number.isFinite(at.getTime()) && at.toISOString().startsWith(text);
}

export function isoOf(atUs: number): string {
  return new Date(Math.floor(atUs / 1000)).toISOString();
}

/** What two spans share; null when they do not meet. */
export function sharedSpan(a: Span, b: Span): Span | null {
  const both = { fromUs: Math.max(a.fromUs, b.fromUs), toUs: Math.min(a.toUs, b.toUs) };
  return both.fromUs < both.toUs ? both : null;
}

export function lengthUs({ fromUs, toUs }: Span): number {
  return toUs - fromUs;
}
