import {
  betaSpending,
  calculatorLayerCost,
  costCdf,
  costQuantile,
  cumulativeAverageCost,
  flatPriceProcurement,
  lognormalFromMean,
  phasedByYear,
  rayleighPeakShare,
  rayleighSpending,
  totalCost,
  unitCost,
} from '@cupola/core/acquisition';
import type { LearningCurve } from '@cupola/core/acquisition';
import { numberOf } from '../case-inputs.ts';
import type { CaseInputs, CaseRunner } from '../case-runner.ts';

const KG_PER_T = 1000;
const USD_PER_M = 1e6;
const USD_M_PER_B = 1000;

function learningOf(inputs: CaseInputs, theory: LearningCurve['theory']): LearningCurve {
  return { theory, firstUnitCost: numberOf(inputs, 'firstUnit'), slope: numberOf(inputs, 'slope') };
}

const wright: CaseRunner = (inputs) => {
  const curve = learningOf(inputs, 'wright');
  const units = numberOf(inputs, 'units');
  return { cumulativeAverage: cumulativeAverageCost(curve, units), total: totalCost(curve, units) };
};

const crawford: CaseRunner = (inputs) => {
  const curve = learningOf(inputs, 'crawford');
  const units = numberOf(inputs, 'units');
  return { unitCost: unitCost(curve, units), total: totalCost(curve, units) };
};

const rayleighByYear: CaseRunner = (inputs) => ({
  yearly: phasedByYear(
    numberOf(inputs, 'total'),
    numberOf(inputs, 'durationYears'),
    rayleighSpending(numberOf(inputs, 'completionShare')),
  ),
});

const rayleighPeak: CaseRunner = (inputs) => ({
  peakYears: numberOf(inputs, 'durationYears') * rayleighPeakShare(numberOf(inputs, 'completionShare')),
});

const beta: CaseRunner = (inputs) => ({
  costShare: betaSpending(numberOf(inputs, 'a'), numberOf(inputs, 'b'))(numberOf(inputs, 'timeShare')),
});

const lognormal: CaseRunner = (inputs) => {
  const mean = numberOf(inputs, 'mean');
  const law = lognormalFromMean(mean, numberOf(inputs, 'cv'));
  return { p50: costQuantile(law, 0.5), p80: costQuantile(law, 0.8), cdfAtMean: costCdf(law, mean) };
};

const calculator: CaseRunner = (inputs) => {
  const cost = calculatorLayerCost({
    interceptors: numberOf(inputs, 'interceptors'),
    interceptorMassKg: numberOf(inputs, 'interceptorMassKg'),
    lifeYears: numberOf(inputs, 'lifeYears'),
    periodYears: numberOf(inputs, 'periodYears'),
    developmentCost: numberOf(inputs, 'developmentUsdM'),
    firstUnitCost: numberOf(inputs, 'firstUnitUsdM'),
    learningSlope: numberOf(inputs, 'learningSlope'),
    operationsCostPerYear: numberOf(inputs, 'operationsUsdMPerYear'),
    launcherCapacityKg: numberOf(inputs, 'launcherCapacityKg'),
    firstLaunchCost: numberOf(inputs, 'firstLaunchUsdM'),
    launchLearningSlope: numberOf(inputs, 'launchLearningSlope'),
  });
  return {
    launchesPerGeneration: cost.launchesPerGeneration,
    averageUnitUsdM: cost.averageUnitCost,
    averageLaunchUsdM: cost.averageLaunchCost,
    totalUsdB: cost.total / USD_M_PER_B,
  };
};

function flatProcurementUsdB(inputs: CaseInputs): number {
  const totalUsdM = flatPriceProcurement(
    numberOf(inputs, 'interceptors'),
    numberOf(inputs, 'unitCostUsdM'),
    numberOf(inputs, 'periodYears'),
    numberOf(inputs, 'lifeYears'),
  );
  return totalUsdM / USD_M_PER_B;
}

const flatPrice: CaseRunner = (inputs) => ({ procurementUsdB: flatProcurementUsdB(inputs) });

const unexplained: CaseRunner = (inputs) => ({
  residualUsdB: numberOf(inputs, 'publishedAcquisitionUsdB') - flatProcurementUsdB(inputs),
});

const layerTotal: CaseRunner = (inputs) => ({
  layerUsdB:
    numberOf(inputs, 'acquisitionUsdB') +
    numberOf(inputs, 'annualOperationsUsdB') * numberOf(inputs, 'years'),
});

const layerShare: CaseRunner = (inputs) => ({
  sharePercent: (100 * numberOf(inputs, 'layerUsdB')) / numberOf(inputs, 'systemUsdB'),
});

const priceChange: CaseRunner = (inputs) => ({
  changePercent: 100 * (numberOf(inputs, 'newUsdB') / numberOf(inputs, 'oldUsdB') - 1),
});

const massPerInterceptor: CaseRunner = (inputs) => ({
  massKg: (numberOf(inputs, 'totalMassT') * KG_PER_T) / numberOf(inputs, 'interceptors'),
});

const launchCost: CaseRunner = (inputs) => ({
  launchCostUsdB:
    (numberOf(inputs, 'totalMassT') * KG_PER_T * numberOf(inputs, 'launchPriceUsdPerKg')) /
    (USD_PER_M * USD_M_PER_B),
});

const awardPerSatellite: CaseRunner = (inputs) => ({
  unitUsdM: numberOf(inputs, 'awardUsdM') / numberOf(inputs, 'satellites'),
});

const awardPerLaunch: CaseRunner = (inputs) => ({
  launchUsdM: numberOf(inputs, 'awardUsdM') / numberOf(inputs, 'launches'),
});

const pricePerKg: CaseRunner = (inputs) => ({
  usdPerKg: (numberOf(inputs, 'launchUsdM') * USD_PER_M) / numberOf(inputs, 'payloadKg'),
});

const oneGeneration: CaseRunner = (inputs) => ({
  generationUsdB: (numberOf(inputs, 'satellites') * numberOf(inputs, 'unitUsdM')) / USD_M_PER_B,
});

/** Cost: learning, phasing, uncertainty, the two published ways of costing interceptors, and sums over published awards. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  A1a: wright,
  A1b: wright,
  A1c: wright,
  A1d: wright,
  A1e: wright,
  A2: crawford,
  A10a: rayleighByYear,
  A10b: rayleighPeak,
  A11: beta,
  A12: lognormal,
  S19a: massPerInterceptor,
  S19b: launchCost,
  S20a: flatPrice,
  S20b: unexplained,
  S21a: layerTotal,
  S21b: layerShare,
  S22a: priceChange,
  S22b: priceChange,
  S23b: calculator,
  S23c: calculator,
  S23d: calculator,
  S23e: calculator,
  S26a: awardPerSatellite,
  S26b: awardPerSatellite,
  S26c: awardPerSatellite,
  S26d: awardPerSatellite,
  S27a: awardPerLaunch,
  S27b: awardPerLaunch,
  S28a: pricePerKg,
  S28b: pricePerKg,
  S31a: oneGeneration,
  S31b: oneGeneration,
};
