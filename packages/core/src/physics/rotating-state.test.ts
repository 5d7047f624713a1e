import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mahalanobisSquared } from '../foundation/index.ts';
import { EARTH_ROTATION_RAD_PER_S } from './earth.ts';
import { inertialFromRotating, rotatingCovariance, rotatingFromInertial } from './rotating-state.ts';

const STATE = fc.tuple(
  ...Array.from({ length: 6 }, (_, i) =>
    fc.double({ min: -1, max: 1, noNaN: true }).map((x) => x * (i < 3 ? 7e6 : 8e3)),
  ),
);
const ANGLE = fc.double({ min: -10, max: 10, noNaN: true });

test('something fixed to the ground stands still in the rotating frame', () => {
  const angle = 1.2;
  const state = inertialFromRotating([6_378_137, 0, 0, 0, 0, 0], angle);
  expect(Math.hypot(state[3]!, state[4]!)).toBeCloseTo(6_378_137 * EARTH_ROTATION_RAD_PER_S, 9);
  expect(state[3]! * state[0]! + state[4]! * state[1]!).toBeCloseTo(0, 3);
  expect(state[0]! * state[4]! - state[1]! * state[3]!).toBeGreaterThan(0);
});

test('there and back is the same state', () => {
  fc.assert(
    fc.property(STATE, ANGLE, (state, angle) => {
      const back = rotatingFromInertial(inertialFromRotating(state, angle), angle);
      for (const [i, value] of state.entries()) expect(Math.abs(back[i]! - value)).toBeLessThan(1e-7);
    }),
  );
});

test('an error keeps its distance in sigmas, position and velocity together', () => {
  fc.assert(
    fc.property(STATE, STATE, ANGLE, (state, other, angle) => {
      const covariance = new Float64Array(36);
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++)
          covariance[6 * i + j] = (i === j ? 400 : 7) * (i < 3 ? 1 : 0.05) * (j < 3 ? 1 : 0.05);
      }
      const inertial = mahalanobisSquared(covariance, 6, difference(state, other));
      const rotating = mahalanobisSquared(
        rotatingCovariance(covariance, angle),
        6,
        difference(rotatingFromInertial(state, angle), rotatingFromInertial(other, angle)),
      );
      expect(Math.abs(rotating - inertial)).toBeLessThanOrEqual(1e-6 * Math.max(1, inertial));
    }),
  );
});

function difference(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: 6 }, (_, i) => a[i]! - b[i]!);
}
