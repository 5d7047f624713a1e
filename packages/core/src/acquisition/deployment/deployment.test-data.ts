import { radians } from '../../foundation/index.ts';
import { ALL_SATELLITES } from '../reliability/weibull.ts';
import type { Distribution } from '../uncertainty/distribution.ts';
import { byDeploymentInput } from './deployment-inputs.ts';
import type { DeploymentAssumptions, DeploymentInputs } from './deployment-inputs.ts';
import type { DeploymentQuestion } from './deployment-draws.ts';
import type { DeploymentPlan } from './deployment-plan.ts';
import type { Assumption } from '../register/assumption.ts';

export const PLAN: DeploymentPlan = {
  shell: {
    kind: 'delta',
    count: 120,
    planes: 10,
    phasing: 1,
    altitudeM: 1_000_000,
    inclinationRad: radians(80),
  },
  parkingAltitudeM: 500_000,
  capacity: { kind: 'stated', capacityKg: 17_500 },
  satellitesPerLaunch: { kind: 'count', count: 7 },
  planesPerLaunch: 1,
  maxDriftDays: 200,
  cadence: { pads: 1, boosters: 3, capPerYear: [6, 12], competingPerYear: 0 },
  firstLaunchDay: 600,
  horizonDays: 5000,
};

export const INPUTS: DeploymentInputs = {
  scheduleSlipFactor: 1,
  satelliteMassKg: 600,
  adapterShare: 0.1,
  launcherCapacityKg: 17_500,
  returnToSiteShare: 0.65,
  expendedShare: 1.3,
  upperStageDryKg: 4500,
  upperStageExhaustMPerS: 3413,
  productionPerMonth: 20,
  padLaunchesPerYear: 36,
  turnaroundDays: 30,
  standDownDays: 60,
  fleetLaunchesPerYear: 165,
  soldLaunchesPerYear: 42,
  raiseAccelerationMPerS2: 2e-4,
  raiseDutyShare: 0.5,
  checkoutDays: 45,
};

function assumption(id: string, value: number, distribution?: Distribution): Assumption {
  return {
    id,
    title: id,
    unit: '',
    value,
    distribution: distribution ?? { kind: 'fixed', value },
    baseYear: null,
    sources: [],
    note: '',
  };
}

export function assumptionsWith(
  uncertain: Partial<Record<keyof DeploymentInputs, Distribution>> = {},
): DeploymentAssumptions {
  return byDeploymentInput((id) => assumption(id, INPUTS[id], uncertain[id]));
}

export const QUESTION: DeploymentQuestion = {
  plan: PLAN,
  assumptions: assumptionsWith({
    scheduleSlipFactor: { kind: 'lognormal', low: 0.959, high: 1.9, reading: 'P10-P90' },
    productionPerMonth: { kind: 'triangular', low: 8, mode: 20, high: 30 },
  }),
  launchSuccessProb: assumption('launchSuccessProb', 0.97, { kind: 'uniform', low: 0.9, high: 0.99 }),
  lifeYears: assumption('lifeYears', 5, { kind: 'triangular', low: 4, mode: 5, high: 7 }),
  failures: ALL_SATELLITES,
  seed: 5,
  draws: 100,
  correlation: 0.25,
  days: Array.from({ length: 164 }, (_, month) => 30.4375 * month),
};
