import { isUncertain, quantile } from '../uncertainty/distribution.ts';
import { byInterceptorInput, INTERCEPTOR_INPUT_IDS } from './interceptor-inputs.ts';
import type { InterceptorAssumptions, InterceptorInputId, InterceptorInputs } from './interceptor-inputs.ts';
import {
  calculatorAverageCost,
  calculatorLayerCost,
  flatPriceProcurement,
  generations,
} from './interceptor-layer.ts';
import { totalCost } from './learning.ts';

/** A fleet that is costed. */
export interface InterceptorFleet {
  /** In orbit at once. */
  readonly count: number;
  readonly years: number;
}

/** What a layer costs, by what it is for: millions of constant dollars, undiscounted. */
export interface InterceptorCost {
  readonly development: number;
  readonly units: number;
  readonly launch: number;
  readonly operations: number;
  readonly total: number;
}

/** Both published ways on the same inputs, and what lies between them. */
export interface InterceptorWays {
  readonly generations: number;
  /** By the rules of AEI's calculator: learning from a first unit, anew in each generation; whole launchers. */
  readonly calculator: InterceptorCost & {
    readonly averageUnit: number;
    readonly averageLaunch: number;
    readonly launchesPerGeneration: number;
  };
  /** By the arithmetic behind CBO's total: every unit at one price, launch by the kilogram. */
  readonly flat: InterceptorCost;
  /** From the calculator's total to the flat one, one change after the other. */
  readonly steps: readonly { readonly change: InterceptorChange; readonly usdM: number }[];
  /** What would make both totals equal, one number at a time; null where no number does. */
  readonly equalAt: {
    readonly averageUnitUsdM: number | null;
    readonly firstUnitUsdM: number | null;
    readonly learningSlope: number | null;
  };
  /** The calculator's total if learning went on from one generation to the next. Neither publishes that. */
  readonly withLearningCarriedOver: number;
  /** The calculator's total with exact sums of its learning curves in place of its average, which is too dear for few. */
  readonly withExactLearning: number;
}

/** What differs between the two. Development, operations, life and number of generations are the same in both. */
export type InterceptorChange = 'one price for every unit' | 'launch by the kilogram';

/** Can the launcher carry one interceptor at all? Without that the calculator's way has no answer. */
export function carriesOne({
  massKg,
  launcherCapacityKg,
}: Pick<InterceptorInputs, 'massKg' | 'launcherCapacityKg'>): boolean {
  return massKg <= launcherCapacityKg;
}

/**
 * Both ways of costing.
 *
 * @param inputs - Of which the launcher carries one interceptor at least.
 * @see [Harrison-2025], [CBO-2026].
 */
export function interceptorWays(fleet: InterceptorFleet, inputs: InterceptorInputs): InterceptorWays {
  const { count, years } = fleet;
  const often = generations(years, inputs.lifeYears);
  const shared = {
    development: inputs.developmentUsdM,
    operations: inputs.operationsUsdMPerYear * years,
  };
  const layer = calculatorLayerCost({
    interceptors: count,
    interceptorMassKg: inputs.massKg,
    lifeYears: inputs.lifeYears,
    periodYears: years,
    developmentCost: inputs.developmentUsdM,
    firstUnitCost: inputs.firstUnitUsdM,
    learningSlope: inputs.learningSlope,
    operationsCostPerYear: inputs.operationsUsdMPerYear,
    launcherCapacityKg: inputs.launcherCapacityKg,
    firstLaunchCost: inputs.firstLaunchUsdM,
    launchLearningSlope: inputs.launchLearningSlope,
  });
  const calculator = {
    ...shared,
    units: often * count * layer.averageUnitCost,
    launch: often * layer.launchesPerGeneration * layer.averageLaunchCost,
    total: layer.total,
    averageUnit: layer.averageUnitCost,
    averageLaunch: layer.averageLaunchCost,
    launchesPerGeneration: layer.launchesPerGeneration,
  };
  const units = flatPriceProcurement(count, inputs.averageUnitUsdM, years, inputs.lifeYears);
  const launch = (often * count * inputs.massKg * inputs.launchUsdPerKg) / USD_PER_USD_M;
  const flat = { ...shared, units, launch, total: shared.development + units + launch + shared.operations };
  // What the average of the calculator's units would have to be for both to be equal.
  const averageWanted = (flat.total - calculator.total) / (often * count) + calculator.averageUnit;
  const carried = often * count;
  return {
    generations: often,
    calculator,
    flat,
    steps: [
      { change: 'one price for every unit', usdM: flat.units - calculator.units },
      { change: 'launch by the kilogram', usdM: flat.launch - calculator.launch },
    ],
    equalAt: {
      averageUnitUsdM: positive(inputs.averageUnitUsdM - (flat.total - calculator.total) / (often * count)),
      firstUnitUsdM: positive((inputs.firstUnitUsdM * averageWanted) / calculator.averageUnit),
      learningSlope: slopeWithAverage(inputs.firstUnitUsdM, count, averageWanted),
    },
    withLearningCarriedOver:
      calculator.total -
      calculator.units +
      carried * calculatorAverageCost(inputs.firstUnitUsdM, inputs.learningSlope, carried),
    withExactLearning:
      shared.development +
      shared.operations +
      often *
        (crawfordSum(inputs.firstUnitUsdM, inputs.learningSlope, count) +
          crawfordSum(inputs.firstLaunchUsdM, inputs.launchLearningSlope, layer.launchesPerGeneration)),
  };
}

function crawfordSum(firstUnitCost: number, slope: number, units: number): number {
  return totalCost({ theory: 'crawford', firstUnitCost, slope }, units);
}

const USD_PER_USD_M = 1e6;

function positive(value: number): number | null {
  return value > 0 ? value : null;
}

const STEEPEST = 0.55;
const FLATTEST = 1.2;

/** The slope at which a first unit comes to an average; null when none within the possible does. */
function slopeWithAverage(firstUnitUsdM: number, units: number, averageUsdM: number): number | null {
  const averageAt = (slope: number): number => calculatorAverageCost(firstUnitUsdM, slope, units);
  if (averageAt(STEEPEST) > averageUsdM || averageAt(FLATTEST) < averageUsdM) return null;
  let steep = STEEPEST;
  let flat = FLATTEST;
  while (flat - steep > 1e-9) {
    const middle = 0.5 * (steep + flat);
    if (averageAt(middle) > averageUsdM) flat = middle;
    else steep = middle;
  }
  return 0.5 * (steep + flat);
}

/** What one input by itself moves, the others at their values: both totals at its tenth and ninetieth percentile. */
export interface InterceptorSwing {
  readonly id: InterceptorInputId;
  readonly calculator: readonly [atP10: number, atP90: number];
  readonly flat: readonly [atP10: number, atP90: number];
}

/** Largest swing of either way first. An input at which the launcher carries none is left at its value. */
export function interceptorSwings(
  fleet: InterceptorFleet,
  assumptions: InterceptorAssumptions,
): readonly InterceptorSwing[] {
  const at = (id: InterceptorInputId): number => assumptions[id].value;
  const waysAt = (varied: InterceptorInputId, prob: number): InterceptorWays => {
    const moved = byInterceptorInput((id) =>
      id === varied ? quantile(assumptions[id].distribution, prob) : at(id),
    );
    return interceptorWays(fleet, carriesOne(moved) ? moved : byInterceptorInput(at));
  };
  const width = ({ calculator, flat }: InterceptorSwing): number =>
    Math.max(Math.abs(calculator[1] - calculator[0]), Math.abs(flat[1] - flat[0]));
  return INTERCEPTOR_INPUT_IDS.filter((id) => isUncertain(assumptions[id].distribution))
    .map((id): InterceptorSwing => {
      const [low, high] = [waysAt(id, 0.1), waysAt(id, 0.9)];
      return {
        id,
        calculator: [low.calculator.total, high.calculator.total],
        flat: [low.flat.total, high.flat.total],
      };
    })
    .toSorted((a, b) => width(b) - width(a));
}
