import { sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { earthAngleRad, inertialFromRotating, rotatingCovariance } from '../physics/index.ts';
import { cramerRaoBound } from './cramer-rao.ts';
import type { BoundLook } from './cramer-rao.ts';
import type { Match } from './matched-rows.ts';
import type { LookRow } from './score-rows.ts';

/** Root mean square errors beside the least that any tracker could reach on the same detections. */
export interface BoundRow {
  readonly ageS: number;
  /** Objects in the means: those whose detections fix their motion. */
  readonly count: number;
  readonly positionM: number;
  readonly velocityMPerS: number;
  readonly positionRatio: number;
  /** Null when tracks give no velocity. */
  readonly velocityRatio: number | null;
  /** One sigma of the ratios of a perfect tracker, which are 1 on average: so much is chance. */
  readonly positionRatioSigma: number;
  readonly velocityRatioSigma: number;
}

const EARTH = { angleAtEpochRad: 0 };

/**
 * The Cramer-Rao bound of the detections each object really caused up to the time of each match, averaged over objects as their errors are.
 * Holds for objects in free flight.
 */
export function boundRow(
  ageS: number,
  matches: readonly Match[],
  looks: ReadonlyMap<string, readonly LookRow[]>,
): BoundRow | null {
  let count = 0;
  let positionBound = 0;
  let velocityBound = 0;
  let positionSquares = 0;
  let velocitySquares = 0;
  let positionVariance = 0;
  let velocityVariance = 0;
  for (const match of matches) {
    const bound = boundOf(match, looks.get(match.truth.truthId) ?? []);
    if (bound === null) continue;
    count++;
    positionBound += bound[0]! + bound[7]! + bound[14]!;
    velocityBound += bound[21]! + bound[28]! + bound[35]!;
    positionSquares += match.positionErrorM ** 2;
    velocitySquares += (match.velocityErrorMPerS ?? Number.NaN) ** 2;
    positionVariance += varianceOfSquare(bound, 0);
    velocityVariance += varianceOfSquare(bound, 3);
  }
  if (count === 0) return null;
  return {
    ageS,
    count,
    positionM: Math.sqrt(positionBound / count),
    velocityMPerS: Math.sqrt(velocityBound / count),
    positionRatio: Math.sqrt(positionSquares / positionBound),
    velocityRatio: Number.isNaN(velocitySquares) ? null : Math.sqrt(velocitySquares / velocityBound),
    positionRatioSigma: Math.sqrt(positionVariance) / (2 * positionBound),
    velocityRatioSigma: Math.sqrt(velocityVariance) / (2 * velocityBound),
  };
}

/** Variance of the squared length of a Gaussian error: 2 tr(C²), C the block of three numbers that starts there. */
function varianceOfSquare(covariance: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < from + 3; i++) {
    for (let j = from; j < from + 3; j++) sum += covariance[6 * i + j]! ** 2;
  }
  return 2 * sum;
}

function boundOf({ truth, atUs }: Match, looks: readonly LookRow[]): Float64Array | null {
  const angle = earthAngleRad(EARTH, atUs);
  const state = inertialFromRotating([...truth.positionItrfM, ...truth.velocityItrfMPerS], angle);
  const bound = cramerRaoBound(
    state,
    0,
    looks.filter((look) => look.atUs <= atUs).map((look) => boundLook(look, atUs)),
  );
  return bound === null ? null : rotatingCovariance(bound, angle);
}

function boundLook(look: LookRow, zeroUs: SimTimeUs): BoundLook {
  const angle = earthAngleRad(EARTH, look.atUs);
  const [x, y, z] = inertialFromRotating([...look.sensorItrfM, 0, 0, 0], angle);
  return { atS: sFromUs(look.atUs - zeroUs), satelliteM: [x!, y!, z!], sigmaRad: look.sigmaRad };
}
