import { RandomStream, radians } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M, propagateBallisticInto } from '@cupola/core/physics';

/** Spread of ballistic coefficients, even in the logarithm, kg/m²: from the low end of the short-range class to the high end of the intercontinental one. */
const COEFFICIENT_LOW = 1_500;
const COEFFICIENT_HIGH = 12_000;
const INTERFACE_M = 120_000;

/** A flight about its entry into the air. */
export interface FallingFlight {
  /** Inertial, m and m/s, one a second. */
  readonly states: readonly Float64Array[];
  readonly ballisticCoefficientKgPerM2: number;
}

/**
 * A body that comes through 120 km at second `beforeS`, near where the x axis leaves the Earth, in any direction, at 6.4 to 7.2 km/s and
 * 18 to 28 degrees down. Drag by the truth's own integrator at half its steps.
 */
export function fallingFlight(seed: number, beforeS: number, seconds: number): FallingFlight {
  const draw = new RandomStream(seed, 'scene/fall');
  const ballisticCoefficientKgPerM2 =
    COEFFICIENT_LOW * (COEFFICIENT_HIGH / COEFFICIENT_LOW) ** draw.uniform(0, 0);
  const entry = stateAt({
    heightM: INTERFACE_M,
    eastRad: radians(4 * draw.uniform(1, 0) - 2),
    northRad: radians(4 * draw.uniform(2, 0) - 2),
    headingRad: 2 * Math.PI * draw.uniform(3, 0),
    speedMPerS: 6_400 + 800 * draw.uniform(4, 0),
    climbRad: -radians(18 + 10 * draw.uniform(5, 0)),
  });
  const states = Array.from({ length: seconds }, (_, second) => {
    const state = entry.slice();
    const elapsedS = second - beforeS;
    const coefficient = elapsedS < 0 ? Number.POSITIVE_INFINITY : ballisticCoefficientKgPerM2;
    propagateBallisticInto(state, state, elapsedS, coefficient, { stepScale: 0.5 });
    return state;
  });
  return { states, ballisticCoefficientKgPerM2 };
}

/** A place and motion near where the x axis leaves the Earth; headings clockwise from north. */
export interface NearAxis {
  readonly heightM: number;
  readonly eastRad: number;
  readonly northRad: number;
  readonly headingRad: number;
  readonly speedMPerS: number;
  readonly climbRad: number;
}

/** Inertial state, m and m/s. */
export function stateAt(place: NearAxis): Float64Array {
  const { eastRad: e, northRad: n, headingRad } = place;
  const up = [Math.cos(e) * Math.cos(n), Math.sin(e) * Math.cos(n), Math.sin(n)];
  const north = [-Math.cos(e) * Math.sin(n), -Math.sin(e) * Math.sin(n), Math.cos(n)];
  const east = [-Math.sin(e), Math.cos(e), 0];
  const level = place.speedMPerS * Math.cos(place.climbRad);
  return Float64Array.from({ length: 6 }, (_, i) => {
    const axis = i % 3;
    if (i < 3) return (EARTH_EQUATORIAL_RADIUS_M + place.heightM) * up[axis]!;
    return (
      place.speedMPerS * Math.sin(place.climbRad) * up[axis]! +
      level * (Math.cos(headingRad) * north[axis]! + Math.sin(headingRad) * east[axis]!)
    );
  });
}
