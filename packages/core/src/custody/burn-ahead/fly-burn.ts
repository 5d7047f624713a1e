import { EARTH_MU_M3_PER_S2, EARTH_ROTATION_RAD_PER_S } from '../../physics/index.ts';
import { elevationAheadRad, thrustOverLiftoff } from './burn-guess.ts';
import type { BurnGuess } from './burn-guess.ts';

/** Longest step, s: kilometres at the end of a burn of minutes, against places unknown by hundreds. */
const STEP_S = 8;

const middle = new Float64Array(6);
const slope = new Float64Array(6);
const normal = new Float64Array(3);

/**
 * Flies a burn on to its end as guessed, in place.
 *
 * Thrust starts from its size and elevation now and follows the guess; it keeps to the plane of the vertical and of the motion against the turning
 * Earth, turned about the vertical by `bearingErrorRad`. Two-body gravity, midpoint steps.
 *
 * @param state - Inertial, m, m/s and m/s²: nine numbers, of which the first six are moved.
 */
export function flyBurnInPlace(
  state: Float64Array,
  guess: BurnGuess,
  end: number,
  bearingErrorRad: number,
): void {
  planeInto(normal, state, bearingErrorRad);
  const sizeNow = Math.hypot(state[6]!, state[7]!, state[8]!);
  const elevationNowRad = elevationRad(state, sizeNow);
  const perLiftoff = sizeNow / thrustOverLiftoff(guess, end, guess.ageS);
  const steps = Math.max(1, Math.ceil(guess.leftS / STEP_S));
  const stepS = guess.leftS / steps;
  for (let step = 0; step < steps; step++) {
    const aheadS = step * stepS;
    pushInto(
      slope,
      state,
      perLiftoff * thrustOverLiftoff(guess, end, guess.ageS + aheadS),
      elevationAheadRad(guess, elevationNowRad, aheadS),
    );
    for (let i = 0; i < 6; i++) middle[i] = state[i]! + (slope[i]! * stepS) / 2;
    const half = aheadS + stepS / 2;
    pushInto(
      slope,
      middle,
      perLiftoff * thrustOverLiftoff(guess, end, guess.ageS + half),
      elevationAheadRad(guess, elevationNowRad, half),
    );
    for (let i = 0; i < 6; i++) state[i]! += slope[i]! * stepS;
  }
}

/** Elevation of the thrust above the local horizon, rad. */
function elevationRad(state: Float64Array, size: number): number {
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  const up =
    (state[0]! * state[6]! + state[1]! * state[7]! + state[2]! * state[8]!) / (r * Math.max(size, 1e-9));
  return Math.asin(Math.min(1, Math.max(-1, up)));
}

/** Unit normal of the plane of the climb: vertical times motion over the turning ground, turned about the vertical. */
function planeInto(out: Float64Array, state: Float64Array, turnRad: number): void {
  const [x, y, z] = [state[0]!, state[1]!, state[2]!];
  const ux = state[3]! + EARTH_ROTATION_RAD_PER_S * y;
  const uy = state[4]! - EARTH_ROTATION_RAD_PER_S * x;
  const uz = state[5]!;
  const nx = y * uz - z * uy;
  const ny = z * ux - x * uz;
  const nz = x * uy - y * ux;
  const r = Math.hypot(x, y, z);
  const [cosine, sine] = [Math.cos(turnRad), Math.sin(turnRad)];
  // Along the ground ahead: normal times vertical.
  const fx = (ny * z - nz * y) / r;
  const fy = (nz * x - nx * z) / r;
  const fz = (nx * y - ny * x) / r;
  out[0] = cosine * nx + sine * fx;
  out[1] = cosine * ny + sine * fy;
  out[2] = cosine * nz + sine * fz;
  const length = Math.max(1e-9, Math.hypot(out[0], out[1], out[2]));
  for (let i = 0; i < 3; i++) out[i]! /= length;
}

function pushInto(out: Float64Array, state: Float64Array, size: number, elevation: number): void {
  const [x, y, z] = [state[0]!, state[1]!, state[2]!];
  const r2 = x * x + y * y + z * z;
  const r = Math.sqrt(r2);
  const pull = -EARTH_MU_M3_PER_S2 / (r2 * r);
  const up = (size * Math.sin(elevation)) / r;
  const dx = normal[1]! * z - normal[2]! * y;
  const dy = normal[2]! * x - normal[0]! * z;
  const dz = normal[0]! * y - normal[1]! * x;
  const forward = (size * Math.cos(elevation)) / Math.max(1e-9, Math.sqrt(dx * dx + dy * dy + dz * dz));
  out[0] = state[3]!;
  out[1] = state[4]!;
  out[2] = state[5]!;
  out[3] = (pull + up) * x + forward * dx;
  out[4] = (pull + up) * y + forward * dy;
  out[5] = (pull + up) * z + forward * dz;
}
