import { RandomStream, present, radians, usFromS } from '@cupola/core/foundation';
import {
  EARTH_ROTATION_RAD_PER_S,
  boostStepCount,
  flyBoostInto,
  flyToImpact,
  groundPointAt,
  heightAboveEllipsoidM,
  propagateBallisticInto,
  solveTrajectory,
} from '@cupola/core/physics';
import type { GroundPoint } from '@cupola/core/physics';
import { vehicleClass } from '@cupola/core/vehicles';

/** A missile from where it rises out of cloud. */
export interface ClimbingMissile {
  /** Inertial, m and m/s, one a second; the Greenwich meridian stands at angle 0 at the first. */
  readonly states: readonly Float64Array[];
  /** When thrust ends after the first of them, whole seconds. */
  readonly cutoffS: number;
  readonly impact: GroundPoint;
}

/** First seen above this height, m. Notional: high cloud. */
const FIRST_SEEN_M = 10_000;
/** Ranges are even between these, within what the class flies, m. */
const RANGE_M = { low: 3_500_000, high: 12_000_000 };

/**
 * A missile of a class from within 300 km of where the x axis leaves the Earth, in any direction; its range even over what the class flies, up to
 * 12,000 km, and its burn even over the window of the class, in whole seconds.
 *
 * @param afterS - How long it is followed after its thrust ended.
 */
export function climbingMissile(seed: number, classId: string, afterS: number): ClimbingMissile {
  const draw = new RandomStream(seed, `scene/missile/${classId}`);
  const vehicle = present(vehicleClass(classId));
  const { min, max } = vehicle.boostDurationS;
  const nominal = min + Math.floor(draw.uniform(0, 0) * (max - min + 1));
  const site = {
    latitudeRad: radians(6 * draw.uniform(1, 0) - 3),
    longitudeRad: radians(6 * draw.uniform(2, 0) - 3),
  };
  const low = Math.max(RANGE_M.low, 1.2 * vehicle.minRangeM);
  const high = Math.min(RANGE_M.high, vehicle.maxRangeM);
  const [from, to] = low < high ? [low, high] : [1.5 * vehicle.minRangeM, 0.95 * vehicle.maxRangeM];
  const rangeM = from + (to - from) * draw.uniform(3, 0);
  const aim = groundPointAt(site, 2 * Math.PI * draw.uniform(4, 0), rangeM);
  const outcome = solveTrajectory(
    site,
    { ...vehicle, boostDurationS: { nominal } },
    { kind: 'minimum-energy', aim },
  );
  if (!outcome.ok) throw new Error(outcome.error.detail);
  const { profile } = outcome.solution;
  const count = boostStepCount(profile);
  const motion = new Float64Array(6 * count);
  const place = { ...site, heightM: 0 };
  flyBoostInto(motion, profile, place, 0);
  const stateAt = (step: number): Float64Array => motion.slice(6 * step, 6 * step + 6);
  let first = 0;
  for (; first < count; first++) {
    const [x = 0, y = 0, z = 0] = stateAt(first);
    if (heightAboveEllipsoidM(x, y, z) > FIRST_SEEN_M) break;
  }
  flyBoostInto(motion, profile, place, -EARTH_ROTATION_RAD_PER_S * first);
  const cutoffS = count - 1 - first;
  const coefficient = vehicle.ballisticCoefficientKgPerM2.nominal;
  const states = Array.from({ length: cutoffS + afterS + 1 }, (_, second) => {
    const state = stateAt(Math.min(count - 1, first + second));
    if (second > cutoffS) propagateBallisticInto(state, state, second - cutoffS, coefficient);
    return state;
  });
  const burnout = stateAt(count - 1);
  const flown = flyToImpact(burnout, usFromS(cutoffS), coefficient, { angleAtEpochRad: 0 });
  if (!flown.ok) throw new Error('a missile that does not come down');
  return { states, cutoffS, impact: flown.impact.geodetic };
}
