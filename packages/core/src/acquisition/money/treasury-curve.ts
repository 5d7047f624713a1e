import { assert, present } from '../../foundation/index.ts';

/** Treasury rates by term as one edition of the circular prints them: from a dated data file, never from code. */
export interface TreasuryCurve {
  /** Ascending, years. */
  readonly termYears: readonly number[];
  /** Share per year at each term: the unit of the table it came from, kept (percent stays percent). */
  readonly rates: readonly number[];
}

/** Tables print tenths of a percent; nine decimals keep a rate what it would be on paper (3.85, not 3.8499999999999996). */
const DECIMALS = 1e9;

/**
 * Rate for a term: linear between neighbouring terms of the table; beyond the longest the longest's, below the shortest the shortest's.
 *
 * @returns In the unit of the table.
 * @see [OMB-A94] appendix C.
 */
export function rateForTerm(curve: TreasuryCurve, years: number): number {
  const { termYears, rates } = curve;
  assert(termYears.length > 0 && termYears.length === rates.length, 'a curve has a rate for each term');
  const above = termYears.findIndex((term) => term >= years);
  if (above < 0) return present(rates.at(-1));
  const rateAbove = present(rates[above]);
  if (above === 0 || termYears[above] === years) return rateAbove;
  const [before, after] = [present(termYears[above - 1]), present(termYears[above])];
  const rate =
    (present(rates[above - 1]) * (after - years) + rateAbove * (years - before)) / (after - before);
  return Math.round(rate * DECIMALS) / DECIMALS;
}
