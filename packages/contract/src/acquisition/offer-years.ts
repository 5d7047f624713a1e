import type { Problem } from '@cupola/core/scenario';
import type { RuleParts } from './case-rules.ts';

type DatedPart = { readonly fiscalYear?: number | null } | null;

/** Terms that have fiscal years; what is wrong in itself is null. */
export interface DatedTermParts {
  readonly delayYears?: number | null;
  readonly take?: { readonly share?: number | null; readonly fromFiscalYear?: number | null } | null;
  readonly minimumTake?: number | null;
  readonly payments?: readonly DatedPart[] | null;
  readonly termination?: readonly DatedPart[] | null;
  readonly buyOut?: readonly DatedPart[] | null;
}

const PATH = 'offers.subscription';

/** Fiscal years of payments, liabilities, strikes and the take that the case does not have, years that are there twice, and a service that nobody pays for. */
export function offerYearProblems({
  firstFiscalYear,
  years,
  satellites,
  offers,
}: RuleParts): readonly Problem[] {
  const firstLaunch = satellites?.firstLaunchFiscalYear;
  const subscription = offers?.subscription ?? {};
  if (typeof firstFiscalYear !== 'number' || typeof years !== 'number' || typeof firstLaunch !== 'number')
    return [];
  const last = firstFiscalYear + years - 1;
  const firstService = firstLaunch + (subscription.delayYears ?? 0);
  const { payments, termination, buyOut, take, delayYears } = subscription;
  return [
    ...(firstService > last && firstLaunch <= last
      ? [
          {
            path: `${PATH}.delayYears`,
            value: delayYears,
            expected: `service before the end of fiscal year ${last}`,
            message: 'the service would start after the last year of the case',
          },
        ]
      : []),
    ...yearProblem(`${PATH}.take.fromFiscalYear`, take?.fromFiscalYear, firstFiscalYear, last),
    ...(take?.share === 0 && subscription.minimumTake === 0 && (take.fromFiscalYear ?? last) <= firstService
      ? [
          {
            path: `${PATH}.take.share`,
            value: 0,
            expected: 'a share above 0, or a minimum take above 0',
            message: 'nothing would ever be taken or paid for',
          },
        ]
      : []),
    ...listProblems('payments', payments, firstFiscalYear, last),
    ...listProblems('termination', termination, firstFiscalYear, last),
    ...twiceProblems('termination', termination),
    ...listProblems('buyOut', buyOut, firstService, last),
    ...twiceProblems('buyOut', buyOut),
  ];
}

function listProblems(
  list: string,
  entries: readonly DatedPart[] | null | undefined,
  first: number,
  last: number,
): readonly Problem[] {
  return (entries ?? []).flatMap((entry, index) =>
    yearProblem(`${PATH}.${list}.${index}.fiscalYear`, entry?.fiscalYear, first, last),
  );
}

function yearProblem(
  path: string,
  value: number | null | undefined,
  first: number,
  last: number,
): readonly Problem[] {
  if (value === null || value === undefined || (value >= first && value <= last)) return [];
  const expected = first <= last ? `a fiscal year from ${first} to ${last}` : 'a service within the case';
  return [{ path, value, expected, message: 'this lies outside the years in which it can be' }];
}

function twiceProblems(list: string, entries: readonly DatedPart[] | null | undefined): readonly Problem[] {
  const fiscalYears = (entries ?? []).map((entry) => entry?.fiscalYear ?? null);
  return fiscalYears.flatMap((fiscalYear, index) =>
    fiscalYear === null || fiscalYears.indexOf(fiscalYear) === index
      ? []
      : [
          {
            path: `${PATH}.${list}.${index}.fiscalYear`,
            value: fiscalYear,
            expected: 'each year once',
            message: 'the year is there twice',
          },
        ],
  );
}
