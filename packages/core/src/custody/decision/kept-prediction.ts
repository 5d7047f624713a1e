import { US_PER_S } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { ImpactEstimate, Track } from '../../messages/index.ts';
import { predictImpact } from '../../physics/index.ts';
import type { RegionIndex } from '../../physics/index.ts';
import { GLIDE_LAW, glideLandings, mayGlide } from '../glide-footprint/index.ts';
import { nearTestOf } from './aim-odds.ts';
import { dragOf } from './assumed-drag.ts';
import type { DecisionContext } from './decision-context.ts';
import type { DecisionMemory, KeptPrediction } from './decision-memory.ts';
import { regionProbabilities, shareInRegions } from './region-probability.ts';
import type { OpenPlaces } from './region-probability.ts';

/** Each second this long after the end of thrust, then at this interval, a prediction is renewed. */
const EVERY_SECOND_FOR_S = 60;
const RENEW_AFTER_S = 5;
/** A change of the velocity error by this share renews it at once. */
const RENEW_ON_SIGMA_CHANGE = 0.05;

/** The kept prediction, or a new one where the schedule asks for it. Under thrust it is renewed every second. */
export function renewed(
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
    ...comingDown(track, impact, context, mayBeGlider(memory, context)),
  };
}

export function nowhere(regions: RegionIndex): OpenPlaces {
  return {
    unionProb: 0,
    nearProb: 0,
    regions: regions.regions.map((region) => ({ regionId: region.id, prob: 0 })),
  };
}

function comingDown(
  track: Track,
  impact: ImpactEstimate | null,
  context: DecisionContext,
  isGliderLike: boolean,
): Pick<KeptPrediction, 'probabilities' | 'gliding'> {
  const { regions, earth } = context;
  const isNear = nearTestOf(context);
  const falling =
    impact === null ? nowhere(regions) : { ...regionProbabilities(regions, impact), nearProb: 0 };
  if (!mayGlide(track) && (!isGliderLike || track.phase === 'boost')) {
    return { probabilities: falling, gliding: null };
  }
  const gliding = shareInRegions(regions, glideLandings(track, GLIDE_LAW, earth), isNear);
  const { glide, coast, reentry } = track.phaseProbs;
  const share = mayGlide(track) ? glide / (glide + coast + reentry) : 0;
  const mixed = (ofGlide: number, ofFall: number): number => share * ofGlide + (1 - share) * ofFall;
  const probabilities = {
    unionProb: mixed(gliding.unionProb, falling.unionProb),
    nearProb: mixed(gliding.nearProb, falling.nearProb),
    regions: gliding.regions.map(({ regionId, prob }, i) => ({
      regionId,
      prob: mixed(prob, falling.regions[i]?.prob ?? 0),
    })),
  };
  return { probabilities, gliding };
}

/** Of a glider's class with less than this, its glide is not looked at before it begins. */
const LEAST_GLIDER_PROB = 0.01;

/** Has it been taken for a glider with some probability? */
function mayBeGlider({ classes }: DecisionMemory, context: DecisionContext): boolean {
  return context.classes.some(
    ({ course }, i) => course.kind === 'glide' && (classes?.classes[i]?.prob ?? 0) >= LEAST_GLIDER_PROB,
  );
}
