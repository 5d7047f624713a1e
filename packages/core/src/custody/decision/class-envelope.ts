import { radians, unreachable } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2, minimumEnergyArc } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';

/** A span of values, all alike. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** Heights of circular orbits one burn reaches, m: from the lowest that lasts a few turns. */
const LOWEST_ORBIT_M = 150_000;
/** Orbits come to lie this much below their speed when the burn ends a little early, m/s. */
const SHORT_OF_ORBIT_M_PER_S = 500;

/** Speeds at the surface, m/s, between which a class ends its burn: of its published ranges and apogees, of its glide, or of its orbit. */
export function finalSurfaceSpeedsMPerS(vehicle: VehicleClass): Span {
  const { course } = vehicle;
  switch (course.kind) {
    case 'glide':
      return {
        min: glideSpeedMPerS(vehicle.minRangeM, course.liftToDrag.high),
        max: glideSpeedMPerS(vehicle.maxRangeM, course.liftToDrag.low),
      };
    case 'orbit':
    case 'fractional-orbit':
    case 'decay':
    case 'flash':
      return {
        min: orbitSurfaceSpeedMPerS(LOWEST_ORBIT_M) - SHORT_OF_ORBIT_M_PER_S,
        max: orbitSurfaceSpeedMPerS(vehicle.maxApogeeM),
      };
    case 'ballistic': {
      const radiusM = EARTH_EQUATORIAL_RADIUS_M;
      const straightUp = Math.sqrt(
        2 * EARTH_MU_M3_PER_S2 * (1 / radiusM - 1 / (radiusM + vehicle.maxApogeeM)),
      );
      return {
        min: minimumEnergyArc(vehicle.minRangeM, radiusM).speedMPerS,
        max: Math.max(straightUp, minimumEnergyArc(vehicle.maxRangeM, radiusM).speedMPerS),
      };
    }
    default:
      return unreachable(course);
  }
}

/** A span that holds this share of the flights of a class. */
export interface SharedSpan extends Span {
  readonly share: number;
}

/**
 * Flight path above the horizon, rad, that a class may have at a share of its burn: spans that hold all its flights together. Notional bends; a minimum-energy arc of 15,000 km
 * leaves at 11 degrees, one of a few hundred at 45, and a sounding rocket goes nearly straight up. The middle span of a ballistic weapon is that of gravity turns to aims of least energy,
 * which bend early.
 */
export function pathSpansRad(vehicle: VehicleClass, burnShare: number): readonly SharedSpan[] {
  switch (vehicle.course.kind) {
    case 'orbit':
    case 'fractional-orbit':
      // It bends towards the horizon until at the end it climbs at 15 degrees or less.
      return [{ min: radians(-10), max: radians(90 - 75 * burnShare), share: 1 }];
    case 'glide':
      return [{ min: radians(-10), max: radians(90 - 80 * burnShare), share: 1 }];
    case 'ballistic':
    case 'decay':
    case 'flash':
      return vehicle.weapon
        ? [
            { min: radians(5), max: radians(90), share: 0.5 },
            {
              min: radians(14 + 76 * Math.exp(-2.6 * burnShare)),
              max: radians(38 + 52 * Math.exp(-2 * burnShare)),
              share: 0.5,
            },
          ]
        : [
            { min: radians(45), max: radians(90), share: 0.2 },
            { min: radians(75), max: radians(90), share: 0.8 },
          ];
    default:
      return unreachable(vehicle.course);
  }
}

/** Flight path, rad, that a class may have in free flight, anywhere along it. */
export function coastPathSpanRad(vehicle: VehicleClass): Span {
  switch (vehicle.course.kind) {
    case 'orbit':
    case 'fractional-orbit':
    case 'decay':
    case 'glide':
      return { min: radians(-10), max: radians(5) };
    case 'ballistic':
    case 'flash':
      return { min: radians(-90), max: radians(90) };
    default:
      return unreachable(vehicle.course);
  }
}

/** Probability that the orbit a class ends its burn in stays above the ground. Notional. */
export function closedOrbitProb(vehicle: VehicleClass): number {
  const { kind } = vehicle.course;
  return kind === 'orbit' || kind === 'fractional-orbit' ? 0.95 : 1e-3;
}

/** Speed, m/s, from which an even glide goes this far: dR = (L/D)(r/2) d ln(1 - v²/gr). [Acton-2015] */
function glideSpeedMPerS(rangeM: number, liftToDrag: number): number {
  const r = EARTH_EQUATORIAL_RADIUS_M;
  return Math.sqrt((EARTH_MU_M3_PER_S2 / r) * (1 - Math.exp((-2 * rangeM) / (liftToDrag * r))));
}

/** How far an even glide goes from this speed over the ground, m; the inverse of the above, and at most half round the Earth. */
export function glideRangeM(speedMPerS: number, liftToDrag: number): number {
  const r = EARTH_EQUATORIAL_RADIUS_M;
  const rest = Math.max(1e-3, 1 - (speedMPerS * speedMPerS * r) / EARTH_MU_M3_PER_S2);
  return Math.min(Math.PI * r, -((liftToDrag * r) / 2) * Math.log(rest));
}

function orbitSurfaceSpeedMPerS(altitudeM: number): number {
  const r = EARTH_EQUATORIAL_RADIUS_M;
  return Math.sqrt(2 * EARTH_MU_M3_PER_S2 * (1 / r - 1 / (2 * (r + altitudeM))));
}
