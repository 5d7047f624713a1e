import { assert, present } from '../../foundation/index.ts';

/** Days of a year, mean of the calendar. */
export const YEAR_DAYS = 365.25;

/** What limits how often one buyer's launches fly. */
export interface CadenceLimits {
  readonly pads: number;
  readonly padLaunchesPerYear: number;
  readonly boosters: number;
  readonly turnaroundDays: number;
  /** Launches of the contract in each year from the first launch on; the last holds for all later ones. */
  readonly capPerYear: readonly number[];
  /** Of them, flown for others. */
  readonly competingPerYear: number;
}

/** Which limit is the lowest in a year of launches. */
export type CadenceLimit = 'pads' | 'boosters' | 'contract';

/** Launches a year in each year of launches, and what limits them: the least of pads, boosters and contract. */
export function launchRates(
  limits: CadenceLimits,
): readonly { readonly perYear: number; readonly limit: CadenceLimit }[] {
  const byPads = limits.pads * limits.padLaunchesPerYear;
  const byBoosters = (limits.boosters * YEAR_DAYS) / limits.turnaroundDays;
  return limits.capPerYear.map((cap) => {
    const byContract = Math.max(0, cap - limits.competingPerYear);
    const perYear = Math.min(byPads, byBoosters, byContract);
    const limit = perYear === byContract ? 'contract' : perYear === byPads ? 'pads' : 'boosters';
    return { perYear, limit };
  });
}

/**
 * The earliest day of a launch after another: when the room for one more has come up. Room comes up evenly through each year at the year's rate, so a higher
 * rate in any year makes no launch later.
 *
 * @param afterDay - Day of the launch before.
 * @param firstDay - Day on which the years of launches begin.
 * @returns Infinity when there is never room again.
 */
export function nextLaunchDay(afterDay: number, firstDay: number, perYear: readonly number[]): number {
  assert(perYear.length > 0, 'there is a rate for the first year');
  let day = Math.max(afterDay, firstDay);
  let room = 0;
  for (;;) {
    const year = Math.floor((day - firstDay) / YEAR_DAYS + 1e-9);
    const isLast = year >= perYear.length - 1;
    const ratePerDay = present(perYear[Math.min(year, perYear.length - 1)]) / YEAR_DAYS;
    const end = isLast ? Number.POSITIVE_INFINITY : firstDay + (year + 1) * YEAR_DAYS;
    const full = day + (1 - room) / ratePerDay;
    if (full <= end) return full;
    room += (end - day) * ratePerDay;
    day = end;
  }
}
