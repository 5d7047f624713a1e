import { assert, present } from '../../foundation/index.ts';

/** One award: so many units at one price each, with the number bought before it in the programme. */
export interface Award {
  readonly id: string;
  readonly unitsBefore: number;
  readonly units: number;
  /** In constant dollars, any unit. */
  readonly unitPrice: number;
}

export interface FittedSlope {
  readonly slope: number;
  /** Ten and ninety percent, by Student's law of the exponent; it may reach above 1. */
  readonly low: number;
  readonly high: number;
  readonly awards: number;
}

/** Ninetieth percentile of Student's law by degrees of freedom from 1. [Abramowitz-1964] table 26.10. */
const T_90: readonly number[] = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372];
const T_90_OF_MANY = 1.282;

/**
 * Learning slope of a series of awards: least squares of the logarithm of price on that of the middle of each lot.
 *
 * Awards bundle development, ground and operations, and vendors differ, so what is fitted is the price the buyer saw and not anybody's shop floor. The
 * interval says how little a handful of awards tells.
 *
 * @param awards - At least three, at two different middles or more.
 */
export function fitSlope(awards: readonly Award[]): FittedSlope {
  assert(awards.length >= 3, 'a slope with an interval needs three awards');
  const x = awards.map(({ unitsBefore, units }) => Math.log(unitsBefore + (units + 1) / 2));
  const y = awards.map(({ unitPrice }) => Math.log(unitPrice));
  const n = awards.length;
  const meanX = x.reduce((sum, each) => sum + each, 0) / n;
  const meanY = y.reduce((sum, each) => sum + each, 0) / n;
  const spread = x.reduce((sum, each) => sum + (each - meanX) ** 2, 0);
  assert(spread > 0, 'awards at one place on the curve have no slope');
  const exponent = x.reduce((sum, each, i) => sum + (each - meanX) * (present(y[i]) - meanY), 0) / spread;
  const squares = x.reduce(
    (sum, each, i) => sum + (present(y[i]) - meanY - exponent * (each - meanX)) ** 2,
    0,
  );
  const sigma = Math.sqrt(squares / (n - 2) / spread);
  const half = (T_90[n - 3] ?? T_90_OF_MANY) * sigma;
  return { slope: 2 ** exponent, low: 2 ** (exponent - half), high: 2 ** (exponent + half), awards: n };
}
