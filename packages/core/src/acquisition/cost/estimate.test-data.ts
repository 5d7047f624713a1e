import { byLayerInput } from './layer-cost.ts';
import type { LayerInputs, LayerPlan } from './layer-cost.ts';
import type { CostQuestion, LayerAssumptions } from './estimate.ts';
import type { Distribution } from '../uncertainty/distribution.ts';

export const PLAN: LayerPlan = {
  satellites: 120,
  years: 12,
  firstLaunchYear: 2,
  buildYears: 3,
  learningTheory: 'crawford',
};

export const INPUTS: LayerInputs = {
  engineeringUsdM: 1000,
  engineeringYears: 4,
  firstUnitUsdM: 40,
  learningSlope: 0.95,
  blockUnits: 1e6,
  carryOver: 1,
  launchUsdM: 80,
  satellitesPerLaunch: 10,
  launchSuccessProb: 1,
  groundUsdM: 300,
  groundSustainShare: 0.1,
  operationsUsdMPerSatelliteYear: 0.5,
  lifeYears: 5,
  oversightShare: 0.1,
  growthFactor: 1,
};

/** All inputs certain but those that are given a distribution. */
export function assumptionsWith(
  uncertain: Partial<Record<keyof LayerInputs, Distribution>> = {},
): LayerAssumptions {
  return byLayerInput((id) => ({
    id,
    title: id,
    unit: '',
    value: INPUTS[id],
    distribution: uncertain[id] ?? { kind: 'fixed', value: INPUTS[id] },
    baseYear: null,
    sources: [],
    note: '',
  }));
}

/** Prices that rise by 2 % a year from the first, and a real rate of 2.5 %. */
export const MONEY: CostQuestion['money'] = {
  levels: Float64Array.from({ length: 12 }, (_, year) => 1.02 ** year),
  outlayShares: [1],
  real: { rate: 'real', perYear: 0.025 },
};
