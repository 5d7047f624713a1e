import { COST_ELEMENTS } from '../cost/layer-cost.ts';
import type { CostElement, LayerInputs, LayerPlan } from '../cost/layer-cost.ts';
import type { OfferTerms } from './terms.ts';

/** One row of a cash-flow sheet: an amount for each year of the case. */
export interface FlowRow {
  readonly what: FlowKind;
  readonly usdM: Float64Array;
}

/** What the rows of all sheets are for. */
export const FLOW_KINDS = [
  'engineering',
  'production',
  'launch',
  'ground',
  'operations',
  'oversight',
  'contractor fee',
  'own team',
  'service fee',
  'credits',
  'other payments',
  'residual value',
  'revenue',
  'overhead',
  'tax',
] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

/** Rows of the elements of a layer as `layerCostInto` leaves them. */
export function elementRows(costs: Float64Array, years: number): readonly FlowRow[] {
  return COST_ELEMENTS.map((what, element) => ({
    what,
    usdM: costs.slice(element * years, (element + 1) * years),
  }));
}

export function elementOf(costs: Float64Array, element: CostElement, years: number): Float64Array {
  const at = COST_ELEMENTS.indexOf(element) * years;
  return costs.subarray(at, at + years);
}

/**
 * What satellites are still worth at the end of each year: the straight-line share of their price that is left of their life. Launched evenly through a year,
 * they are half a year old at its end; those paid and not yet launched are worth what was paid.
 *
 * @param satellitesUsdM - By year of payment, the year before the launch.
 * @param launchUsdM - By year of payment, that of the launch.
 */
export function residualByYear(
  satellitesUsdM: ArrayLike<number>,
  launchUsdM: ArrayLike<number>,
  lifeYears: number,
  terms: Pick<OfferTerms, 'residual'>,
): Float64Array {
  const years = satellitesUsdM.length;
  const left = new Float64Array(years);
  if (terms.residual === 'none') return left;
  const leftAfter = Float64Array.from({ length: years + 1 }, (_, age) =>
    Math.max(0, 1 - Math.max(0, age - 0.5) / lifeYears),
  );
  for (let end = 0; end < years; end++) {
    let worth = 0;
    for (let paid = 0; paid <= end; paid++) {
      // At the end of its own year a launch is `end - paid + 1` begun years old; a satellite flies a year after it is paid.
      worth +=
        launchUsdM[paid]! * leftAfter[end - paid + 1]! + satellitesUsdM[paid]! * leftAfter[end - paid]!;
    }
    left[end] = worth;
  }
  return left;
}

/** What a contractor takes for operating: a share on top of the cost of operations. */
export function contractorFee(costs: Float64Array, years: number, share: number): Float64Array {
  return elementOf(costs, 'operations', years).map((usdM) => usdM * share);
}

/** The government's own operators: there a year before the first launch, then to the end. */
export function ownTeam(plan: LayerPlan, teamUsdM: number): Float64Array {
  return Float64Array.from({ length: plan.years }, (_, year) =>
    year >= plan.firstLaunchYear - 1 ? teamUsdM : 0,
  );
}

/** The layer with the prices that a provider pays. */
export function providerInputs(
  layer: LayerInputs,
  price: {
    readonly providerEngineeringUsdM: number;
    readonly providerFirstUnitUsdM: number;
    readonly providerLaunchUsdM: number;
    readonly providerOperationsUsdMPerSatelliteYear: number;
    readonly providerOverheadShare: number;
  },
): LayerInputs {
  return {
    ...layer,
    engineeringUsdM: price.providerEngineeringUsdM,
    firstUnitUsdM: price.providerFirstUnitUsdM,
    launchUsdM: price.providerLaunchUsdM,
    operationsUsdMPerSatelliteYear: price.providerOperationsUsdMPerSatelliteYear,
    oversightShare: price.providerOverheadShare,
  };
}
