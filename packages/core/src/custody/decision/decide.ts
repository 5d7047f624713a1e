import { US_PER_S, assert, sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Decision, ImpactEstimate, OperateEvent, Track } from '../../messages/index.ts';
import { earthAngleRad, predictImpact } from '../../physics/index.ts';
import type { EarthRotation, RegionIndex } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { dragOf } from './assumed-drag.ts';
import { unseenClimb } from './burn-law.ts';
import { classProbabilities } from './class-likelihood.ts';
import type { ClassProb } from './class-likelihood.ts';
import type { DecisionMemory, KeptPrediction, LastThrusting } from './decision-memory.ts';
import { decisionReasons } from './decision-reasons.ts';
import { motionFeatures } from './motion-features.ts';
import type { MotionFeatures } from './motion-features.ts';
import { regionProbabilities } from './region-probability.ts';
import type { RegionProbabilities } from './region-probability.ts';
import { probText } from '../sentence-numbers.ts';
import { probabilitiesWhileBurning } from './thrust-ahead.ts';

/** What a decision is taken with. */
export interface DecisionContext {
  readonly regions: RegionIndex;
  readonly earth: EarthRotation;
  readonly classes: readonly VehicleClass[];
  readonly declare: {
    /** Joint probability to reach, (0, 1]. */
    readonly probability: number;
    /** Successive whole seconds it takes, at least 1. */
    readonly consecutive: number;
  };
}

export interface DecisionUpdate {
  readonly memory: DecisionMemory;
  readonly decision: Decision;
  readonly events: readonly OperateEvent[];
}

/** The end of thrust counts as confirmed from this probability of the track's phase. */
export const CONFIRMED_PHASE_PROB = 0.99;
/** A class less probable than this is not flown ahead. */
const NEGLIGIBLE_CLASS_PROB = 1e-3;
/** A declared threat is revoked when it is more probably none. */
const REVOKE_BELOW_PROB = 0.5;
/** Each second this long after the end of thrust, then at this interval, a prediction is renewed. */
const EVERY_SECOND_FOR_S = 60;
const RENEW_AFTER_S = 5;
/** A change of the velocity error by this share renews it at once. */
const RENEW_ON_SIGMA_CHANGE = 0.05;

/** What one hypothesis on the thrust says. */
interface Branch {
  readonly classes: readonly ClassProb[];
  readonly unionProb: number;
  readonly jointProb: number;
  readonly regionProbs: readonly number[];
}

/**
 * The threat decision on one track for one whole second.
 *
 * Two hypotheses are weighed by the track's own phase probability: that it coasts (impact prediction with covariance) and that it burns
 * (`probabilitiesWhileBurning` over classes). The joint probability must reach the threshold in successive updates *and* the end of
 * thrust be confirmed: while an object burns its future rests on class windows alone, and that alone declares nothing. A declared threat is
 * revoked when the joint probability stays below one half for as many updates. A gliding object comes down where it will: what its fall
 * without lift would hit neither declares nor revokes.
 *
 * @param track - Predicted to `atUs`.
 * @param atUs - A whole second; calls are made on each in turn.
 */
export function decide(
  memory: DecisionMemory,
  track: Track,
  atUs: SimTimeUs,
  context: DecisionContext,
): DecisionUpdate {
  assert(track.id === memory.trackId, 'decision memory belongs to the track');
  const confirmed = thrustEndConfirmed(track);
  const coastProb = confirmed ? 1 : coastingProb(track);
  const lastThrusting = track.phase === 'boost' ? thrustingNow(track) : memory.lastThrusting;
  const inAir = track.phase === 'reentry' || track.phase === 'glide';
  const lastFree = inAir ? memory.lastFree : motionFeatures(track.state);
  const prediction = coastProb > 0 || track.phase === 'boost' ? renewed(memory, track, atUs, context) : null;
  const coasting =
    coastProb > 0 ? coastingBranch(track, atUs, lastThrusting, lastFree, prediction, context) : null;
  const burning = coastProb < 1 ? burningBranch(track, atUs, lastThrusting, context) : null;
  const mixed = mix(coasting, burning, coastProb, context);

  const falls = confirmed && track.phase !== 'glide';
  const tally =
    track.phase === 'glide'
      ? memory
      : declarationTally(memory, mixed.jointProb, confirmed, atUs, context.declare);
  const next: DecisionMemory = { ...memory, ...tally, lastThrusting, lastFree, prediction };
  const declared = tally.declaredAtUs !== null;
  const impact = prediction?.impact ?? null;
  const reasons = decisionReasons({
    track,
    atUs,
    context,
    confirmed,
    coastProb,
    impact,
    ...mixed,
    classes: mixed.classes,
  });
  const decision: Decision = {
    trackId: track.id,
    atUs,
    unionProb: mixed.unionProb,
    weaponProb: mixed.weaponProb,
    jointProb: mixed.jointProb,
    regions: mixed.regions,
    classes: mixed.classes,
    impact,
    impactKind: falls ? 'prediction' : 'transit',
    declared,
    reasons,
  };
  return { memory: next, decision, events: eventsOf(memory, next, decision, context) };
}

/** Has thrust ended for certain enough, or was the object never seen to burn? */
function thrustEndConfirmed(track: Track): boolean {
  if (track.phase === 'boost') return false;
  if (!track.boostSeen) return true;
  return track.cutoffAtUs !== null && coastingProb(track) >= CONFIRMED_PHASE_PROB;
}

function coastingProb(track: Track): number {
  return 1 - track.phaseProbs.boost;
}

function thrustingNow(track: Track): LastThrusting {
  const size = track.state.length;
  const axes = size >= 9 ? [6, 7, 8] : [];
  return {
    motion: motionFeatures(track.state),
    thrust: axes.map((axis) => track.state[axis] ?? 0),
    thrustCovariance: axes.flatMap((row) => axes.map((column) => track.covariance[row * size + column] ?? 0)),
  };
}

function sizeOf(thrust: readonly number[]): number | null {
  return thrust.length === 3 ? Math.hypot(...thrust) : null;
}

/** The kept prediction, or a new one where the schedule asks for it. Under thrust it is renewed every second. */
function renewed(
  memory: DecisionMemory,
  track: Track,
  atUs: SimTimeUs,
  context: DecisionContext,
): KeptPrediction {
  const size = track.state.length;
  const velocitySigmaMPerS = Math.sqrt(
    [3, 4, 5].reduce((sum, axis) => sum + (track.covariance[axis * (size + 1)] ?? Number.NaN), 0),
  );
  const kept = memory.prediction;
  if (kept !== null && kept.phase === track.phase && track.phase !== 'boost') {
    const freshUntilUs = (track.cutoffAtUs ?? track.confirmedAtUs) + EVERY_SECOND_FOR_S * US_PER_S;
    const change = Math.abs(velocitySigmaMPerS / kept.velocitySigmaMPerS - 1);
    const recent = atUs - kept.madeAtUs < RENEW_AFTER_S * US_PER_S;
    if (atUs > freshUntilUs && recent && change <= RENEW_ON_SIGMA_CHANGE) return kept;
  }
  const outcome = predictImpact(track, dragOf(track, context.classes), context.earth);
  const impact: ImpactEstimate | null = outcome.ok
    ? {
        latitudeRad: outcome.impact.latitudeRad,
        longitudeRad: outcome.impact.longitudeRad,
        atUs: outcome.impact.atUs,
        covarianceM2: outcome.impact.covarianceM2,
      }
    : null;
  return {
    madeAtUs: atUs,
    phase: track.phase,
    velocitySigmaMPerS,
    impact,
    probabilities: impact === null ? nowhere(context.regions) : regionProbabilities(context.regions, impact),
  };
}

function nowhere(regions: RegionIndex): RegionProbabilities {
  return { unionProb: 0, regions: regions.regions.map((region) => ({ regionId: region.id, prob: 0 })) };
}

function coastingBranch(
  track: Track,
  atUs: SimTimeUs,
  lastThrusting: LastThrusting | null,
  lastFree: MotionFeatures | null,
  prediction: KeptPrediction | null,
  context: DecisionContext,
): Branch {
  const climbs = context.classes.map((vehicle) => unseenClimb(vehicle, track.firstPositionM));
  const motion = lastFree ?? motionFeatures(track.state);
  const classes = classProbabilities(
    context.classes,
    climbs,
    track.boostSeen
      ? {
          kind: 'cut-off',
          sinceFirstSeenS: sFromUs((track.cutoffAtUs ?? atUs) - track.firstDetectedAtUs),
          motion,
          lastThrusting:
            lastThrusting === null
              ? null
              : { motion: lastThrusting.motion, thrustMPerS2: sizeOf(lastThrusting.thrust) },
        }
      : { kind: 'coasting', motion },
  );
  const { unionProb, regions } = prediction?.probabilities ?? nowhere(context.regions);
  return {
    classes,
    unionProb,
    jointProb: unionProb * weaponShare(classes, context.classes),
    regionProbs: regions.map((region) => region.prob),
  };
}

function burningBranch(
  track: Track,
  atUs: SimTimeUs,
  lastThrusting: LastThrusting | null,
  context: DecisionContext,
): Branch {
  const sinceFirstSeenS = sFromUs(atUs - track.firstDetectedAtUs);
  const climbs = context.classes.map((vehicle) => unseenClimb(vehicle, track.firstPositionM));
  const thrust = lastThrusting?.thrust ?? [];
  const classes = classProbabilities(context.classes, climbs, {
    kind: 'burning',
    sinceFirstSeenS,
    motion: motionFeatures(track.state),
    thrustMPerS2: sizeOf(thrust),
  });
  const motion = {
    ...nineStates(track, lastThrusting),
    earthAngleRad: earthAngleRad(context.earth, atUs),
    sinceFirstSeenS,
  };
  const regionProbs = context.regions.regions.map(() => 0);
  let unionProb = 0;
  let jointProb = 0;
  for (const [i, vehicle] of context.classes.entries()) {
    const prob = classes[i]?.prob ?? 0;
    const climb = climbs[i];
    if (climb === undefined || prob < NEGLIGIBLE_CLASS_PROB) continue;
    const found = probabilitiesWhileBurning(context.regions, vehicle, climb, motion);
    unionProb += prob * found.unionProb;
    if (vehicle.weapon) jointProb += prob * found.unionProb;
    for (const [r, region] of found.regions.entries())
      regionProbs[r] = (regionProbs[r] ?? 0) + prob * region.prob;
  }
  return { classes, unionProb, jointProb, regionProbs };
}

/** Position, velocity and thrust; where the track holds no thrust, the one last seen is put beside them, independent of them. */
function nineStates(
  track: Track,
  lastThrusting: LastThrusting | null,
): { readonly state: readonly number[]; readonly covariance: readonly number[] } {
  const size = track.state.length;
  if (track.phase === 'boost' && size === 9) return { state: track.state, covariance: track.covariance };
  const thrust = lastThrusting?.thrust ?? [];
  const thrustCovariance = lastThrusting?.thrustCovariance ?? [];
  const covariance = Array.from({ length: 81 }, (_, at) => {
    const row = Math.floor(at / 9);
    const column = at % 9;
    if (row < 6 && column < 6) return track.covariance[row * size + column] ?? 0;
    return row >= 6 && column >= 6 ? (thrustCovariance[(row - 6) * 3 + column - 6] ?? 0) : 0;
  });
  return { state: [...track.state.slice(0, 6), thrust[0] ?? 0, thrust[1] ?? 0, thrust[2] ?? 0], covariance };
}

function weaponShare(probs: readonly ClassProb[], classes: readonly VehicleClass[]): number {
  const share = probs.reduce((sum, { prob }, i) => sum + (classes[i]?.weapon === true ? prob : 0), 0);
  return Math.min(1, share);
}

function mix(coasting: Branch | null, burning: Branch | null, coastProb: number, context: DecisionContext) {
  const of = (pick: (branch: Branch) => number): number =>
    Math.min(
      1,
      (coasting === null ? 0 : coastProb * pick(coasting)) +
        (burning === null ? 0 : (1 - coastProb) * pick(burning)),
    );
  const classes = context.classes.map((vehicle, i) => ({
    vehicleId: vehicle.id,
    prob: of((branch) => branch.classes[i]?.prob ?? 0),
  }));
  return {
    classes,
    unionProb: of((branch) => branch.unionProb),
    jointProb: of((branch) => branch.jointProb),
    weaponProb: weaponShare(classes, context.classes),
    regions: context.regions.regions.map((region, i) => ({
      regionId: region.id,
      prob: of((branch) => branch.regionProbs[i] ?? 0),
    })),
  };
}

/** Counts of the declaration rule after one more update. */
function declarationTally(
  memory: DecisionMemory,
  jointProb: number,
  confirmed: boolean,
  atUs: SimTimeUs,
  declare: DecisionContext['declare'],
): Pick<DecisionMemory, 'updatesAbove' | 'updatesBelow' | 'declaredAtUs' | 'declarations' | 'revocations'> {
  const { declarations, revocations, declaredAtUs } = memory;
  if (declaredAtUs === null) {
    const updatesAbove = confirmed && jointProb >= declare.probability ? memory.updatesAbove + 1 : 0;
    return updatesAbove >= declare.consecutive
      ? { updatesAbove, updatesBelow: 0, declaredAtUs: atUs, declarations: declarations + 1, revocations }
      : { updatesAbove, updatesBelow: 0, declaredAtUs: null, declarations, revocations };
  }
  const updatesBelow = jointProb < REVOKE_BELOW_PROB ? memory.updatesBelow + 1 : 0;
  return updatesBelow >= declare.consecutive
    ? { updatesAbove: 0, updatesBelow: 0, declaredAtUs: null, declarations, revocations: revocations + 1 }
    : { updatesAbove: memory.updatesAbove, updatesBelow, declaredAtUs, declarations, revocations };
}

function eventsOf(
  before: DecisionMemory,
  after: DecisionMemory,
  decision: Decision,
  context: DecisionContext,
): OperateEvent[] {
  const { trackId, atUs, jointProb, reasons } = decision;
  const { probability, consecutive } = context.declare;
  if (before.declaredAtUs === null && after.declaredAtUs !== null) {
    const why = `a weapon that comes down in the regions with probability ${probText(jointProb)}; at least ${probability} in ${consecutive} successive updates`;
    return [{ kind: 'declared', atUs, trackId, prob: jointProb, reasons: [why, ...reasons] }];
  }
  if (before.declaredAtUs !== null && after.declaredAtUs === null) {
    const why = `the probability fell to ${probText(jointProb)}, below ${REVOKE_BELOW_PROB} in ${consecutive} successive updates`;
    return [{ kind: 'revoked', atUs, trackId, prob: jointProb, reasons: [why, ...reasons] }];
  }
  return [];
}
