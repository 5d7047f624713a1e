import { describe, expect, it } from 'vitest';
import { invertPositiveDefinite, present, RandomStream } from '../../foundation/index.ts';
import { SENSOR_KINDS, localAxesInto, turnByErrorInPlace } from '../../sensors/index.ts';
import { emptyInnovation, innovationInto, updateInPlace } from '../looks/measure.ts';
import { NOTHING_KNOWN, blockOf, rejoined, withChannels } from './bias-belief.ts';
import type { BiasBelief } from './bias-belief.ts';
import { learned } from './bias-evidence.ts';
import type { BiasEvidence } from './bias-evidence.ts';
import { addErrorsInPlace, carried, NO_LEVER, widened, without } from './bias-lever.ts';
import { byTurn } from './biased-look.ts';

const SATELLITES = Float64Array.of(7.2e6, 1.1e6, 0, 7.1e6, -1.2e6, 9e5, 7e6, 2e5, -1.6e6);
const CHANNELS = [0, 1, 2];
const SENSOR = present(SENSOR_KINDS[0]);

function priorBelief(sigmasRad: readonly number[]): BiasBelief {
  const channels = sigmasRad.map((biasSigmaRad, satelliteIndex) => ({
    satelliteIndex,
    sensor: { ...SENSOR, biasSigmaRad },
  }));
  return withChannels(NOTHING_KNOWN, channels);
}

const SIGMA_RAD = 1e-4;
const ERROR_SIGMA_RAD = 5e-5;
const STEP_S = 1;

/** Constant velocity over one second: any transition serves, the algebra does not ask which. */
const TRANSITION = Float64Array.from({ length: 36 }, (_, k) => {
  const row = Math.floor(k / 6);
  return row === k % 6 ? 1 : row + 3 === k % 6 ? STEP_S : 0;
});

function times(a: Float64Array, b: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += a[Math.floor(k / n) * n + j]! * b[j * n + (k % n)]!;
    return sum;
  });
}

function transposed(a: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => a[(k % n) * n + Math.floor(k / n)]!);
}

/** One scalar Kalman correction of a state of `n` numbers, written out plainly. */
function correct(state: Float64Array, covariance: Float64Array, h: Float64Array, residual: number): void {
  const n = state.length;
  const gain = state.map((_, i) => h.reduce((sum, each, j) => sum + covariance[i * n + j]! * each, 0));
  const variance = h.reduce((sum, each, i) => sum + each * gain[i]!, SIGMA_RAD ** 2);
  for (let i = 0; i < n; i++) state[i]! += (gain[i]! / variance) * residual;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) covariance[i * n + j]! -= (gain[i]! * gain[j]!) / variance;
  }
}

/** The same looks through both: the two-stage filter, and one filter of six plus nine states. */
function both(seed: number) {
  const noise = new RandomStream(seed, 'test/bias');
  const four = new Float64Array(4);
  const state = Float64Array.of(6.6e6, 0, 0, 1_000, 6_000, 2_000);
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[7 * i] = i < 3 ? 500 ** 2 : 50 ** 2;
  let lever = widened(NO_LEVER, 6, CHANNELS, 0);
  let belief = rejoined(priorBelief([ERROR_SIGMA_RAD, ERROR_SIGMA_RAD, ERROR_SIGMA_RAD]), CHANNELS);
  const whole = new Float64Array(15);
  whole.set(state);
  let wholeCovariance: Float64Array = new Float64Array(225);
  for (let i = 0; i < 15; i++) wholeCovariance[16 * i] = i < 6 ? covariance[7 * i]! : ERROR_SIGMA_RAD ** 2;
  const seen = emptyInnovation();
  const axes = new Float64Array(9);
  for (let scan = 0; scan < 5; scan++) {
    for (let axis = 0; axis < 3; axis++) {
      state[axis]! += STEP_S * state[3 + axis]!;
      whole[axis]! += STEP_S * whole[3 + axis]!;
    }
    covariance.set(times(times(TRANSITION, covariance, 6), transposed(TRANSITION, 6), 6));
    lever = carried(lever, TRANSITION, 6);
    const wide = new Float64Array(225);
    for (let i = 0; i < 15; i++) wide[16 * i] = 1;
    for (let i = 0; i < 3; i++) wide[15 * i + 3 + i] = STEP_S;
    wholeCovariance = times(times(wide, wholeCovariance, 15), transposed(wide, 15), 15);
    const evidence: BiasEvidence[] = [];
    for (const slot of CHANNELS) {
      noise.normalsInto(four, slot, scan);
      const los = [0, 1, 2].map((axis) => state[axis]! - SATELLITES[3 * slot + axis]!);
      const range = Math.hypot(...los);
      const measured = Float64Array.from(los, (each) => each / range);
      localAxesInto(axes, SATELLITES, 3 * slot);
      turnByErrorInPlace(
        measured,
        0,
        axes,
        [0, 1, 2].map((k) => 3 * SIGMA_RAD * four[k]!),
        0,
      );
      const before = state.slice();
      innovationInto(seen, state, SATELLITES, slot, measured, 0, Number.POSITIVE_INFINITY);
      const linear = [0, 1].map((component) => {
        const h = new Float64Array(15);
        h.set(component === 0 ? seen.firstByPosition : seen.secondByPosition);
        for (let axis = 0; axis < 3; axis++) h[6 + 3 * slot + axis] = byTurn(seen, component, axes, axis);
        return { h, residual: component === 0 ? seen.first : seen.second };
      });
      const look = { lever, believed: blockOf(belief, CHANNELS), slot, axes, evidence };
      updateInPlace(state, covariance, 6, seen, SIGMA_RAD, look);
      for (const { h, residual } of linear) {
        const led = h.reduce((sum, each, i) => sum + each * (i < 6 ? whole[i]! - before[i]! : whole[i]!), 0);
        correct(whole, wholeCovariance, h, residual - led);
      }
    }
    belief = learned(belief, evidence, CHANNELS);
  }
  const joined = { state: state.slice(), covariance: covariance.slice() };
  addErrorsInPlace(joined.state, joined.covariance, 6, lever, blockOf(belief, CHANNELS));
  return { joined, belief, whole, wholeCovariance, neglecting: covariance };
}

describe('a filter that neglects pointing errors, its lever and the belief', () => {
  it.each([1, 2, 3])('are together the one filter of motion and errors, draw %i', (seed) => {
    const { joined, belief, whole, wholeCovariance } = both(seed);
    for (let i = 0; i < 6; i++) {
      const sigma = Math.sqrt(wholeCovariance[16 * i]!);
      expect(Math.abs(joined.state[i]! - whole[i]!) / sigma).toBeLessThan(1e-6);
      expect(Math.sqrt(joined.covariance[7 * i]!) / sigma).toBeCloseTo(1, 6);
    }
    for (let k = 0; k < 9; k++) {
      const sigma = Math.sqrt(wholeCovariance[16 * (6 + k)]!);
      expect(Math.abs(belief.jointMeanRad[k]! - whole[6 + k]!) / sigma).toBeLessThan(1e-6);
      expect(Math.sqrt(belief.jointCovarianceRad2[10 * k]!) / sigma).toBeCloseTo(1, 6);
    }
  });

  it('say that more is unknown than the filter that neglects errors says, and never less', () => {
    const { joined, neglecting } = both(4);
    for (let i = 0; i < 6; i++) expect(joined.covariance[7 * i]!).toBeGreaterThan(neglecting[7 * i]!);
    expect(invertPositiveDefinite(joined.covariance, 6)).not.toBeNull();
  });
});

describe('the belief', () => {
  const derivative = Float64Array.of(1, 0, 0, -1, 0.5, 0);
  const belief = learned(
    rejoined(priorBelief([1e-5, 2e-5, 0]), [1, 0]),
    [{ channels: [1, 0], derivative, innovationRad: 3e-5, varianceRad2: 1e-10 }],
    [1, 0],
  );

  it('keeps what is known of a channel that leaves, and forgets what is known between it and others', () => {
    const left = rejoined(belief, [0]);
    const alone = blockOf(belief, [1]);
    expect([...blockOf(left, [1]).meanRad]).toEqual([...alone.meanRad]);
    expect([...blockOf(left, [1]).covarianceRad2]).toEqual([...alone.covarianceRad2]);
    const back = blockOf(rejoined(left, [0, 1]), [0, 1]);
    expect(back.covarianceRad2.subarray(3, 6)).toEqual(new Float64Array(3));
  });

  it('passes over evidence on channels that are not told jointly', () => {
    const byOther = Float64Array.of(1, 0, 0);
    const other = { channels: [2], derivative: byOther, innovationRad: 1, varianceRad2: 1e-12 };
    const more = learned(belief, [other], belief.joint);
    expect([...more.jointMeanRad]).toEqual([...belief.jointMeanRad]);
  });

  it('knows nothing to be wrong with a channel that points exactly', () => {
    expect([...blockOf(belief, [2]).covarianceRad2]).toEqual(Array.from({ length: 9 }, () => 0));
  });
});

describe('a lever', () => {
  const wide = widened(NO_LEVER, 2, [7, 9], 5);
  wide.byError.set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

  it('keeps its columns when channels come and go', () => {
    const three = widened(wide, 3, [9, 4], 8);
    expect(three.channels).toEqual([7, 9, 4]);
    expect(three.lastLookUs).toEqual([5, 8, 8]);
    expect([...three.byError.subarray(0, 9)]).toEqual([1, 2, 3, 4, 5, 6, 0, 0, 0]);
    const back = without(three, new Set([0, 2]));
    expect(back.channels).toEqual([9]);
    expect([...back.byError]).toEqual([4, 5, 6, 10, 11, 12, 0, 0, 0]);
    expect(present(back.lastLookUs[0])).toBe(8);
  });
});
