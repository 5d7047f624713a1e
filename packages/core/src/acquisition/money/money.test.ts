import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capitalRecoveryFactor, growingAnnuityFirstPayment } from './annuity.ts';
import { scoreLease } from './operating-lease.ts';
import type { LeaseTerms } from './operating-lease.ts';
import { internalRateOfReturn, presentValue } from './present-value.ts';
import { rateForTerm } from './treasury-curve.ts';

const flowsOf = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
const rateOf = fc.double({ min: 0.001, max: 0.3, noNaN: true });

describe('present value', () => {
  it('is the plain sum at rate zero', () => {
    fc.assert(
      fc.property(flowsOf, (flows) => {
        expect(presentValue(flows, 0)).toBe(flows.reduceRight((sum, flow) => sum + flow, 0));
      }),
    );
  });

  it('adds up over projects', () => {
    fc.assert(
      fc.property(flowsOf, flowsOf, rateOf, (a, b, rate) => {
        const both = Array.from(
          { length: Math.max(a.length, b.length) },
          (_, year) => (a[year] ?? 0) + (b[year] ?? 0),
        );
        expect(presentValue(both, rate)).toBeCloseTo(presentValue(a, rate) + presentValue(b, rate), 6);
      }),
    );
  });

  it('falls with the rate when all is paid in later', () => {
    expect(presentValue([0, 100, 100], 0.1)).toBeLessThan(presentValue([0, 100, 100], 0.05));
  });
});

describe('internal rate of return', () => {
  it('makes the present value of a project that pays vanish', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (outlay, years, multiple) => {
          const inflow = (outlay * multiple) / years;
          const flows = [-outlay, ...Array.from({ length: years }, () => inflow)];
          const found = internalRateOfReturn(flows);
          const left = found.ok ? presentValue(flows, found.yearlyRate) : Number.NaN;
          expect(Math.abs(left)).toBeLessThan(1e-8 * outlay);
        },
      ),
    );
  });

  it('says when there is none, and when there are several', () => {
    expect(internalRateOfReturn([100, 10, 10])).toEqual({ ok: false, error: { code: 'none' } });
    expect(internalRateOfReturn([0, 0])).toEqual({ ok: false, error: { code: 'none' } });
    // 10 % and 40 %: (1 - 1.1 x)(1 - 1.4 x) times -100, x one year's discount.
    expect(internalRateOfReturn([-100, 250, -154])).toEqual({ ok: false, error: { code: 'several' } });
  });
});

describe('annuities', () => {
  it('are worth what they recover', () => {
    fc.assert(
      fc.property(rateOf, fc.integer({ min: 1, max: 40 }), (rate, years) => {
        const payment = capitalRecoveryFactor(rate, years);
        expect(presentValue([0, ...Array.from({ length: years }, () => payment)], rate)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('that grow are worth it too, also at a growth equal to the rate', () => {
    for (const growth of [0, 0.02, 0.05, 0.12]) {
      const first = growingAnnuityFirstPayment(1000, 0.05, growth, 12);
      const payments = Array.from({ length: 12 }, (_, year) => first * (1 + growth) ** year);
      expect(presentValue([0, ...payments], 0.05)).toBeCloseTo(1000, 8);
    }
  });

  it('without interest share the sum out', () => {
    expect(capitalRecoveryFactor(0, 8)).toBe(0.125);
  });
});

describe('a treasury curve', () => {
  const curve = { termYears: [3, 5, 30], rates: [3.8, 3.9, 4.2] };

  it('gives its own terms back, and holds its ends', () => {
    expect([1, 3, 5, 30, 50].map((years) => rateForTerm(curve, years))).toEqual([3.8, 3.8, 3.9, 4.2, 4.2]);
  });
});

describe('scoring of a lease', () => {
  const passing: LeaseTerms = {
    ownershipTransfers: false,
    bargainPurchase: false,
    termShareOfLife: 0.75,
    paymentsShareOfFairValue: 0.9,
    generalPurpose: true,
    privateMarketExists: true,
  };

  it('is an operating lease at the limits themselves', () => {
    expect(scoreLease(passing)).toMatchObject({ operatingLease: true, fullBudgetAuthorityInYear1: false });
  });

  it.each<[string, Partial<LeaseTerms>]>([
    ['lessor-keeps-title', { ownershipTransfers: true }],
    ['no-bargain-purchase', { bargainPurchase: true }],
    ['term-within-life', { termShareOfLife: 0.751 }],
    ['payments-within-value', { paymentsShareOfFairValue: 0.901 }],
    ['general-purpose', { generalPurpose: false }],
    ['private-market', { privateMarketExists: false }],
  ])('fails by %s alone', (test, change) => {
    const scoring = scoreLease({ ...passing, ...change });
    expect(scoring.fullBudgetAuthorityInYear1).toBe(true);
    expect(scoring.tests.filter(({ passed }) => !passed).map((each) => each.test)).toEqual([test]);
  });
});
