import { assert } from '../../foundation/index.ts';
import { learningExponent } from './learning.ts';

/** How often a constellation is bought in a period: whole lives that fit into it, and once at least. The rule of AEI's calculator; CBO's four generations in twenty years agree. */
export function generations(periodYears: number, lifeYears: number): number {
  assert(periodYears > 0 && lifeYears > 0, 'period and life have a length');
  return Math.max(1, Math.floor(periodYears / lifeYears));
}

/** Procurement at one unit price, without learning, in each generation: the arithmetic behind CBO's published total. */
export function flatPriceProcurement(
  units: number,
  unitPrice: number,
  periodYears: number,
  lifeYears: number,
): number {
  return units * unitPrice * generations(periodYears, lifeYears);
}

/**
 * Average cost of n items as AEI's calculator has it, C1 (n^(1 + b) + 1) / (n (1 + b)): an approximation of Crawford's sum. With its own defaults (998 items,
 * 85 %) it gives 18.2 where the exact sum gives 18.06.
 */
export function calculatorAverageCost(firstUnitCost: number, slope: number, units: number): number {
  const exponent = learningExponent(slope);
  return (firstUnitCost * (units ** (1 + exponent) + 1)) / (units * (1 + exponent));
}

/** Inputs of AEI's space-based interceptor calculator that decide its cost. USD in one unit, constant dollars, undiscounted. */
export interface CalculatorLayer {
  readonly interceptors: number;
  readonly interceptorMassKg: number;
  readonly lifeYears: number;
  readonly periodYears: number;
  readonly developmentCost: number;
  readonly firstUnitCost: number;
  readonly learningSlope: number;
  readonly operationsCostPerYear: number;
  readonly launcherCapacityKg: number;
  readonly firstLaunchCost: number;
  readonly launchLearningSlope: number;
}

export interface CalculatorCost {
  readonly launchesPerGeneration: number;
  readonly averageUnitCost: number;
  readonly averageLaunchCost: number;
  readonly total: number;
}

/**
 * Cost of an interceptor layer by the rules of AEI's calculator: learning starts anew in each generation, development is paid once. Shown beside
 * `flatPriceProcurement`, because the two published methods differ in just that.
 *
 * @see [Harrison-2025]
 */
export function calculatorLayerCost(layer: CalculatorLayer): CalculatorCost {
  const perLaunch = Math.floor(layer.launcherCapacityKg / layer.interceptorMassKg);
  assert(perLaunch >= 1, 'an interceptor is lighter than what the launcher carries');
  const launchesPerGeneration = Math.ceil(layer.interceptors / perLaunch);
  const averageUnitCost = calculatorAverageCost(layer.firstUnitCost, layer.learningSlope, layer.interceptors);
  const averageLaunchCost = calculatorAverageCost(
    layer.firstLaunchCost,
    layer.launchLearningSlope,
    launchesPerGeneration,
  );
  const perGeneration = layer.interceptors * averageUnitCost + launchesPerGeneration * averageLaunchCost;
  return {
    launchesPerGeneration,
    averageUnitCost,
    averageLaunchCost,
    total:
      generations(layer.periodYears, layer.lifeYears) * perGeneration +
      layer.operationsCostPerYear * layer.periodYears +
      layer.developmentCost,
  };
}
