import { present, radians } from '../../foundation/index.ts';
import { flightsPerYear } from '../../vehicles/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import type { UnseenClimb } from './burn-law.ts';
import { UNSEEN_BOOST_PROB, classFactors, likelihoodOf, softBoxDensity } from './class-likelihood.ts';
import type { ClassEvidence, ClassFactors } from './class-likelihood.ts';
import { siteLikelihood } from './launch-site.ts';
import type { SiteFit } from './launch-site.ts';

export interface ClassProb {
  readonly vehicleId: string;
  readonly prob: number;
}

/** How often each class flies, before anything is seen; in any unit. */
export interface ClassPriors {
  /** In the order of the classes. */
  readonly weights: readonly number[];
  /** Of something that is none of them. */
  readonly otherWeight: number;
}

/** What remains possible. */
export interface ClassPosterior {
  /** In the order of the classes. */
  readonly classes: readonly ClassProb[];
  /** Probability of none of them; all together add up to 1. */
  readonly otherProb: number;
  /** Of each class, in their order. */
  readonly factors: readonly ClassFactors[];
  /** Likelihood of the launch point for each class, in their order; empty while there is none. */
  readonly siteFactors: readonly number[];
}

/** Share of flights that are of no known class. Notional. */
const OTHER_SHARE = 0.01;
/** Something unknown is as likely a weapon as not. */
export const OTHER_WEAPON_PROB = 0.5;

/** Priors from world launch activity. */
export function activityPriors(classes: readonly VehicleClass[]): ClassPriors {
  const weights = classes.map((vehicle) => flightsPerYear(vehicle.id));
  return { weights, otherWeight: OTHER_SHARE * weights.reduce((sum, weight) => sum + weight, 0) };
}

/** Every class as often as any other. */
export function evenPriors(classes: readonly VehicleClass[]): ClassPriors {
  return { weights: classes.map(() => 1), otherWeight: OTHER_SHARE * classes.length };
}

/** Burns of the unknown: between these lengths, evenly in the logarithm, s. Notional, as all that follows. */
const OTHER_BURN_S = { min: 20, max: 900 } as const;
const OTHER_SPEED_M_PER_S = { min: 300, max: 12_000 } as const;
const OTHER_THRUST_M_PER_S2 = { min: 5, max: 300 } as const;
const OTHER_PATH_RAD = { min: radians(-10), max: radians(90) } as const;
const OTHER_LOG_SIGMA = 0.3;
const OTHER_PATH_SIGMA_RAD: number = radians(6);
/** Weights below this are no knowledge but rounding. */
const SMALLEST_WEIGHT = 1e-300;

/**
 * Probability of each class, and of none of them, given what a track shows now: prior times likelihood. The unknown has envelopes so wide that
 * whatever fits a class fits that class better.
 *
 * @param climbs - Unseen climb per class, in the order of `classes`.
 * @param fit - Of the launch point to the known sites; null while there is none.
 */
export function classPosterior(
  classes: readonly VehicleClass[],
  climbs: readonly UnseenClimb[],
  evidence: ClassEvidence,
  priors: ClassPriors,
  fit: SiteFit | null = null,
): ClassPosterior {
  const factors = classes.map((vehicle, i) => classFactors(vehicle, present(climbs[i]), evidence));
  const siteFactors = fit === null ? [] : classes.map((vehicle) => siteLikelihood(vehicle, fit));
  const weights = factors.map(
    (each, i) => present(priors.weights[i]) * likelihoodOf(each) * (siteFactors[i] ?? 1),
  );
  const otherWeight =
    priors.otherWeight *
    Math.max(SMALLEST_WEIGHT, likelihoodOf(otherFactors(climbs, evidence))) *
    (fit === null ? 1 : siteLikelihood(null, fit));
  const total = weights.reduce((sum, weight) => sum + weight, otherWeight);
  return {
    classes: classes.map((vehicle, i) => ({ vehicleId: vehicle.id, prob: present(weights[i]) / total })),
    otherProb: otherWeight / total,
    factors,
    siteFactors,
  };
}

/** The same among the known classes alone, weighed by world launch activity; evenly where the evidence fits none. */
export function classProbabilities(
  classes: readonly VehicleClass[],
  climbs: readonly UnseenClimb[],
  evidence: ClassEvidence,
): readonly ClassProb[] {
  const posterior = classPosterior(classes, climbs, evidence, activityPriors(classes));
  const known = 1 - posterior.otherProb;
  return posterior.classes.map(({ vehicleId, prob }) => ({
    vehicleId,
    prob: known > 0 ? prob / known : 1 / classes.length,
  }));
}

/** Wide envelopes: what an unknown vehicle may do. Its unseen climb is taken as the mean of the known ones. */
function otherFactors(climbs: readonly UnseenClimb[], evidence: ClassEvidence): ClassFactors {
  const unseenS = climbs.reduce((sum, climb) => sum + climb.durationS, 0) / Math.max(1, climbs.length);
  const spanLog = Math.log(OTHER_BURN_S.max / OTHER_BURN_S.min);
  const ageS =
    evidence.kind === 'coasting'
      ? OTHER_BURN_S.max
      : Math.max(OTHER_BURN_S.min, unseenS + evidence.sinceFirstSeenS);
  const speed = logDensity(evidence.motion.surfaceSpeedMPerS, OTHER_SPEED_M_PER_S);
  if (evidence.kind === 'coasting')
    return { burn: UNSEEN_BOOST_PROB, speed, thrust: 1, path: 1 / Math.PI, orbit: 0.5, lift: 0.5 };
  const last = evidence.kind === 'burning' ? evidence : evidence.lastThrusting;
  const isOver = ageS > OTHER_BURN_S.max;
  return {
    burn:
      evidence.kind === 'burning'
        ? Math.max(1e-3, Math.log(OTHER_BURN_S.max / ageS) / spanLog)
        : (isOver ? 1e-3 : 1) / (ageS * spanLog),
    speed,
    thrust:
      last === null || last.thrustMPerS2 === null
        ? 1
        : logDensity(last.thrustMPerS2, OTHER_THRUST_M_PER_S2, last.errors?.thrustLog),
    path:
      last === null
        ? 1
        : softBoxDensity(
            last.motion.flightPathRad,
            OTHER_PATH_RAD.min,
            OTHER_PATH_RAD.max,
            Math.hypot(OTHER_PATH_SIGMA_RAD, last.errors?.pathRad ?? 0),
          ),
    orbit: evidence.kind === 'burning' ? 1 : 0.5,
    lift: evidence.kind === 'burning' ? 1 : 0.5,
  };
}

function logDensity(
  value: number,
  span: { readonly min: number; readonly max: number },
  errorLog = 0,
): number {
  return softBoxDensity(
    Math.log(Math.max(1e-3, value)),
    Math.log(span.min),
    Math.log(span.max),
    Math.hypot(OTHER_LOG_SIGMA, errorLog),
  );
}
