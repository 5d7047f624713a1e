import { CLAUSE_TITLES, CONTROL_CLAUSES, discountFactors, sumOfRows } from '@cupola/core/acquisition';
import type { CostStatistics, FlowRow, TurningPoint } from '@cupola/core/acquisition';
import { EXCLUDED_COSTS, moneyAnswer } from '../cost/cost-study.ts';
import { acquireHeadlines } from './acquire-words.ts';
import type { AcquireStudy, OfferStudy } from './acquire-study.ts';
import { OFFER_TITLES } from './offer-titles.ts';

const USD_PER_M = 1e6;

/** The answer as other programs read it: dollars, shares, fiscal years. */
export function acquireAnswer(study: AcquireStudy): Readonly<Record<string, unknown>> {
  const { acquisition, comparison, scoring, lockIn, setting } = study;
  const { firstFiscalYear } = acquisition;
  const { breakEven, provider, bargain, riskTransfer } = comparison;
  const fiscalYears = (values: Float64Array): readonly unknown[] =>
    Array.from(values, (usdM, year) => ({ fiscalYear: firstFiscalYear + year, usd: usd(usdM) }));
  return {
    title: acquisition.title,
    simulated: true,
    currency: 'USD',
    baseYear: acquisition.baseYear,
    firstFiscalYear,
    years: setting.plan.years,
    draws: acquisition.draws,
    seed: acquisition.seed,
    money: moneyAnswer(acquisition),
    answer: acquireHeadlines(study),
    measuredAgainst: comparison.owned,
    dates: study.dates,
    inService: Array.from(comparison.point.ownedService, (satellites, year) => ({
      fiscalYear: firstFiscalYear + year,
      satellites,
    })),
    subscriptionCheaperProb: comparison.subscriptionCheaperProb,
    offers: study.offers.map((offer) => offerAnswer(study, offer)),
    breakEven: {
      horizonYears: breakEven.years.p50,
      ...breakEven.years,
      noCrossingShare: breakEven.noCrossingShare,
      unitCostUsd: usd(breakEven.firstUnitUsdM.p50),
      unitCost: statistics(breakEven.firstUnitUsdM),
      unitCostBelowRegisterShare: breakEven.firstUnitAboveProb,
      highestFee: statistics(bargain.highestFeeUsdM),
      priceForBothShare: bargain.priceForBothProb,
      differenceByYear: comparison.differenceByYear.map((each, year) => ({
        fiscalYear: firstFiscalYear + year,
        ...statistics(each),
      })),
    },
    deciding: study.deciding === null ? null : turnAnswer(study.deciding),
    whatWouldHaveToBeTrue: study.turns.map(turnAnswer),
    providerWouldHaveTo: study.providerTurns.map(turnAnswer),
    provider: {
      npv: statistics(provider.value),
      lossShare: provider.lossProb,
      yearlyReturn: provider.yearlyReturn,
      priceFloor: statistics(provider.feeFloorUsdM),
      reliefShare: provider.reliefProb,
    },
    riskTransfer: riskTransfer.claimed
      ? {
          claimed: true,
          meanUsd: usd(riskTransfer.meanUsdM),
          tailUsd: usd(riskTransfer.tailUsdM),
          transferUsd: usd(riskTransfer.transferUsdM),
        }
      : riskTransfer,
    lockIn: {
      fiscalYear: firstFiscalYear + lockIn.year,
      switchingUsd: usd(lockIn.switchingUsdM),
      largestPremiumUsdPerYear: usd(lockIn.largestPremiumUsdM),
      competitiveFeeUsd: usd(lockIn.competitiveFeeUsdM),
      highestFeeUsd: usd(lockIn.highestFeeUsdM),
      contractFeeUsd: usd(lockIn.contractFeeUsdM),
      lastContractFeeUsd: usd(lockIn.lastContractFeeUsdM),
      heldBy: lockIn.heldBy,
      monthsToSwitch: lockIn.monthsToSwitch,
      gapMonths: lockIn.gapMonths,
      coverageGap: lockIn.gap,
    },
    options: {
      withoutUsd: usd(comparison.buyOut.withoutUsdM),
      withUsd: usd(comparison.buyOut.withUsdM),
      states: comparison.buyOut.states.map(({ state, prob, branches, best }) => ({
        state,
        prob,
        branches: branches.map((branch) => branchAnswer(branch, firstFiscalYear)),
        best: branchAnswer(best, firstFiscalYear),
      })),
      buyOut: comparison.buyOut.dates.map(({ year, strikeUsdM, exerciseProb, optionUsdM }) => ({
        fiscalYear: firstFiscalYear + year,
        strikeUsd: usd(strikeUsdM),
        exerciseProb,
        blackScholesUsd: optionUsdM === null ? null : usd(optionUsdM),
      })),
    },
    scoring: {
      verdict: scoring.verdict,
      isService: scoring.isService,
      tests: scoring.lease.tests,
      operatingLease: scoring.lease.operatingLease,
      totalPaymentsUsd: usd(scoring.totalPaymentsUsdM),
      presentValueOfPaymentsUsd: usd(scoring.paymentsValueUsdM),
      fairValueUsd: usd(scoring.fairValueUsdM),
      reviewed: scoring.reviewed,
      budgetAuthority: {
        annual: fiscalYears(scoring.annualUsdM),
        upFront: fiscalYears(scoring.upFrontUsdM),
      },
    },
    checklist: study.checklist,
    against:
      study.against === null
        ? null
        : {
            title: study.against.title,
            offers: study.against.steps.map(({ id, fromUsdM, toUsdM, steps }) => ({
              id,
              fromUsd: usd(fromUsdM),
              toUsd: usd(toUsdM),
              steps: steps.map(({ what, usdM }) => ({ what, usd: usd(usdM) })),
            })),
          },
    assumptions: study.assumptions,
    excluded: EXCLUDED_COSTS,
  };
}

function offerAnswer({ comparison, setting, acquisition, offers }: AcquireStudy, offer: OfferStudy) {
  const { years } = setting.plan;
  const { id, performance } = offer;
  const factors = discountFactors(setting.money.real, years);
  const buyer = sumOfRows(offer.buyerRows, years);
  const provider = sumOfRows(offer.providerRows, years);
  const pointUsdM = buyer.reduce((sum, usdM, year) => sum + usdM * factors[year]!, 0);
  const npv = comparison.buyer[id];
  const control =
    id === 'subscription' ? setting.terms.subscription.control : setting.terms.owned[id].control;
  const reference = offers.find((each) => each.id === comparison.owned)?.performance ?? performance;
  return {
    id,
    title: OFFER_TITLES[id],
    /** Present value of what the buyer pays: mean of the draws, and at the values of the register. */
    npvBuyerUsd: usd(npv.mean),
    npvBuyerPointUsd: usd(pointUsdM),
    npvBuyer: statistics(npv),
    npvProviderUsd:
      id === 'subscription' ? usd(comparison.provider.value.mean) : providerPoint(offer, setting, comparison),
    providerReturn: id === 'subscription' ? comparison.provider.yearlyReturn.p50 : null,
    priceFloorUsd: id === 'subscription' ? usd(comparison.provider.feeFloorUsdM.p50) : null,
    performance: {
      satelliteYears: performance.satelliteYears,
      firstFiscalYear:
        performance.firstYear === null ? null : acquisition.firstFiscalYear + performance.firstYear,
      lastYearSatellites: performance.lastYearSatellites,
      satelliteYearsMoreThanOwned: performance.satelliteYears - reference.satelliteYears,
      npvBuyerUsdPerSatelliteYear:
        performance.discountedSatelliteYears === 0
          ? null
          : usd(npv.mean / performance.discountedSatelliteYears),
    },
    control: CONTROL_CLAUSES.map((clause) => ({
      clause,
      title: CLAUSE_TITLES[clause],
      grade: control[clause],
    })),
    byYear: Array.from({ length: years }, (_, year) => ({
      fiscalYear: acquisition.firstFiscalYear + year,
      buyerConstantUsd: usd(buyer[year]!),
      buyerThenYearUsd: usd(buyer[year]! * setting.money.levels[year]!),
      buyerDiscountedUsd: usd(buyer[year]! * factors[year]!),
      providerThenYearUsd: offer.providerRows.length === 0 ? null : usd(provider[year]!),
    })),
    rows: { buyer: rowsAnswer(offer.buyerRows), provider: rowsAnswer(offer.providerRows) },
  };
}

/** A contractor that only operates has no capital at stake: its fee at the values of the register. */
function providerPoint(
  { id, providerRows }: OfferStudy,
  { plan }: AcquireStudy['setting'],
  { pointInputs }: AcquireStudy['comparison'],
): number | null {
  if (id === 'government-operated') return null;
  const rate = { rate: 'nominal', perYear: pointInputs.offer.providerCostOfCapital } as const;
  const factors = discountFactors(rate, plan.years);
  return usd(sumOfRows(providerRows, plan.years).reduce((sum, usdM, year) => sum + usdM * factors[year]!, 0));
}

function rowsAnswer(rows: readonly FlowRow[]): readonly unknown[] {
  return rows.map(({ what, usdM }) => ({ what, usd: Array.from(usdM, usd) }));
}

function turnAnswer(turn: TurningPoint): Readonly<Record<string, unknown>> {
  const { id, kind, title, unit, value, turnsAt, yes, prob, differenceAtP10, differenceAtP90 } = turn;
  return {
    id,
    kind,
    title,
    unit,
    value,
    turnsAt,
    yes,
    prob,
    differenceAtP10Usd: usd(differenceAtP10),
    differenceAtP90Usd: usd(differenceAtP90),
  };
}

function branchAnswer(
  branch: { readonly year: number | null; readonly action: string; readonly costUsdM: number },
  firstFiscalYear: number,
): Readonly<Record<string, unknown>> {
  return {
    fiscalYear: branch.year === null ? null : firstFiscalYear + branch.year,
    action: branch.action,
    costUsd: usd(branch.costUsdM),
  };
}

function statistics({ mean, p10, p20, p50, p80, p90 }: CostStatistics): Readonly<Record<string, number>> {
  return {
    meanUsd: usd(mean),
    p10Usd: usd(p10),
    p20Usd: usd(p20),
    p50Usd: usd(p50),
    p80Usd: usd(p80),
    p90Usd: usd(p90),
  };
}

/** Dollars, to the cent's neighbourhood: millions carry rounding far below it. */
function usd(usdM: number): number {
  return Math.round(usdM * USD_PER_M * 100) / 100;
}
