import { assert, present } from '../../foundation/index.ts';
import { presentValue } from './present-value.ts';

/** Amounts of successive fiscal years in dollars of one base year. */
export interface ConstantDollars {
  readonly dollars: 'constant';
  readonly baseYear: number;
  readonly firstFiscalYear: number;
  readonly usdM: readonly number[];
}

/** Amounts of successive fiscal years in the dollars of each. */
export interface ThenYearDollars {
  readonly dollars: 'then-year';
  readonly firstFiscalYear: number;
  readonly usdM: readonly number[];
}

/** Discount rate for constant dollars, share per year. */
export interface RealRate {
  readonly rate: 'real';
  readonly perYear: number;
}

/** Discount rate for then-year dollars, share per year. */
export interface NominalRate {
  readonly rate: 'nominal';
  readonly perYear: number;
}

/** Payments come evenly through a year: on average half of one after its start. [OMB-A94] section 5. */
const MIDDLE_OF_YEAR = 0.5;

/**
 * Worth, at the start of the first fiscal year, of payments spread through each year. Constant dollars take a real rate and then-year dollars a nominal one:
 * the other two pairs do not compile.
 *
 * @see [OMB-A94] sections 5 and 7
 */
export function valueAtStart(flow: ConstantDollars, rate: RealRate): number;
export function valueAtStart(flow: ThenYearDollars, rate: NominalRate): number;
export function valueAtStart(flow: ConstantDollars | ThenYearDollars, rate: RealRate | NominalRate): number {
  assert(
    (flow.dollars === 'constant') === (rate.rate === 'real'),
    'constant dollars take a real rate, then-year dollars a nominal one',
  );
  return worthAtStart(flow.usdM, rate);
}

/** The same of a plain row, whose kind of dollars the caller has looked to. */
export function worthAtStart(usdM: ArrayLike<number>, rate: RealRate | NominalRate): number {
  return presentValue(usdM, rate.perYear) * (1 + rate.perYear) ** -MIDDLE_OF_YEAR;
}

/** What a payment of each year is multiplied by to be worth what it is at the start of the first. */
export function discountFactors(rate: RealRate | NominalRate, years: number): Float64Array {
  const factors = new Float64Array(years);
  let factor = (1 + rate.perYear) ** -MIDDLE_OF_YEAR;
  for (let year = 0; year < years; year++) {
    factors[year] = factor;
    factor /= 1 + rate.perYear;
  }
  return factors;
}

/**
 * Constant dollars in the dollars of each year.
 *
 * @param levels - Price level of each year of the flow over that of the base year.
 */
export function inThenYearDollars(flow: ConstantDollars, levels: ArrayLike<number>): ThenYearDollars {
  return {
    dollars: 'then-year',
    firstFiscalYear: flow.firstFiscalYear,
    usdM: flow.usdM.map((usdM, year) => usdM * present(levels[year])),
  };
}

/** Then-year dollars in dollars of one base year; `levels` as in `inThenYearDollars`. */
export function inConstantDollars(
  flow: ThenYearDollars,
  levels: ArrayLike<number>,
  baseYear: number,
): ConstantDollars {
  return {
    dollars: 'constant',
    baseYear,
    firstFiscalYear: flow.firstFiscalYear,
    usdM: flow.usdM.map((usdM, year) => usdM / present(levels[year])),
  };
}
