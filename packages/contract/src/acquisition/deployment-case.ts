import { byDeploymentInput, daysFromTo, fiscalYearEnd } from '@cupola/core/acquisition';
import type { DeploymentAssumptions, DeploymentPlan, PriceIndex } from '@cupola/core/acquisition';
import { radians } from '@cupola/core/foundation';
import { withChanges } from './case-changes.ts';
import type { CaseFile } from './case-schema.ts';
import type { DeploymentFile } from './deployment-schema.ts';

/** How the layer of a case gets into orbit: the section `deployment` in the terms of the model, and what only the edge knows. */
export interface DeploymentCase extends Pick<
  DeploymentFile,
  'orderedOn' | 'firstLaunchOn' | 'draws' | 'spareLeadMonths' | 'hosts' | 'coverage' | 'custody'
> {
  readonly plan: DeploymentPlan;
  readonly assumptions: DeploymentAssumptions;
  /** Last day of the case. */
  readonly untilDate: string;
}

/** @returns Null of a case without the section. */
export function deploymentCase(
  file: CaseFile,
  register: DeploymentAssumptions,
  index: PriceIndex,
): DeploymentCase | null {
  const { deployment } = file;
  if (deployment === undefined) return null;
  const { orderedOn, firstLaunchOn, constellation, launcher, packing, assumptions, ...edge } = deployment;
  const untilDate = fiscalYearEnd(file.firstFiscalYear + file.years - 1);
  const { kind, planes, phasing } = constellation;
  const { pads, boosters, capPerYear, competingPerYear } = launcher;
  const { satellitesPerLaunch, planesPerLaunch, maxDriftDays } = packing;
  return {
    orderedOn,
    firstLaunchOn,
    ...edge,
    untilDate,
    plan: {
      shell: {
        kind,
        count: file.satellites.count,
        planes,
        phasing,
        altitudeM: constellation.altitudeKm * 1000,
        inclinationRad: radians(constellation.inclinationDeg),
      },
      parkingAltitudeM: launcher.parkingAltitudeKm * 1000,
      capacity:
        launcher.capacityKg === undefined
          ? { kind: 'by-orbit', recovery: launcher.recovery ?? 'sea' }
          : { kind: 'stated', capacityKg: launcher.capacityKg },
      satellitesPerLaunch:
        satellitesPerLaunch === 'by-mass'
          ? { kind: 'by-mass' }
          : { kind: 'count', count: satellitesPerLaunch },
      planesPerLaunch,
      maxDriftDays,
      cadence: { pads, boosters, capPerYear, competingPerYear },
      firstLaunchDay: daysFromTo(orderedOn, firstLaunchOn),
      horizonDays: daysFromTo(orderedOn, untilDate),
    },
    assumptions: withChanges(register, assumptions, byDeploymentInput, { baseYear: file.baseYear, index }),
  };
}
