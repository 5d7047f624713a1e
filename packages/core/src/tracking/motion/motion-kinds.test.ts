import { describe, expect, it } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M, propagateBallisticInto } from '../../physics/index.ts';
import { TRACK_PHASES } from '../../messages/index.ts';
import type { TrackPhase } from '../../messages/index.ts';
import type { Hypothesis } from './hypothesis.ts';
import { MOTION_KINDS } from './motion-kinds.ts';
import { MOTION_MODEL } from './motion-model.ts';
import { predicted } from './predict.ts';

const FURTHER: Readonly<Record<TrackPhase, readonly number[]>> = {
  boost: [30, -5, 10],
  coast: [],
  reentry: [3e-4],
  glide: [2e-4, 5e-4, -3e-4],
};
/** By how much each number of the state is moved to see what follows. */
const STEPS = [10, 10, 10, 0.1, 0.1, 0.1];
const FURTHER_STEP: Readonly<Record<TrackPhase, number>> = {
  boost: 0.01,
  coast: 0,
  reentry: 1e-7,
  glide: 1e-7,
};

function falling(kind: TrackPhase, heightM: number, climbMPerS: number): Hypothesis {
  const n = MOTION_KINDS[kind].size;
  const state = Float64Array.of(
    EARTH_EQUATORIAL_RADIUS_M + heightM,
    0,
    0,
    climbMPerS,
    3_000,
    5_000,
    ...FURTHER[kind],
  );
  return { kind, state, covariance: new Float64Array(n * n), logWeight: 0, cutoffAtUs: null };
}

describe.each(TRACK_PHASES)('the transition of %s', (kind) => {
  it.each([
    [200_000, 1_500],
    [70_000, -300],
    [35_000, -2_500],
  ])('is the derivative of the motion at %i m, climbing %i m/s', (heightM, climbMPerS) => {
    const start = falling(kind, heightM, climbMPerS);
    const { size: n, transitionInto } = MOTION_KINDS[kind];
    const stepS = 0.1;
    // Coast leaves out how the drag it assumes changes.
    const tolerance = kind === 'coast' ? 0.1 : 0.02;
    const transition = new Float64Array(n * n);
    transitionInto(transition, start.state, stepS, MOTION_MODEL);
    for (let j = 0; j < n; j++) {
      const by = STEPS[j] ?? FURTHER_STEP[kind];
      const moved = [by, -by].map((each) => {
        const state = start.state.slice();
        state[j]! += each;
        return predicted({ ...start, state }, stepS, MOTION_MODEL).state;
      });
      for (let i = 0; i < n; i++) {
        const slope = (moved[0]![i]! - moved[1]![i]!) / (2 * by);
        // In metres and metres per second for a move of a hundred metres, a metre per second, or ten of the small steps.
        const move = j < 3 ? 100 : j < 6 ? 1 : 10 * by;
        expect(Math.abs((slope - transition[i * n + j]!) * move)).toBeLessThan(i < 6 ? tolerance : 1e-9);
      }
    }
  });
});

function climbOf(each: Hypothesis): number {
  return predicted(each, 5, MOTION_MODEL).state[3]!;
}

describe('a body falling through air', () => {
  it('moves as the flight equations say when its drag parameter is right', () => {
    const start = falling('reentry', 80_000, -2_500);
    const expected = new Float64Array(6);
    propagateBallisticInto(expected, start.state, 15, 1 / 3e-4);
    const { state } = predicted(start, 15, MOTION_MODEL);
    for (let i = 0; i < 6; i++) expect(Math.abs(state[i]! - expected[i]!)).toBeLessThan(i < 3 ? 1 : 0.2);
  });

  it('is known worse along its path the longer its unknown drag works, and not across it', () => {
    const start = falling('reentry', 60_000, -2_500);
    start.covariance[48] = 2e-4 ** 2;
    const { covariance, state } = predicted(start, 3, MOTION_MODEL);
    const speed = Math.hypot(state[3]!, state[4]!, state[5]!);
    const along = [state[3]! / speed, state[4]! / speed, state[5]! / speed];
    const variance = (d: readonly number[]): number =>
      d.reduce(
        (sum, a, i) => sum + d.reduce((inner, b, j) => inner + a * b * covariance[(3 + i) * 7 + 3 + j]!, 0),
        0,
      );
    expect(Math.sqrt(variance(along))).toBeGreaterThan(5);
    expect(Math.sqrt(variance([0, along[2]!, -along[1]!]))).toBeLessThan(0.5);
  });

  it('glides up when lift outweighs what centrifugal force leaves of its weight', () => {
    const level = falling('glide', 50_000, 0);
    level.state.set([2e-4, 8e-4, 0], 6);
    const without = falling('glide', 50_000, 0);
    without.state.set([2e-4, 0, 0], 6);
    // Half of density times speed squared is 17 kPa there, so 14 m/s² of lift.
    expect(climbOf(level) - climbOf(without)).toBeGreaterThan(50);
  });
});
