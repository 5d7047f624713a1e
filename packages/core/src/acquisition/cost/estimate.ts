import { present } from '../../foundation/index.ts';
import type { CaseMoney } from '../money/case-money.ts';
import { discountFactors } from '../money/dollars.ts';
import { outlayWeighted } from '../money/inflation.ts';
import type { Assumption } from '../register/assumption.ts';
import { correlatedDraws } from '../uncertainty/correlated-draws.ts';
import { isUncertain, quantile } from '../uncertainty/distribution.ts';
import { COST_ELEMENTS, LAYER_INPUT_IDS, byLayerInput, layerCostInto } from './layer-cost.ts';
import type { CostElement, LayerInputId, LayerPlan } from './layer-cost.ts';

export type LayerAssumptions = Readonly<Record<LayerInputId, Assumption>>;

export interface CostQuestion {
  readonly plan: LayerPlan;
  readonly assumptions: LayerAssumptions;
  readonly seed: number;
  readonly draws: number;
  /** Common correlation of the normal scores of all inputs, [0, 1). */
  readonly correlation: number;
  readonly money: Pick<CaseMoney, 'levels' | 'outlayShares' | 'real'>;
}

/** Statistics of one amount over the draws. */
export interface CostStatistics {
  readonly mean: number;
  readonly p10: number;
  readonly p20: number;
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
}

export interface CostYear extends CostStatistics {
  /** From 0. */
  readonly year: number;
  /** Mean by element. */
  readonly byElement: Readonly<Record<CostElement, number>>;
  /** Mean in dollars of the years in which it is paid out. */
  readonly thenYear: number;
  /** Mean of the constant dollars, worth at the start of the first year. */
  readonly discounted: number;
}

export interface TornadoBar {
  readonly id: LayerInputId;
  /** Total with this input at its tenth and ninetieth percentile and every other at its median. */
  readonly atP10: number;
  readonly atP90: number;
}

/** Millions of dollars of the base year, where nothing else is said. */
export interface CostEstimate {
  readonly total: CostStatistics;
  /** The total in dollars of the years in which it is paid out, and discounted at the real rate to the start of the first year. */
  readonly thenYearTotal: CostStatistics;
  readonly discountedTotal: CostStatistics;
  /** Every input at its value: the point estimate, and the share of draws that are not dearer. */
  readonly point: { readonly total: number; readonly probNotExceeded: number };
  readonly byElement: Readonly<Record<CostElement, CostStatistics>>;
  readonly byYear: readonly CostYear[];
  /** Largest swing first. */
  readonly tornado: readonly TornadoBar[];
  /** Totals in ascending order: the S-curve. */
  readonly sortedTotals: Float64Array;
}

/** Cost of a layer over its draws. Latin hypercube draws of a Gaussian copula; the same seed gives the same numbers. */
export function estimateCost(question: CostQuestion): CostEstimate {
  const { plan, assumptions, draws, money } = question;
  const { years } = plan;
  const placeOf = byLayerInput((id) => LAYER_INPUT_IDS.indexOf(id));
  const sampled = correlatedDraws(question.seed, draws, LAYER_INPUT_IDS, question.correlation);
  const totals = new Float64Array(draws);
  const thenYearOf = outlayWeighted(money.levels, money.outlayShares);
  const discountOf = discountFactors(money.real, years);
  const elementTotals = COST_ELEMENTS.map(() => new Float64Array(draws));
  const yearTotals = Array.from({ length: years }, () => new Float64Array(draws));
  const elementYearSums = new Float64Array(COST_ELEMENTS.length * years);
  const cost = new Float64Array(COST_ELEMENTS.length * years);
  for (let draw = 0; draw < draws; draw++) {
    layerCostInto(
      cost,
      plan,
      byLayerInput((id) =>
        quantile(assumptions[id].distribution, present(sampled.probs[draw * sampled.inputs + placeOf[id]])),
      ),
    );
    for (let element = 0; element < COST_ELEMENTS.length; element++) {
      for (let year = 0; year < years; year++) {
        const usdM = cost[element * years + year]!;
        totals[draw]! += usdM;
        present(elementTotals[element])[draw]! += usdM;
        present(yearTotals[year])[draw]! += usdM;
        elementYearSums[element * years + year]! += usdM;
      }
    }
  }
  const sortedTotals = totals.toSorted();
  const total = statisticsOf(sortedTotals);
  const point = totalAt(plan, (id) => assumptions[id].value);
  const notDearer = sortedTotals.reduce((count, each) => (each <= point ? count + 1 : count), 0);
  const weighted = (factors: Float64Array): CostStatistics =>
    statisticsOf(
      Float64Array.from(totals, (_, draw) =>
        yearTotals.reduce((sum, values, year) => sum + values[draw]! * factors[year]!, 0),
      ).toSorted(),
    );
  return {
    total,
    thenYearTotal: weighted(thenYearOf),
    discountedTotal: weighted(discountOf),
    point: { total: point, probNotExceeded: notDearer / draws },
    byElement: byElement((element) =>
      statisticsOf(present(elementTotals[COST_ELEMENTS.indexOf(element)]).toSorted()),
    ),
    byYear: yearTotals.map((values, year) => {
      const statistics = statisticsOf(values.toSorted());
      return {
        year,
        ...statistics,
        byElement: byElement(
          (element) => elementYearSums[COST_ELEMENTS.indexOf(element) * years + year]! / draws,
        ),
        thenYear: statistics.mean * thenYearOf[year]!,
        discounted: statistics.mean * discountOf[year]!,
      };
    }),
    tornado: tornadoOf(plan, assumptions),
    sortedTotals,
  };
}

function byElement<T>(of: (element: CostElement) => T): Readonly<Record<CostElement, T>> {
  return {
    engineering: of('engineering'),
    production: of('production'),
    launch: of('launch'),
    ground: of('ground'),
    operations: of('operations'),
    oversight: of('oversight'),
  };
}

function totalAt(plan: LayerPlan, at: (id: LayerInputId) => number): number {
  const cost = new Float64Array(COST_ELEMENTS.length * plan.years);
  layerCostInto(cost, plan, byLayerInput(at));
  return cost.reduce((sum, usdM) => sum + usdM, 0);
}

function tornadoOf(plan: LayerPlan, assumptions: LayerAssumptions): readonly TornadoBar[] {
  const median = (id: LayerInputId): number => quantile(assumptions[id].distribution, 0.5);
  const totalWith = (varied: LayerInputId, prob: number): number =>
    totalAt(plan, (id) => (id === varied ? quantile(assumptions[id].distribution, prob) : median(id)));
  return LAYER_INPUT_IDS.filter((id) => isUncertain(assumptions[id].distribution))
    .map((id) => ({ id, atP10: totalWith(id, 0.1), atP90: totalWith(id, 0.9) }))
    .toSorted((a, b) => Math.abs(b.atP90 - b.atP10) - Math.abs(a.atP90 - a.atP10));
}

/** Statistics of amounts in ascending order. */
export function statisticsOf(sorted: Float64Array): CostStatistics {
  const at = (prob: number): number => {
    const place = prob * (sorted.length - 1);
    const below = Math.floor(place);
    const low = sorted[below]!;
    const high = sorted[Math.min(sorted.length - 1, below + 1)]!;
    return low + (place - below) * (high - low);
  };
  return {
    mean: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
    p10: at(0.1),
    p20: at(0.2),
    p50: at(0.5),
    p80: at(0.8),
    p90: at(0.9),
  };
}
