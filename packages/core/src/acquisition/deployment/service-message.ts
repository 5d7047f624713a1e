import type { CoverageOnDate, CustodyOnDate, ServiceByDate, ServiceOnDate } from '../../messages/index.ts';
import { dateAfter, daysFromTo, fiscalYearEnd } from './calendar.ts';
import type { DeploymentAnswer } from './deployment-draws.ts';
import { YEAR_DAYS } from './launch-cadence.ts';

/** What the message needs besides the deployment. */
export interface ServiceContext {
  readonly orderedOn: string;
  readonly satellites: number;
  /** When the cost of the layer wants it: evenly over these years, from the first day of the fiscal year on. */
  readonly firstLaunchFiscalYear: number;
  readonly buildYears: number;
  /** Date from which hosts serve, and how many. */
  readonly hosts: { readonly from: string; readonly count: number } | null;
}

/** What the engines found, by date; what is absent was not asked. */
export interface PerformanceByDate {
  readonly coverage: ReadonlyMap<string, CoverageOnDate>;
  readonly custody: ReadonlyMap<string, CustodyOnDate>;
}

export const NO_PERFORMANCE: PerformanceByDate = { coverage: new Map(), custody: new Map() };

/** A deployment with what the engines say of its dates, for whoever compares offers. */
export function serviceByDate(
  answer: DeploymentAnswer,
  context: ServiceContext,
  found: PerformanceByDate,
): ServiceByDate {
  return {
    orderedOn: context.orderedOn,
    satellites: context.satellites,
    firstLaunchDay: answer.firstLaunchDay,
    nineTenthsDay: answer.nineTenthsDay,
    dates: answer.days.map(({ day, inService, onOrbit, launches }): ServiceOnDate => {
      const date = dateAfter(context.orderedOn, day);
      return {
        day,
        date,
        inService,
        onOrbit,
        launches,
        hosts: hostsOn(date, context),
        wanted: wantedOn(date, context),
        coverage: found.coverage.get(date) ?? null,
        custody: found.custody.get(date) ?? null,
      };
    }),
  };
}

export function hostsOn(date: string, { hosts }: Pick<ServiceContext, 'hosts'>): number {
  return hosts === null || date < hosts.from ? 0 : hosts.count;
}

/** Satellites that the plan of the cost has in service, growing evenly. */
function wantedOn(date: string, { satellites, firstLaunchFiscalYear, buildYears }: ServiceContext): number {
  const years = daysFromTo(fiscalYearEnd(firstLaunchFiscalYear - 1), date) / YEAR_DAYS;
  return satellites * Math.min(1, Math.max(0, years / buildYears));
}
