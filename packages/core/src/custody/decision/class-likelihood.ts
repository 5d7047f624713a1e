import { normalCdf, radians, unreachable } from '../../foundation/index.ts';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  STANDARD_GRAVITY_M_PER_S2,
  minimumEnergyArc,
} from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { EARLY_END_PROB, stillBurningProb, thrustEndDensityPerS } from './burn-law.ts';
import type { UnseenClimb } from './burn-law.ts';
import type { MotionFeatures } from './motion-features.ts';

/** What a track shows of one object, as the classes are asked about it. */
export type ClassEvidence =
  | {
      readonly kind: 'burning';
      readonly sinceFirstSeenS: number;
      readonly motion: MotionFeatures;
      /** Null when the track carries no thrust. */
      readonly thrustMPerS2: number | null;
    }
  | {
      readonly kind: 'cut-off';
      readonly sinceFirstSeenS: number;
      /** Energy and orbit now; height and path when thrust was last seen, null when it was not kept. */
      readonly motion: MotionFeatures;
      readonly lastThrusting: {
        readonly motion: MotionFeatures;
        readonly thrustMPerS2: number | null;
      } | null;
    }
  /** First seen in coast: nothing is known of the boost. */
  | { readonly kind: 'coasting'; readonly motion: MotionFeatures };

export interface ClassProb {
  readonly vehicleId: string;
  readonly prob: number;
}

/** Softness of the envelopes. All notional: wide on purpose. */
const SPEED_LOG_SIGMA = 0.15;
const THRUST_LOG_SIGMA = 0.3;
const PATH_SIGMA_RAD: number = radians(6);
/** An orbit that stays above the ground is next to never a weapon of the classes known here. Notional. */
const CLOSED_ORBIT_WEAPON_PROB = 1e-3;
/** Heights of circular orbits one burn reaches, m: from the lowest that lasts a few turns. */
const LOWEST_ORBIT_M = 150_000;

/**
 * Probability of each class given what the track shows now; equal priors (notional: no base rates of launches are assumed).
 *
 * One snapshot is weighed, not the product of all seconds, because the errors of an envelope are the same error every second. The
 * weights multiply: the burn's age against the class's window; speed against an envelope that grows with the share of the burn;
 * thrust; flight path; whether the orbit closes.
 *
 * @param climbs - Unseen climb per class, in the order of `classes`.
 * @returns In the order of `classes`, adding up to 1.
 */
export function classProbabilities(
  classes: readonly VehicleClass[],
  climbs: readonly UnseenClimb[],
  evidence: ClassEvidence,
): readonly ClassProb[] {
  const weights = classes.map((vehicle, i) => {
    const climb = climbs[i] ?? { durationS: 0, sigmaS: 1 };
    return Math.max(1e-12, classWeight(vehicle, climb, evidence));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return classes.map((vehicle, i) => ({ vehicleId: vehicle.id, prob: (weights[i] ?? 0) / total }));
}

/** Speeds at the surface, m/s, between which a class ends its burn, from its published ranges and apogees; of orbits for a launcher. */
export function finalSurfaceSpeedsMPerS(vehicle: VehicleClass): {
  readonly min: number;
  readonly max: number;
} {
  const radiusM = EARTH_EQUATORIAL_RADIUS_M;
  if (!vehicle.weapon) {
    return { min: orbitSurfaceSpeed(LOWEST_ORBIT_M) - 500, max: orbitSurfaceSpeed(vehicle.maxApogeeM) };
  }
  const straightUp = Math.sqrt(2 * EARTH_MU_M3_PER_S2 * (1 / radiusM - 1 / (radiusM + vehicle.maxApogeeM)));
  return {
    min: minimumEnergyArc(vehicle.minRangeM, radiusM).speedMPerS,
    max: Math.max(straightUp, minimumEnergyArc(vehicle.maxRangeM, radiusM).speedMPerS),
  };
}

function orbitSurfaceSpeed(altitudeM: number): number {
  const r = EARTH_EQUATORIAL_RADIUS_M;
  return Math.sqrt(2 * EARTH_MU_M3_PER_S2 * (1 / r - 1 / (2 * (r + altitudeM))));
}

function classWeight(vehicle: VehicleClass, climb: UnseenClimb, evidence: ClassEvidence): number {
  switch (evidence.kind) {
    case 'burning': {
      const ageS = climb.durationS + evidence.sinceFirstSeenS;
      return (
        stillBurningProb(vehicle, ageS, climb.sigmaS) *
        climbWeight(vehicle, ageS, evidence.motion, evidence.thrustMPerS2)
      );
    }
    case 'cut-off': {
      const ageS = climb.durationS + evidence.sinceFirstSeenS;
      const last = evidence.lastThrusting;
      return (
        thrustEndDensityPerS(vehicle, ageS, climb.sigmaS) *
        orbitWeight(vehicle, evidence.motion) *
        speedWeight(vehicle, ageS, evidence.motion) *
        (last === null
          ? 1
          : pathWeight(vehicle, ageS, last.motion) * thrustWeight(vehicle, ageS, last.thrustMPerS2))
      );
    }
    case 'coasting': {
      const ageS = vehicle.boostDurationS.max;
      // A launcher that coasts without having reached an orbit is one that ended early.
      const failed = !vehicle.weapon && evidence.motion.perigeeM <= 0 ? EARLY_END_PROB : 1;
      return failed * orbitWeight(vehicle, evidence.motion) * speedWeight(vehicle, ageS, evidence.motion);
    }
    default:
      return unreachable(evidence);
  }
}

function climbWeight(
  vehicle: VehicleClass,
  ageS: number,
  motion: MotionFeatures,
  thrustMPerS2: number | null,
): number {
  return (
    speedWeight(vehicle, ageS, motion) *
    pathWeight(vehicle, ageS, motion) *
    thrustWeight(vehicle, ageS, thrustMPerS2)
  );
}

/** Share of the nominal burn that has passed, [0.02, 1]. */
function burnShare(vehicle: VehicleClass, ageS: number): number {
  return Math.min(1, Math.max(0.02, ageS / vehicle.boostDurationS.nominal));
}

/** Speed grows between the first and the second power of the burn's share: constant thrust acceleration, and one that starts from nothing. */
function speedWeight(vehicle: VehicleClass, ageS: number, motion: MotionFeatures): number {
  const share = burnShare(vehicle, ageS);
  const { min, max } = finalSurfaceSpeedsMPerS(vehicle);
  return softBoxDensity(
    Math.log(Math.max(1, motion.surfaceSpeedMPerS)),
    Math.log(min * share * share),
    Math.log(max * share),
    SPEED_LOG_SIGMA,
  );
}

/** From 0.7 of the lift-off thrust per mass to six times it at the end: one to ten g over all classes. Notional. */
function thrustWeight(vehicle: VehicleClass, ageS: number, thrustMPerS2: number | null): number {
  if (thrustMPerS2 === null) return 1;
  const liftoff = vehicle.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2;
  return softBoxDensity(
    Math.log(Math.max(1, thrustMPerS2)),
    Math.log(0.7 * liftoff),
    Math.log(liftoff * (1 + 5 * burnShare(vehicle, ageS))),
    THRUST_LOG_SIGMA,
  );
}

/**
 * A launcher bends towards the horizon until at the end it climbs at 15 degrees or less; a weapon ends above 5 (the minimum-energy arc
 * of 15,000 km leaves at 11).
 */
function pathWeight(vehicle: VehicleClass, ageS: number, motion: MotionFeatures): number {
  const share = burnShare(vehicle, ageS);
  const steepest = vehicle.weapon ? radians(90) : radians(90 - 75 * share);
  const shallowest = vehicle.weapon ? radians(5) : radians(-10);
  return softBoxDensity(motion.flightPathRad, shallowest, steepest, PATH_SIGMA_RAD);
}

function orbitWeight(vehicle: VehicleClass, motion: MotionFeatures): number {
  const closed = motion.perigeeM > 0;
  if (vehicle.weapon) return closed ? CLOSED_ORBIT_WEAPON_PROB : 1 - CLOSED_ORBIT_WEAPON_PROB;
  return 1;
}

/** Density of a uniform law over [low, high] with normal edges. */
function softBoxDensity(value: number, low: number, high: number, sigma: number): number {
  const width = Math.max(high - low, sigma);
  return (normalCdf((value - low) / sigma) - normalCdf((value - low - width) / sigma)) / width;
}
