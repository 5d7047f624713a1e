import { NO_PERFORMANCE, deploy, serviceByDate } from '@cupola/core/acquisition';
import type { ServiceContext } from '@cupola/core/acquisition';
import type { ServiceByDate } from '@cupola/core/messages';
import { deploymentQuestion } from './load-deployment.ts';
import type { LoadedDeployment } from './load-deployment.ts';

/** What the message of a layer's service needs besides its deployment. */
export function serviceContext({ acquisition, deployment, hosts }: LoadedDeployment): ServiceContext {
  return {
    orderedOn: deployment.orderedOn,
    satellites: deployment.plan.shell.count,
    firstLaunchFiscalYear: acquisition.firstFiscalYear + acquisition.plan.firstLaunchYear,
    buildYears: acquisition.plan.buildYears,
    hosts: hosts === null ? null : { from: hosts.from, count: hosts.count },
  };
}

/** Satellites in service by date, without asking any engine what they see: for questions of money. */
export function layerService(loaded: LoadedDeployment): ServiceByDate {
  const outcome = deploy(deploymentQuestion(loaded));
  if (!outcome.ok) throw new Error(`broken invariant: ${outcome.error.code} was told before`);
  return serviceByDate(outcome.answer, serviceContext(loaded), NO_PERFORMANCE);
}
