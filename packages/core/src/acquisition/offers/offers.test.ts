import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INPUTS, assumptionsWith } from '../cost/estimate.test-data.ts';
import { capitalRecoveryFactor } from '../money/annuity.ts';
import { breakEvenFirstUnit, breakEvenYears, cumulativeCosts, highestFee } from './break-even.ts';
import { compareOffers } from './compare.ts';
import { contractTerms } from './contract-terms.ts';
import type { OfferQuestion } from './compare.ts';
import { buyerRows, buyerValue, evaluate, providerRows, sumOfRows } from './evaluate.ts';
import { lockIn } from './lock-in.ts';
import type { OfferInputs } from './offer-inputs.ts';
import { offerPerformance, samePerformance } from './delivery.ts';
import { OFFER, offerAssumptions, settingWith } from './offers.test-data.ts';
import { residualByYear } from './owned.ts';
import { scoreSubscription } from './scoring.ts';
import { delayedPlan } from './setting.ts';
import type { OfferSetting } from './setting.ts';
import { creditShare, feeFloor, providerReturn, providerValue } from './subscription.ts';
import { coverageGap, gapMonths, largestPremium, switchingCost } from './switching.ts';
import { OFFER_IDS } from './terms.ts';
import type { Escalator } from './terms.ts';
import { providerTurningPoints, turningPoints } from './turning-points.ts';
import { waterfall } from './waterfall.ts';

const USUAL = settingWith();
const evaluated = (offer: Partial<OfferInputs> = {}, setting: OfferSetting = USUAL) =>
  evaluate(setting, INPUTS, { ...OFFER, ...offer });
const floorOf = (offer: Partial<OfferInputs> = {}, setting: OfferSetting = USUAL): number =>
  feeFloor(setting, evaluated(offer, setting).subscription, { ...OFFER, ...offer });
const valueOf = (offer: Partial<OfferInputs>, setting: OfferSetting = USUAL): number =>
  buyerValue(evaluated(offer, setting), 'subscription', setting);
const fees = fc.double({ min: 0.1, max: 60, noNaN: true });

const paidAt = (share: number): number =>
  evaluated({}, settingWith({ take: { share, fromYear: 0 } })).subscription.paid[11] ?? 0;

/** Prices from the first year of service on, with three years by the first escalator. */
function pathOf(during: Escalator): number[] {
  const escalation = { during, after: { kind: 'fixed', perYear: 0.06 } } as const;
  const { perFee } = evaluated({}, settingWith({ escalation, lockYears: 3 })).subscription.price;
  return [...perFee].slice(2);
}

const yearsAt = (fee: number): number =>
  breakEvenYears(
    cumulativeCosts(evaluated({ feeUsdMPerSatelliteYear: fee }), 'government-operated', USUAL),
    USUAL,
  );

const after = (perYear: number) => ({
  escalation: { during: { kind: 'index', overIndex: 0 }, after: { kind: 'fixed', perYear } } as const,
});

const performanceOf = (setting: OfferSetting, id: 'subscription' | 'government-operated') =>
  offerPerformance(evaluated({}, setting), id, setting);

const sumOf = (profile: Float64Array): number => profile.reduce((total, each) => total + each, 0);

const question = (walkAway = 0.5, draws = 400): OfferQuestion => ({
  setting: settingWith(
    { walkAway: { prob: walkAway, minimumReturn: 0.03, afterYears: 3 } },
    {
      assumptions: offerAssumptions(
        {
          feeUsdMPerSatelliteYear: { kind: 'uniform', low: 8, high: 14 },
          providerFirstUnitUsdM: { kind: 'lognormal', low: 20, high: 60, reading: 'P10-P90' },
        },
        { feeUsdMPerSatelliteYear: 11 },
      ),
    },
  ),
  assumptions: assumptionsWith({ firstUnitUsdM: { kind: 'triangular', low: 30, mode: 40, high: 70 } }),
  seed: 7,
  draws,
  correlation: 0.25,
});

const held = (perYear: number) => {
  const setting = settingWith(after(perYear));
  return lockIn(setting, evaluated({}, setting), { offer: OFFER });
};

describe('a subscription priced at what the provider spends, at the buyer’s own rate and without profit', () => {
  it.each(['straight-line', 'none'] as const)('costs what owning costs (residual value: %s)', (residual) => {
    const setting = settingWith({}, { residual });
    const floor = floorOf({}, setting);
    const at = evaluated({ feeUsdMPerSatelliteYear: floor }, setting);
    const own = buyerValue(at, 'government-operated', setting);
    expect(buyerValue(at, 'subscription', setting) / own).toBeCloseTo(1, 9);
    expect(buyerValue(at, 'contractor-operated', setting)).toBeCloseTo(own, 6);
    expect(providerValue(at.subscription.provider.net, OFFER.providerCostOfCapital)).toBeCloseTo(0, 6);
    expect(providerReturn(at.subscription.provider.net)).toBeCloseTo(OFFER.providerCostOfCapital, 6);
  });

  it('costs more when the provider’s money is dearer', () => {
    expect(floorOf({ providerCostOfCapital: 0.12 })).toBeGreaterThan(floorOf());
    expect(floorOf({ providerFirstUnitUsdM: 50 })).toBeGreaterThan(floorOf());
  });
});

describe('the sheets', () => {
  it('add up to what is paid, and at rate zero are worth their sum', () => {
    const timeless: OfferSetting = {
      ...USUAL,
      money: { ...USUAL.money, real: { rate: 'real', perYear: 0 } },
    };
    const at = evaluated({}, timeless);
    for (const id of OFFER_IDS) {
      const rows = buyerRows(at, id, timeless, OFFER);
      const sum = sumOfRows(rows, 12).reduce((total, each) => total + each, 0);
      expect(buyerValue(at, id, timeless) / sum).toBeCloseTo(1, 12);
    }
    const net = sumOfRows(providerRows(at, 'subscription', timeless, OFFER), 12);
    for (const [year, usdM] of net.entries())
      expect(usdM).toBeCloseTo(at.subscription.provider.net[year] ?? Number.NaN, 6);
    expect(providerRows(at, 'government-operated', timeless, OFFER)).toEqual([]);
  });

  it('count satellites that still work at the straight-line rest of their life', () => {
    const terms = { residual: 'straight-line' } as const;
    const left = residualByYear([0, 50, 0, 0, 0, 0, 0, 0], [0, 0, 50, 0, 0, 0, 0, 0], 5, terms);
    // Paid in year 1, flown in year 2: half a year old at its end, and used up after five.
    expect([...left]).toEqual([0, 50, 90, 70, 50, 30, 10, 0].map((usdM) => expect.closeTo(usdM, 9)));
    expect(residualByYear([1, 1], [1, 1], 5, { residual: 'none' })).toEqual(new Float64Array(2));
  });

  it('hold less with a dearer service only for credits', () => {
    const terms = { promisedAvailability: 0.95, perHundredth: 0.02, cap: 0.15 };
    expect(creditShare(terms, 0.96)).toBe(0);
    expect(creditShare(terms, 0.93)).toBeCloseTo(0.04, 12);
    expect(creditShare(terms, 0.5)).toBe(0.15);
    expect(valueOf({ availability: 0.9 })).toBeLessThan(valueOf({ availability: 0.95 }));
  });
});

describe('the price', () => {
  it('is paid for no less than the minimum take', () => {
    expect(paidAt(0.5)).toBeCloseTo(0.8 * paidAt(1), 9);
    expect(paidAt(0.9)).toBeCloseTo(0.9 * paidAt(1), 9);
  });

  it('rises by its clause: fixed, by the index, capped, and after the lock by the second one', () => {
    const fixed = pathOf({ kind: 'fixed', perYear: 0.05 });
    expect(fixed[0]).toBeCloseTo(1.02 ** 2, 12);
    expect(fixed[2]).toBeCloseTo(1.02 ** 2 * 1.05 ** 2, 12);
    expect((fixed[3] ?? 0) / (fixed[2] ?? 1)).toBeCloseTo(1.06, 12);
    const capped = pathOf({ kind: 'capped', perYear: 0.05, overIndex: 0.01 });
    expect((capped[1] ?? 0) / (capped[0] ?? 1)).toBeCloseTo(1.03, 12);
  });

  it('without a clause after the lock is never above the competitive one by more than leaving costs', () => {
    const escalation = { during: { kind: 'index', overIndex: 0 }, after: { kind: 'open' } } as const;
    const setting = settingWith({ escalation });
    const at = evaluated({}, setting);
    const { price, inService, feeUsdM } = at.subscription;
    const { switching } = setting.terms.subscription;
    const atLock = (inService[7] ?? 0) * OFFER.feeUsdMPerSatelliteYear;
    const most = largestPremium(switchingCost(switching, atLock), setting.money.real.perYear, 5);
    let worth = 0;
    for (let year = 7; year < 12; year++) {
      const level = setting.money.levels[year] ?? 0;
      const service = inService[year] ?? 0;
      const competitive = OFFER.feeUsdMPerSatelliteYear * level * service;
      const premium = ((feeUsdM[year] ?? 0) - competitive) / level;
      expect(premium).toBeCloseTo((most * service) / (inService[7] ?? 1), 6);
      worth += premium / (1 + setting.money.real.perYear) ** (year - 6);
      expect(price.added[year]).toBeGreaterThan(0);
    }
    // All that is asked above the competitive price is worth what leaving would have cost.
    expect(worth / switchingCost(switching, atLock)).toBeCloseTo(1, 2);
    expect(price.added[6]).toBe(0);
  });
});

describe('break-even', () => {
  it('is not later with a higher fee', () => {
    fc.assert(
      fc.property(fees, fees, (a, b) => {
        expect(yearsAt(Math.max(a, b))).toBeLessThanOrEqual(yearsAt(Math.min(a, b)));
      }),
    );
    expect(yearsAt(0.1)).toBe(Number.POSITIVE_INFINITY);
    expect(yearsAt(60)).toBeLessThan(12);
  });

  it('of the first satellite makes both cost the same', () => {
    const at = evaluated();
    const firstUnitUsdM = breakEvenFirstUnit(at, 'government-operated', USUAL, INPUTS);
    const turned = evaluate(USUAL, { ...INPUTS, firstUnitUsdM }, OFFER);
    expect(
      buyerValue(turned, 'government-operated', USUAL) / buyerValue(turned, 'subscription', USUAL),
    ).toBeCloseTo(1, 9);
  });
});

describe('the highest fee that a buyer pays', () => {
  it('makes the subscription cost what owning does', () => {
    const fee = highestFee(evaluated(), 'government-operated', USUAL, OFFER);
    const at = evaluated({ feeUsdMPerSatelliteYear: fee });
    expect(buyerValue(at, 'subscription', USUAL) / buyerValue(at, 'government-operated', USUAL)).toBeCloseTo(
      1,
      9,
    );
  });
});

describe('lock-in', () => {
  const terms = USUAL.terms.subscription.switching;

  it('counts buying again, integration, two services at once and the gap', () => {
    expect(gapMonths(terms)).toBe(54 - 18);
    expect(switchingCost(terms, 1200)).toBe(400 + 100 + 1200);
    expect(switchingCost({ ...terms, gapUsdMPerMonth: 10 }, 0)).toBe(500 + 360);
  });

  it('leaves a gap: whole until notice ends, nothing until the new one flies, then growing', () => {
    const gap = coverageGap(terms);
    const at = (month: number): number => gap[month]?.service ?? Number.NaN;
    expect([at(0), at(18), at(19), at(36), at(45), at(54)]).toEqual([1, 1, 0, 0, 0.5, 1]);
  });
});

describe('lock-in of a contract', () => {
  it('is held by the clause, or by what leaving costs when the clause allows more', () => {
    expect(held(0.02)).toMatchObject({ year: 7, heldBy: 'clause', monthsToSwitch: 54, gapMonths: 36 });
    expect(held(0.02).contractFeeUsdM).toBeCloseTo(12, 9);
    expect(held(0.5).heldBy).toBe('switching cost');
    expect(held(0.5).highestFeeUsdM).toBeGreaterThan(12);
  });
});

describe('performance', () => {
  it('is the same for all forms, unless the service comes later or less of it is taken', () => {
    const owned = performanceOf(USUAL, 'government-operated');
    expect(samePerformance(performanceOf(USUAL, 'subscription'), owned)).toBe(true);
    const wanted = [0, 0, 10, 40, 100, 120, 120, 120, 120, 120, 120, 120];
    const deployed: OfferSetting = { ...USUAL, plan: { ...USUAL.plan, wanted } };
    expect(performanceOf(deployed, 'subscription')).toEqual(performanceOf(deployed, 'government-operated'));
    expect(performanceOf(deployed, 'subscription').satelliteYears).toBeCloseTo(
      5 + 25 + 70 + 110 + 6 * 120,
      6,
    );
    const shifted = delayedPlan(deployed.plan, 2).wanted;
    expect(shifted).toEqual([0, 0, 0, 0, 10, 40, 100, 120, 120, 120, 120, 120]);
    const late = performanceOf(settingWith({ delayYears: 2 }), 'subscription');
    expect(late.firstYear).toBe(4);
    expect(samePerformance(late, owned)).toBe(false);
    expect(
      samePerformance(
        performanceOf(settingWith({ take: { share: 0.5, fromYear: 6 } }), 'subscription'),
        owned,
      ),
    ).toBe(false);
  });
});

describe('the budget screen', () => {
  const at = evaluated();
  const scored = scoreSubscription(USUAL, at, { layer: INPUTS, offer: OFFER });

  it('grants the payments of the term either way', () => {
    expect(sumOf(scored.annualUsdM)).toBeCloseTo(scored.totalPaymentsUsdM, 6);
    expect(sumOf(scored.upFrontUsdM)).toBeCloseTo(scored.totalPaymentsUsdM, 6);
    expect(scored.upFrontUsdM[0]).toBeGreaterThan(scored.totalPaymentsUsdM / 2);
  });

  it('fails a term of ten years for satellites of five, and what only the government needs', () => {
    const failed = scored.lease.tests.filter(({ passed }) => !passed).map(({ test }) => test);
    expect(failed).toEqual(expect.arrayContaining(['term-within-life', 'general-purpose', 'private-market']));
    expect(scored.verdict).toBe('purchase: all in the first year');
    const named = { ...USUAL.terms.subscription.scoring, controlsNamedAssets: false };
    const service = scoreSubscription(settingWith({ scoring: named }), at, { layer: INPUTS, offer: OFFER });
    expect(service.verdict).toBe('service: year by year');
  });
});

describe('the closed illustrations of the financing wedge', () => {
  // Five-year satellites, 2.5 percent real for the government and 9.8 percent for the provider.
  const [own, provider] = [capitalRecoveryFactor(0.025, 5), capitalRecoveryFactor(0.098, 5)];

  it('give 18 percent, and floors of 12.1 and 3.0 million beside 10.0 of one’s own', () => {
    expect(1 - own / provider).toBeCloseTo(0.18, 2);
    expect((40 + 4.1) * own + 0.5).toBeCloseTo(10, 1);
    expect((40 + 4.1) * provider + 0.5).toBeCloseTo(12.1, 1);
    expect((8 + 1.4) * provider + 0.5).toBeCloseTo(3, 1);
  });
});

describe('offers over the draws', () => {
  const compared = compareOffers(question());

  it('claim no transfer of risk from a provider that never leaves', () => {
    expect(compareOffers(question(0)).riskTransfer).toEqual({
      claimed: false,
      why: expect.stringContaining('never to leave'),
    });
    expect(compared.riskTransfer.claimed).toBe(true);
    expect(compared.provider.reliefProb).toBeGreaterThan(0.05);
    expect(compared.provider.reliefProb).toBeLessThan(0.5);
    expect(compareOffers(question(1)).buyer.subscription.mean).toBeGreaterThan(
      compareOffers(question(0)).buyer.subscription.mean,
    );
  });

  it('a provider with too low a return leaves with the probability given, in dear draws as in all others', () => {
    const draws = 2000;
    const [always = 0, sometimes = 0] = [1, 0.5].map(
      (prob) => compareOffers({ ...question(prob, draws), correlation: 0.8 }).provider.reliefProb,
    );
    const standardError = Math.sqrt(0.25 / (always * draws));
    expect(always * draws).toBeGreaterThan(200);
    expect(Math.abs(sometimes / always - 0.5)).toBeLessThan(4 * standardError);
  });

  it('say the same for the same seed, and P20 to P80 within 1 % for others', () => {
    expect(compareOffers(question()).buyer).toEqual(compared.buyer);
    const many = [1, 2, 3].map((seed) => compareOffers({ ...question(0.5, 2000), seed }));
    for (const id of OFFER_IDS)
      for (const key of ['p20', 'p50', 'p80'] as const) {
        const values = many.map(({ buyer }) => buyer[id][key]);
        expect(Math.max(...values) / Math.min(...values)).toBeLessThan(1.01);
      }
  });

  it('break even in years of the case, in order, and count the draws that never do', () => {
    const { years, noCrossingShare } = compared.breakEven;
    const order = [years.p10, years.p50, years.p90].map((each) => each ?? 99);
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    expect(years.p10).toBeGreaterThan(2);
    expect(noCrossingShare).toBeGreaterThanOrEqual(0);
    expect(years.p90 === null).toBe(noCrossingShare > 0.1);
  });

  it('with options cost no more than without', () => {
    const { states, withUsdM, withoutUsdM, dates } = compared.buyOut;
    expect(withUsdM).toBeLessThanOrEqual(withoutUsdM + 1e-9);
    expect(states.reduce((sum, { prob }) => sum + prob, 0)).toBeCloseTo(1, 12);
    expect(dates.map(({ year }) => year)).toEqual([5, 8]);
    for (const state of states)
      expect(state.best.costUsdM).toBe(Math.min(...state.branches.map(({ costUsdM }) => costUsdM)));
    expect(states[0]?.branches.filter(({ action }) => action === 'buy out')).toHaveLength(2);
  });

  it('turn where both cost the same, whatever the input', () => {
    const asked = question();
    const turns = turningPoints(asked, compared.owned);
    const fee = turns.find(({ id }) => id === 'feeUsdMPerSatelliteYear');
    expect(fee?.yes).toBe('below');
    const at = evaluated({ feeUsdMPerSatelliteYear: fee?.turnsAt ?? 0 }, asked.setting);
    expect(buyerValue(at, 'subscription', asked.setting)).toBeCloseTo(
      buyerValue(at, compared.owned, asked.setting),
      3,
    );
    const rise = turns.find(({ id }) => id === 'riseAfterLock');
    expect(rise).toMatchObject({ kind: 'term', value: 0, yes: 'below' });
    const term = contractTerms(asked.setting).find(({ id }) => id === 'riseAfterLock');
    const turned = term?.with(rise?.turnsAt ?? 0) ?? asked.setting;
    const atRise = evaluated({ feeUsdMPerSatelliteYear: 11 }, turned);
    expect(
      buyerValue(atRise, 'subscription', turned) / buyerValue(atRise, compared.owned, turned),
    ).toBeCloseTo(1, 6);
    const swings = turns.map(({ differenceAtP10, differenceAtP90 }) =>
      Math.abs(differenceAtP90 - differenceAtP10),
    );
    expect(swings.toSorted((a, b) => b - a)).toEqual(swings);
    expect(turns.find(({ id }) => id === 'providerFirstUnitUsdM')?.turnsAt).toBeNull();
    const made = providerTurningPoints(asked).find(({ id }) => id === 'providerFirstUnitUsdM');
    expect(made?.yes).toBe('below');
    const offer = { ...OFFER, feeUsdMPerSatelliteYear: 11, providerFirstUnitUsdM: made?.turnsAt ?? 0 };
    expect(feeFloor(asked.setting, evaluated(offer, asked.setting).subscription, offer)).toBeCloseTo(11, 6);
  });
});

describe('a waterfall', () => {
  it('adds up to the difference, and shows only what changed', () => {
    const rate = USUAL.money.real;
    const sheet = (offer: Partial<OfferInputs>) => ({
      rows: buyerRows(evaluated(offer), 'subscription', USUAL, { ...OFFER, ...offer }),
      rate,
    });
    const steps = waterfall(sheet({}), sheet({ feeUsdMPerSatelliteYear: 15 }));
    expect(steps.map(({ what }) => what)).toEqual(['service fee']);
    expect(steps[0]?.usdM).toBeCloseTo(valueOf({ feeUsdMPerSatelliteYear: 15 }) - valueOf({}), 6);
    expect(waterfall(sheet({}), sheet({}))).toEqual([]);
  });
});
