import { assert } from '../../foundation/index.ts';

/** Share of the cost that is spent by a share of the schedule; both go from 0 to 1. */
export type SpendingCurve = (timeShare: number) => number;

/**
 * Rayleigh profile, rescaled to end: a Rayleigh law has no end, so the schedule is taken to close when a stated share of it is spent.
 *
 * F(T) = (1 - exp(-a T²)) / p with a = -ln(1 - p) in units of the schedule. With p = 0.97, 60.2 % is spent at half time.
 *
 * @param completionShare - p, share of the untruncated law that the schedule holds, (0, 1).
 */
export function rayleighSpending(completionShare: number): SpendingCurve {
  const a = rayleighRate(completionShare);
  return (timeShare) => -Math.expm1(-a * within(timeShare) ** 2) / completionShare;
}

/** When a Rayleigh profile spends fastest, as a share of the schedule: 1 / sqrt(2 a). */
export function rayleighPeakShare(completionShare: number): number {
  return 1 / Math.sqrt(2 * rayleighRate(completionShare));
}

function rayleighRate(completionShare: number): number {
  assert(completionShare > 0 && completionShare < 1, 'a completion share lies between 0 and 1');
  return -Math.log1p(-completionShare);
}

/**
 * The beta curve of NASA's cost estimating handbook: F(T) = 10 T² (1 - T)² (A + B T) + T⁴ (5 - 4 T).
 *
 * @param a - With `b` in [0, 1]: a + b = 1 spends half or more of it by half time; 0.32 and 0.68 is the 60/40 rule.
 */
export function betaSpending(a: number, b: number): SpendingCurve {
  return (timeShare) => {
    const t = within(timeShare);
    return 10 * t ** 2 * (1 - t) ** 2 * (a + b * t) + t ** 4 * (5 - 4 * t);
  };
}

/**
 * A total spread over the years of a schedule. The parts add up to the total.
 *
 * @param durationYears - Length of the schedule, above 0; its last year may be a part of one.
 * @returns One amount for each year begun.
 */
export function phasedByYear(
  total: number,
  durationYears: number,
  spending: SpendingCurve,
): readonly number[] {
  assert(durationYears > 0, 'a schedule has a length');
  const years = Math.ceil(durationYears);
  return Array.from(
    { length: years },
    (_, year) => total * (spending((year + 1) / durationYears) - spending(year / durationYears)),
  );
}

function within(timeShare: number): number {
  return Math.min(1, Math.max(0, timeShare));
}
