import { YEAR_DAYS, dateAfter, daysFromTo, fiscalYearEnd, fiscalYearOfDate } from '@cupola/core/acquisition';
import type { DeploymentAnswer } from '@cupola/core/acquisition';
import { present } from '@cupola/core/foundation';

/** A year of launches as the plan goes, and over the draws. */
export interface FiscalYearLaunches {
  readonly fiscalYear: number;
  readonly planned: number;
  readonly mean: number;
}

/** After the build-up: how many serve, and what keeps them up. */
export interface SteadyState {
  /** From this date on, two years after the plan is up. */
  readonly from: string;
  /** Mean over the draws and dates of satellites in service; null when the case ends before. */
  readonly inService: number | null;
  readonly launchesPerYear: number | null;
}

/** Launches of each fiscal year from the first one on in which the plan or any future has one; the ends of the years are among the days. */
export function launchesByFiscalYear(
  { planned, days }: DeploymentAnswer,
  orderedOn: string,
  untilDate: string,
): readonly FiscalYearLaunches[] {
  const earliest = days.find(({ launches }) => launches.mean > 0)?.day ?? planned.firstLaunchDay;
  const first = fiscalYearOfDate(dateAfter(orderedOn, Math.min(planned.firstLaunchDay, earliest)));
  const last = fiscalYearOfDate(untilDate);
  const upTo = (fiscalYear: number): number => {
    const end = daysFromTo(orderedOn, fiscalYearEnd(fiscalYear));
    return days.findLast(({ day }) => day <= end)?.launches.mean ?? 0;
  };
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const fiscalYear = first + index;
    return {
      fiscalYear,
      planned: planned.launches.filter(
        ({ day }) => fiscalYearOfDate(dateAfter(orderedOn, day)) === fiscalYear,
      ).length,
      mean: upTo(fiscalYear) - (index === 0 ? 0 : upTo(fiscalYear - 1)),
    };
  });
}

/** How a layer stays up, two years after the plan has it whole. */
export function steadyState(answer: DeploymentAnswer, orderedOn: string, satellites: number): SteadyState {
  const up = answer.planned.satellites.slice(0, satellites);
  const fromDay = Math.max(0, ...up.map(({ serviceDay }) => serviceDay)) + 2 * YEAR_DAYS;
  const days = answer.days.filter(({ day }) => day >= fromDay);
  const from = dateAfter(orderedOn, fromDay);
  if (days.length < 2) return { from, inService: null, launchesPerYear: null };
  const first = present(days[0]);
  const last = present(days.at(-1));
  return {
    from,
    inService: days.reduce((sum, { inService }) => sum + inService.mean, 0) / days.length,
    launchesPerYear: ((last.launches.mean - first.launches.mean) / (last.day - first.day)) * YEAR_DAYS,
  };
}
