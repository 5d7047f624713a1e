import { OFFER_RANGES, byOfferInput } from '@cupola/core/acquisition';
import type { OfferAssumptions, OfferTerms, PriceIndex } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { withChanges } from './case-changes.ts';
import { escalatorFrom } from './offers-schema.ts';
import type { OffersFile } from './offers-schema.ts';
import { readRegister } from './read-register.ts';

/** The part of the register that offers rest on. The file is part of the program: one that is wrong throws. */
export function readOfferAssumptions(text: string): OfferAssumptions {
  return readRegister(text, 'offers', byOfferInput, OFFER_RANGES);
}

/** What of a case decides which fiscal years it has; absent where the file does not say it rightly. */
export interface CaseYears {
  readonly firstFiscalYear: number;
  readonly years: number;
  readonly firstLaunchFiscalYear: number;
}

const DATED_LISTS = ['payments', 'termination', 'buyOut'] as const;

/**
 * Fiscal years of payments, liabilities, strikes and the take that the case does not have. Reads the file as it is, so that these problems are told beside those of
 * its fields.
 */
export function offerYearProblems(
  raw: unknown,
  { firstFiscalYear, years, firstLaunchFiscalYear }: CaseYears,
): readonly Problem[] {
  const lastFiscalYear = firstFiscalYear + years - 1;
  const subscription = at(at(raw, 'offers'), 'subscription');
  const problems: Problem[] = [];
  const check = (path: string, value: unknown, first: number, message: string): void => {
    if (typeof value !== 'number' || (value >= first && value <= lastFiscalYear)) return;
    problems.push({ path, value, expected: `a fiscal year from ${first} to ${lastFiscalYear}`, message });
  };
  const delay = at(subscription, 'delayYears');
  const firstService = firstLaunchFiscalYear + (typeof delay === 'number' ? delay : 0);
  for (const list of DATED_LISTS) {
    const entries = at(subscription, list);
    if (!Array.isArray(entries)) continue;
    const first = list === 'buyOut' ? firstService : firstFiscalYear;
    const seen = new Set<unknown>();
    for (const [index, entry] of entries.entries()) {
      const path = `offers.subscription.${list}.${index}.fiscalYear`;
      const fiscalYear = at(entry, 'fiscalYear');
      check(path, fiscalYear, first, 'this lies outside the years in which it can be');
      if (list !== 'payments' && seen.has(fiscalYear))
        problems.push({
          path,
          value: fiscalYear,
          expected: 'each year once',
          message: 'the year is there twice',
        });
      seen.add(fiscalYear);
    }
  }
  check(
    'offers.subscription.take.fromFiscalYear',
    at(at(subscription, 'take'), 'fromFiscalYear'),
    firstFiscalYear,
    'this lies outside the years of the case',
  );
  if (firstService > lastFiscalYear && typeof delay === 'number')
    problems.push({
      path: 'offers.subscription.delayYears',
      value: delay,
      expected: `service before the end of fiscal year ${lastFiscalYear}`,
      message: 'the service would start after the last year of the case',
    });
  return problems;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/** The terms of the offers with years counted from 0. */
export function offersFrom(
  file: OffersFile,
  register: OfferAssumptions,
  firstFiscalYear: number,
  money: { readonly baseYear: number; readonly index: PriceIndex },
): OfferTerms {
  const { escalation, take, payments, termination, buyOut, ...rest } = file.subscription;
  const dated = <T extends { readonly fiscalYear: number; readonly usdM: number }>({
    fiscalYear,
    ...entry
  }: T) => ({
    ...entry,
    year: fiscalYear - firstFiscalYear,
  });
  return {
    residual: file.residual,
    subscription: {
      ...rest,
      escalation: { during: escalatorFrom(escalation.during), after: escalatorFrom(escalation.after) },
      take:
        take === null
          ? { share: 1, fromYear: 0 }
          : { share: take.share, fromYear: take.fromFiscalYear - firstFiscalYear },
      payments: payments.map(dated),
      liability: termination.map(dated),
      buyOut: buyOut.map(dated).toSorted((a, b) => a.year - b.year),
    },
    owned: {
      'contractor-operated': file.contractorOperated,
      'government-operated': file.governmentOperated,
    },
    assumptions: withChanges(register, file.assumptions, byOfferInput, money),
  };
}
