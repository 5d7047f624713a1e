import { fleetByYear } from '../reliability/fleet.ts';
import type { FleetYear } from '../reliability/fleet.ts';
import { ALL_SATELLITES } from '../reliability/weibull.ts';
import { phasedByYear, rayleighSpending } from './phasing.ts';
import { NO_EXPERIENCE, nextUnits } from './production.ts';

/** What the money is for, in the order in which it is shown. */
export const COST_ELEMENTS = [
  'engineering',
  'production',
  'launch',
  'ground',
  'operations',
  'oversight',
] as const;
export type CostElement = (typeof COST_ELEMENTS)[number];

/** What is decided about a layer: plan, not chance. */
export interface LayerPlan {
  readonly satellites: number;
  /** Years of the estimate, from 0. */
  readonly years: number;
  /** First year with launches, counted from 0. */
  readonly firstLaunchYear: number;
  /** Years of launches until all satellites are up. */
  readonly buildYears: number;
  readonly learningTheory: 'crawford' | 'wright';
  /** Satellites in service at the end of each year, where a deployment says so; without it they grow evenly to their number. */
  readonly wanted?: readonly number[];
}

/** What is uncertain about it. Millions of dollars of the base year. */
export interface LayerInputs {
  readonly engineeringUsdM: number;
  readonly engineeringYears: number;
  readonly firstUnitUsdM: number;
  readonly learningSlope: number;
  readonly blockUnits: number;
  readonly carryOver: number;
  readonly launchUsdM: number;
  readonly satellitesPerLaunch: number;
  readonly launchSuccessProb: number;
  readonly groundUsdM: number;
  readonly groundSustainShare: number;
  readonly operationsUsdMPerSatelliteYear: number;
  readonly lifeYears: number;
  readonly oversightShare: number;
  /** Growth of development and production over what was estimated. */
  readonly growthFactor: number;
}

export type LayerInputId = keyof LayerInputs;

/** The same thing for every input, by its id. */
export function byLayerInput<T>(of: (id: LayerInputId) => T): Readonly<Record<LayerInputId, T>> {
  return {
    engineeringUsdM: of('engineeringUsdM'),
    engineeringYears: of('engineeringYears'),
    firstUnitUsdM: of('firstUnitUsdM'),
    learningSlope: of('learningSlope'),
    blockUnits: of('blockUnits'),
    carryOver: of('carryOver'),
    launchUsdM: of('launchUsdM'),
    satellitesPerLaunch: of('satellitesPerLaunch'),
    launchSuccessProb: of('launchSuccessProb'),
    groundUsdM: of('groundUsdM'),
    groundSustainShare: of('groundSustainShare'),
    operationsUsdMPerSatelliteYear: of('operationsUsdMPerSatelliteYear'),
    lifeYears: of('lifeYears'),
    oversightShare: of('oversightShare'),
    growthFactor: of('growthFactor'),
  };
}

/** In the order in which they are drawn and shown. */
export const LAYER_INPUT_IDS: readonly LayerInputId[] = Object.values(byLayerInput((id) => id));

/** Satellites of a layer by year: growth to the full number, then what keeps it there. */
export function layerFleet(plan: LayerPlan, lifeYears: number): readonly FleetYear[] {
  const wanted =
    plan.wanted ??
    Array.from(
      { length: plan.years },
      (_, year) =>
        plan.satellites * Math.min(1, Math.max(0, (year + 1 - plan.firstLaunchYear) / plan.buildYears)),
    );
  return fleetByYear({ wanted, lifeYears, failures: ALL_SATELLITES });
}

/** Share of a Rayleigh profile that its schedule holds. Usual in practice; recalled. */
const RAYLEIGH_COMPLETION = 0.97;

/**
 * Cost of a layer of satellites by element and year, in constant dollars: `[element][year]` into `out`.
 *
 * Engineering follows a Rayleigh profile from year 0. Satellites are paid the year before they are launched (in year 0 at the earliest), launches in their own year;
 * failed launches are repeated, satellites included. Ground equipment is paid evenly until the constellation is up, then sustained. Oversight is a share of everything else. Growth multiplies engineering, production and
 * ground equipment.
 *
 * @param out - COST_ELEMENTS.length x plan.years numbers, overwritten.
 * @param fleet - The satellites, where they are known already.
 */
export function layerCostInto(
  out: Float64Array,
  plan: LayerPlan,
  inputs: LayerInputs,
  fleet: readonly FleetYear[] = layerFleet(plan, inputs.lifeYears),
): void {
  const { years } = plan;
  out.fill(0);
  const add = (element: CostElement, year: number, usdM: number): void => {
    out[COST_ELEMENTS.indexOf(element) * years + year]! += usdM;
  };
  const profile = phasedByYear(
    inputs.engineeringUsdM * inputs.growthFactor,
    inputs.engineeringYears,
    rayleighSpending(RAYLEIGH_COMPLETION),
  );
  for (const [year, usdM] of profile.entries()) if (year < years) add('engineering', year, usdM);

  const upAfter = plan.firstLaunchYear + plan.buildYears;
  const learning = {
    theory: plan.learningTheory,
    firstUnitCost: inputs.firstUnitUsdM,
    slope: inputs.learningSlope,
    blockUnits: inputs.blockUnits,
    carryOver: inputs.carryOver,
  };
  let experience = NO_EXPERIENCE;
  for (const [year, { launched, inService }] of fleet.entries()) {
    const bought = launched / inputs.launchSuccessProb;
    const { cost, after } = nextUnits(learning, experience, bought);
    experience = after;
    add('production', Math.max(0, year - 1), cost * inputs.growthFactor);
    add('launch', year, (bought / inputs.satellitesPerLaunch) * inputs.launchUsdM);
    add('operations', year, inService * inputs.operationsUsdMPerSatelliteYear);
    add(
      'ground',
      year,
      year < upAfter
        ? (inputs.groundUsdM * inputs.growthFactor) / Math.min(upAfter, years)
        : inputs.groundUsdM * inputs.groundSustainShare,
    );
  }
  const oversight = COST_ELEMENTS.length - 1;
  for (let year = 0; year < years; year++) {
    let sum = 0;
    for (let element = 0; element < oversight; element++) sum += out[element * years + year]!;
    out[oversight * years + year] = sum * inputs.oversightShare;
  }
}
