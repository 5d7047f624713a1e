import { NOTHING_LOST, deployOnce } from './deploy-once.ts';
import { byDeploymentInput } from './deployment-inputs.ts';
import type { DeploymentInputs } from './deployment-inputs.ts';
import type { DeploymentQuestion } from './deployment-draws.ts';
import { packingOf } from './deployment-plan.ts';
import type { DeploymentPlan } from './deployment-plan.ts';
import { launchesFor, loadsOf } from './packing.ts';

/** One way of putting the layer on launches, as the plan would go: everything at its value and nothing lost. */
export interface PackingOption {
  readonly satellitesPerLaunch: number;
  readonly planesPerLaunch: number;
  readonly launches: number;
  /** If planes did not matter: satellites over satellites on a launch, rounded up. */
  readonly launchesByNumber: number;
  /** Of the last launch of the build-up, after the order; infinite when it does not come within the horizon. */
  readonly lastLaunchDay: number;
  /** Of the last satellite that comes into service; infinite beyond the horizon. */
  readonly allInServiceDay: number;
}

export type PackingChange = Partial<
  Pick<DeploymentPlan, 'capacity' | 'satellitesPerLaunch' | 'planesPerLaunch' | 'maxDriftDays'>
>;

/** The plan packed in another way; null where not one satellite can be lifted. */
export function packingOption(
  question: Pick<DeploymentQuestion, 'plan' | 'assumptions' | 'lifeYears'>,
  change: PackingChange,
): PackingOption | null {
  const plan = { ...question.plan, ...change };
  const inputs: DeploymentInputs = byDeploymentInput((id) => question.assumptions[id].value);
  const outcome = packingOf(plan, inputs);
  if (!outcome.ok) return null;
  const { packing } = outcome;
  const loads = loadsOf(plan.shell, packing);
  const { launches, satellites } = deployOnce({
    plan,
    inputs,
    loads,
    lifeYears: question.lifeYears.value,
    driftDaysPerPlane: packing.driftDaysPerPlane,
    fortune: NOTHING_LOST,
  });
  const built = launches.filter(({ generation }) => generation === 0);
  const first = satellites.slice(0, plan.shell.count);
  const whole = built.length === loads.length;
  const allInServiceDay = whole
    ? Math.max(...first.map(({ serviceDay }) => serviceDay))
    : Number.POSITIVE_INFINITY;
  return {
    satellitesPerLaunch: packing.satellitesPerLaunch,
    planesPerLaunch: packing.planesPerLaunch,
    launches: loads.length,
    launchesByNumber: launchesFor(plan.shell.count, packing.satellitesPerLaunch),
    lastLaunchDay: whole ? (built.at(-1)?.day ?? 0) : Number.POSITIVE_INFINITY,
    allInServiceDay: allInServiceDay <= plan.horizonDays ? allInServiceDay : Number.POSITIVE_INFINITY,
  };
}
