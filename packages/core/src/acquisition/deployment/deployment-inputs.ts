import type { Assumption } from '../register/assumption.ts';
import { range } from '../register/input-range.ts';
import type { InputRange } from '../register/input-range.ts';

/** What is uncertain about getting a layer into orbit. Probability of a launch and life of a satellite are those of the cost of the layer. */
export interface DeploymentInputs {
  /** Time from order to first launch over what was planned. */
  readonly scheduleSlipFactor: number;
  readonly satelliteMassKg: number;
  /** Adapter and dispenser, over the satellites' own mass. */
  readonly adapterShare: number;
  /** Into a low orbit of 53 degrees, the booster landing at sea. */
  readonly launcherCapacityKg: number;
  /** Of that capacity, the booster flying back, and not being recovered at all. */
  readonly returnToSiteShare: number;
  readonly expendedShare: number;
  readonly upperStageDryKg: number;
  readonly upperStageExhaustMPerS: number;
  readonly productionPerMonth: number;
  readonly padLaunchesPerYear: number;
  readonly turnaroundDays: number;
  readonly standDownDays: number;
  /** Launches of the same launcher a year by everybody: whose losses ground it too. */
  readonly fleetLaunchesPerYear: number;
  /** Of them, those sold to others than the launcher's own constellation. */
  readonly soldLaunchesPerYear: number;
  readonly raiseAccelerationMPerS2: number;
  /** Share of the time in which it thrusts. */
  readonly raiseDutyShare: number;
  readonly checkoutDays: number;
}

export type DeploymentInputId = keyof DeploymentInputs;
export type DeploymentAssumptions = Readonly<Record<DeploymentInputId, Assumption>>;

/** The same thing for every input, by its id. */
export function byDeploymentInput<T>(
  of: (id: DeploymentInputId) => T,
): Readonly<Record<DeploymentInputId, T>> {
  return {
    scheduleSlipFactor: of('scheduleSlipFactor'),
    satelliteMassKg: of('satelliteMassKg'),
    adapterShare: of('adapterShare'),
    launcherCapacityKg: of('launcherCapacityKg'),
    returnToSiteShare: of('returnToSiteShare'),
    expendedShare: of('expendedShare'),
    upperStageDryKg: of('upperStageDryKg'),
    upperStageExhaustMPerS: of('upperStageExhaustMPerS'),
    productionPerMonth: of('productionPerMonth'),
    padLaunchesPerYear: of('padLaunchesPerYear'),
    turnaroundDays: of('turnaroundDays'),
    standDownDays: of('standDownDays'),
    fleetLaunchesPerYear: of('fleetLaunchesPerYear'),
    soldLaunchesPerYear: of('soldLaunchesPerYear'),
    raiseAccelerationMPerS2: of('raiseAccelerationMPerS2'),
    raiseDutyShare: of('raiseDutyShare'),
    checkoutDays: of('checkoutDays'),
  };
}

/** In the order in which they are drawn and shown. */
export const DEPLOYMENT_INPUT_IDS: readonly DeploymentInputId[] = Object.values(
  byDeploymentInput((id) => id),
);

/** Of these more is quicker; of the others less is. Draws that are bad together are bad for the schedule. */
export const MORE_IS_QUICKER: ReadonlySet<string> = new Set<DeploymentInputId>([
  'productionPerMonth',
  'padLaunchesPerYear',
  'raiseAccelerationMPerS2',
  'raiseDutyShare',
]);

/** Beyond them a number is a slip of the pen, not an opinion. */
export const DEPLOYMENT_INPUT_RANGES: Readonly<Record<DeploymentInputId, InputRange>> = {
  scheduleSlipFactor: range(0.2, 10, ''),
  satelliteMassKg: range(1, 20_000, 'kg'),
  adapterShare: range(0, 1, ''),
  launcherCapacityKg: range(100, 300_000, 'kg'),
  returnToSiteShare: range(0.1, 1, ''),
  expendedShare: range(1, 3, ''),
  upperStageDryKg: range(0, 200_000, 'kg'),
  upperStageExhaustMPerS: range(1500, 5000, 'm/s'),
  productionPerMonth: range(0.1, 10_000, 'satellites'),
  padLaunchesPerYear: range(0.1, 1000, 'launches'),
  turnaroundDays: range(0.1, 1000, 'days'),
  standDownDays: range(0, 2000, 'days'),
  fleetLaunchesPerYear: range(0, 10_000, 'launches'),
  soldLaunchesPerYear: range(1, 10_000, 'launches'),
  raiseAccelerationMPerS2: range(1e-6, 1, 'm/s²'),
  raiseDutyShare: range(0.01, 1, ''),
  checkoutDays: range(0, 1000, 'days'),
};
