import { present, sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { isInRegion } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { isCarried } from '../burn-ahead/carried-impact.ts';
import { waysAhead } from '../burn-ahead/impacts-ahead.ts';
import type { BurnAhead } from '../burn-ahead/impacts-ahead.ts';
import { aimedTotal } from './aim-odds.ts';
import { unseenClimb } from './burn-law.ts';
import { carriedProbabilities } from './carried-probability.ts';
import { OTHER_WEAPON_PROB, activityPriors, classPosterior } from './class-posterior.ts';
import type { ClassPosterior, ClassProb } from './class-posterior.ts';
import type { DecisionContext } from './decision-context.ts';
import type { KeptPrediction, KnownClasses, LastThrusting } from './decision-memory.ts';
import type { Kin } from './kinship.ts';
import type { SiteFit } from './launch-site.ts';
import { featureErrors, motionFeatures } from './motion-features.ts';
import type { MotionFeatures } from './motion-features.ts';
import type { OpenPlaces, RegionProbabilities } from './region-probability.ts';

/** What one hypothesis on the thrust says. */
export interface Branch {
  readonly posterior: ClassPosterior;
  readonly unionProb: number;
  readonly jointProb: number;
  readonly regionProbs: readonly number[];
  /** By how much the odds of an aim speak for this hypothesis. */
  readonly aimedTotal: number;
}

/** What both hypotheses start from. */
export interface BranchFacts {
  readonly track: Track;
  readonly atUs: SimTimeUs;
  readonly lastThrusting: LastThrusting | null;
  readonly fit: SiteFit | null;
  readonly kin: Kin | null;
  /** It burnt again long after its launch, and comes down since. */
  readonly leftOrbit: boolean;
  readonly context: DecisionContext;
}

/** It coasts: where it comes down is predicted, what it is follows from the end of thrust. */
export function coastingBranch(
  { track, atUs, lastThrusting, fit, kin, leftOrbit, context }: BranchFacts,
  lastFree: MotionFeatures | null,
  prediction: Pick<KeptPrediction, 'probabilities' | 'gliding'>,
): Branch {
  const climbs = context.classes.map((vehicle) => unseenClimb(vehicle, track.firstPositionM));
  const motion = lastFree ?? motionFeatures(track.state);
  const ofItself = classPosterior(
    context.classes,
    climbs,
    track.boostSeen
      ? {
          kind: 'cut-off',
          glideProb: track.phaseProbs.glide,
          sinceFirstSeenS: sFromUs((track.cutoffAtUs ?? atUs) - track.firstDetectedAtUs),
          motion,
          lastThrusting:
            lastThrusting === null
              ? null
              : {
                  motion: lastThrusting.motion,
                  thrustMPerS2: sizeOf(lastThrusting.thrust),
                  errors: lastThrusting.errors,
                },
        }
      : { kind: 'coasting', motion, glideProb: track.phaseProbs.glide },
    context.priors ?? activityPriors(context.classes),
    fit,
  );
  // What left a body is of its class, whatever its own short look says, a push it seems to have had among them.
  const posterior = kin === null ? ofItself : { ...ofItself, ...kin.classes };
  const found = overCourses(track, posterior, { ...prediction, leftOrbit }, context);
  return { posterior, ...found };
}

/** A class less probable than this is not flown on by itself. */
const NEGLIGIBLE_CLASS_PROB = 5e-3;

/**
 * Where it comes down by class: what is carried on by lift or by its orbit goes elsewhere than what falls. A glider goes by its footprint once it may glide; a fractional orbit that has
 * come out of its orbit falls.
 */
function overCourses(
  track: Track,
  posterior: ClassPosterior,
  {
    probabilities,
    gliding,
    leftOrbit,
  }: Pick<KeptPrediction, 'probabilities' | 'gliding'> & Pick<BranchFacts, 'leftOrbit'>,
  context: DecisionContext,
): Omit<Branch, 'posterior'> {
  const regionProbs = context.regions.regions.map(() => 0);
  let unionProb = 0;
  let jointProb = 0;
  let raised = 0;
  const take = (share: number, weaponProb: number, found: RegionProbabilities): void => {
    unionProb += share * found.unionProb;
    jointProb += weaponProb * found.unionProb;
    for (const [r, region] of found.regions.entries()) regionProbs[r] = regionProbs[r]! + share * region.prob;
  };
  let fallingShare = 1;
  let fallingWeapons = weaponShare(posterior, context.classes);
  for (const [i, vehicle] of context.classes.entries()) {
    const { prob } = present(posterior.classes[i]);
    const glides = vehicle.course.kind === 'glide';
    if (!isCarried(vehicle.course) || prob < NEGLIGIBLE_CLASS_PROB) continue;
    if (!glides && (leftOrbit || track.phase !== 'coast')) continue;
    const open = (glides ? gliding : null) ?? carriedProbabilities(track, vehicle, context);
    take(prob, prob, aimedAt(open, context));
    raised += prob * (aimedTotal(context, open.unionProb, open.nearProb) - 1);
    fallingShare -= prob;
    fallingWeapons -= prob;
  }
  take(Math.max(0, fallingShare), Math.max(0, fallingWeapons), probabilities);
  raised += Math.max(0, fallingWeapons) * (aimedTotal(context, probabilities.unionProb, 0) - 1);
  return { unionProb, jointProb, regionProbs, aimedTotal: 1 + raised };
}

/** Places that are still open, by the odds that one of a region or near it is meant. */
function aimedAt(found: OpenPlaces, context: DecisionContext): RegionProbabilities {
  const scale = (context.aimedOdds ?? 1) / aimedTotal(context, found.unionProb, found.nearProb);
  return {
    unionProb: Math.min(1, scale * found.unionProb),
    regions: found.regions.map(({ regionId, prob }) => ({ regionId, prob: Math.min(1, scale * prob) })),
  };
}

/** It burns: over the classes that still may and all ends of thrust open to them. */
export function burningBranch({ track, atUs, lastThrusting, fit, kin, context }: BranchFacts): Branch {
  const sinceFirstSeenS = sFromUs(atUs - track.firstDetectedAtUs);
  const climbs = context.classes.map((vehicle) => unseenClimb(vehicle, track.firstPositionM));
  const ofItself = classPosterior(
    context.classes,
    climbs,
    {
      kind: 'burning',
      sinceFirstSeenS,
      motion: motionFeatures(track.state),
      thrustMPerS2: sizeOf(lastThrusting?.thrust ?? []),
      errors: featureErrors(track.state, track.covariance),
    },
    context.priors ?? activityPriors(context.classes),
    fit,
  );
  const posterior = kin === null ? ofItself : { ...ofItself, ...kin.classes };
  const found = waysAhead(
    nineStates(track, lastThrusting),
    { ...track, atUs },
    context.classes,
    posterior.classes,
    context.earth,
  );
  const ahead = kin === null ? found : ofClasses(found, posterior.classes);
  const { classes, otherProb, ...regions } = overWays(ahead, posterior.otherProb, context);
  return { posterior: { ...posterior, classes, otherProb }, ...regions };
}

/** The same ways, their classes known from elsewhere: how well the burn agrees with its class then says nothing. */
function ofClasses({ impacts, classes }: BurnAhead, known: readonly ClassProb[]): BurnAhead {
  const total = known.reduce((sum, { prob }) => sum + prob, 0);
  const scales = classes.map(({ prob }, i) =>
    prob > 0 && total > 0 ? (known[i]?.prob ?? 0) / total / prob : 0,
  );
  return {
    impacts: impacts.map((impact) => ({ ...impact, prob: impact.prob * (scales[impact.classIndex] ?? 0) })),
    classes: classes.map(({ vehicleId, prob }, i) => ({ vehicleId, prob: prob * (scales[i] ?? 0) })),
  };
}

/**
 * The ways that come down in a region, summed. Those of weapons count by the odds that they are aimed there, against everything else that is open: with them go
 * the classes that can reach the regions.
 */
function overWays(
  ahead: BurnAhead,
  otherProb: number,
  context: DecisionContext,
): Omit<Branch, 'posterior'> & KnownClasses {
  const { regions } = context.regions;
  const odds = context.aimedOdds ?? 1;
  const regionProbs = regions.map(() => 0);
  /** What the odds add to each class. */
  const raised = context.classes.map(() => 0);
  let unionProb = 0;
  let jointProb = 0;
  for (const { longitudeRad, latitudeRad, prob, classIndex } of ahead.impacts) {
    const { weapon } = present(context.classes[classIndex]);
    const counts = weapon ? odds * prob : prob;
    let any = false;
    for (let i = 0; i < regions.length; i++) {
      if (!isInRegion(context.regions, i, longitudeRad, latitudeRad)) continue;
      regionProbs[i] = regionProbs[i]! + counts;
      any = true;
    }
    if (!any) continue;
    unionProb += counts;
    if (!weapon) continue;
    jointProb += counts;
    raised[classIndex] = raised[classIndex]! + (odds - 1) * prob;
  }
  // The unknown is taken to come down as the known do, in the shares that they have.
  const known = 1 - otherProb;
  const total = 1 + known * raised.reduce((sum, more) => sum + more, 0);
  return {
    classes: ahead.classes.map(({ vehicleId, prob }, c) => ({
      vehicleId,
      prob: (known * (prob + raised[c]!)) / total,
    })),
    otherProb: otherProb / total,
    aimedTotal: total,
    unionProb: Math.min(1, ((known + otherProb) * unionProb) / total),
    jointProb: Math.min(1, ((known + otherProb * OTHER_WEAPON_PROB) * jointProb) / total),
    regionProbs: regionProbs.map((prob) => Math.min(1, prob / total)),
  };
}

/** Probability of a weapon over all classes and the unknown. */
export function weaponShare(
  posterior: Pick<ClassPosterior, 'classes' | 'otherProb'>,
  classes: readonly VehicleClass[],
): number {
  const share = posterior.classes.reduce(
    (sum, { prob }, i) => sum + (classes[i]?.weapon === true ? prob : 0),
    OTHER_WEAPON_PROB * posterior.otherProb,
  );
  return Math.min(1, share);
}

export function sizeOf(thrust: readonly number[]): number | null {
  return thrust.length === 3 ? Math.hypot(...thrust) : null;
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
