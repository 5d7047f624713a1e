import type { SimTimeUs } from '../foundation/index.ts';
import { widened } from './bias/bias-lever.ts';
import type { BiasLever } from './bias/bias-lever.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE } from './hypothesis.ts';
import type { MotionModel } from './predict.ts';
import { predicted } from './predict.ts';

/** Rate at which an object under thrust stops thrusting, per s: a boost lasts one to nine minutes, so about one in two hundred seconds. */
export const CUTOFF_RATE_PER_S = 0.005;

/**
 * The hypothesis that thrust ended at an unknown moment, any equally likely, inside the interval that starts at `boost` and lasts
 * `elapsedS`. With cut-off after a share u of the interval T the velocity gains a·uT and the position a·T²(u - u²/2); the moments of both
 * over u give the mean shift and the added covariance: E[u] = 1/2, Var[u] = 1/12, E[w] = 1/3, Var[w] = 1/45, Cov[u, w] = 1/24 - see
 * docs/models/tracking.md, with w = u - u²/2.
 */
export function cutoffWithin(
  boost: Hypothesis,
  startUs: SimTimeUs,
  elapsedS: number,
  model: MotionModel,
): Hypothesis {
  const n = COAST_SIZE;
  const state = boost.state.slice(0, n);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) covariance[i * n + j] = boost.covariance[i * BOOST_SIZE + j]!;
  }
  const start: Hypothesis = {
    kind: 'coast',
    state,
    covariance,
    logWeight: boost.logWeight,
    cutoffAtUs: null,
    ...(boost.lever === undefined ? {} : { lever: widened(boost.lever, n, [], startUs) }),
  };
  const free = predicted(start, elapsedS, model);
  const T = elapsedS;
  const outState = free.state.slice();
  const outCovariance = free.covariance.slice();
  const lever = boost.lever && free.lever && pushedOn(free.lever, boost.lever, T);
  for (let i = 0; i < 3; i++) {
    const ai = boost.state[6 + i]!;
    outState[i]! += (ai * T * T) / 3;
    outState[3 + i]! += (ai * T) / 2;
    for (let j = 0; j < 3; j++) {
      const aa = ai * boost.state[6 + j]! + boost.covariance[(6 + i) * BOOST_SIZE + 6 + j]!;
      outCovariance[i * n + j]! += (aa * T ** 4) / 45;
      outCovariance[i * n + 3 + j]! += (aa * T ** 3) / 24;
      outCovariance[(3 + i) * n + j]! += (aa * T ** 3) / 24;
      outCovariance[(3 + i) * n + 3 + j]! += (aa * T ** 2) / 12;
    }
  }
  return {
    kind: 'coast',
    state: outState,
    covariance: outCovariance,
    logWeight: boost.logWeight,
    cutoffAtUs: startUs + Math.round((elapsedS * 1e6) / 2),
    ...(lever === undefined ? {} : { lever }),
  };
}

/** The mean shift by the thrust is itself led astray as the thrust is. */
function pushedOn(free: BiasLever, boost: BiasLever, T: number): BiasLever {
  const width = 3 * free.channels.length;
  const byError = free.byError.slice();
  for (let k = 0; k < 3 * width; k++) {
    const byThrust = boost.byError[6 * width + k]!;
    byError[k]! += (byThrust * T * T) / 3;
    byError[3 * width + k]! += (byThrust * T) / 2;
  }
  return { ...free, byError };
}
