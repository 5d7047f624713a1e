import { EARTH_ROTATION_RAD_PER_S, groundBelow, groundPointAt } from '../../physics/index.ts';
import type { GroundPoint } from '../../physics/index.ts';
import type { VehicleClass, VehicleCourse } from '../../vehicles/index.ts';
import { glideRangeM } from '../decision/class-envelope.ts';
import type { ImpactAhead } from './impacts-ahead.ts';

type CarriedCourse = Extract<VehicleCourse, { readonly kind: 'glide' | 'fractional-orbit' }>;

/** Is the object carried on after its burn, by lift or by its orbit, instead of falling? */
export function isCarried(course: VehicleCourse): course is CarriedCourse {
  return course.kind === 'glide' || course.kind === 'fractional-orbit';
}

/** Shortest of a glide, as a share of the longest. Notional. */
const SHORTEST_GLIDE_SHARE = 0.4;
/** How far a glide ends to the side of the course at its start, one sigma, rad at the start. Notional. */
const GLIDE_ASIDE_SIGMA_RAD = 0.15;
/** Mean speeds over the ground, m/s: of a glide as a share of its first speed, and of a low orbit. */
const GLIDE_MEAN_SPEED_SHARE = 0.75;
export const ORBIT_GROUND_SPEED_M_PER_S = 7_400;

/**
 * Where a body that is carried on comes down: a glider somewhere between 0.4 and 1 times its longest glide, a little to either side; a fractional orbit
 * anywhere between its shortest and longest way, the Earth turning beneath it. Great circles; good for a probability before the burn has ended, and
 * no footprint.
 *
 * @param state - Inertial, at the end of thrust.
 * @param meridianRad - Angle of the Greenwich meridian then.
 * @param drawn - Share of the way between shortest and longest, [0, 1], a standard normal for its side, and what of the way from launch is flown already, m.
 * @returns With the seconds from the end of thrust.
 */
export function carriedImpact(
  vehicle: VehicleClass & { readonly course: VehicleCourse },
  state: Float64Array,
  meridianRad: number,
  drawn: { readonly length: number; readonly aside: number; readonly flownM?: number },
): Pick<ImpactAhead, 'latitudeRad' | 'longitudeRad' | 'afterS'> {
  const { course } = vehicle;
  const share = drawn.length;
  const from = groundBelow(state, meridianRad);
  const orbits = course.kind === 'fractional-orbit';
  const speed = groundSpeed(state, orbits);
  const lengthM =
    course.kind === 'glide'
      ? glideRangeM(Math.min(speed.sizeMPerS, 7_800), course.liftToDrag.nominal) *
        (SHORTEST_GLIDE_SHARE + (1 - SHORTEST_GLIDE_SHARE) * share)
      : wayLeftM(vehicle, share, drawn.flownM ?? 0);
  const afterS = lengthM / (orbits ? ORBIT_GROUND_SPEED_M_PER_S : GLIDE_MEAN_SPEED_SHARE * speed.sizeMPerS);
  const bearing = speed.bearingRad + (orbits ? 0 : GLIDE_ASIDE_SIGMA_RAD * drawn.aside);
  const to = wayAlong(from, bearing, lengthM);
  return {
    latitudeRad: to.latitudeRad,
    longitudeRad: to.longitudeRad - (orbits ? EARTH_ROTATION_RAD_PER_S * afterS : 0),
    afterS,
  };
}

/** Shortest way from the beginning of a braking burn to the ground, m. Notional. */
const BRAKING_WAY_M = 1_000_000;

/** What is left of the way, between the shortest and the longest from launch. */
function wayLeftM({ minRangeM, maxRangeM }: VehicleClass, share: number, flownM: number): number {
  const shortestM = Math.max(BRAKING_WAY_M, minRangeM - flownM);
  return shortestM + Math.max(0, maxRangeM - flownM - shortestM) * share;
}

/** Along the great circle, more than half round the Earth too. */
function wayAlong(from: GroundPoint, bearing: number, lengthM: number): GroundPoint {
  const longestM = 18_000_000;
  const first = groundPointAt(from, bearing, Math.min(lengthM, longestM));
  if (lengthM <= longestM) return first;
  // The place opposite the start, and on from there on the same bearing from the other side.
  const opposite = { latitudeRad: -from.latitudeRad, longitudeRad: from.longitudeRad + Math.PI };
  return groundPointAt(opposite, Math.PI - bearing, Math.max(0, lengthM - HALF_TURN_M));
}

const HALF_TURN_M = 20_015_000;

/** Horizontal velocity: against the turning Earth for what flies in the air, in inertial axes for an orbit. */
function groundSpeed(
  state: Float64Array,
  inertial: boolean,
): { readonly sizeMPerS: number; readonly bearingRad: number } {
  const [x, y, z] = [state[0]!, state[1]!, state[2]!];
  const turn = inertial ? 0 : EARTH_ROTATION_RAD_PER_S;
  const [u, v, w] = [state[3]! + turn * y, state[4]! - turn * x, state[5]!];
  const across = Math.max(1, Math.hypot(x, y));
  const r = Math.hypot(across, z);
  const east = (x * v - y * u) / across;
  const outward = (x * u + y * v) / across;
  const north = (across * w - z * outward) / r;
  return { sizeMPerS: Math.max(1, Math.hypot(east, north)), bearingRad: Math.atan2(east, north) };
}
