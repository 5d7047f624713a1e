import { TWO_PI } from '../../foundation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { capacityKg } from './launcher-capacity.ts';
import type { Recovery } from './launcher-capacity.ts';
import type { CadenceLimits } from './launch-cadence.ts';
import type { DeploymentInputs } from './deployment-inputs.ts';
import { satellitesByMass } from './packing.ts';
import type { Packing } from './packing.ts';
import { driftsWestward, planeDriftDays } from './plane-drift.ts';
import type { DriftOrbits } from './plane-drift.ts';

/** What is decided about getting a layer into orbit: plan, not chance. Days count from the order. */
export interface DeploymentPlan {
  readonly shell: WalkerShell;
  /** Where launches let satellites go; they climb from there, and wait there for other planes. Semi-major axis less 6378.137 km. */
  readonly parkingAltitudeM: number;
  readonly capacity:
    | { readonly kind: 'by-orbit'; readonly recovery: Recovery }
    /** Into the parking orbit, as somebody states it. */
    | { readonly kind: 'stated'; readonly capacityKg: number };
  readonly satellitesPerLaunch:
    | { readonly kind: 'by-mass' }
    | { readonly kind: 'count'; readonly count: number };
  /** Most planes that one launch may serve. */
  readonly planesPerLaunch: number;
  /** Nobody waits longer for a plane. */
  readonly maxDriftDays: number;
  readonly cadence: Pick<CadenceLimits, 'pads' | 'boosters' | 'capPerYear' | 'competingPerYear'>;
  /** As it was planned, before any slip. */
  readonly firstLaunchDay: number;
  readonly horizonDays: number;
}

/** How many satellites go on a launch and why not more. */
export interface PackingAnswer extends Packing {
  readonly capacityKg: number;
  /** What mass alone would allow. */
  readonly byMass: number;
  /** From one plane to the next; infinite where nodes do not part. */
  readonly driftDaysPerPlane: number;
  /** Planes that drift brings within reach in the longest wait, the first included; at most those that were asked for. */
  readonly planesByDrift: number;
}

export type PackingOutcome =
  | { readonly ok: true; readonly packing: PackingAnswer }
  /** `too-heavy`: not one satellite. */
  | { readonly ok: false; readonly error: { readonly code: 'too-heavy'; readonly capacityKg: number } };

/** Works out what a launch carries at the given inputs. A count that was asked for is cut to what mass allows. */
export function packingOf(plan: DeploymentPlan, inputs: DeploymentInputs): PackingOutcome {
  const { shell, capacity, satellitesPerLaunch, planesPerLaunch, maxDriftDays } = plan;
  const orbits = driftOrbitsOf(plan);
  const found =
    capacity.kind === 'stated'
      ? capacity.capacityKg
      : capacityKg(
          { altitudeM: plan.parkingAltitudeM, inclinationRad: shell.inclinationRad },
          capacity.recovery,
          inputs,
        );
  const byMass = satellitesByMass(found, inputs.satelliteMassKg, inputs.adapterShare);
  if (byMass < 1) return { ok: false, error: { code: 'too-heavy', capacityKg: found } };
  const driftDaysPerPlane = planeDriftDays(planeSpacingRad(shell), orbits);
  const planesByDrift = 1 + Math.floor(maxDriftDays / driftDaysPerPlane);
  return {
    ok: true,
    packing: {
      capacityKg: found,
      byMass,
      satellitesPerLaunch:
        satellitesPerLaunch.kind === 'by-mass' ? byMass : Math.min(byMass, satellitesPerLaunch.count),
      planesPerLaunch: Math.min(planesPerLaunch, planesByDrift, shell.planes),
      driftsTo: driftsWestward(orbits) ? 'lower' : 'higher',
      driftDaysPerPlane,
      planesByDrift,
    },
  };
}

export function driftOrbitsOf({ shell, parkingAltitudeM }: DeploymentPlan): DriftOrbits {
  return { parkingAltitudeM, targetAltitudeM: shell.altitudeM, inclinationRad: shell.inclinationRad };
}

/** Between the nodes of neighbouring planes, rad. */
export function planeSpacingRad({ kind, planes }: WalkerShell): number {
  return (kind === 'delta' ? TWO_PI : Math.PI) / planes;
}
