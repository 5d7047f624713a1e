import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE } from './hypothesis.ts';
import { enlarged } from './in-air.ts';
import type { MotionModel } from './motion-model.ts';
import { predicted } from './predict.ts';

/**
 * Moments of what a new thrust does from a share u of the interval on, u even over [0, 1]: a step of position (1 - u)²/2 and of velocity 1 - u, in thrust times
 * interval squared and times interval.
 */
const MEAN = { z: 1 / 6, u: 1 / 2 };
const MEAN_SQUARE = { zz: 1 / 20, zu: 1 / 8, uu: 1 / 3 };

/**
 * A coasting hypothesis that began to burn again at an unknown moment of an interval, any equally likely, with an unknown thrust of `sigmaMPerS2` on each axis:
 * the next stage after a pause. It remembers when thrust ended before.
 */
export function litWithin(
  coast: Hypothesis,
  elapsedS: number,
  sigmaMPerS2: number,
  model: MotionModel,
): Hypothesis {
  const nothing = { mean: 0, sigma: 0 };
  const lit = enlarged(predicted(coast, elapsedS, model), 'boost', [nothing, nothing, nothing]);
  const variance = sigmaMPerS2 * sigmaMPerS2;
  const T = elapsedS;
  for (let p = 0; p < 3; p++) {
    const [v, a] = [3 + p, 6 + p];
    add(lit.covariance, p, p, MEAN_SQUARE.zz * T ** 4 * variance);
    add(lit.covariance, p, v, MEAN_SQUARE.zu * T ** 3 * variance);
    add(lit.covariance, p, a, MEAN.z * T ** 2 * variance);
    add(lit.covariance, v, v, MEAN_SQUARE.uu * T ** 2 * variance);
    add(lit.covariance, v, a, MEAN.u * T * variance);
    add(lit.covariance, a, a, variance);
  }
  return lit;
}

function add(covariance: Float64Array, row: number, column: number, value: number): void {
  covariance[row * BOOST_SIZE + column]! += value;
  if (row !== column) covariance[column * BOOST_SIZE + row]! += value;
}
