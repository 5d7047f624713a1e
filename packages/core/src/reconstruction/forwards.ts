import { multiplied, present, transposed } from '../foundation/index.ts';
import type { MeasuredLook } from '../messages/index.ts';
import { updateInPlace } from '../tracking/index.ts';
import type { Instant } from './flight-plan.ts';
import { SIZE_OF, passageOf } from './motion.ts';
import { expectInto, innovationOf } from './residual.ts';
import { difference, symmetric } from './vectors.ts';

/** The filter at one instant, as deviations from the reference. */
export interface Filtered {
  readonly deviation: Float64Array;
  readonly covariance: Float64Array;
  /** To the next instant; null at the last. */
  readonly onward: Onward | null;
}

export interface Onward {
  readonly transition: Float64Array;
  readonly noise: Float64Array;
  readonly deviation: Float64Array;
  readonly covariance: Float64Array;
}

/** What is presumed of the first instant, as a deviation from the reference. */
export interface Presumed {
  readonly deviation: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * A linear filter over all instants, on the deviations from a reference flight.
 *
 * @returns The filter at each instant, with the logarithm of the likelihood of all looks.
 */
export function filtered(
  instants: readonly Instant[],
  reference: readonly Float64Array[],
  presumed: Presumed,
): { readonly forward: readonly Filtered[]; readonly logLikelihood: number } {
  const forward: Filtered[] = [];
  let deviation = presumed.deviation.slice();
  let covariance = presumed.covariance.slice();
  let logLikelihood = 0;
  for (const [k, instant] of instants.entries()) {
    const state = present(reference[k]);
    logLikelihood += takeLooks(instant.looks, state, deviation, covariance, SIZE_OF[instant.law]);
    const next = instants[k + 1];
    const onward =
      next === undefined
        ? null
        : carried(instant, next, state, present(reference[k + 1]), deviation, covariance);
    forward.push({ deviation, covariance, onward });
    if (onward !== null) {
      deviation = onward.deviation.slice();
      covariance = onward.covariance.slice();
    }
  }
  return { forward, logLikelihood };
}

function carried(
  instant: Instant,
  next: Instant,
  state: Float64Array,
  nextState: Float64Array,
  deviation: Float64Array,
  covariance: Float64Array,
): Onward {
  const {
    carried: reached,
    transition,
    noise,
  } = passageOf(instant.law, next.law, state, next.atUs - instant.atUs);
  const rows = SIZE_OF[next.law];
  const columns = SIZE_OF[instant.law];
  const moved = multiplied(transition, deviation, rows, columns, 1);
  const defect = difference(reached, nextState);
  const ahead = symmetric(
    multiplied(
      multiplied(transition, covariance, rows, columns, columns),
      transposed(transition, rows, columns),
      rows,
      columns,
      rows,
    ),
    rows,
  );
  return {
    transition,
    noise,
    deviation: moved.map((value, i) => value + defect[i]!),
    covariance: ahead.map((value, i) => value + noise[i]!),
  };
}

/** Takes looks into deviation and covariance, in place. Returns the logarithm of their likelihood. */
function takeLooks(
  looks: readonly MeasuredLook[],
  reference: Float64Array,
  deviation: Float64Array,
  covariance: Float64Array,
  n: number,
): number {
  let logLikelihood = 0;
  for (const look of looks) {
    const innovation = innovationOf(look, reference);
    expectInto(innovation, deviation);
    logLikelihood += updateInPlace(deviation, covariance, n, innovation, look.sigmaRad);
  }
  return logLikelihood;
}
