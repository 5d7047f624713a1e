import { TWO_PI, radians, unreachable } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2 } from '../../physics/index.ts';
import { circularSpeedMPerS } from './orbit-raising.ts';
import type { DeploymentInputs } from './deployment-inputs.ts';

/** What becomes of the booster: it lands at sea, flies back to its site, or is not recovered. */
export const RECOVERIES = ['sea', 'return-to-site', 'expended'] as const;
export type Recovery = (typeof RECOVERIES)[number];

/** Where a launcher lets its load go: a circular orbit. Altitude: semi-major axis less 6378.137 km. */
export interface InsertionOrbit {
  readonly altitudeM: number;
  readonly inclinationRad: number;
}

/** The orbit for which the capacity of the register is taken: that of the launcher's own constellation. Notional. */
const REFERENCE: InsertionOrbit = { altitudeM: 300_000, inclinationRad: radians(53) };
/** Turn of the Earth's surface at the equator, m/s. Sidereal day of 86,164.1 s. */
const EARTH_SURFACE_M_PER_S = (TWO_PI * EARTH_EQUATORIAL_RADIUS_M) / 86_164.1;

type CapacityInputs = Pick<
  DeploymentInputs,
  'launcherCapacityKg' | 'returnToSiteShare' | 'expendedShare' | 'upperStageDryKg' | 'upperStageExhaustMPerS'
>;

/**
 * Mass a launcher takes into an orbit, kg; 0 where nothing is left.
 *
 * The upper stage pays for what the orbit needs beyond the reference: its mass when it shuts down falls by the rocket equation. The needs are the turn of the
 * Earth that a steeper orbit does without, and the transfer to a higher one. The stage begins with the same mass and speed whatever it carries, so this is a
 * first-order law, good for some hundreds of m/s; a published value for the orbit itself is better.
 */
export function capacityKg(orbit: InsertionOrbit, recovery: Recovery, inputs: CapacityInputs): number {
  const reference = inputs.launcherCapacityKg * recoveryShare(recovery, inputs);
  const more = neededMPerS(orbit) - neededMPerS(REFERENCE);
  const atShutdown = (reference + inputs.upperStageDryKg) * Math.exp(-more / inputs.upperStageExhaustMPerS);
  return Math.max(0, atShutdown - inputs.upperStageDryKg);
}

function recoveryShare(recovery: Recovery, inputs: CapacityInputs): number {
  switch (recovery) {
    case 'sea':
      return 1;
    case 'return-to-site':
      return inputs.returnToSiteShare;
    case 'expended':
      return inputs.expendedShare;
    default:
      return unreachable(recovery);
  }
}

/** Speed an orbit asks for, up to a constant: into a low circle, less the Earth's turn, and by the cheapest transfer to its height. */
function neededMPerS({ altitudeM, inclinationRad }: InsertionOrbit): number {
  const low = EARTH_EQUATORIAL_RADIUS_M + LOW_ALTITUDE_M;
  const high = EARTH_EQUATORIAL_RADIUS_M + altitudeM;
  const middle = (low + high) / 2;
  const speedAt = (radiusM: number): number => Math.sqrt(EARTH_MU_M3_PER_S2 * (2 / radiusM - 1 / middle));
  const leaving = Math.abs(speedAt(low) - circularSpeedMPerS(LOW_ALTITUDE_M));
  const arriving = Math.abs(circularSpeedMPerS(altitudeM) - speedAt(high));
  return leaving + arriving - EARTH_SURFACE_M_PER_S * Math.cos(inclinationRad);
}

const LOW_ALTITUDE_M = 200_000;
