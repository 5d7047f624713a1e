import { describe, expect, it } from 'vitest';
import { RandomStream, present } from '@cupola/core/foundation';
import { propagateBallisticInto } from '@cupola/core/physics';
import { ringOf } from './circling-satellites.ts';
import type { Circle } from './circling-satellites.ts';
import { SPREAD_BOX_M, coastingFlight } from './coasting-flight.ts';
import { followedFlight } from './honesty.ts';
import { bandHalfWidth } from './phase-cells.ts';

/**
 * The reference scene turned so that its lines of sight lie about the pole of the inertial frame, where a filter in azimuth and elevation would
 * weigh bearings wrongly by the cosine of the elevation. `measure.test.ts` has the exact law; here gravity and the satellites are real.
 */
const SEEDS = Array.from({ length: 40 }, (_, k) => k + 1);
const AGES_S = [10, 30, 60];

type Direction = readonly [number, number, number];
type Turn = (v: Direction) => Direction;

const TURNS: readonly (readonly [string, Turn])[] = [
  ['the equator', (v) => v],
  ['the north pole', ([x, y, z]) => [-z, y, x]],
  ['the south pole', ([x, y, z]) => [z, y, -x]],
];

function turnedFlight(seed: number, turn: Turn): readonly Float64Array[] {
  const start = present(coastingFlight(new RandomStream(seed, 'scene/targets'), 0, SPREAD_BOX_M, 1)[0]);
  const place = turn([start[0]!, start[1]!, start[2]!]);
  const motion = turn([start[3]!, start[4]!, start[5]!]);
  const state = Float64Array.of(...place, ...motion);
  return Array.from({ length: 61 }, (_, second) => {
    const then = state.slice();
    propagateBallisticInto(then, state, second, Number.POSITIVE_INFINITY);
    return then;
  });
}

describe.each(TURNS)('a raid seen over %s', (_name, turn) => {
  const circles: readonly Circle[] = ringOf(6).map(({ up, along }) => ({ up: turn(up), along: turn(along) }));
  const told = SEEDS.map((seed) => followedFlight(seed, turnedFlight(seed, turn), circles).told);

  it.each(AGES_S)('has its errors in the 99.9 %% band of NEES after %i s', (ageS) => {
    const nees = told.map((each) => each.find((one) => one.second === ageS)?.nees ?? Number.NaN);
    const mean = nees.reduce((sum, each) => sum + each, 0) / nees.length;
    expect(Math.abs(mean - 6)).toBeLessThan(bandHalfWidth(nees.length));
  });
});
