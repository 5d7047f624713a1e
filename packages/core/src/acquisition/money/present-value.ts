import { assert } from '../../foundation/index.ts';

/**
 * Present value of payments at yearly times 0, 1, 2, ...: each is divided by (1 + rate) once for every year that passes.
 *
 * Constant-dollar flows take a real rate and then-year flows a nominal one; nothing here can tell them apart. A flow that is paid at the
 * end of the first year stands at index 1.
 *
 * @param flows - Any currency unit, at times 0, 1, 2, ... years.
 * @param yearlyRate - Share per year, above -1; at 0 the value is the plain sum.
 * @see [OMB-A94] section 5 and appendix B.
 */
export function presentValue(flows: ArrayLike<number>, yearlyRate: number): number {
  assert(yearlyRate > -1, 'a discount rate is above -1');
  // Horner from the last year back: one rounding a year, and exactly the sum at rate 0.
  let value = 0;
  for (let year = flows.length - 1; year >= 0; year--) value = flows[year]! + value / (1 + yearlyRate);
  return value;
}

/** Rates between which an internal rate of return is looked for, share per year. */
const IRR_RANGE: readonly [low: number, high: number] = [-0.99, 100];
const IRR_SCAN_STEPS = 2000;
const BISECTIONS = 100;

export type RateOfReturn =
  | { readonly ok: true; readonly yearlyRate: number }
  /** `none`: no rate makes the value zero. `several`: more than one does, and none of them is *the* return. */
  | { readonly ok: false; readonly error: { readonly code: 'none' | 'several' } };

/**
 * The rate at which payments have no present value, between -99 % and 10,000 % a year.
 *
 * Scanned evenly in the logarithm of 1 + rate for changes of sign, then halved to rounding; two crossings closer than 0.3 % of 1 + rate are missed.
 *
 * @param flows - At times 0, 1, 2, ... years.
 */
export function internalRateOfReturn(flows: readonly number[]): RateOfReturn {
  const [low, high] = [Math.log1p(IRR_RANGE[0]), Math.log1p(IRR_RANGE[1])];
  const growthAt = (step: number): number => low + ((high - low) * step) / IRR_SCAN_STEPS;
  const valueAt = (logGrowth: number): number => presentValue(flows, Math.expm1(logGrowth));
  const crossings: number[] = [];
  for (let step = 0; step < IRR_SCAN_STEPS; step++) {
    const from = valueAt(growthAt(step));
    if (from === 0 && flows.some((flow) => flow !== 0)) crossings.push(growthAt(step));
    else if (from * valueAt(growthAt(step + 1)) < 0) {
      crossings.push(halved(growthAt(step), growthAt(step + 1), valueAt));
    }
  }
  const [found, ...more] = crossings;
  if (found === undefined) return { ok: false, error: { code: 'none' } };
  if (more.length > 0) return { ok: false, error: { code: 'several' } };
  return { ok: true, yearlyRate: Math.expm1(found) };
}

function halved(low: number, high: number, valueAt: (at: number) => number): number {
  const lowSign = Math.sign(valueAt(low));
  let [from, to] = [low, high];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (from + to) / 2;
    if (Math.sign(valueAt(middle)) === lowSign) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
