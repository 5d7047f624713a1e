import { present, sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { isInRegion } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { isCarried } from '../burn-ahead/carried-impact.ts';
import { waysAhead } from '../burn-ahead/impacts-ahead.ts';
import type { BurnAhead } from '../burn-ahead/impacts-ahead.ts';
import { unseenClimb } from './burn-law.ts';
import { carriedProbabilities } from './carried-probability.ts';
import { OTHER_WEAPON_PROB, activityPriors, classPosterior } from './class-posterior.ts';
import type { ClassPosterior, ClassProb } from './class-posterior.ts';
import type { DecisionContext } from './decision-context.ts';
import type { KeptPrediction, KnownClasses, LastThrusting } from './decision-memory.ts';
import type { Kin } from './kinship.ts';
import type { SiteFit } from './launch-site.ts';
import { motionFeatures } from './motion-features.ts';
import type { MotionFeatures } from './motion-features.ts';
import type { RegionProbabilities } from './region-probability.ts';

/** What one hypothesis on the thrust says. */
export interface Branch {
  readonly posterior: ClassPosterior;
  readonly unionProb: number;
  readonly jointProb: number;
  readonly regionProbs: readonly number[];
}

/** What both hypotheses start from. */
export interface BranchFacts {
  readonly track: Track;
  readonly atUs: SimTimeUs;
  readonly lastThrusting: LastThrusting | null;
  readonly fit: SiteFit | null;
  readonly kin: Kin | null;
  readonly context: DecisionContext;
}

/** It coasts: where it comes down is predicted, what it is follows from the end of thrust. */
export function coastingBranch(
  { track, atUs, lastThrusting, fit, kin, context }: BranchFacts,
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
              : { motion: lastThrusting.motion, thrustMPerS2: sizeOf(lastThrusting.thrust) },
        }
      : { kind: 'coasting', motion, glideProb: track.phaseProbs.glide },
    context.priors ?? activityPriors(context.classes),
    fit,
  );
  // What left a body is of its class, whatever its own short look says, a push it seems to have had among them.
  const posterior = kin === null ? ofItself : { ...ofItself, ...kin.classes };
  return { posterior, ...overCourses(track, posterior, prediction, context) };
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
  { probabilities, gliding }: Pick<KeptPrediction, 'probabilities' | 'gliding'>,
  context: DecisionContext,
): Omit<Branch, 'posterior'> {
  const regionProbs = context.regions.regions.map(() => 0);
  let unionProb = 0;
  let jointProb = 0;
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
    if (!glides && track.phase !== 'coast') continue;
    const open = (glides ? gliding : null) ?? carriedProbabilities(track, vehicle, context);
    take(prob, prob, aimedAt(open, context.aimedOdds ?? 1));
    fallingShare -= prob;
    fallingWeapons -= prob;
  }
  take(Math.max(0, fallingShare), Math.max(0, fallingWeapons), probabilities);
  return { unionProb, jointProb, regionProbs };
}

/** Places that are still open, by the odds that one of a region is meant. */
function aimedAt(found: RegionProbabilities, odds: number): RegionProbabilities {
  const scale = odds / (1 + (odds - 1) * found.unionProb);
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
 * The ways that come down in a region, summed. Those of weapons count by the odds that it is aimed there, against everything else that is open: with them go
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
  const aimedOfClass = context.classes.map(() => 0);
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
    aimedOfClass[classIndex] = aimedOfClass[classIndex]! + prob;
  }
  // The unknown is taken to come down as the known do, in the shares that they have.
  const known = 1 - otherProb;
  const aimed = aimedOfClass.reduce((sum, prob) => sum + prob, 0);
  const total = 1 + known * (odds - 1) * aimed;
  return {
    classes: ahead.classes.map(({ vehicleId, prob }, c) => ({
      vehicleId,
      prob: (known * (prob + (odds - 1) * aimedOfClass[c]!)) / total,
    })),
    otherProb: otherProb / total,
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
