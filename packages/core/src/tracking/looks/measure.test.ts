import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyInPlace, mahalanobisSquared } from '../../foundation/index.ts';
import { TRACK_PHASES } from '../../messages/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, SPEED_OF_LIGHT_M_PER_S } from '../../physics/index.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { emptyInnovation, innovationInto, updateInPlace } from './measure.ts';
import { MOTION_KINDS } from '../motion/motion-kinds.ts';
import { MOTION_MODEL } from '../motion/motion-model.ts';
import { predicted } from '../motion/predict.ts';

type Vector = readonly [number, number, number];

const direction = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }))
  .map(([z, angle]): Vector => {
    const level = Math.sqrt(1 - z * z);
    return [level * Math.cos(angle), level * Math.sin(angle), z];
  });

/** 10^low to 10^high. */
function decades(low: number, high: number): fc.Arbitrary<number> {
  return fc.double({ min: low, max: high, noNaN: true }).map((each) => 10 ** each);
}

/** One look: from where, with what error in its own sigmas, with what sigma, and how long after the one before. */
const look = fc.record({
  from: direction,
  rangeM: decades(4, 6.7),
  off: fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
  sigmaRad: decades(-12, -1),
  afterS: fc.constantFrom(0, 0, 0.2, 1, 5),
});

/** Unit vectors across a direction. */
function across([x, y, z]: Vector): readonly [Vector, Vector] {
  const a: Vector = Math.abs(z) < 0.7 ? [y, -x, 0] : [0, z, -y];
  const length = Math.hypot(...a);
  const first: Vector = [a[0] / length, a[1] / length, a[2] / length];
  return [first, [y * first[2] - z * first[1], z * first[0] - x * first[2], x * first[1] - y * first[0]]];
}

/** Takes one look at where `truth` is; returns the innovation's squared distance and the log-likelihood. */
function taken(
  state: Float64Array,
  covariance: Float64Array,
  truth: ArrayLike<number>,
  {
    from,
    rangeM,
    off,
    sigmaRad,
  }: { from: Vector; rangeM: number; off: readonly [number, number]; sigmaRad: number },
): readonly [number, number] {
  const satellite = Float64Array.from(from, (each, axis) => truth[axis]! - rangeM * each);
  const lightTimeS = rangeM / SPEED_OF_LIGHT_M_PER_S;
  const toTarget = from.map((each, axis) => rangeM * each - truth[3 + axis]! * lightTimeS);
  const away = Math.hypot(...toTarget);
  const along: Vector = [toTarget[0]! / away, toTarget[1]! / away, toTarget[2]! / away];
  const [first, second] = across(along);
  const tilt = along.map((each, axis) => each + sigmaRad * (off[0] * first[axis]! + off[1] * second[axis]!));
  const length = Math.hypot(...tilt);
  const innovation = emptyInnovation();
  const los = Float64Array.from(tilt, (each) => each / length);
  innovationInto(innovation, state, satellite, 0, los, 0, SPEED_OF_LIGHT_M_PER_S);
  const logLikelihood = updateInPlace(state, covariance, state.length, innovation, sigmaRad);
  return [innovation.squaredDistance, logLikelihood];
}

describe.each(TRACK_PHASES)('the covariance of a %s hypothesis', (kind) => {
  const n = MOTION_KINDS[kind].size;

  function born(sigmaM: number): Hypothesis {
    const further = { boost: [30, 0, 10], coast: [], reentry: [2e-4], glide: [2e-4, 0, 1e-4] }[kind];
    const sigmas = { boost: 40, coast: 0, reentry: 2e-4, glide: 4e-4 };
    const state = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + 60_000, 0, 0, -900, 0, 6_000, ...further);
    const covariance = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      covariance[i * (n + 1)] = (i < 3 ? sigmaM : i < 6 ? sigmaM / 10 : sigmas[kind]) ** 2;
    }
    return { kind, state, covariance, logWeight: 0, cutoffAtUs: null };
  }

  it('stays symmetric and positive definite whatever the geometry, the noise and the start', () => {
    fc.assert(
      fc.property(fc.array(look, { minLength: 1, maxLength: 120 }), decades(1, 6), (looks, sigmaM) => {
        let hypothesis = born(sigmaM);
        const truth = hypothesis.state.slice();
        for (const each of looks) {
          const next = predicted(hypothesis, each.afterS, MOTION_MODEL);
          hypothesis = { ...next, state: next.state.slice(), covariance: next.covariance.slice() };
          truth.set(hypothesis.state);
          taken(hypothesis.state, hypothesis.covariance, truth, each);
          expect(choleskyInPlace(hypothesis.covariance.slice(), n)).toBe(true);
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < i; j++) {
              expect(hypothesis.covariance[i * n + j]).toBe(hypothesis.covariance[j * n + i]);
            }
          }
        }
      }),
      { numRuns: 40, seed: 4 },
    );
  });

  it('stays so over two thousand looks of the finest sensor from one side', () => {
    let hypothesis = born(1_000);
    let sound = 0;
    for (let second = 0; second < 2_000; second++) {
      const next = predicted(hypothesis, 0.1, MOTION_MODEL);
      hypothesis = { ...next, state: next.state.slice(), covariance: next.covariance.slice() };
      const angle = second / 1_000;
      const from: Vector = [Math.cos(angle), Math.sin(angle), 0];
      taken(hypothesis.state, hypothesis.covariance, hypothesis.state.slice(), {
        from,
        rangeM: 1e6,
        off: [0, 0],
        sigmaRad: 1e-9,
      });
      sound += Number(choleskyInPlace(hypothesis.covariance.slice(), n));
    }
    expect(sound).toBe(2_000);
  });
});

describe('a turn of the whole scene', () => {
  const start = Float64Array.of(6_500_000, 300, -200, 100, 7_000, 50);
  const truth = Float64Array.of(6_500_120, 280, -330, 90, 7_010, 60);

  /** NEES, squared distance and log-likelihood after three looks with everything turned. */
  function told(turn: (v: Vector) => Vector): readonly number[] {
    const turned = (six: Float64Array): Float64Array =>
      Float64Array.from([...turn([six[0]!, six[1]!, six[2]!]), ...turn([six[3]!, six[4]!, six[5]!])]);
    const state = turned(start);
    const covariance = new Float64Array(36);
    for (let i = 0; i < 6; i++) covariance[7 * i] = i < 3 ? 150 ** 2 : 20 ** 2;
    const truly = turned(truth);
    const out: number[] = [];
    const looks: readonly (readonly [Vector, Vector])[] = [
      [
        [1, 0, 0],
        [0, 1.2, -0.4],
      ],
      [
        [0, 0.6, 0.8],
        [-0.5, 0.8, -0.6],
      ],
      [
        [-0.6, 0, 0.8],
        [0.8, 0.3, 0.6],
      ],
    ];
    for (const [from, error] of looks) {
      const satellite = turn([
        truth[0]! - 1.5e6 * from[0],
        truth[1]! - 1.5e6 * from[1],
        truth[2]! - 1.5e6 * from[2],
      ]);
      const d = [0, 1, 2].map((axis) => from[axis]! + 1e-4 * error[axis]!);
      const length = Math.hypot(...d);
      const los = turn([d[0]! / length, d[1]! / length, d[2]! / length]);
      const innovation = emptyInnovation();
      innovationInto(
        innovation,
        state,
        Float64Array.from(satellite),
        0,
        Float64Array.from(los),
        0,
        SPEED_OF_LIGHT_M_PER_S,
      );
      const logLikelihood = updateInPlace(state, covariance, 6, innovation, 1e-4);
      out.push(innovation.squaredDistance, logLikelihood);
    }
    const error = state.map((each, axis) => each - truly[axis]!);
    out.push(mahalanobisSquared(covariance, 6, error));
    return out;
  }

  /** Turns the x axis onto a direction, and about it. */
  function turnOnto(onto: Vector, rollRad: number): (v: Vector) => Vector {
    const [a, b] = across(onto);
    const [c, s] = [Math.cos(rollRad), Math.sin(rollRad)];
    return ([x, y, z]) => {
      const along = (axis: number): number =>
        x * onto[axis]! + (c * y - s * z) * a[axis]! + (s * y + c * z) * b[axis]!;
      return [along(0), along(1), along(2)];
    };
  }

  const unturned = told((v) => v);

  /** Largest change by the turn of any of them, as a share. */
  function changeBy(onto: Vector, rollRad: number): number {
    const shares = told(turnOnto(onto, rollRad)).map(
      (value, k) => Math.abs(value - unturned[k]!) / (1 + Math.abs(unturned[k]!)),
    );
    return Math.max(...shares);
  }

  it.each<[Vector]>([[[0, 0, 1]], [[0, 0, -1]], [[0, 1, 0]], [[0, -1, 0]], [[-1, 0, 0]]])(
    'that puts a line of sight on the axis %j leaves NEES and likelihood as they were',
    (onto) => {
      expect(changeBy(onto, 0.3)).toBeLessThan(1e-6);
    },
  );

  it('leaves NEES and likelihood as they were in any direction, next to the poles of the frame too', () => {
    const roll = fc.double({ min: 0, max: 6, noNaN: true });
    const near = fc
      .tuple(decades(-12, -1), roll)
      .map(([tilt, angle]): Vector => [
        Math.sin(tilt) * Math.cos(angle),
        Math.sin(tilt) * Math.sin(angle),
        Math.cos(tilt),
      ]);
    fc.assert(
      fc.property(fc.oneof(direction, near), roll, (onto, rollRad) => {
        expect(changeBy(onto, rollRad)).toBeLessThan(1e-6);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
