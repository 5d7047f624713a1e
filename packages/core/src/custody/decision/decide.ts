import { US_PER_S, assert, degrees, present, sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Decision, LaunchEstimate, OperateEvent, Track } from '../../messages/index.ts';
import { groundDistanceM } from '../../physics/index.ts';
import { launchAfter } from '../flight-ends/flight-ends.ts';
import { probText } from '../sentence-numbers.ts';
import { burningBranch, coastingBranch, sizeOf, weaponShare } from './branches.ts';
import type { Branch, BranchFacts } from './branches.ts';
import { unseenClimb } from './burn-law.ts';
import type { ClassPosterior } from './class-posterior.ts';
import { clockAfter, leadingAfter, markOf } from './decision-clock.ts';
import type { DecisionContext } from './decision-context.ts';
import type { DecisionMemory, KeptBranch, KeptPrediction, LastThrusting } from './decision-memory.ts';
import { decisionReasons } from './decision-reasons.ts';
import { discriminants } from './discriminants.ts';
import type { SeenMotion } from './discriminants.ts';
import { nowhere, renewed } from './kept-prediction.ts';
import { burnsLater, flewLong, freeFlightAfter } from './later-burn.ts';
import { siteFit, siteProbs } from './launch-site.ts';
import type { SiteFit } from './launch-site.ts';
import { featureErrors, motionFeatures } from './motion-features.ts';
import { REOPEN_FROM_PROB, REVOKE_BELOW_PROB, nextVerdict } from './verdict.ts';

export interface DecisionUpdate {
  readonly memory: DecisionMemory;
  readonly decision: Decision;
  readonly events: readonly OperateEvent[];
}

/** The end of thrust counts as confirmed from this probability of the track's phase. */
export const CONFIRMED_PHASE_PROB = 0.99;
/** A track that was never seen to burn is not sure to coast while thrust is likelier than this. Notional: it starts at one half. */
const OPEN_START_PROB = 0.1;

/**
 * The threat decision on one track for one whole second.
 *
 * Two hypotheses are weighed by the track's own phase probability: that it coasts (impact prediction with covariance) and that it burns
 * (`probabilitiesWhileBurning` over classes). The joint probability must reach the threshold in successive updates *and* the end of
 * thrust be confirmed: while an object burns its future rests on class windows alone, and that alone declares nothing. A declared threat is
 * revoked when the joint probability stays below one half for as many updates. A gliding object comes down in its footprint, over which the regions are
 * weighed; what its fall without lift would hit is only shown.
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
  const ended = thrustEndConfirmed(track);
  const burntLater = memory.burntLater || burnsLater(memory.freeFlight, track, atUs);
  const coastProb = ended || flewLong(memory.freeFlight, atUs) ? 1 : coastingProb(track);
  // What left a launch that is followed has no thrust of its own to wait for; a push it seems to have had is in its spread.
  const confirmed = (ended && !maybeClimbing(track)) || memory.kin !== null;
  const lastThrusting = track.phase === 'boost' ? thrustingNow(track) : memory.lastThrusting;
  const inAir = track.phase === 'reentry' || track.phase === 'glide';
  const lastFree = inAir ? memory.lastFree : motionFeatures(track.state);
  const prediction = coastProb > 0 || track.phase === 'boost' ? renewed(memory, track, atUs, context) : null;
  const launch = launchAfter(memory.launch, track, context);
  const fit = launch.launch === null ? null : siteFit(launch.launch);
  // A burn long after the launch says nothing of the class: it stays what it was, and falls.
  const kin =
    burntLater && memory.freeFlight !== null
      ? { trackId: track.id, classes: memory.freeFlight.classes }
      : memory.kin;
  const leftOrbit = burntLater && prediction !== null && prediction.impact !== null;
  const facts = { track, atUs, lastThrusting, fit, kin, leftOrbit, context };
  const coasting =
    coastProb > 0
      ? coastingBranch(
          facts,
          lastFree,
          prediction ?? { probabilities: nowhere(context.regions), gliding: null },
        )
      : null;
  const burning = coastProb < 1 ? burningKept(memory, facts) : null;
  const mixed = mix(coasting, burning?.branch ?? null, aimedCoastProb(coastProb, coasting, burning), context);

  const verdict = nextVerdict(memory.verdict, { ...mixed, confirmed, atUs }, context.declare);
  const impact = prediction?.impact ?? null;
  const leading = leadingAfter(memory.leading, mixed.posterior);
  const marks = clockAfter(memory.marks, {
    track,
    atUs,
    confirmed,
    classes: context.classes,
    jointProb: mixed.jointProb,
    verdict,
    rule: context.declare,
    leading,
    impact,
  });
  const classes = { classes: mixed.posterior.classes, otherProb: mixed.posterior.otherProb };
  const next: DecisionMemory = {
    ...memory,
    lastThrusting,
    lastFree,
    prediction,
    burning,
    leading,
    classes,
    burntLater,
    freeFlight: burntLater
      ? memory.freeFlight
      : freeFlightAfter(memory.freeFlight, track, ended, atUs, classes),
    launch,
    verdict,
    marks,
  };
  const told = discriminants(
    context.classes,
    mixed.posterior,
    seenMotion(track, atUs, memory, next, context, mixed.posterior),
  );
  const decision: Decision = {
    trackId: track.id,
    atUs,
    unionProb: mixed.unionProb,
    weaponProb: mixed.weaponProb,
    jointProb: mixed.jointProb,
    regions: mixed.regions,
    classes: mixed.posterior.classes,
    otherProb: mixed.posterior.otherProb,
    launch: launchEstimate(next, fit, mixed.posterior, context),
    discriminants: told,
    impact,
    impactKind: confirmed && track.phase !== 'glide' ? 'prediction' : 'transit',
    declared: verdict.declaredAtUs !== null,
    excluded: verdict.excludedAtUs !== null,
    clock: marks,
    reasons: decisionReasons({
      track,
      atUs,
      context,
      confirmed,
      coastProb,
      impact,
      ...mixed,
      classes: mixed.posterior.classes,
      discriminants: told,
      kin,
    }),
  };
  return { memory: next, decision, events: eventsOf(memory, next, decision, context) };
}

/** Under thrust what lies ahead changes slowly; a hypothesis of it is kept this long, s. */
const BURNING_RENEWAL_S = 3;

function burningKept({ burning }: DecisionMemory, facts: BranchFacts): KeptBranch {
  const { track, atUs } = facts;
  const isFresh =
    burning !== null && track.phase === 'boost' && atUs - burning.madeAtUs < BURNING_RENEWAL_S * US_PER_S;
  return isFresh ? burning : { madeAtUs: atUs, branch: burningBranch(facts) };
}

/** Has thrust ended for certain enough, or was the object never seen to burn? */
function thrustEndConfirmed(track: Track): boolean {
  if (track.phase === 'boost') return false;
  if (!track.boostSeen) return true;
  return track.cutoffAtUs !== null && coastingProb(track) >= CONFIRMED_PHASE_PROB;
}

/** First seen in mid-climb, a body is named coasting before its first seconds can tell. */
function maybeClimbing({ boostSeen, phase, phaseProbs }: Track): boolean {
  return !boostSeen && phase === 'coast' && phaseProbs.boost > OPEN_START_PROB;
}

function coastingProb(track: Track): number {
  return 1 - track.phaseProbs.boost;
}

function thrustingNow(track: Track): LastThrusting {
  const size = track.state.length;
  const axes = size >= 9 ? [6, 7, 8] : [];
  return {
    motion: motionFeatures(track.state),
    errors: featureErrors(track.state, track.covariance),
    thrust: axes.map((axis) => track.state[axis] ?? 0),
    thrustCovariance: axes.flatMap((row) => axes.map((column) => track.covariance[row * size + column] ?? 0)),
  };
}

/**
 * Whether thrust has ended and where the object is aimed are weighed together: that it has, and comes down where aims are likely, against that it
 * burns on past it.
 */
function aimedCoastProb(coastProb: number, coasting: Branch | null, burning: KeptBranch | null): number {
  if (coasting === null || burning === null) return coastProb;
  const coasts = coastProb * coasting.aimedTotal;
  return coasts / (coasts + (1 - coastProb) * burning.branch.aimedTotal);
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
    prob: of((branch) => branch.posterior.classes[i]?.prob ?? 0),
  }));
  // What tells the classes apart is told by the likelier of the two.
  const { factors, siteFactors } = present(coastProb > 0.5 ? coasting : (burning ?? coasting)).posterior;
  const posterior: ClassPosterior = {
    classes,
    otherProb: of((branch) => branch.posterior.otherProb),
    factors,
    siteFactors,
  };
  return {
    posterior,
    unionProb: of((branch) => branch.unionProb),
    jointProb: of((branch) => branch.jointProb),
    weaponProb: weaponShare(posterior, context.classes),
    regions: context.regions.regions.map((region, i) => ({
      regionId: region.id,
      prob: of((branch) => branch.regionProbs[i] ?? 0),
    })),
  };
}

function launchEstimate(
  { launch: { launch } }: DecisionMemory,
  fit: SiteFit | null,
  posterior: ClassPosterior,
  context: DecisionContext,
): LaunchEstimate | null {
  if (launch === null || fit === null) return null;
  const { latitudeRad, longitudeRad, atUs, atSigmaS, covarianceM2 } = launch;
  const weights = context.classes.map((vehicle, i) => ({ vehicle, prob: posterior.classes[i]?.prob ?? 0 }));
  const sites = siteProbs(fit, [...weights, { vehicle: null, prob: posterior.otherProb }]);
  return { latitudeRad, longitudeRad, atUs, atSigmaS, covarianceM2, sites };
}

/** What was seen of the burn, as it is told; of a burn that is over, its last second. */
function seenMotion(
  track: Track,
  atUs: SimTimeUs,
  before: DecisionMemory,
  { lastThrusting, prediction }: DecisionMemory,
  context: DecisionContext,
  posterior: ClassPosterior,
): SeenMotion {
  const motion = lastThrusting?.motion ?? motionFeatures(track.state);
  const best = posterior.classes.reduce(
    (top, { prob }, i) => (prob > (posterior.classes[top]?.prob ?? 0) ? i : top),
    0,
  );
  const unseenS = unseenClimb(present(context.classes[best]), track.firstPositionM).durationS;
  const endUs = track.phase === 'boost' ? atUs : (track.cutoffAtUs ?? atUs);
  return {
    ageS: unseenS + sFromUs(endUs - track.firstDetectedAtUs),
    boostSeen: track.boostSeen,
    burning: track.phase === 'boost',
    flightPathDeg: degrees(motion.flightPathRad),
    surfaceSpeedKmPerS: motion.surfaceSpeedMPerS / 1000,
    thrustMPerS2: sizeOf(lastThrusting?.thrust ?? []),
    impactSpeedKmPerS: track.phase === 'boost' ? impactSpeedKmPerS(before.prediction, prediction) : null,
  };
}

function impactSpeedKmPerS(before: KeptPrediction | null, now: KeptPrediction | null): number | null {
  if (before === null || now === null || before.impact === null || now.impact === null) return null;
  const seconds = sFromUs(now.madeAtUs - before.madeAtUs);
  return seconds > 0 ? groundDistanceM(before.impact, now.impact) / 1000 / seconds : null;
}

function eventsOf(
  { verdict: was, marks: marksBefore }: DecisionMemory,
  { verdict: is, marks }: DecisionMemory,
  decision: Decision,
  context: DecisionContext,
): OperateEvent[] {
  const { trackId, atUs, jointProb: prob, reasons } = decision;
  const { probability, consecutive, excludeBelow } = context.declare;
  const events: OperateEvent[] = [];
  const tell = (kind: 'declared' | 'revoked' | 'excluded' | 'reopened', why: string): void => {
    events.push({ kind, atUs, trackId, prob, reasons: [why, ...reasons] });
  };
  const known = markOf(marks, 'class-known');
  if (
    known.atUs !== null &&
    !marksBefore.some(({ mark, atUs: at }) => mark === known.mark && at === known.atUs)
  ) {
    const best = decision.classes.toSorted((one, other) => other.prob - one.prob)[0];
    events.push({ kind: 'class-known', atUs, trackId, ...present(best), reason: known.reason });
  }
  if (is.reopenings > was.reopenings)
    tell(
      'reopened',
      `the regions are no longer out of reach: probability ${probText(prob)}, from ${REOPEN_FROM_PROB} on`,
    );
  if (is.declarations > was.declarations)
    tell(
      'declared',
      `a weapon that comes down in the regions with probability ${probText(prob)}; at least ${probability} in ${consecutive} successive updates`,
    );
  if (is.revocations > was.revocations)
    tell(
      'revoked',
      `the probability fell to ${probText(prob)}, below ${REVOKE_BELOW_PROB} in ${consecutive} successive updates`,
    );
  if (is.exclusions > was.exclusions)
    tell('excluded', `the regions are out of reach: probability ${probText(prob)}, below ${excludeBelow}`);
  return events;
}
