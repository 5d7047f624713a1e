import type { AssumptionSource } from '../register/assumption.ts';
import type { PriceIndex } from './price-index.ts';

/** Assumed inflation of years that have no published price level. */
export interface Inflation {
  readonly title: string;
  readonly asOf: string;
  readonly sources: readonly AssumptionSource[];
  readonly note: string;
  /** Share per year by fiscal year. */
  readonly ofYear: ReadonlyMap<number, number>;
}

export type PriceLevels =
  | {
      readonly ok: true;
      /** Price level of each fiscal year over that of the base year. */
      readonly levels: Float64Array;
    }
  /** `year-not-in-table`: `detail` says which years there are. */
  | { readonly ok: false; readonly error: { readonly code: 'year-not-in-table'; readonly detail: string } };

/**
 * Price levels of successive fiscal years over that of a base year: published levels as far as they go, then assumed inflation. A calendar year's level
 * stands for the fiscal year of the same number.
 *
 * @param baseYear - A year of the index.
 */
export function priceLevels(
  index: PriceIndex,
  inflation: Inflation,
  baseYear: number,
  firstFiscalYear: number,
  years: number,
): PriceLevels {
  const base = index.levelOfYear.get(baseYear);
  const levels = new Float64Array(years);
  const published = [...index.levelOfYear.keys()].toSorted((a, b) => a - b);
  const lastPublished = published.at(-1) ?? baseYear;
  let assumed = index.levelOfYear.get(lastPublished);
  for (let fiscalYear = lastPublished + 1; fiscalYear < firstFiscalYear; fiscalYear++) {
    assumed = grown(assumed, inflation.ofYear.get(fiscalYear));
  }
  for (let year = 0; year < years; year++) {
    const fiscalYear = firstFiscalYear + year;
    if (fiscalYear > lastPublished) assumed = grown(assumed, inflation.ofYear.get(fiscalYear));
    const level = fiscalYear > lastPublished ? assumed : index.levelOfYear.get(fiscalYear);
    if (base === undefined || level === undefined) {
      const missing = base === undefined ? baseYear : fiscalYear;
      const last = Math.max(lastPublished, ...inflation.ofYear.keys());
      return {
        ok: false,
        error: {
          code: 'year-not-in-table',
          detail: `no price level for fiscal year ${missing}: published levels of ${index.asOf} and assumed inflation of ${inflation.asOf} go from ${published[0] ?? '-'} to ${last}`,
        },
      };
    }
    levels[year] = level / base;
  }
  return { ok: true, levels };
}

function grown(level: number | undefined, share: number | undefined): number | undefined {
  return level === undefined || share === undefined ? undefined : level * (1 + share);
}

/**
 * Price levels for money that is granted in one year and paid out over several: the mean of the levels of the years of payment. After the last year prices are taken
 * to rise as in it.
 *
 * @param outlayShares - Share of a grant that is paid in its own year, the next, ...; together 1.
 * @see [GAO-2020] on weighted indices
 */
export function outlayWeighted(levels: Float64Array, outlayShares: readonly number[]): Float64Array {
  const last = levels.length - 1;
  const rise = last > 0 ? levels[last]! / levels[last - 1]! : 1;
  const levelOf = (year: number): number =>
    year <= last ? levels[year]! : levels[last]! * rise ** (year - last);
  return levels.map((_, year) => outlayShares.reduce((sum, share, k) => sum + share * levelOf(year + k), 0));
}
