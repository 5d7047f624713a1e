import {
  invertPositiveDefinite,
  multiplied,
  present,
  sandwichInto,
  transposed,
} from '../foundation/index.ts';
import type { Instant } from './flight-plan.ts';
import type { Filtered, Onward } from './forwards.ts';
import { SIZE_OF } from './motion.ts';
import { difference, sum, symmetric } from './vectors.ts';

/** Fixed-interval smoothing [Rauch-1965], back from the last instant; null when a covariance is not positive definite. */
export function smoothedBackwards(
  instants: readonly Instant[],
  reference: readonly Float64Array[],
  forward: readonly Filtered[],
): { readonly states: readonly Float64Array[]; readonly covariances: readonly Float64Array[] } | null {
  const last = present(forward.at(-1));
  let deviation = last.deviation;
  let covariance = last.covariance;
  const states = [sum(present(reference.at(-1)), deviation)];
  const covariances = [covariance];
  for (let k = instants.length - 2; k >= 0; k--) {
    const here = present(forward[k]);
    const onward = present(here.onward ?? undefined);
    const n = SIZE_OF[present(instants[k]).law];
    const m = SIZE_OF[present(instants[k + 1]).law];
    const inverse = invertPositiveDefinite(onward.covariance, m);
    if (inverse === null) return null;
    const across = multiplied(here.covariance, transposed(onward.transition, m, n), n, n, m);
    const gain = multiplied(across, inverse, n, m, m);
    const correction = multiplied(gain, difference(deviation, onward.deviation), n, m, 1);
    deviation = sum(here.deviation, correction);
    covariance = smoothedCovariance(here.covariance, onward, gain, covariance, n, m);
    states.push(sum(present(reference[k]), deviation));
    covariances.push(covariance);
  }
  return { states: states.toReversed(), covariances: covariances.toReversed() };
}

/** (I - G F) P (I - G F)ᵀ + G (S + Q) Gᵀ, with S the smoothed covariance after. */
function smoothedCovariance(
  filtered: Float64Array,
  onward: Onward,
  gain: Float64Array,
  after: Float64Array,
  n: number,
  m: number,
): Float64Array {
  const rest = multiplied(gain, onward.transition, n, m, n).map(
    (value, i) => (i % (n + 1) === 0 ? 1 : 0) - value,
  );
  const out = new Float64Array(n * n);
  sandwichInto(out, rest, filtered, n, new Float64Array(n * n));
  const open = after.map((value, i) => value + onward.noise[i]!);
  const added = multiplied(multiplied(gain, open, n, m, m), transposed(gain, n, m), n, m, n);
  return symmetric(
    out.map((value, i) => value + added[i]!),
    n,
  );
}
