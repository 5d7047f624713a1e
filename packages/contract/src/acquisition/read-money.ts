import { discountEdition, gradeOf, priceLevels, priceRatio, ratesOf } from '@cupola/core/acquisition';
import type {
  CaseMoney,
  DiscountEdition,
  DiscountTable,
  Inflation,
  PriceIndex,
} from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { parse } from 'yaml';
import { z } from 'zod';
import { sourcesSchema } from './assumption-schema.ts';

/** Dated tables that turn money of one year into money of another. */
export interface MoneyTables {
  readonly index: PriceIndex;
  readonly inflation: Inflation;
  readonly discount: DiscountTable;
}

const percents = z.array(z.number().gt(-50).lt(100)).min(1);
const PERCENT = 100;

const discountSchema = z.strictObject({
  title: z.string().min(1),
  editions: z
    .array(
      z
        .strictObject({
          year: z.int(),
          asOf: z.string().min(4),
          termYears: z.array(z.number().positive()).min(1),
          realPercent: percents,
          nominalPercent: percents,
          sources: sourcesSchema(),
          note: z.string().min(1),
        })
        .refine(
          ({ termYears, realPercent, nominalPercent }) =>
            realPercent.length === termYears.length && nominalPercent.length === termYears.length,
        ),
    )
    .min(1),
});

/** The discount rates that come with the program. A file that is wrong throws. */
export function readDiscountTable(text: string): DiscountTable {
  const { title, editions } = discountSchema.parse(parse(text));
  return {
    title,
    editions: editions
      .map(({ termYears, realPercent, nominalPercent, ...edition }): DiscountEdition => ({
        ...edition,
        real: { termYears, rates: realPercent },
        nominal: { termYears, rates: nominalPercent },
      }))
      .toSorted((a, b) => a.year - b.year),
  };
}

const inflationSchema = z.strictObject({
  title: z.string().min(1),
  asOf: z.string().min(4),
  sources: sourcesSchema(),
  note: z.string().min(1),
  stretches: z.array(z.strictObject({ from: z.int(), to: z.int(), percent: z.number().gt(-50).lt(100) })),
});

/** Assumed inflation that comes with the program. A file that is wrong throws. */
export function readInflation(text: string): Inflation {
  const { stretches, ...rest } = inflationSchema.parse(parse(text));
  const ofYear = new Map<number, number>();
  for (const { from, to, percent } of stretches)
    for (let year = from; year <= to; year++) ofYear.set(year, percent / PERCENT);
  return { ...rest, ofYear };
}

/** What of a case decides its money. */
interface MoneyOfCase {
  readonly baseYear: number;
  readonly firstFiscalYear: number;
  readonly years: number;
  readonly money: { readonly discountYear?: number; readonly outlayShares: readonly number[] };
}

export type CaseMoneyOutcome =
  | { readonly ok: true; readonly money: CaseMoney }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Levels and rates of a case's years, or every year that the tables lack. */
export function caseMoney(file: MoneyOfCase, tables: MoneyTables): CaseMoneyOutcome {
  const { index, inflation, discount } = tables;
  const base = priceRatio(index, file.baseYear, file.baseYear);
  const levels = priceLevels(index, inflation, file.baseYear, file.firstFiscalYear, file.years);
  const found = discountEdition(discount, file.money.discountYear);
  const sum = file.money.outlayShares.reduce((total, share) => total + share, 0);
  const problems: Problem[] = [];
  if (!base.ok) {
    problems.push({
      path: 'baseYear',
      value: file.baseYear,
      expected: 'a year of the price index',
      message: base.error.detail,
    });
  } else if (!levels.ok) {
    problems.push({
      path: 'firstFiscalYear',
      value: file.firstFiscalYear,
      expected: 'fiscal years that have a price level',
      message: levels.error.detail,
    });
  }
  if (!found.ok) {
    problems.push({
      path: 'money.discountYear',
      value: file.money.discountYear,
      expected: 'the year of an edition of the table',
      message: found.error.detail,
    });
  }
  if (Math.abs(sum - 1) > 1e-9) {
    problems.push({
      path: 'money.outlayShares',
      value: file.money.outlayShares,
      expected: 'shares that add up to 1',
      message: `the shares add up to ${sum}`,
    });
  }
  if (problems.length > 0 || !levels.ok || !found.ok) return { ok: false, problems };
  const { edition } = found;
  return {
    ok: true,
    money: {
      levels: levels.levels,
      outlayShares: file.money.outlayShares,
      ...ratesOf(edition, file.years),
      discountEdition: { year: edition.year, asOf: edition.asOf, grade: gradeOf(edition) },
      inflation: { asOf: inflation.asOf, grade: gradeOf(inflation) },
    },
  };
}
