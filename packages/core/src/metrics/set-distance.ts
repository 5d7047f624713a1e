import { assign } from '../foundation/index.ts';

/** How a set of estimates compares with the true one at one time. */
export interface SetDistance {
  /** Index of the estimate that each true object has; -1 without one nearer than `cM`. */
  readonly estimateOfTruth: Int32Array;
  readonly missedCount: number;
  readonly falseCount: number;
  /** Sum of the distances of the pairs, each to the power p, m^p. */
  readonly pairsMp: number;
  readonly gospaM: number;
  readonly ospaM: number;
}

export interface SetDistanceRules {
  /** Beyond this an estimate is another object's, m. */
  readonly cM: number;
  /** Power, at least 1. */
  readonly p: number;
}

/**
 * GOSPA with alpha = 2 and OSPA of two sets of points, in Euclidean distance. [Rahmathullah-2017] eq. 1 and proposition 1;
 * [Schuhmacher-2008] eq. 3. One assignment serves both: with alpha = 2 each pair nearer than c saves c^p - d^p in either.
 *
 * @param truth - [object][x, y, z], m.
 * @param estimates - The same of the estimates, in the same frame.
 */
export function setDistance(
  truth: Float64Array,
  estimates: Float64Array,
  { cM, p }: SetDistanceRules,
): SetDistance {
  const truthCount = truth.length / 3;
  const estimateCount = estimates.length / 3;
  // In units of c^p, so that leaving a row alone costs 1 whatever the units.
  const cost = new Float64Array(truthCount * estimateCount);
  for (let i = 0; i < truthCount; i++) {
    for (let j = 0; j < estimateCount; j++) {
      const share = distanceM(truth, i, estimates, j) / cM;
      cost[i * estimateCount + j] = share < 1 ? share ** p : Number.POSITIVE_INFINITY;
    }
  }
  const estimateOfTruth = assign(cost, truthCount, estimateCount, 1);
  let pairs = 0;
  let paired = 0;
  estimateOfTruth.forEach((j, i) => {
    if (j < 0) return;
    pairs += cost[i * estimateCount + j]!;
    paired++;
  });
  const missedCount = truthCount - paired;
  const falseCount = estimateCount - paired;
  const larger = Math.max(truthCount, estimateCount);
  return {
    estimateOfTruth,
    missedCount,
    falseCount,
    pairsMp: pairs * cM ** p,
    gospaM: cM * (pairs + (missedCount + falseCount) / 2) ** (1 / p),
    ospaM: larger === 0 ? 0 : cM * ((pairs + larger - paired) / larger) ** (1 / p),
  };
}

function distanceM(a: Float64Array, i: number, b: Float64Array, j: number): number {
  return Math.hypot(a[3 * i]! - b[3 * j]!, a[3 * i + 1]! - b[3 * j + 1]!, a[3 * i + 2]! - b[3 * j + 2]!);
}
