import { radians } from '@cupola/core/foundation';
import { circularRates } from '@cupola/core/physics';
import {
  callPrice,
  capitalRecoveryFactor,
  concentration,
  internalRateOfReturn,
  meanLifeYears,
  pairwiseWeights,
  planeDriftDays,
  presentValue,
  rateForTerm,
  reliability,
  scoreLease,
  valueWithAbandonment,
} from '@cupola/core/acquisition';
import type { Weibull } from '@cupola/core/acquisition';
import { flagOf, numberOf, numbersOf } from '../case-inputs.ts';
import type { CaseInputs, CaseRunner } from '../case-runner.ts';

const DAY_S = 86_400;

function rateOf(inputs: CaseInputs, key: string): number {
  return numberOf(inputs, key) / 100;
}

/** Payments at the end of each year: the first is discounted by a whole year. */
const costsAndBenefits: CaseRunner = (inputs) => {
  const rate = rateOf(inputs, 'ratePercent');
  const pvCosts = presentValue([0, ...numbersOf(inputs, 'costs')], rate);
  const pvBenefits = presentValue([0, ...numbersOf(inputs, 'benefits')], rate);
  return { pvCosts, pvBenefits, npv: pvBenefits - pvCosts };
};

const leaseOrBuy: CaseRunner = (inputs) => {
  const rate = rateOf(inputs, 'ratePercent');
  const operations = Array.from({ length: 9 }, () => numberOf(inputs, 'operationsYears1To9'));
  const last = numberOf(inputs, 'operationsYear10') - numberOf(inputs, 'salvageYear10');
  const pvBuy = presentValue([numberOf(inputs, 'purchaseAtYear0'), ...operations, last], rate);
  const payments = Array.from({ length: 10 }, () => numberOf(inputs, 'leaseInAdvanceYears0To9'));
  const pvLease = presentValue(payments, rate);
  return { pvBuy, pvLease, buyBetterBy: pvLease - pvBuy };
};

const rateOfReturn: CaseRunner = (inputs) => {
  const inflows = Array.from({ length: numberOf(inputs, 'years') }, () => numberOf(inputs, 'inflowPerYear'));
  const found = internalRateOfReturn([-numberOf(inputs, 'outlay'), ...inflows]);
  return { irrPercent: found.ok ? 100 * found.yearlyRate : Number.NaN };
};

const recovery: CaseRunner = (inputs) => ({
  crf: capitalRecoveryFactor(rateOf(inputs, 'ratePercent'), numberOf(inputs, 'years')),
});

const treasuryRate: CaseRunner = (inputs) => ({
  realRatePercent: rateForTerm(
    { termYears: numbersOf(inputs, 'termYears'), rates: numbersOf(inputs, 'realRatePercent') },
    numberOf(inputs, 'askYears'),
  ),
});

const leaseScreen: CaseRunner = (inputs) => {
  const { operatingLease, fullBudgetAuthorityInYear1 } = scoreLease({
    ownershipTransfers: flagOf(inputs, 'ownershipTransfers'),
    bargainPurchase: flagOf(inputs, 'bargainPurchase'),
    termShareOfLife: numberOf(inputs, 'termShareOfLife'),
    paymentsShareOfFairValue: numberOf(inputs, 'pvPaymentsShareOfFairValue'),
    generalPurpose: flagOf(inputs, 'assetGeneralPurpose'),
    privateMarketExists: flagOf(inputs, 'privateMarketExists'),
  });
  return { operatingLease, fullBudgetAuthorityInYear1 };
};

function weibullOf(inputs: CaseInputs): Weibull {
  return { shape: numberOf(inputs, 'shape'), scaleYears: numberOf(inputs, 'scaleYears') };
}

const weibull: CaseRunner = (inputs) => ({
  reliability: reliability(weibullOf(inputs), numberOf(inputs, 'atYears')),
  meanYears: meanLifeYears(weibullOf(inputs)),
});

const nodeRate: CaseRunner = (inputs) => {
  const rates = circularRates(
    numberOf(inputs, 'altitudeKm') * 1000,
    radians(numberOf(inputs, 'inclinationDeg')),
  );
  return { nodeRateDegPerDay: (rates.nodeRadPerS * DAY_S * 180) / Math.PI };
};

const drift: CaseRunner = (inputs) => ({
  driftDays: planeDriftDays(radians(numberOf(inputs, 'nodeShiftDeg')), {
    parkingAltitudeM: numberOf(inputs, 'parkingAltitudeKm') * 1000,
    targetAltitudeM: numberOf(inputs, 'targetAltitudeKm') * 1000,
    inclinationRad: radians(numberOf(inputs, 'inclinationDeg')),
  }),
});

const shares: CaseRunner = (inputs) => ({ ...concentration(numbersOf(inputs, 'sharesPercent')) });

const judgements: CaseRunner = (inputs) => {
  const rows = inputs['matrix'];
  if (!Array.isArray(rows)) throw new TypeError('the case states no matrix');
  return { ...pairwiseWeights(rows.map((row: unknown) => numbersOf({ row }, 'row'))) };
};

const abandonment: CaseRunner = (inputs) => {
  const value = numberOf(inputs, 'value');
  const valueWithOption = valueWithAbandonment(
    {
      value,
      up: numberOf(inputs, 'up'),
      down: numberOf(inputs, 'down'),
      ratePerStep: rateOf(inputs, 'ratePercent'),
      steps: 1,
    },
    numberOf(inputs, 'salvage'),
  );
  return { valueWithOption, optionValue: valueWithOption - value };
};

const call: CaseRunner = (inputs) => ({
  price: callPrice(
    numberOf(inputs, 'spot'),
    numberOf(inputs, 'strike'),
    rateOf(inputs, 'ratePercent'),
    rateOf(inputs, 'volatilityPercent'),
    numberOf(inputs, 'years'),
  ),
});

/** Money over time, budget scoring, reliability, plane drift, options, and bids. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  A3: costsAndBenefits,
  A4: leaseOrBuy,
  A5: rateOfReturn,
  A6: weibull,
  A7a: weibull,
  A7b: weibull,
  A7c: weibull,
  A8a: nodeRate,
  A8b: nodeRate,
  A9: drift,
  A13: shares,
  A14: abandonment,
  A15: call,
  A16: judgements,
  A17a: recovery,
  A17b: recovery,
  S29a: treasuryRate,
  S29b: treasuryRate,
  S30a: leaseScreen,
  S30b: leaseScreen,
  S30c: leaseScreen,
};
