import type { TrackPhase } from '../../messages/index.ts';
import { meanLever, ofRows } from '../bias/bias-lever.ts';
import type { Hypothesis } from './hypothesis.ts';
import { heaviest, probOf, sizeOf } from './hypothesis.ts';
import { MOTION_KINDS } from './motion-kinds.ts';

/** Thrust is forgotten, and what differs only by when it ended becomes one, when thrusting weighs less than this. */
const THRUST_FORGOTTEN_PROB = 1e-4;
const SMALLEST_WEIGHT = 1e-7;
const MOST_HYPOTHESES = 8;

/**
 * Hypotheses after a look: their weights add up to 1, those too light to matter are left out, and there is one of each kind once thrust is
 * forgotten. Not for a scan without looks: over a long dark coast several Gaussians bend with the path where one would not.
 */
export function weighed(hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  const kept = normalised(hypotheses);
  if (kept.length === 1) return kept;
  const unended = kept.filter((each) => each.kind === 'boost' && each.cutoffAtUs === null);
  const lit = kept.filter((each) => each.kind === 'boost' && each.cutoffAtUs !== null);
  if (probOf(unended, 'boost') >= THRUST_FORGOTTEN_PROB) return kept;
  // What has lately burnt may have been lit again: once that is beyond doubt it burns like any other.
  if (probOf(lit, 'boost') > 1 - THRUST_FORGOTTEN_PROB) {
    return kept.map((each) => (each.kind === 'boost' ? { ...each, cutoffAtUs: null } : each));
  }
  const kinds = new Set(kept.map((each) => each.kind).filter((kind) => kind !== 'boost'));
  if (kinds.size === 0) return kept;
  const merged = [...kinds].map((kind) =>
    mergedAs(
      kind,
      kept.filter((each) => each.kind === kind),
    ),
  );
  return normalised([...merged, ...lit]);
}

/** Weights scaled to add up to 1, without those too light to matter; left as they are when no weight is a number. */
export function normalised(hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  const finite = hypotheses.filter((each) => Number.isFinite(each.logWeight));
  if (finite.length === 0) return hypotheses;
  const largest = Math.max(...finite.map((each) => each.logWeight));
  const kept = finite
    .filter((each) => each.logWeight - largest > Math.log(SMALLEST_WEIGHT))
    .toSorted((a, b) => b.logWeight - a.logWeight)
    .slice(0, MOST_HYPOTHESES);
  let sum = 0;
  for (const each of kept) sum += Math.exp(each.logWeight - largest);
  const shift = largest + Math.log(sum);
  return kept.map((each) => ({ ...each, logWeight: each.logWeight - shift }));
}

/**
 * One Gaussian with the mean and covariance of the whole mixture, in the state of one kind. Where a hypothesis of another kind lacks numbers
 * of that state, it takes those of the kind's own hypotheses, as independent of its position and velocity. Its end of thrust is that of the
 * heaviest hypothesis of the kind. At least one must be of the kind.
 *
 * @param told - Those of them whose position and velocity count; all when left out.
 */
export function mergedAs(
  kind: TrackPhase,
  hypotheses: readonly Hypothesis[],
  told: readonly Hypothesis[] = hypotheses,
): Hypothesis {
  const only = hypotheses[0];
  if (hypotheses.length === 1 && only?.kind === kind) return only;
  const ofKind = moments(
    kind,
    hypotheses.filter((each) => each.kind === kind),
  );
  const inState = told.map((each) => (each.kind === kind ? each : inStateOf(ofKind, each)));
  return { ...moments(kind, inState), cutoffAtUs: ofKind.cutoffAtUs };
}

/** Position and velocity of `each` beside what else `ofKind` holds. */
function inStateOf(ofKind: Hypothesis, each: Hypothesis): Hypothesis {
  const n = sizeOf(ofKind);
  const from = sizeOf(each);
  const state = ofKind.state.slice();
  state.set(each.state.subarray(0, 6));
  const covariance = ofKind.covariance.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i < 6 && j < 6) covariance[i * n + j] = each.covariance[i * from + j]!;
      else if (i < 6 || j < 6) covariance[i * n + j] = 0;
    }
  }
  const moved = { ...each, kind: ofKind.kind, state, covariance };
  return each.lever === undefined ? moved : { ...moved, lever: ofRows(ofRows(each.lever, 6), n) };
}

/** Mean and covariance of hypotheses of one kind. */
function moments(kind: TrackPhase, hypotheses: readonly Hypothesis[]): Hypothesis {
  const best = heaviest(hypotheses, kind);
  if (hypotheses.length === 1) return best;
  const n = MOTION_KINDS[kind].size;
  const state = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const shares = hypotheses.map((each) => Math.exp(each.logWeight - best.logWeight));
  const total = shares.reduce((sum, each) => sum + each, 0);
  hypotheses.forEach((each, k) => {
    for (let i = 0; i < n; i++) state[i]! += (shares[k]! / total) * each.state[i]!;
  });
  hypotheses.forEach((each, k) => {
    const share = shares[k]! / total;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const apart = (each.state[i]! - state[i]!) * (each.state[j]! - state[j]!);
        covariance[i * n + j]! += share * (each.covariance[i * n + j]! + apart);
      }
    }
  });
  const { cutoffAtUs } = best;
  const merged = { kind, state, covariance, logWeight: best.logWeight + Math.log(total), cutoffAtUs };
  const levers = hypotheses.flatMap((each) => each.lever ?? []);
  if (levers.length < hypotheses.length) return merged;
  const weights = shares.map((share) => share / total);
  return { ...merged, lever: meanLever(levers, weights, n) };
}
