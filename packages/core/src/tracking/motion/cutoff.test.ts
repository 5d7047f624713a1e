import { expect, it } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { cutoffWithin } from './cutoff.ts';
import type { Hypothesis } from './hypothesis.ts';
import { mergedAs } from './mixture.ts';
import { MOTION_MODEL } from './motion-model.ts';
import { predicted } from './predict.ts';

/** Thrust that does not wander, so that only the moment of cut-off is open. */
const STEADY = { ...MOTION_MODEL, boostJerkDensity: 0 };
const MOMENTS = 400;

/** A climb whose errors in position, velocity and thrust go together, as those of a filter under thrust do. */
function climb(): Hypothesis {
  const state = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + 250_000, 0, 0, 3_000, 4_000, 1_000, 40, 50, -10);
  const covariance = new Float64Array(81);
  const block = [60 ** 2, 60 * 15 * 0.8, 60 * 8 * 0.6, 15 ** 2, 15 * 8 * 0.8, 8 ** 2];
  for (let axis = 0; axis < 3; axis++) {
    let next = 0;
    for (let p = 0; p < 3; p++) {
      for (let q = p; q < 3; q++) {
        covariance[(3 * p + axis) * 9 + 3 * q + axis] = block[next]!;
        covariance[(3 * q + axis) * 9 + 3 * p + axis] = block[next++]!;
      }
    }
  }
  return { kind: 'boost', state, covariance, logWeight: 0, cutoffAtUs: null };
}

function withoutThrust(boost: Hypothesis): Hypothesis {
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) covariance[6 * i + j] = boost.covariance[9 * i + j]!;
  return { ...boost, kind: 'coast', state: boost.state.slice(0, 6), covariance };
}

it.each([0.2, 1, 2])('is one Gaussian for all the moments thrust may have ended in %f s', (elapsedS) => {
  const boost = climb();
  const each = Array.from({ length: MOMENTS }, (_, k) => {
    const burnS = ((k + 0.5) / MOMENTS) * elapsedS;
    return predicted(withoutThrust(predicted(boost, burnS, STEADY)), elapsedS - burnS, STEADY);
  });
  const expected = mergedAs('coast', each);
  const found = cutoffWithin(boost, 5_000_000, elapsedS, STEADY);
  for (let i = 0; i < 6; i++) {
    expect(Math.abs(found.state[i]! - expected.state[i]!)).toBeLessThan(0.01);
    for (let j = 0; j < 6; j++) {
      const scale = Math.sqrt(expected.covariance[7 * i]! * expected.covariance[7 * j]!);
      expect(Math.abs(found.covariance[6 * i + j]! - expected.covariance[6 * i + j]!)).toBeLessThan(
        1e-3 * scale,
      );
    }
  }
  expect(found.cutoffAtUs).toBe(5_000_000 + 500_000 * elapsedS);
});
