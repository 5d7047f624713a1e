import { choleskyInPlace, present } from '../../foundation/index.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { sizeOf } from '../motion/hypothesis.ts';
import { mergedAs } from '../motion/mixture.ts';

/** One explanation of a track inside a scan: a hypothesis of the track with one choice of detections. */
export interface Branch {
  readonly hypothesis: Hypothesis;
  /** Which of the track's hypotheses it comes from. */
  readonly origin: number;
}

/** Branches of one hypothesis nearer than this squared distance (of position and velocity, six degrees of freedom) say the same. */
const SAME_SQUARED = 1;

/** The branches of one track, weights adding up to 1: alike ones joined, and of each origin `most` at the most, the rest joined with the last. */
export function reduced(branches: readonly Branch[], most: number): readonly Branch[] {
  const ordered = branches.toSorted((a, b) => b.hypothesis.logWeight - a.hypothesis.logWeight);
  const largest = present(ordered[0]).hypothesis.logWeight;
  const groups: Branch[][] = [];
  for (const each of ordered) {
    const own = groups.filter((group) => present(group[0]).origin === each.origin);
    const alike =
      own.find((group) => apartSquared(present(group[0]).hypothesis, each.hypothesis) < SAME_SQUARED) ??
      (own.length >= most ? own.at(-1) : undefined);
    if (alike === undefined) groups.push([each]);
    else alike.push(each);
  }
  const joined = groups.map((group) => ({
    hypothesis: joinedOf(group),
    origin: present(group[0]).origin,
  }));
  let sum = 0;
  for (const { hypothesis } of joined) sum += Math.exp(hypothesis.logWeight - largest);
  const shift = largest + Math.log(sum);
  return joined.map(({ hypothesis, origin }) => ({
    hypothesis: { ...hypothesis, logWeight: hypothesis.logWeight - shift },
    origin,
  }));
}

/** One Gaussian with the mean and covariance of branches of one hypothesis, the spread of their means included. */
export function joinedOf(branches: readonly Branch[]): Hypothesis {
  return mergedAs(
    present(branches[0]).hypothesis.kind,
    branches.map((each) => each.hypothesis),
  );
}

const factor = new Float64Array(36);
const apart = new Float64Array(6);

/** Squared distance of position and velocity in the sigmas of `a`; NaN when its covariance is not positive definite. */
function apartSquared(a: Hypothesis, b: Hypothesis): number {
  const n = sizeOf(a);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) factor[6 * i + j] = a.covariance[i * n + j]!;
  if (!choleskyInPlace(factor, 6)) return Number.NaN;
  let squared = 0;
  for (let i = 0; i < 6; i++) {
    let each = b.state[i]! - a.state[i]!;
    for (let k = 0; k < i; k++) each -= factor[6 * i + k]! * apart[k]!;
    apart[i] = each / factor[7 * i]!;
    squared += apart[i]! * apart[i]!;
  }
  return squared;
}
