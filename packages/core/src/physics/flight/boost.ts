import { EARTH_ROTATION_RAD_PER_S, itrfFromGeodeticInto } from '../earth.ts';
import type { Geodetic } from '../earth.ts';
import { gravityInto } from '../gravity.ts';

/** Step of the powered climb and of its stored grid, s. */
export const BOOST_STEP_S = 1;

/**
 * A generic powered climb, told by a handful of numbers and nothing about stages.
 *
 * Thrust acceleration along the body grows evenly from `liftoffAccelerationMPerS2` at lift-off to (1 + `loading`) times that at burnout.
 * The body stands upright for `verticalRiseS`, then its elevation above the local horizon follows the quadratic
 * 90° (1-τ)² + 2 `midPitchRad` τ (1-τ) + `finalPitchRad` τ², τ from 0 to 1 at burnout, in the plane of the launch vertical and
 * `headingRad`. No drag, no wind, no losses at the nozzle.
 */
export interface BoostProfile {
  readonly durationS: number;
  readonly liftoffAccelerationMPerS2: number;
  /** Above -1; sets the burnout speed. */
  readonly loading: number;
  readonly verticalRiseS: number;
  /** Control point of the pitch program, rad; equal to the final pitch for a program with one parameter. */
  readonly midPitchRad: number;
  /** Elevation of the body at burnout, rad. */
  readonly finalPitchRad: number;
  /** Direction of the climb over the ground at lift-off, rad, clockwise from north. */
  readonly headingRad: number;
}

/** Acceleration by thrust `timeS` seconds after lift-off, m/s²; zero before lift-off and after burnout. */
export function thrustAccelerationMPerS2(profile: BoostProfile, timeS: number): number {
  if (timeS < 0 || timeS > profile.durationS) return 0;
  return profile.liftoffAccelerationMPerS2 * (1 + (profile.loading * timeS) / profile.durationS);
}

/** Elevation of the body above the local horizon `timeS` seconds after lift-off, rad. */
export function bodyElevationRad(profile: BoostProfile, timeS: number): number {
  const share = Math.max(0, (timeS - profile.verticalRiseS) / (profile.durationS - profile.verticalRiseS));
  const rest = 1 - share;
  return (
    (Math.PI / 2) * rest * rest +
    2 * profile.midPitchRad * share * rest +
    profile.finalPitchRad * share * share
  );
}

/** A body at rest on the turning Earth: inertial position and velocity into `out[0..5]`, m and m/s. */
export function restingStateInto(out: Float64Array, site: Geodetic, earthAngleRad: number): void {
  itrfFromGeodeticInto(out, 0, { ...site, longitudeRad: site.longitudeRad + earthAngleRad });
  out[3] = -EARTH_ROTATION_RAD_PER_S * out[1]!;
  out[4] = EARTH_ROTATION_RAD_PER_S * out[0]!;
  out[5] = 0;
}

/** Number of grid points of a climb: lift-off, every second, burnout. The duration must be whole seconds. */
export function boostStepCount(profile: BoostProfile): number {
  return Math.round(profile.durationS / BOOST_STEP_S) + 1;
}

/**
 * Flies the climb from rest on the ground and stores it every second, burnout last.
 *
 * Gravity with J2, thrust, no drag: RK4 in 1 s steps, smooth thrust, less than a millimetre at burnout.
 *
 * @param motionInertial - Filled as [step][x, y, z, vx, vy, vz], m and m/s; at least `boostStepCount(profile)` rows.
 * @param site - Launch place on WGS 84.
 * @param earthAngleRad - Angle of the Earth at lift-off, rad; the result turns with it and does not depend on it otherwise.
 */
export function flyBoostInto(
  motionInertial: Float64Array,
  profile: BoostProfile,
  site: Geodetic,
  earthAngleRad: number,
): void {
  const normal = new Float64Array(3);
  planeNormalInto(normal, site, earthAngleRad, profile.headingRad);
  const state = new Float64Array(6);
  restingStateInto(state, site, earthAngleRad);
  motionInertial.set(state, 0);
  const acceleration = new Float64Array(3);
  const count = boostStepCount(profile);
  for (let step = 1; step < count; step++) {
    boostStepInto(state, (step - 1) * BOOST_STEP_S, profile, normal, acceleration);
    motionInertial.set(state, 6 * step);
  }
}

/** Unit normal of the plane that holds the geocentric vertical of the site and the heading. */
function planeNormalInto(out: Float64Array, site: Geodetic, earthAngleRad: number, headingRad: number): void {
  const meridianRad = site.longitudeRad + earthAngleRad;
  const place = new Float64Array(3);
  itrfFromGeodeticInto(place, 0, { ...site, longitudeRad: meridianRad });
  const r = Math.hypot(place[0]!, place[1]!, place[2]!);
  const ux = place[0]! / r;
  const uy = place[1]! / r;
  const uz = place[2]! / r;
  const sinHeading = Math.sin(headingRad);
  const cosHeading = Math.cos(headingRad);
  const sinLatitude = Math.sin(site.latitudeRad);
  const hx = -sinHeading * Math.sin(meridianRad) - cosHeading * sinLatitude * Math.cos(meridianRad);
  const hy = sinHeading * Math.cos(meridianRad) - cosHeading * sinLatitude * Math.sin(meridianRad);
  const hz = cosHeading * Math.cos(site.latitudeRad);
  const nx = uy * hz - uz * hy;
  const ny = uz * hx - ux * hz;
  const nz = ux * hy - uy * hx;
  const length = Math.hypot(nx, ny, nz);
  out[0] = nx / length;
  out[1] = ny / length;
  out[2] = nz / length;
}

/** One classical Runge-Kutta step of the climb, in place. */
function boostStepInto(
  state: Float64Array,
  timeS: number,
  profile: BoostProfile,
  normal: Float64Array,
  acceleration: Float64Array,
): void {
  const h = 0.5 * BOOST_STEP_S;
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const vx = state[3]!;
  const vy = state[4]!;
  const vz = state[5]!;
  accelerationInto(acceleration, timeS, x, y, z, profile, normal);
  const ax1 = acceleration[0]!;
  const ay1 = acceleration[1]!;
  const az1 = acceleration[2]!;
  accelerationInto(acceleration, timeS + h, x + h * vx, y + h * vy, z + h * vz, profile, normal);
  const ax2 = acceleration[0]!;
  const ay2 = acceleration[1]!;
  const az2 = acceleration[2]!;
  const vx2 = vx + h * ax1;
  const vy2 = vy + h * ay1;
  const vz2 = vz + h * az1;
  accelerationInto(acceleration, timeS + h, x + h * vx2, y + h * vy2, z + h * vz2, profile, normal);
  const ax3 = acceleration[0]!;
  const ay3 = acceleration[1]!;
  const az3 = acceleration[2]!;
  const vx3 = vx + h * ax2;
  const vy3 = vy + h * ay2;
  const vz3 = vz + h * az2;
  const step = BOOST_STEP_S;
  accelerationInto(
    acceleration,
    timeS + step,
    x + step * vx3,
    y + step * vy3,
    z + step * vz3,
    profile,
    normal,
  );
  const sixth = step / 6;
  state[0] = x + sixth * (vx + 2 * (vx2 + vx3) + vx + step * ax3);
  state[1] = y + sixth * (vy + 2 * (vy2 + vy3) + vy + step * ay3);
  state[2] = z + sixth * (vz + 2 * (vz2 + vz3) + vz + step * az3);
  state[3] = vx + sixth * (ax1 + 2 * (ax2 + ax3) + acceleration[0]!);
  state[4] = vy + sixth * (ay1 + 2 * (ay2 + ay3) + acceleration[1]!);
  state[5] = vz + sixth * (az1 + 2 * (az2 + az3) + acceleration[2]!);
}

/** Gravity, and thrust along the body: up times sin(elevation), downrange times cos(elevation). */
function accelerationInto(
  out: Float64Array,
  timeS: number,
  x: number,
  y: number,
  z: number,
  profile: BoostProfile,
  normal: Float64Array,
): void {
  gravityInto(out, x, y, z, 2);
  const thrust = thrustAccelerationMPerS2(profile, timeS);
  const elevationRad = bodyElevationRad(profile, timeS);
  const r = Math.sqrt(x * x + y * y + z * z);
  const dx = normal[1]! * z - normal[2]! * y;
  const dy = normal[2]! * x - normal[0]! * z;
  const dz = normal[0]! * y - normal[1]! * x;
  const up = (thrust * Math.sin(elevationRad)) / r;
  const forward = (thrust * Math.cos(elevationRad)) / Math.sqrt(dx * dx + dy * dy + dz * dz);
  out[0] = out[0]! + up * x + forward * dx;
  out[1] = out[1]! + up * y + forward * dy;
  out[2] = out[2]! + up * z + forward * dz;
}
