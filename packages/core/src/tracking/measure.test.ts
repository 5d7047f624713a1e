import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mahalanobisSquared } from '../foundation/index.ts';
import { emptyInnovation, innovationInto, updateInPlace } from './measure.ts';

const SIGMA_RAD = 1e-4;
const LIGHT_M_PER_S = 299_792_458;

type Matrix = readonly (readonly number[])[];

/** A turn about an axis, after Rodrigues. */
function turn(axis: readonly number[], angle: number): Matrix {
  const [x = 0, y = 0, z = 0] = axis.map((each) => each / Math.hypot(...axis));
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const k = 1 - c;
  return [
    [c + x * x * k, x * y * k - z * s, x * z * k + y * s],
    [y * x * k + z * s, c + y * y * k, y * z * k - x * s],
    [z * x * k - y * s, z * y * k + x * s, c + z * z * k],
  ];
}

function turned(by: Matrix, all: readonly number[]): Float64Array {
  return Float64Array.from(all, (_, i) => {
    const from = i - (i % 3);
    return (by[i % 3] ?? []).reduce((sum, each, j) => sum + each * (all[from + j] ?? Number.NaN), 0);
  });
}

/** Update of a state by one direction, with the squared distance of what comes out from the truth. */
function updated(
  by: Matrix,
  satellite: readonly number[],
  truth: readonly number[],
  start: readonly number[],
  los: readonly number[],
): readonly [squaredDistance: number, nees: number] {
  const state = turned(by, start);
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[7 * i] = i < 3 ? 500 ** 2 : 20 ** 2;
  const innovation = emptyInnovation();
  innovationInto(innovation, state, turned(by, satellite), 0, turned(by, los), 0, LIGHT_M_PER_S);
  updateInPlace(state, covariance, 6, innovation, SIGMA_RAD);
  const error = turned(by, truth).map((each, i) => each - state[i]!);
  return [innovation.squaredDistance, mahalanobisSquared(covariance, 6, error)];
}

const unit = fc.double({ min: -1, max: 1, noNaN: true });
const AXIS = fc.tuple(unit, unit, unit).filter((axis) => Math.hypot(...axis) > 0.1);
const STILL = turn([0, 0, 1], 0);

describe('a line of sight', () => {
  it('means the same whichever way it points: turned with all it refers to, it corrects as well and as surely', () => {
    fc.assert(
      fc.property(AXIS, fc.double({ min: -3.2, max: 3.2, noNaN: true }), unit, unit, (axis, angle, a, b) => {
        const satellite = [7_378_137, 0, 0];
        const truth = [6_500_000, 900_000, 300_000, 1_000, 2_000, 6_500];
        const start = truth.map((each, i) => each + (i < 3 ? 400 * a : 15 * b));
        const d = truth.slice(0, 3).map((each, i) => each - (satellite[i] ?? 0));
        const seen = d.map((each, i) => each / Math.hypot(...d) + SIGMA_RAD * (i === 1 ? a : b));
        const los = seen.map((each) => each / Math.hypot(...seen));
        const [plainSquare, plainNees] = updated(STILL, satellite, truth, start, los);
        const [square, nees] = updated(turn(axis, angle), satellite, truth, start, los);
        expect(Math.abs(square - plainSquare)).toBeLessThan(1e-5 * (1 + plainSquare));
        expect(Math.abs(nees - plainNees)).toBeLessThan(1e-5 * (1 + plainNees));
      }),
      { numRuns: 300 },
    );
  });

  it('straight along each axis is no different', () => {
    const satellite = [0, 0, 0];
    const truth = [2_000_000, 0, 0, 1_000, 2_000, 6_500];
    const start = truth.map((each, i) => each + (i < 3 ? 100 : 5));
    const los = [1, 0, 0];
    const [plainSquare, plainNees] = updated(STILL, satellite, truth, start, los);
    for (const axis of [
      [0, 1, 0],
      [0, 0, 1],
      [1, 1, 0],
    ]) {
      for (const angle of [Math.PI / 2, Math.PI, -Math.PI / 2]) {
        const [square, nees] = updated(turn(axis, angle), satellite, truth, start, los);
        expect(square).toBeCloseTo(plainSquare, 4);
        expect(nees).toBeCloseTo(plainNees, 4);
      }
    }
  });
});
