import { radians } from '@cupola/core/foundation';
import type { RandomStream } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M, gravityInto } from '@cupola/core/physics';

/** Side of the box of a spread raid, m. */
export const SPREAD_BOX_M = 500_000;
/** Side of the box of a dense raid, m. */
export const DENSE_BOX_M = 20_000;
const BURNOUT_RADIUS_M = EARTH_EQUATORIAL_RADIUS_M + 120_000;

/**
 * A coasting object at 120 km, heading north at about 7.1 km/s and 22.5 degrees up, somewhere in a box: inertial states, m and m/s, one a
 * second. In a smaller box speeds and climbs are as much more alike: the same raid drawn smaller.
 */
export function coastingFlight(
  place: RandomStream,
  target: number,
  boxM: number,
  seconds: number,
): readonly Float64Array[] {
  const four = new Float64Array(4);
  place.uniformsInto(four, 0, target, 0);
  const likeness = boxM / SPREAD_BOX_M;
  const east = (four[0]! - 0.5) * (boxM / BURNOUT_RADIUS_M);
  const north = (four[1]! - 0.5) * (boxM / BURNOUT_RADIUS_M);
  const elevation = radians(22.5 + 2 * likeness * (four[2]! - 0.5));
  const speed = 7_100 + 100 * likeness * (four[3]! - 0.5);
  const up = [Math.cos(east) * Math.cos(north), Math.sin(east) * Math.cos(north), Math.sin(north)];
  const ahead = [-Math.cos(east) * Math.sin(north), -Math.sin(east) * Math.sin(north), Math.cos(north)];
  const state = new Float64Array(6);
  for (let axis = 0; axis < 3; axis++) {
    state[axis] = BURNOUT_RADIUS_M * up[axis]!;
    state[3 + axis] = speed * (Math.sin(elevation) * up[axis]! + Math.cos(elevation) * ahead[axis]!);
  }
  const states: Float64Array[] = [];
  for (let second = 0; second < seconds; second++) {
    states.push(state.slice());
    secondOfFlight(state);
  }
  return states;
}

/** Carries an inertial state one second on, under gravity with J2 and a thrust acceleration along its velocity, m/s². */
export function secondOfFlight(state: Float64Array, thrustMPerS2 = 0): void {
  const g = new Float64Array(3);
  const slopes: number[][] = [];
  for (const share of [0, 0.5, 0.5, 1]) {
    const from = slopes.at(-1);
    const trial = Array.from(state, (value, i) => value + (from === undefined ? 0 : share * (from[i] ?? 0)));
    gravityInto(g, trial[0] ?? 0, trial[1] ?? 0, trial[2] ?? 0, 2);
    const [vx = 0, vy = 0, vz = 0] = trial.slice(3);
    const push = thrustMPerS2 / Math.hypot(vx, vy, vz);
    slopes.push([vx, vy, vz, g[0]! + push * vx, g[1]! + push * vy, g[2]! + push * vz]);
  }
  for (let i = 0; i < 6; i++) {
    state[i]! +=
      ((slopes[0]?.[i] ?? 0) +
        2 * (slopes[1]?.[i] ?? 0) +
        2 * (slopes[2]?.[i] ?? 0) +
        (slopes[3]?.[i] ?? 0)) /
      6;
  }
}
