import { usFromS } from '../../foundation/index.ts';
import type { FlightEnd, Track } from '../../messages/index.ts';
import { predictImpact } from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { impactsAhead } from '../burn-ahead/impacts-ahead.ts';
import type { ImpactAhead } from '../burn-ahead/impacts-ahead.ts';
import { dragOf } from '../decision/assumed-drag.ts';
import { groundMoments, heldWithin } from './ground-moments.ts';

const STATE = 9;
/** An impact less probable than this has no place worth naming. */
const NEGLIGIBLE_IMPACT_PROB = 0.01;

/**
 * Where and when a tracked object comes down: from coast and re-entry its ballistic flight with the drag of an unknown body, from boost the
 * mean and spread over all classes and ends of thrust that the track leaves open.
 *
 * @returns null when it does not come down, or in a phase whose end is not a point.
 */
export function impactEnd(
  track: Track,
  classes: readonly VehicleClass[],
  earth: EarthRotation,
): FlightEnd | null {
  if (track.phase === 'boost') return whileBurning(track, classes, earth);
  // A glider chooses its place: what it has is a footprint. That is not an impact point and is not given as one.
  if (track.phase !== 'coast' && track.phase !== 'reentry') return null;
  const outcome = predictImpact(track, dragOf(track, classes), earth);
  if (!outcome.ok) return null;
  const { latitudeRad, longitudeRad, atUs, covarianceM2 } = outcome.impact;
  return {
    kind: 'impact',
    trackId: track.id,
    asOfUs: track.atUs,
    phase: track.phase,
    latitudeRad,
    longitudeRad,
    atUs,
    atSigmaS: null,
    covarianceM2,
    heldWithin: null,
    prob: 1,
    assumption: `ballistic flight, the drag ${track.phase === 'reentry' ? 'shown so far' : 'of a body of unknown class'}, no wind, height 0`,
  };
}

function whileBurning(
  track: Track,
  classes: readonly VehicleClass[],
  earth: EarthRotation,
): FlightEnd | null {
  if (track.state.length < STATE) return null;
  const { impacts } = impactsAhead(track, classes, earth);
  const weights = impacts.map((impact) => impact.prob);
  const prob = weights.reduce((sum, each) => sum + each, 0);
  if (prob < NEGLIGIBLE_IMPACT_PROB) return null;
  const { centre, covarianceM2 } = groundMoments(impacts, weights);
  const mean = (of: (impact: ImpactAhead) => number): number =>
    impacts.reduce((sum, impact) => sum + impact.prob * of(impact), 0) / prob;
  const afterS = mean((impact) => impact.afterS);
  return {
    kind: 'impact',
    trackId: track.id,
    asOfUs: track.atUs,
    phase: track.phase,
    ...centre,
    atUs: track.atUs + usFromS(afterS),
    atSigmaS: Math.sqrt(mean((impact) => (impact.afterS - afterS) ** 2)),
    covarianceM2,
    heldWithin: heldWithin(impacts, weights, { centre, covarianceM2 }),
    prob: Math.min(1, prob),
    assumption:
      'it still burns: thrust goes on as in the known classes and ends when theirs do; the spread is not normal',
  };
}
