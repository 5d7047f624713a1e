import { normalCdf, radians, unreachable } from '../../foundation/index.ts';
import { STANDARD_GRAVITY_M_PER_S2 } from '../../physics/index.ts';
import { isPowered } from '../../vehicles/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { stillBurningProb, thrustEndDensityPerS } from './burn-law.ts';
import type { UnseenClimb } from './burn-law.ts';
import {
  closedOrbitProb,
  coastPathSpanRad,
  finalSurfaceSpeedsMPerS,
  pathSpansRad,
} from './class-envelope.ts';
import { NO_ERRORS } from './motion-features.ts';
import type { FeatureErrors, MotionFeatures } from './motion-features.ts';

/** What a track shows of one object, as the classes are asked about it. */
export type ClassEvidence =
  | {
      readonly kind: 'burning';
      readonly sinceFirstSeenS: number;
      readonly motion: MotionFeatures;
      /** Null when the track carries no thrust. */
      readonly thrustMPerS2: number | null;
      /** None when left out. */
      readonly errors?: FeatureErrors;
    }
  | {
      readonly kind: 'cut-off';
      readonly sinceFirstSeenS: number;
      /** Of the track's phases: that it glides. */
      readonly glideProb: number;
      /** Energy and orbit now; height and path when thrust was last seen, null when it was not kept. */
      readonly motion: MotionFeatures;
      readonly lastThrusting: {
        readonly motion: MotionFeatures;
        readonly thrustMPerS2: number | null;
        readonly errors?: FeatureErrors;
      } | null;
    }
  /** First seen in coast: nothing is known of the boost. */
  | { readonly kind: 'coasting'; readonly motion: MotionFeatures; readonly glideProb: number };

/** What each kind of evidence weighs for one class; a factor that says nothing is 1. Their product is the likelihood. */
export interface ClassFactors {
  /** The burn's age against the class's window: that it still burns, or ends just then (1/s); that none was seen. */
  readonly burn: number;
  /** Speed for its age, per unit of the logarithm. */
  readonly speed: number;
  /** Thrust for its age, per unit of the logarithm. */
  readonly thrust: number;
  /** Flight path, 1/rad. */
  readonly path: number;
  /** Whether the orbit stays above the ground, and how high it goes. */
  readonly orbit: number;
  /** Whether it is borne by lift. */
  readonly lift: number;
}

/** Softness of the envelopes, beside the error of what is seen. All notional: wide on purpose. */
const SPEED_LOG_SIGMA = 0.15;
const THRUST_LOG_SIGMA = 0.3;
const PATH_SIGMA_RAD: number = radians(6);
/** Of what a launch to orbit leaves in free flight unseen before, this share comes down: spent stages. Notional. */
const SPENT_STAGE_PROB = 0.5;
/** Slowest spent stage of a launcher, m/s of speed at the surface. Notional. */
const SPENT_STAGE_MIN_M_PER_S = 1500;

/** Stages on their way to a low orbit are dropped below it and rise little more, m. Notional. */
const SPENT_STAGE_MAX_APOGEE_M = 300_000;

/** Softness of the highest apogee, and what an apogee far above it still weighs. Notional. */
const APOGEE_LOG_SIGMA = 0.25;
const LEAST_APOGEE_WEIGHT = 1e-4;

/**
 * Lowest perigee of what comes down from orbit, and its softness, m: a circle of 200 km braked by 300 m/s, which is more than a controlled descent takes. What the air alone
 * brings down stays near the surface.
 */
const DECAY_PERIGEE_M = -850_000;
const DECAY_PERIGEE_SIGMA_M = 100_000;

/** Of what does not glide, the share that seems to. Notional. */
const MISTAKEN_GLIDE_PROB = 0.01;

/** Of what was launched, the share that is first seen when its boost is over: wide fields see plumes all over the Earth. Notional. */
export const UNSEEN_BOOST_PROB = 0.05;

/** A burn that was none. Notional. */
const MISTAKEN: ClassFactors = { burn: 1e-9, speed: 1, thrust: 1, path: 1, orbit: 1, lift: 1 };

/** The likelihood that the factors make together. */
export function likelihoodOf(factors: ClassFactors): number {
  return factors.burn * factors.speed * factors.thrust * factors.path * factors.orbit * factors.lift;
}

/**
 * Likelihood of one class given what the track shows now, factor by factor.
 *
 * One snapshot is weighed, not the product of all seconds, because the errors of an envelope are the same error every second.
 */
export function classFactors(
  vehicle: VehicleClass,
  climb: UnseenClimb,
  evidence: ClassEvidence,
): ClassFactors {
  // Whatever has no engine was not seen to burn, but for a mistake of the track.
  if (!isPowered(vehicle) && evidence.kind !== 'coasting') return MISTAKEN;
  switch (evidence.kind) {
    case 'burning': {
      const ageS = climb.durationS + evidence.sinceFirstSeenS;
      return {
        burn: stillBurningProb(vehicle, ageS, climb.sigmaS),
        speed: speedWeight(vehicle, ageS, evidence.motion, evidence.errors),
        thrust: thrustWeight(vehicle, ageS, evidence.thrustMPerS2, evidence.errors),
        path: pathWeight(vehicle, ageS, evidence.motion, evidence.errors),
        orbit: 1,
        lift: 1,
      };
    }
    case 'cut-off': {
      const ageS = climb.durationS + evidence.sinceFirstSeenS;
      const last = evidence.lastThrusting;
      return {
        burn: thrustEndDensityPerS(vehicle, ageS, climb.sigmaS),
        speed: speedWeight(vehicle, ageS, evidence.motion),
        thrust: last === null ? 1 : thrustWeight(vehicle, ageS, last.thrustMPerS2, last.errors),
        path: last === null ? 1 : pathWeight(vehicle, ageS, last.motion, last.errors),
        orbit: orbitWeight(vehicle, evidence.motion),
        lift: liftWeight(vehicle, evidence.glideProb),
      };
    }
    case 'coasting':
      return coastingFactors(vehicle, evidence.motion, evidence.glideProb);
    default:
      return unreachable(evidence);
  }
}

/** In free flight, the burn unseen: an orbit, an arc anywhere along it, or what a launch to orbit dropped on its way. */
function coastingFactors(vehicle: VehicleClass, motion: MotionFeatures, glideProb: number): ClassFactors {
  const { min, max } = coastPathSpanRad(vehicle);
  const spent = vehicle.course.kind === 'orbit' && motion.perigeeM <= 0;
  return {
    burn: isPowered(vehicle) ? UNSEEN_BOOST_PROB : 1,
    thrust: 1,
    speed: spent
      ? spentStageSpeedDensity(vehicle, motion)
      : speedWeight(vehicle, vehicle.boostDurationS.max, motion),
    path: spent ? 1 / Math.PI : softBoxDensity(motion.flightPathRad, min, max, PATH_SIGMA_RAD),
    orbit: spent
      ? SPENT_STAGE_PROB * apogeeWeight(SPENT_STAGE_MAX_APOGEE_M, motion)
      : orbitWeight(vehicle, motion),
    lift: liftWeight(vehicle, glideProb),
  };
}

function spentStageSpeedDensity(vehicle: VehicleClass, motion: MotionFeatures): number {
  return softBoxDensity(
    Math.log(Math.max(1, motion.surfaceSpeedMPerS)),
    Math.log(SPENT_STAGE_MIN_M_PER_S),
    Math.log(finalSurfaceSpeedsMPerS(vehicle).max),
    SPEED_LOG_SIGMA,
  );
}

/** Share of the nominal burn that has passed, [0.02, 1]. */
function burnShare(vehicle: VehicleClass, ageS: number): number {
  if (!isPowered(vehicle)) return 1;
  return Math.min(1, Math.max(0.02, ageS / vehicle.boostDurationS.nominal));
}

/** Speed grows between the first and the second power of the burn's share: constant thrust acceleration, and one that starts from nothing. */
function speedWeight(
  vehicle: VehicleClass,
  ageS: number,
  motion: MotionFeatures,
  { speedLog } = NO_ERRORS,
): number {
  const share = burnShare(vehicle, ageS);
  const { min, max } = finalSurfaceSpeedsMPerS(vehicle);
  return softBoxDensity(
    Math.log(Math.max(1, motion.surfaceSpeedMPerS)),
    Math.log(min * share * share),
    Math.log(max * share),
    Math.hypot(SPEED_LOG_SIGMA, speedLog),
  );
}

/** From 0.7 of the lift-off thrust per mass to six times it at the end: one to ten g over all classes. Notional. */
function thrustWeight(
  vehicle: VehicleClass,
  ageS: number,
  thrustMPerS2: number | null,
  { thrustLog } = NO_ERRORS,
): number {
  if (thrustMPerS2 === null) return 1;
  const liftoff = vehicle.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2;
  return softBoxDensity(
    Math.log(Math.max(1, thrustMPerS2)),
    Math.log(0.7 * liftoff),
    Math.log(liftoff * (1 + 5 * burnShare(vehicle, ageS))),
    Math.hypot(THRUST_LOG_SIGMA, thrustLog),
  );
}

function pathWeight(
  vehicle: VehicleClass,
  ageS: number,
  motion: MotionFeatures,
  { pathRad } = NO_ERRORS,
): number {
  const sigmaRad = Math.hypot(PATH_SIGMA_RAD, pathRad);
  return pathSpansRad(vehicle, burnShare(vehicle, ageS)).reduce(
    (sum, { min, max, share }) => sum + share * softBoxDensity(motion.flightPathRad, min, max, sigmaRad),
    0,
  );
}

function orbitWeight(vehicle: VehicleClass, motion: MotionFeatures): number {
  // What decays was in orbit a turn ago.
  if (vehicle.course.kind === 'decay')
    return Math.max(
      LEAST_APOGEE_WEIGHT,
      normalCdf((motion.perigeeM - DECAY_PERIGEE_M) / DECAY_PERIGEE_SIGMA_M),
    );
  const closed = closedOrbitProb(vehicle);
  return (motion.perigeeM > 0 ? closed : 1 - closed) * apogeeWeight(vehicle.maxApogeeM, motion);
}

/** What cannot glide is mistaken for it now and then; a glider falls for a while before it glides. Notional. */
function liftWeight({ course }: VehicleClass, glideProb: number): number {
  return course.kind === 'glide' ? 0.5 + 0.5 * glideProb : 1 - (1 - MISTAKEN_GLIDE_PROB) * glideProb;
}

/** Does it go no higher than it may? */
function apogeeWeight(highestM: number, motion: MotionFeatures): number {
  const over = Math.log(Math.max(1, motion.apogeeM) / highestM);
  return Math.max(LEAST_APOGEE_WEIGHT, normalCdf(-over / APOGEE_LOG_SIGMA));
}

/** Density of a uniform law over [low, high] with normal edges. */
export function softBoxDensity(value: number, low: number, high: number, sigma: number): number {
  const width = Math.max(high - low, sigma);
  return (normalCdf((value - low) / sigma) - normalCdf((value - low - width) / sigma)) / width;
}
