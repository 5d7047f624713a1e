import { radians } from '@cupola/core/foundation';
import type { RandomStream } from '@cupola/core/foundation';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  geodeticFromItrf,
  gravityInto,
} from '@cupola/core/physics';

/** Acceleration besides gravity, m/s², of a state (m, m/s) at a time (s). */
type Push = (state: Float64Array, timeS: number) => readonly [number, number, number];

/** How objects of a raid fly: inertial states, m and m/s, one a second. */
export type Flight = (
  place: RandomStream,
  target: number,
  boxM: number,
  seconds: number,
) => readonly Float64Array[];

const STEP_S = 0.1;

/**
 * A generic climb under one burn of 170 s, notional: from the ground, straight up, pitched over evenly to 25 degrees of elevation; thrust
 * grows from 15-20 to 45-60 m/s² as the tank empties. Not from any vehicle: what is asked is whether a tracker that knows none of it is honest.
 */
export const climbingFlight: Flight = climb(
  (least, most) => (timeS) => (timeS < BURN_S ? least + (most - least) * (timeS / BURN_S) ** 2 : 0),
);

const BURN_S = 170;
/** From one staging to where the next would be, s. */
const STAGE_S = 80;

/**
 * The same climb on two stages: at `stageS` thrust goes from its most to 1 to 1.3 times its least, at once or after a pause, and grows again. Notional.
 */
export function stagedFlight(stageS: number, pauseS: number, secondShare: number): Flight {
  return climb((least, most) => (timeS) => {
    if (timeS < stageS) return least + (most - least) * (timeS / stageS);
    const sinceS = timeS - stageS - pauseS;
    return sinceS < 0 ? 0 : secondShare * least + (most - least) * (sinceS / STAGE_S);
  });
}

/** From the ground, straight up, pitched over evenly to 25 degrees of elevation, under a thrust acceleration made of a least and a most. */
function climb(thrustOf: (least: number, most: number) => (timeS: number) => number): Flight {
  return (place, target, boxM, seconds) => {
    const four = new Float64Array(4);
    place.uniformsInto(four, 0, target, 0);
    const { up, north } = somewhere(four, boxM);
    const start = Float64Array.of(...up.map((each) => each * EARTH_EQUATORIAL_RADIUS_M), 0, 0, 0);
    const thrustAt = thrustOf(15 + 5 * four[2]!, 45 + 15 * four[3]!);
    return flown(start, seconds, (_, timeS) => {
      const size = thrustAt(timeS);
      const elevation = radians(90 - 65 * Math.min(1, Math.max(0, (timeS - 10) / 120)));
      return along(size * Math.sin(elevation), up, size * Math.cos(elevation), north);
    });
  };
}

/** A body that falls from 130 km at 6.8-7 km/s and 25-35 degrees, with a ballistic coefficient of 3,000 to 8,000 kg/m² that nobody told the tracker. */
export const fallingFlight: Flight = (place, target, boxM, seconds) => {
  const four = new Float64Array(4);
  place.uniformsInto(four, 0, target, 0);
  const { up, north } = somewhere(four, boxM);
  const speed = 6_800 + 200 * four[2]!;
  const descent = radians(25 + 10 * four[3]!);
  const velocity = along(-speed * Math.sin(descent), up, speed * Math.cos(descent), north);
  place.uniformsInto(four, 1, target, 0);
  const coefficient = 3_000 + 5_000 * four[0]!;
  const start = Float64Array.of(
    ...up.map((each) => each * (EARTH_EQUATORIAL_RADIUS_M + 130_000)),
    ...velocity,
  );
  return flown(start, seconds, (state) => {
    const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = state;
    const wind = [vx + EARTH_ROTATION_RAD_PER_S * y, vy - EARTH_ROTATION_RAD_PER_S * x, vz] as const;
    const density = airDensityKgPerM3(geodeticFromItrf(x, y, z).heightM);
    const factor = (-0.5 * density * Math.hypot(...wind)) / coefficient;
    return [factor * wind[0], factor * wind[1], factor * wind[2]];
  });
};

interface Place {
  readonly up: readonly number[];
  readonly north: readonly number[];
}

function somewhere(four: Float64Array, boxM: number): Place {
  const east = (four[0]! - 0.5) * (boxM / EARTH_EQUATORIAL_RADIUS_M);
  const north = (four[1]! - 0.5) * (boxM / EARTH_EQUATORIAL_RADIUS_M);
  return {
    up: [Math.cos(east) * Math.cos(north), Math.sin(east) * Math.cos(north), Math.sin(north)],
    north: [-Math.cos(east) * Math.sin(north), -Math.sin(east) * Math.sin(north), Math.cos(north)],
  };
}

function along(
  a: number,
  first: readonly number[],
  b: number,
  second: readonly number[],
): readonly [number, number, number] {
  const axis = (k: number): number => a * (first[k] ?? Number.NaN) + b * (second[k] ?? Number.NaN);
  return [axis(0), axis(1), axis(2)];
}

/** Fourth-order Runge-Kutta under J2 gravity and a push. */
function flown(start: Float64Array, seconds: number, push: Push): readonly Float64Array[] {
  const states: Float64Array[] = [];
  let state = start;
  for (let second = 0; second < seconds; second++) {
    states.push(state.slice());
    for (let k = 0; k < 1 / STEP_S; k++) state = stepped(state, second + k * STEP_S, push);
  }
  return states;
}

const gravity = new Float64Array(3);

function stepped(state: Float64Array, timeS: number, push: Push): Float64Array {
  const slopes: Float64Array[] = [];
  for (const share of [0, 0.5, 0.5, 1]) {
    const before = slopes.at(-1);
    const trial = state.map((value, i) => value + share * STEP_S * (before?.[i] ?? 0));
    gravityInto(gravity, trial[0]!, trial[1]!, trial[2]!, 2);
    const [ax, ay, az] = push(trial, timeS + share * STEP_S);
    slopes.push(
      Float64Array.of(trial[3]!, trial[4]!, trial[5]!, gravity[0]! + ax, gravity[1]! + ay, gravity[2]! + az),
    );
  }
  const [first, second, third, fourth] = slopes;
  return state.map(
    (value, i) =>
      value +
      (STEP_S / 6) *
        ((first?.[i] ?? 0) + 2 * (second?.[i] ?? 0) + 2 * (third?.[i] ?? 0) + (fourth?.[i] ?? 0)),
  );
}
