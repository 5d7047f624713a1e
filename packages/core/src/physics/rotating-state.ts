import { sandwichInto } from '../foundation/index.ts';
import { EARTH_ROTATION_RAD_PER_S } from './earth.ts';

/**
 * Position and velocity against the rotating Earth from inertial ones: r' = T r, v' = T v - ω × r', with T the turn of the axes by the
 * Earth's angle. [Vallado-2013] §3.7, without polar motion.
 *
 * @param state - Inertial position (m) and velocity (m/s); further numbers are passed over.
 * @param earthRad - From the inertial x axis to the Greenwich meridian.
 * @returns Six numbers.
 */
export function rotatingFromInertial(state: ArrayLike<number>, earthRad: number): Float64Array {
  return multiply(rotatingByInertial(earthRad), state);
}

/** The other way round. */
export function inertialFromRotating(state: ArrayLike<number>, earthRad: number): Float64Array {
  const x = state[0]!;
  const y = state[1]!;
  const w = EARTH_ROTATION_RAD_PER_S;
  const c = Math.cos(earthRad);
  const s = Math.sin(earthRad);
  const vx = state[3]! - w * y;
  const vy = state[4]! + w * x;
  return Float64Array.of(
    c * x - s * y,
    s * x + c * y,
    state[2]!,
    c * vx - s * vy,
    s * vx + c * vy,
    state[5]!,
  );
}

/** The covariance of such a state: J P Jᵀ with J = [[T, 0], [-[ω×] T, T]]. Both 6 x 6, row by row. */
export function rotatingCovariance(covariance: Float64Array, earthRad: number): Float64Array {
  const out = new Float64Array(36);
  sandwichInto(out, rotatingByInertial(earthRad), covariance, 6, new Float64Array(36));
  return out;
}

/** The latest turn: all tracks of one scan ask for the same. */
const latest = { earthRad: Number.NaN, matrix: new Float64Array(36) };

function rotatingByInertial(earthRad: number): Float64Array {
  if (earthRad !== latest.earthRad) {
    turnInto(latest.matrix, earthRad);
    latest.earthRad = earthRad;
  }
  return latest.matrix;
}

function turnInto(j: Float64Array, earthRad: number): void {
  const c = Math.cos(earthRad);
  const s = Math.sin(earthRad);
  const w = EARTH_ROTATION_RAD_PER_S;
  j.fill(0);
  for (const block of [0, 21]) {
    j[block] = c;
    j[block + 1] = s;
    j[block + 6] = -s;
    j[block + 7] = c;
    j[block + 14] = 1;
  }
  // -ω × r' = (ω y', -ω x', 0), with r' = T r.
  j[18] = -w * s;
  j[19] = w * c;
  j[24] = -w * c;
  j[25] = -w * s;
}

function multiply(matrix: Float64Array, state: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: 6 }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < 6; k++) sum += matrix[6 * i + k]! * state[k]!;
    return sum;
  });
}
