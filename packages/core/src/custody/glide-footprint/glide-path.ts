import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
} from '../../physics/index.ts';

/** Of the air between 20 and 60 km, m. [USSA-1976]. */
export const SCALE_HEIGHT_M = 7_200;
/** Mean height of a glide, m: where gravity and the radius are taken. */
const MEAN_HEIGHT_M = 45_000;
const RADIUS_M: number = EARTH_EQUATORIAL_RADIUS_M + MEAN_HEIGHT_M;
const GRAVITY_M_PER_S2: number = EARTH_MU_M3_PER_S2 / RADIUS_M ** 2;
/** Longest step, s, and the share of the speed per second that a step may last: 20 s at 2 km/s, 40 s at 4 km/s. */
const STEP_S = 40;
const STEP_S_PER_SPEED = 0.01;
/** A glide that is still up after this many steps is taken to end there: never reached above a tenth of the dive speed. */
const MOST_STEPS = 400;

/** What of its weight a body at this level speed must carry by lift, m/s²: the rest is borne by the turn about the Earth. */
export function carriedWeightMPerS2(levelSpeedMPerS: number): number {
  return Math.max(0.05, GRAVITY_M_PER_S2 - (levelSpeedMPerS * levelSpeedMPerS) / RADIUS_M);
}

/** A glide in equilibrium: height follows from the speed. Changed in place by `glideInPlace`. */
export interface LevelGlide {
  /** Inertial, m, brought to one radius. */
  readonly position: Float64Array;
  /** Inertial and level, m/s. */
  readonly velocity: Float64Array;
  timeS: number;
}

/** The glide that has a body's position and speed; what it climbs or sinks by is left out. */
export function levelGlide(state: ArrayLike<number>, timeS: number): LevelGlide {
  const position = Float64Array.of(state[0]!, state[1]!, state[2]!);
  const velocity = Float64Array.of(state[3]!, state[4]!, state[5]!);
  levelInPlace(position, velocity);
  return { position, velocity, timeS };
}

function levelInPlace(position: Float64Array, velocity: Float64Array): void {
  const r = Math.hypot(position[0]!, position[1]!, position[2]!);
  let climb = 0;
  for (let i = 0; i < 3; i++) {
    position[i] = position[i]! / r;
    climb += position[i]! * velocity[i]!;
  }
  for (let i = 0; i < 3; i++) {
    velocity[i] = velocity[i]! - climb * position[i]!;
    position[i] = position[i]! * RADIUS_M;
  }
}

const air = new Float64Array(3);
const accelerated = new Float64Array(3);
const middlePosition = new Float64Array(3);
const middleVelocity = new Float64Array(3);

/** Velocity against the turning air into `out`; returns its size, m/s. */
export function airVelocityInto(out: Float64Array, position: Float64Array, velocity: Float64Array): number {
  out[0] = velocity[0]! + EARTH_ROTATION_RAD_PER_S * position[1]!;
  out[1] = velocity[1]! - EARTH_ROTATION_RAD_PER_S * position[0]!;
  out[2] = velocity[2]!;
  return Math.sqrt(out[0] * out[0] + out[1] * out[1] + out[2] * out[2]);
}

/**
 * Flies an equilibrium glide on, in place, until it has slowed to a speed against the air.
 *
 * Lift, rolled by the bank, carries what the turn about the Earth leaves of the weight; its level part turns the path; drag is lift over
 * `liftToDrag`. Neither the density of the air nor the body's ballistic coefficient matters: they only set the height, [Eggers-1958]. Sinking
 * as it slows gives back the energy of the height. Midpoint steps.
 *
 * @param bankAt - Bank, rad, positive to the right, at a speed against the air (m/s) and a time (s, from that of the glide at the start).
 * @param onStep - Called after every step.
 */
export function glideInPlace(
  glide: LevelGlide,
  liftToDrag: number,
  toSpeedMPerS: number,
  bankAt: (airspeedMPerS: number, elapsedS: number) => number,
  onStep?: (glide: LevelGlide) => void,
): void {
  const { position, velocity } = glide;
  let elapsedS = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const speed = airVelocityInto(air, position, velocity);
    if (speed <= toSpeedMPerS) return;
    const bank = bankAt(speed, elapsedS);
    const braking = pushInto(accelerated, position, velocity, liftToDrag, bank);
    const stepS = Math.min(STEP_S, STEP_S_PER_SPEED * speed, (speed - toSpeedMPerS) / braking + 0.01);
    for (let i = 0; i < 3; i++) {
      middlePosition[i] = position[i]! + (stepS / 2) * velocity[i]!;
      middleVelocity[i] = velocity[i]! + (stepS / 2) * accelerated[i]!;
    }
    pushInto(accelerated, middlePosition, middleVelocity, liftToDrag, bank);
    for (let i = 0; i < 3; i++) {
      position[i] = position[i]! + stepS * middleVelocity[i]!;
      velocity[i] = velocity[i]! + stepS * accelerated[i]!;
    }
    levelInPlace(position, velocity);
    elapsedS += stepS;
    glide.timeS += stepS;
    onStep?.(glide);
  }
}

/** Acceleration into `out`; returns the rate at which it slows against the air, m/s². */
function pushInto(
  out: Float64Array,
  position: Float64Array,
  velocity: Float64Array,
  liftToDrag: number,
  bankRad: number,
): number {
  const speed = airVelocityInto(air, position, velocity);
  const r2 = position[0]! * position[0]! + position[1]! * position[1]! + position[2]! * position[2]!;
  const r = Math.sqrt(r2);
  const level2 = velocity[0]! * velocity[0]! + velocity[1]! * velocity[1]! + velocity[2]! * velocity[2]!;
  const carried = Math.max(0.05, GRAVITY_M_PER_S2 - level2 / r);
  const givenBack = 1 + (2 * GRAVITY_M_PER_S2 * SCALE_HEIGHT_M) / (speed * speed);
  const braking = carried / (liftToDrag * Math.cos(bankRad)) / givenBack;
  const aside = (carried * Math.tan(bankRad)) / (r * speed);
  const inward = level2 / r2;
  const [ax, ay, az] = [air[0]!, air[1]!, air[2]!];
  const [x, y, z] = [position[0]!, position[1]!, position[2]!];
  out[0] = -inward * x - (braking * ax) / speed + aside * (ay * z - az * y);
  out[1] = -inward * y - (braking * ay) / speed + aside * (az * x - ax * z);
  out[2] = -inward * z - (braking * az) / speed + aside * (ax * y - ay * x);
  return braking;
}
