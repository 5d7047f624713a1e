import { normalCdf } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, STANDARD_GRAVITY_M_PER_S2 } from '../../physics/index.ts';
import { isPowered } from '../../vehicles/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';

/** Probability that thrust ends anywhere before its time (failure, early cut-off, staging taken for the end). Notional. */
export const EARLY_END_PROB = 0.05;

/** How well the launch is timed: a fixed part and a share of the unseen climb, s. Notional. */
const LAUNCH_SIGMA_S = 4;
const LAUNCH_SIGMA_SHARE = 0.1;
const WINDOW_STRATA = 16;

/** Time from lift-off to the first sight of an object, as a class would climb it. */
export interface UnseenClimb {
  readonly durationS: number;
  readonly sigmaS: number;
}

/**
 * How long ago an object of this class lifted off when it is first seen at a place: straight up, thrust acceleration growing from the
 * class's lift-off value to three times that over the burn (notional), no drag. The error is taken as 4 s and 10 % of the climb.
 */
export function unseenClimb(
  vehicle: VehicleClass,
  firstPositionM: readonly [number, number, number],
): UnseenClimb {
  if (!isPowered(vehicle)) return { durationS: 0, sigmaS: LAUNCH_SIGMA_S };
  const heightM = Math.max(0, Math.hypot(...firstPositionM) - localRadiusM(firstPositionM));
  const liftoffMPerS2 = vehicle.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2;
  const netMPerS2 = liftoffMPerS2 - STANDARD_GRAVITY_M_PER_S2;
  const growthMPerS3 = (2 * liftoffMPerS2) / vehicle.boostDurationS.nominal;
  // Newton from above on a cubic that bends upwards: it falls monotonically to the root.
  let durationS = Math.sqrt((2 * heightM) / netMPerS2);
  for (let pass = 0; pass < 6 && durationS > 0; pass++) {
    const climbedM = durationS ** 2 * (netMPerS2 / 2 + (growthMPerS3 * durationS) / 6);
    const speedMPerS = durationS * (netMPerS2 + (growthMPerS3 * durationS) / 2);
    durationS -= (climbedM - heightM) / speedMPerS;
  }
  return { durationS, sigmaS: LAUNCH_SIGMA_S + LAUNCH_SIGMA_SHARE * durationS };
}

/** Probability that a class still burns at this age, its age known to `sigmaS`. */
export function stillBurningProb(vehicle: VehicleClass, ageS: number, sigmaS: number): number {
  const early = Math.max(0, 1 - ageS / vehicle.boostDurationS.max);
  return (
    EARLY_END_PROB * early +
    (1 - EARLY_END_PROB) * windowMean(vehicle, (endS) => normalCdf((endS - ageS) / sigmaS))
  );
}

/** Probability density, 1/s, that a class's thrust ends at this age, its age known to `sigmaS`. */
export function thrustEndDensityPerS(vehicle: VehicleClass, ageS: number, sigmaS: number): number {
  const { max } = vehicle.boostDurationS;
  const early = ageS >= 0 && ageS <= max ? 1 / max : 0;
  const density = windowMean(
    vehicle,
    (endS) => Math.exp(-0.5 * ((endS - ageS) / sigmaS) ** 2) / (sigmaS * Math.sqrt(2 * Math.PI)),
  );
  return EARLY_END_PROB * early + (1 - EARLY_END_PROB) * density;
}

/** Given that it still burns: probability that it will end early rather than in its window. */
export function earlyEndAheadProb(vehicle: VehicleClass, ageS: number, sigmaS: number): number {
  const early = EARLY_END_PROB * Math.max(0, 1 - ageS / vehicle.boostDurationS.max);
  const burning = stillBurningProb(vehicle, ageS, sigmaS);
  return burning > 0 ? Math.min(1, early / burning) : 0;
}

/** Mean over the class's window of burn durations, taken as uniform. */
function windowMean(vehicle: VehicleClass, at: (endS: number) => number): number {
  const { min, max } = vehicle.boostDurationS;
  let sum = 0;
  for (let k = 0; k < WINDOW_STRATA; k++) sum += at(min + ((max - min) * (k + 0.5)) / WINDOW_STRATA);
  return sum / WINDOW_STRATA;
}

/** Radius of the ellipsoid under a place, to tens of metres. */
function localRadiusM(positionM: readonly [number, number, number]): number {
  const sine = positionM[2] / Math.hypot(...positionM);
  return EARTH_EQUATORIAL_RADIUS_M * (1 - (sine * sine) / 298.257223563);
}
