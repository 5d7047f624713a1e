import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../foundation/index.ts';
import { heightAboveEllipsoidM, propagateBallisticInto } from './ballistic.ts';
import { carriedMotions } from './carried-motion.ts';

/** Climbing at 300 km with 6 km/s. */
const STATE = Float64Array.of(6_678_000, 0, 0, 2_500, 4_500, 3_000);
const COVARIANCE = Float64Array.from({ length: 36 }, (_, k) =>
  k % 7 === 0 ? (k < 18 ? 100 ** 2 : 2 ** 2) : 0,
);
const COEFFICIENT = 5_000;

describe('a motion carried ahead', () => {
  it('is the ballistic flight, from its own time on, until the ground', () => {
    const motions = carriedMotions({ atUs: 7, state: STATE, covariance: COVARIANCE }, COEFFICIENT, 30, 1_000);
    expect(motions[0]).toEqual({ atUs: 7, state: STATE, covariance: COVARIANCE });
    expect(motions[10]?.atUs).toBe(300_000_007);
    const flown = new Float64Array(6);
    propagateBallisticInto(flown, STATE, 300, COEFFICIENT);
    for (let i = 0; i < 6; i++) expect(motions[10]?.state[i]).toBeCloseTo(flown[i]!, i < 3 ? 0 : 3);
    expect(motions.length).toBeLessThan(1_000);
    const last = motions.at(-1)!;
    propagateBallisticInto(flown, last.state, 30, COEFFICIENT);
    expect(heightAboveEllipsoidM(last.state[0]!, last.state[1]!, last.state[2]!)).toBeGreaterThan(0);
    expect(heightAboveEllipsoidM(flown[0]!, flown[1]!, flown[2]!)).toBeLessThanOrEqual(0);
  });

  it('has the spread that many flights have', () => {
    const [, , motion] = carriedMotions(
      { atUs: 0, state: STATE, covariance: COVARIANCE },
      COEFFICIENT,
      150,
      3,
    );
    const stream = new RandomStream(2026, 'carried-motion');
    const draws = 400;
    const normals = new Float64Array(8);
    const four = new Float64Array(4);
    const flown = new Float64Array(6);
    const sums = new Float64Array(6);
    for (let draw = 0; draw < draws; draw++) {
      for (const half of [0, 1]) {
        stream.normalsInto(four, draw, half);
        normals.set(four, 4 * half);
      }
      const drawn = STATE.map((value, i) => value + normals[i]! * Math.sqrt(COVARIANCE[7 * i]!));
      propagateBallisticInto(flown, drawn, 300, COEFFICIENT);
      for (let i = 0; i < 6; i++) sums[i]! += (flown[i]! - motion!.state[i]!) ** 2;
    }
    // The variance of 400 draws has a relative sigma of 7 %: four of those.
    for (let i = 0; i < 6; i++) {
      expect(Math.abs(sums[i]! / draws / motion!.covariance[7 * i]! - 1)).toBeLessThan(0.28);
    }
  });

  it('of no time ahead is the motion alone, and symmetric after that', () => {
    expect(carriedMotions({ atUs: 0, state: STATE, covariance: COVARIANCE }, COEFFICIENT, 1, 1)).toHaveLength(
      1,
    );
    const { covariance } = carriedMotions(
      { atUs: 0, state: STATE, covariance: COVARIANCE },
      COEFFICIENT,
      60,
      2,
    )[1]!;
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++) expect(covariance[6 * i + j]).toBe(covariance[6 * j + i]);
  });
});
