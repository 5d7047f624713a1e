import { assert, normalCdf } from '../../foundation/index.ts';

/** A project worth `value` today that goes up or down by fixed factors in each step. */
export interface ValueLattice {
  readonly value: number;
  /** Factors of one step, down < 1 + rate < up. */
  readonly up: number;
  readonly down: number;
  /** Riskless, simple, share per step. */
  readonly ratePerStep: number;
  readonly steps: number;
}

/**
 * Worth of a project that may be given up for its salvage value at the end of any step: a binomial lattice with the risk-neutral probability
 * p = (1 + r - d) / (u - d).
 *
 * @see [Cox-1979]
 */
export function valueWithAbandonment(lattice: ValueLattice, salvage: number): number {
  const { value, up, down, ratePerStep, steps } = lattice;
  assert(
    down < 1 + ratePerStep && 1 + ratePerStep < up,
    'no lattice without arbitrage: down < 1 + rate < up',
  );
  assert(Number.isInteger(steps) && steps >= 0, 'a lattice has whole steps');
  const upProb = (1 + ratePerStep - down) / (up - down);
  const kept = (atStep: number, ups: number): number => value * up ** ups * down ** (atStep - ups);
  let worth = Array.from({ length: steps + 1 }, (_, ups) => Math.max(kept(steps, ups), salvage));
  for (let step = steps - 1; step >= 0; step--) {
    worth = Array.from({ length: step + 1 }, (_, ups) => {
      const later = upProb * (worth[ups + 1] ?? 0) + (1 - upProb) * (worth[ups] ?? 0);
      const waiting = later / (1 + ratePerStep);
      // Today's choice is to hold the option; giving up starts with the first step.
      return step === 0 ? waiting : Math.max(waiting, salvage);
    });
  }
  return worth[0] ?? value;
}

/**
 * Worth of the right to buy at `strike` in `years`: Black and Scholes, continuous compounding, no dividend.
 *
 * @param volatility - Of the logarithm, share per square root of a year, above 0.
 * @see [Black-1973] eq. 13
 */
export function callPrice(
  spot: number,
  strike: number,
  rate: number,
  volatility: number,
  years: number,
): number {
  assert(spot > 0 && strike > 0 && volatility > 0 && years > 0, 'a call has positive terms');
  const spread = volatility * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate + volatility ** 2 / 2) * years) / spread;
  return spot * normalCdf(d1) - strike * Math.exp(-rate * years) * normalCdf(d1 - spread);
}
