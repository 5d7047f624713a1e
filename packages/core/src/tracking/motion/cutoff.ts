import type { SimTimeUs } from '../../foundation/index.ts';
import { ofRows } from '../bias/bias-lever.ts';
import type { BiasLever } from '../bias/bias-lever.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE } from './hypothesis.ts';
import type { MotionModel } from './motion-model.ts';
import { predicted } from './predict.ts';

/** Rate at which an object under thrust stops thrusting, per s: a boost lasts one to nine minutes, so about one in two hundred seconds. */
export const CUTOFF_RATE_PER_S = 0.005;

/**
 * Moments of what thrust does until it ends at a share u of the interval, u even over [0, 1], told at the start of the interval of the free
 * flight that follows: a step of position z = -u²/2 and one of velocity u, in thrust times interval squared and times interval.
 */
const MEAN = { z: -1 / 6, u: 1 / 2 };
const MEAN_SQUARE = { zz: 1 / 20, zu: -1 / 8, uu: 1 / 3 };

/**
 * The hypothesis that thrust ended at an unknown moment, any equally likely, inside the interval that starts at `boost` and lasts
 * `elapsedS`. The mean is that of the mean steps. The covariance has the thrust's own error and its correlation with position and
 * velocity, and what the moment leaves open: docs/models/tracking.md.
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
  const T = elapsedS;
  const mean = [MEAN.z * T * T, MEAN.u * T];
  const meanSquare = [
    MEAN_SQUARE.zz * T ** 4,
    MEAN_SQUARE.zu * T ** 3,
    MEAN_SQUARE.zu * T ** 3,
    MEAN_SQUARE.uu * T ** 2,
  ];
  const errorOf = (i: number, j: number): number => boost.covariance[i * BOOST_SIZE + j]!;
  for (let i = 0; i < n; i++) {
    const thrustI = 6 + (i % 3);
    const blockI = Math.floor(i / 3);
    state[i]! += mean[blockI]! * boost.state[thrustI]!;
    for (let j = 0; j < n; j++) {
      const thrustJ = 6 + (j % 3);
      const blockJ = Math.floor(j / 3);
      const square = meanSquare[2 * blockI + blockJ]!;
      const open = square - mean[blockI]! * mean[blockJ]!;
      covariance[i * n + j] =
        errorOf(i, j) +
        mean[blockJ]! * errorOf(i, thrustJ) +
        mean[blockI]! * errorOf(thrustI, j) +
        square * errorOf(thrustI, thrustJ) +
        open * boost.state[thrustI]! * boost.state[thrustJ]!;
    }
  }
  const cutoffAtUs = startUs + Math.round((elapsedS * 1e6) / 2);
  const start: Hypothesis = {
    kind: 'coast',
    state,
    covariance,
    logWeight: boost.logWeight,
    cutoffAtUs,
    ...(boost.lever === undefined ? {} : { lever: pushed(boost.lever, mean) }),
  };
  return predicted(start, elapsedS, model);
}

/** The mean steps by thrust are led astray as the thrust is. */
function pushed(boost: BiasLever, mean: readonly number[]): BiasLever {
  const width = 3 * boost.channels.length;
  const lever = ofRows(boost, COAST_SIZE);
  for (let i = 0; i < COAST_SIZE; i++) {
    const thrust = (6 + (i % 3)) * width;
    for (let j = 0; j < width; j++) {
      lever.byError[i * width + j]! += mean[Math.floor(i / 3)]! * boost.byError[thrust + j]!;
    }
  }
  return lever;
}
