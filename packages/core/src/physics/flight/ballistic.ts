import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { ATMOSPHERE_TOP_M, airDensityKgPerM3 } from '../atmosphere.ts';
import { earthAngleRad } from '../earth-rotation.ts';
import type { EarthRotation } from '../earth-rotation.ts';
import {
  EARTH_ECCENTRICITY_SQUARED,
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
  geodeticFromItrf,
} from '../earth.ts';
import type { Geodetic } from '../earth.ts';
import { gravityInto } from '../gravity.ts';
import type { ZonalDegree } from '../gravity.ts';
import { partToGroundS } from './ground-crossing.ts';

/** Steps of the integrator, s: free flight, thin air, air that matters. */
const COAST_STEP_S = 20;
const THIN_AIR_STEP_S = 2;
const DRAG_STEP_S = 0.5;
/** Below this height the fine step is used, m. */
const DRAG_HEIGHT_M = 100_000;
/** A body still up after this long is given up, s; the highest published test flew 4,500 s. */
const LONGEST_FLIGHT_S = 4 * 3600;
const MAX_STEPS = 200_000;
const SECOND_ECCENTRICITY_SQUARED: number = EARTH_ECCENTRICITY_SQUARED / (1 - EARTH_ECCENTRICITY_SQUARED);

/** Settings few callers need. */
export interface BallisticOptions {
  /** Zonal harmonics of gravity; 2 by default. */
  readonly zonalDegree?: ZonalDegree;
  /** Multiplies every step; 1 by default, 0.5 to see how well the integration has converged. */
  readonly stepScale?: number;
}

/** Where and when a ballistic body meets the ellipsoid. */
export interface Impact {
  /** Position and velocity there, inertial, m and m/s. */
  readonly stateInertial: Float64Array;
  readonly atUs: SimTimeUs;
  readonly geodetic: Geodetic;
}

export type ImpactOutcome =
  | { readonly ok: true; readonly impact: Impact }
  | { readonly ok: false; readonly error: { readonly code: 'no-impact'; readonly detail: string } };

/**
 * Height above the WGS 84 ellipsoid, m, by the radius of the ellipsoid in the same geocentric direction: exact on the surface, 0.6 m too
 * great at 100 km. Any frame whose z axis is the Earth's.
 */
export function heightAboveEllipsoidM(xM: number, yM: number, zM: number): number {
  const r2 = xM * xM + yM * yM + zM * zM;
  return (
    Math.sqrt(r2) - EARTH_EQUATORIAL_RADIUS_M / Math.sqrt(1 + (SECOND_ECCENTRICITY_SQUARED * zM * zM) / r2)
  );
}

/**
 * Ballistic flight for `durationS` seconds from `state` into `out[0..5]`; `out` may be `state`.
 *
 * Gravity with J2 and, below 150 km, drag in air that turns with the Earth. No lift, no wind. The ground is not noticed: below it the air
 * keeps its sea-level density. RK4: 20 s in free flight, 2 s in thin air, 0.5 s below 100 km. A negative duration goes back in time; that
 * is sound outside the air only.
 *
 * @param state - Inertial position and velocity, m and m/s.
 * @param ballisticCoefficientKgPerM2 - Mass over drag coefficient and area; `Infinity` leaves drag out.
 */
export function propagateBallisticInto(
  out: Float64Array,
  state: Float64Array,
  durationS: number,
  ballisticCoefficientKgPerM2: number,
  options: BallisticOptions = {},
): void {
  const degree = options.zonalDegree ?? 2;
  const scale = options.stepScale ?? 1;
  const inverse = 1 / ballisticCoefficientKgPerM2;
  const acceleration = new Float64Array(3);
  for (let i = 0; i < 6; i++) out[i] = state[i]!;
  const direction = durationS < 0 ? -1 : 1;
  let leftS = Math.abs(durationS);
  for (let n = 0; n < MAX_STEPS && leftS > 0; n++) {
    const stepS = Math.min(leftS, scale * stepFor(out, direction));
    ballisticStepInto(out, out, direction * stepS, inverse, degree, acceleration);
    leftS -= stepS;
  }
}

/**
 * Flies a body until it meets the WGS 84 ellipsoid (height 0) on its way down.
 *
 * Model and steps as `propagateBallisticInto`; the crossing is refined to a centimetre of height. A state that is already below the
 * surface and falling is its own impact.
 *
 * @param state - Inertial position and velocity at `atUs`, m and m/s.
 * @returns `no-impact` for a body that escapes, stays in orbit above the air, or is still flying after four hours.
 */
export function flyToImpact(
  state: Float64Array,
  atUs: SimTimeUs,
  ballisticCoefficientKgPerM2: number,
  earth: EarthRotation,
  options: BallisticOptions = {},
): ImpactOutcome {
  if (staysUp(state)) return noImpact('the orbit does not come down');
  const degree = options.zonalDegree ?? 2;
  const scale = options.stepScale ?? 1;
  const inverse = 1 / ballisticCoefficientKgPerM2;
  const acceleration = new Float64Array(3);
  const current = new Float64Array(6);
  const next = new Float64Array(6);
  for (let i = 0; i < 6; i++) current[i] = state[i]!;
  let heightM = heightAboveEllipsoidM(current[0]!, current[1]!, current[2]!);
  let elapsedS = 0;
  for (let n = 0; n < MAX_STEPS && elapsedS < LONGEST_FLIGHT_S; n++) {
    if (heightM <= 0 && isFalling(current)) return impactAt(current, elapsedS, atUs, earth);
    let stepS = scale * stepFor(current, 1);
    ballisticStepInto(next, current, stepS, inverse, degree, acceleration);
    const nextHeightM = heightAboveEllipsoidM(next[0]!, next[1]!, next[2]!);
    if (nextHeightM <= 0 && heightM > 0) {
      const heightAfterM = (partS: number): number => {
        ballisticStepInto(next, current, partS, inverse, degree, acceleration);
        return heightAboveEllipsoidM(next[0]!, next[1]!, next[2]!);
      };
      stepS = partToGroundS(heightAfterM, stepS, heightM, nextHeightM);
      return impactAt(next, elapsedS + stepS, atUs, earth);
    }
    for (let i = 0; i < 6; i++) current[i] = next[i]!;
    heightM = nextHeightM;
    elapsedS += stepS;
  }
  return noImpact('still flying after four hours, or the state is not a number');
}

function noImpact(detail: string): ImpactOutcome {
  return { ok: false, error: { code: 'no-impact', detail } };
}

function impactAt(
  state: Float64Array,
  elapsedS: number,
  startUs: SimTimeUs,
  earth: EarthRotation,
): ImpactOutcome {
  const atUs = startUs + usFromS(elapsedS);
  const angleRad = earthAngleRad(earth, atUs);
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  const geodetic = geodeticFromItrf(c * state[0]! + s * state[1]!, -s * state[0]! + c * state[1]!, state[2]!);
  return { ok: true, impact: { stateInertial: state.slice(0, 6), atUs, geodetic } };
}

/** Open orbit on the way out, or perigee above the air. */
function staysUp(state: Float64Array): boolean {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const vx = state[3]!;
  const vy = state[4]!;
  const vz = state[5]!;
  const r = Math.sqrt(x * x + y * y + z * z);
  const speed2 = vx * vx + vy * vy + vz * vz;
  const radial = x * vx + y * vy + z * vz;
  const energy = 0.5 * speed2 - EARTH_MU_M3_PER_S2 / r;
  if (energy >= 0 && radial >= 0) return true;
  const parameterM = (r * r * speed2 - radial * radial) / EARTH_MU_M3_PER_S2;
  const eccentricity = Math.sqrt(Math.max(0, 1 + (2 * energy * parameterM) / EARTH_MU_M3_PER_S2));
  return parameterM / (1 + eccentricity) > EARTH_EQUATORIAL_RADIUS_M + ATMOSPHERE_TOP_M;
}

function isFalling(state: Float64Array): boolean {
  return state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]! <= 0;
}

/** The step the state allows, s: never far across the border between free flight and air. */
function stepFor(state: Float64Array, direction: number): number {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const heightM = heightAboveEllipsoidM(x, y, z);
  if (heightM < DRAG_HEIGHT_M) return DRAG_STEP_S;
  if (heightM < ATMOSPHERE_TOP_M) return THIN_AIR_STEP_S;
  const r = Math.sqrt(x * x + y * y + z * z);
  const climbMPerS = (direction * (x * state[3]! + y * state[4]! + z * state[5]!)) / r;
  // The body falls freely: solve for the moment it enters the air, with the strength of gravity here.
  const gravity = EARTH_MU_M3_PER_S2 / (r * r);
  const toAirS =
    (climbMPerS + Math.sqrt(climbMPerS * climbMPerS + 2 * gravity * (heightM - ATMOSPHERE_TOP_M))) / gravity;
  return Math.min(COAST_STEP_S, Math.max(DRAG_STEP_S, toAirS));
}

/** One classical Runge-Kutta step; `next` may be `from`. [Press-2007] §17.1. */
function ballisticStepInto(
  next: Float64Array,
  from: Float64Array,
  stepS: number,
  inverse: number,
  degree: ZonalDegree,
  acceleration: Float64Array,
): void {
  const h = 0.5 * stepS;
  const x = from[0]!;
  const y = from[1]!;
  const z = from[2]!;
  const vx = from[3]!;
  const vy = from[4]!;
  const vz = from[5]!;
  accelerationInto(acceleration, x, y, z, vx, vy, vz, inverse, degree);
  const ax1 = acceleration[0]!;
  const ay1 = acceleration[1]!;
  const az1 = acceleration[2]!;
  const vx2 = vx + h * ax1;
  const vy2 = vy + h * ay1;
  const vz2 = vz + h * az1;
  accelerationInto(acceleration, x + h * vx, y + h * vy, z + h * vz, vx2, vy2, vz2, inverse, degree);
  const ax2 = acceleration[0]!;
  const ay2 = acceleration[1]!;
  const az2 = acceleration[2]!;
  const vx3 = vx + h * ax2;
  const vy3 = vy + h * ay2;
  const vz3 = vz + h * az2;
  accelerationInto(acceleration, x + h * vx2, y + h * vy2, z + h * vz2, vx3, vy3, vz3, inverse, degree);
  const ax3 = acceleration[0]!;
  const ay3 = acceleration[1]!;
  const az3 = acceleration[2]!;
  const vx4 = vx + stepS * ax3;
  const vy4 = vy + stepS * ay3;
  const vz4 = vz + stepS * az3;
  accelerationInto(
    acceleration,
    x + stepS * vx3,
    y + stepS * vy3,
    z + stepS * vz3,
    vx4,
    vy4,
    vz4,
    inverse,
    degree,
  );
  const sixth = stepS / 6;
  next[0] = x + sixth * (vx + 2 * (vx2 + vx3) + vx4);
  next[1] = y + sixth * (vy + 2 * (vy2 + vy3) + vy4);
  next[2] = z + sixth * (vz + 2 * (vz2 + vz3) + vz4);
  next[3] = vx + sixth * (ax1 + 2 * (ax2 + ax3) + acceleration[0]!);
  next[4] = vy + sixth * (ay1 + 2 * (ay2 + ay3) + acceleration[1]!);
  next[5] = vz + sixth * (az1 + 2 * (az2 + az3) + acceleration[2]!);
}

/** Gravity, and drag against air that turns with the Earth; `inverse` is one over the ballistic coefficient, m²/kg. */
function accelerationInto(
  out: Float64Array,
  x: number,
  y: number,
  z: number,
  vx: number,
  vy: number,
  vz: number,
  inverse: number,
  degree: ZonalDegree,
): void {
  gravityInto(out, x, y, z, degree);
  const r2 = x * x + y * y + z * z;
  // Cheap first test: nowhere is the ellipsoid farther out than the equator.
  const topM = EARTH_EQUATORIAL_RADIUS_M + ATMOSPHERE_TOP_M;
  if (r2 > topM * topM || inverse === 0) return;
  const density = airDensityKgPerM3(heightAboveEllipsoidM(x, y, z));
  const ux = vx + EARTH_ROTATION_RAD_PER_S * y;
  const uy = vy - EARTH_ROTATION_RAD_PER_S * x;
  const drag = 0.5 * density * inverse * Math.sqrt(ux * ux + uy * uy + vz * vz);
  out[0] = out[0]! - drag * ux;
  out[1] = out[1]! - drag * uy;
  out[2] = out[2]! - drag * vz;
}
