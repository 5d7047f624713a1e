import { US_PER_S, unreachable } from '../foundation/index.ts';
import { ATMOSPHERE_TOP_M, heightAboveEllipsoidM, propagateBallisticInto } from '../physics/index.ts';
import { CLASSES_TOLD_APART } from '../vehicles/index.ts';
import { addEndNoise, addFreeNoise, addWalk } from './motion-noise.ts';

/**
 * By which law a flight goes on: `driven` by an unknown acceleration beside gravity, be it thrust or lift (position, velocity, acceleration;
 * nine numbers), or `free` under gravity and drag (position, velocity, logarithm of the ballistic coefficient in kg/m²; seven).
 */
export type Law = 'driven' | 'free';

export const SIZE_OF: Readonly<Record<Law, number>> = { driven: 9, free: 7 };

/** Of the logarithm of the ballistic coefficient in air, 1/s: 3 % in ten seconds, for attitude and the density of the day. Notional. */
const DRAG_DENSITY = 1e-4;
/** Thrust that nothing is known of, per axis, m/s²: burnout accelerations of the generic classes lie below 100. */
export const DRIVE_SIGMA_M_PER_S2 = 40;
/** Velocity that a drive may have added unseen before it was noticed, m/s per axis. Notional. */
const UNSEEN_DRIVE_SIGMA_M_PER_S = 30;
/** Longest step with the acceleration held, s. */
const DRIVEN_STEP_S = 1;

/** All classes, warheads and empty stages alike, as two sigma to either side. */
const LIGHTEST = Math.log(
  Math.min(...CLASSES_TOLD_APART.map((each) => each.ballisticCoefficientKgPerM2.low)),
);
const HEAVIEST = Math.log(
  Math.max(...CLASSES_TOLD_APART.map((each) => each.ballisticCoefficientKgPerM2.high)),
);
export const USUAL_LOG_COEFFICIENT: number = (LIGHTEST + HEAVIEST) / 2;
export const LOG_COEFFICIENT_SIGMA: number = (HEAVIEST - LIGHTEST) / 4;

/** From one instant of a flight to the next: where the state is carried, the derivatives of that, and what is unknown of it. */
export interface Passage {
  readonly carried: Float64Array;
  /** (size after) x (size before), row by row. */
  readonly transition: Float64Array;
  /** (size after) x (size after). */
  readonly noise: Float64Array;
}

/**
 * The passage of `elapsedUs` microseconds (above 0). A drive that ends or starts does so inside it: an end at a moment any of which is
 * equally likely (docs/models/tracking.md has the moments), a start at its end, with what it may have done before as noise.
 */
export function passageOf(from: Law, to: Law, state: Float64Array, elapsedUs: number): Passage {
  const elapsedS = elapsedUs / US_PER_S;
  const rows = SIZE_OF[to];
  const columns = SIZE_OF[from];
  const carried = new Float64Array(rows);
  const transition = new Float64Array(rows * columns);
  const noise = new Float64Array(rows * rows);
  const share = from === 'driven' && to === 'free' ? ENDING : FULL;
  flyInto(carried, from, state, elapsedS, share);
  differencesInto(transition, from, state, elapsedS, rows, share);
  switch (to) {
    case 'driven':
      addWalk(noise, rows, elapsedS);
      if (from === 'free') {
        for (let axis = 0; axis < 3; axis++) {
          noise[(3 + axis) * (rows + 1)]! += UNSEEN_DRIVE_SIGMA_M_PER_S ** 2;
          noise[axis * (rows + 1)]! += (UNSEEN_DRIVE_SIGMA_M_PER_S * elapsedS) ** 2 / 3;
          noise[(6 + axis) * (rows + 1)]! += DRIVE_SIGMA_M_PER_S2 ** 2;
        }
      } else {
        for (let axis = 0; axis < 3; axis++) carried[6 + axis] = state[6 + axis]!;
        for (let axis = 0; axis < 3; axis++) transition[(6 + axis) * columns + 6 + axis] = 1;
      }
      break;
    case 'free':
      addFreeNoise(noise, rows, elapsedS);
      if (from === 'driven') {
        addEndNoise(noise, rows, state, elapsedS);
        carried[6] = USUAL_LOG_COEFFICIENT;
        noise[6 * (rows + 1)] = LOG_COEFFICIENT_SIGMA ** 2;
      } else {
        carried[6] = state[6]!;
        transition[6 * columns + 6] = 1;
        if (isInAir(state)) noise[6 * (rows + 1)]! += DRAG_DENSITY * elapsedS;
      }
      break;
    default:
      unreachable(to);
  }
  return { carried, transition, noise };
}

/** Position and velocity `elapsedS` later, or earlier, by one law, into `out[0..5]`. */
export function flyFurtherInto(out: Float64Array, law: Law, state: Float64Array, elapsedS: number): void {
  flyInto(out, law, state, elapsedS, FULL);
}

/** How much of a steady acceleration's effect on velocity and position an interval has: all of it, or the mean over all ends inside. */
interface DriveShare {
  readonly velocity: number;
  readonly position: number;
}
const FULL: DriveShare = { velocity: 1, position: 1 / 2 };
const ENDING: DriveShare = { velocity: 1 / 2, position: 1 / 3 };

function flyInto(
  out: Float64Array,
  law: Law,
  state: Float64Array,
  elapsedS: number,
  share: DriveShare,
): void {
  if (law === 'free') {
    // Backwards no drag: it would be unsound, and only first guesses go that way.
    const coefficient = elapsedS < 0 ? Number.POSITIVE_INFINITY : Math.exp(state[6]!);
    propagateBallisticInto(out, state, elapsedS, coefficient);
    return;
  }
  const steps = share === ENDING ? 1 : Math.max(1, Math.ceil(Math.abs(elapsedS) / DRIVEN_STEP_S));
  const h = elapsedS / steps;
  out.set(state.subarray(0, 6));
  for (let step = 0; step < steps; step++) {
    propagateBallisticInto(out, out, h, Number.POSITIVE_INFINITY);
    for (let axis = 0; axis < 3; axis++) {
      out[axis]! += share.position * h * h * state[6 + axis]!;
      out[3 + axis]! += share.velocity * h * state[6 + axis]!;
    }
  }
}

const POSITION_STEP_M = 100;
const VELOCITY_STEP_M_PER_S = 1;
const LOG_STEP = 0.01;

/** Central differences of `flyInto` by position, velocity and drag; by the acceleration in closed form. */
function differencesInto(
  out: Float64Array,
  law: Law,
  state: Float64Array,
  elapsedS: number,
  rows: number,
  share: DriveShare,
): void {
  const columns = SIZE_OF[law];
  const moved = state.slice();
  const plus = new Float64Array(6);
  const minus = new Float64Array(6);
  const differenced = law === 'free' && isInAir(state) ? 7 : 6;
  for (let j = 0; j < differenced; j++) {
    const step = j < 3 ? POSITION_STEP_M : j < 6 ? VELOCITY_STEP_M_PER_S : LOG_STEP;
    moved[j] = state[j]! + step;
    flyInto(plus, law, moved, elapsedS, share);
    moved[j] = state[j]! - step;
    flyInto(minus, law, moved, elapsedS, share);
    moved[j] = state[j]!;
    for (let i = 0; i < Math.min(rows, 6); i++) {
      out[i * columns + j] = (plus[i]! - minus[i]!) / (2 * step);
    }
  }
  if (law === 'free') return;
  for (let axis = 0; axis < 3; axis++) {
    out[axis * columns + 6 + axis] = share.position * elapsedS * elapsedS;
    out[(3 + axis) * columns + 6 + axis] = share.velocity * elapsedS;
  }
}

function isInAir(state: Float64Array): boolean {
  return heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) < ATMOSPHERE_TOP_M;
}
