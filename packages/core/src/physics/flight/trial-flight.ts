import { EARTH_MU_M3_PER_S2 } from '../earth.ts';
import { keplerTimeToApogee } from '../kepler.ts';
import { flyToImpact, heightAboveEllipsoidM, propagateBallisticInto } from './ballistic.ts';
import { boostStepCount, flyBoostInto } from './boost.ts';
import type { BoostProfile } from './boost.ts';
import type { GroundPoint } from './ground-distance.ts';

/** One try of the solver: a whole flight, with the Greenwich meridian on the x axis at lift-off. */
export interface TrialFlight {
  /** Inertial, m and m/s. */
  readonly burnout: Float64Array;
  readonly apogeeM: number;
  /** Launch to impact, s; null when it does not come down. */
  readonly flightTimeS: number | null;
  readonly impact: GroundPoint | null;
}

const EARTH_AT_LIFTOFF = { angleAtEpochRad: 0 } as const;

/** Climb only: state at burnout, inertial, Greenwich on the x axis at lift-off. */
export function burnoutOf(profile: BoostProfile, site: GroundPoint): Float64Array {
  const count = boostStepCount(profile);
  const climb = new Float64Array(6 * count);
  flyBoostInto(climb, profile, { ...site, heightM: 0 }, 0);
  return climb.slice(6 * (count - 1));
}

/** Climb, free flight and re-entry; `null` when the climb ends below the ground. */
export function flyTrial(
  profile: BoostProfile,
  site: GroundPoint,
  ballisticCoefficientKgPerM2: number,
): TrialFlight | null {
  const burnout = burnoutOf(profile, site);
  const burnoutHeightM = heightAboveEllipsoidM(burnout[0]!, burnout[1]!, burnout[2]!);
  if (!(burnoutHeightM > 0)) return null;
  const state = burnout.slice();
  let timeS = profile.durationS;
  const toApogeeS = radialSpeedMPerS(state) > 0 ? keplerTimeToApogee(state) : 0;
  if (toApogeeS !== null) {
    propagateBallisticInto(state, state, toApogeeS, ballisticCoefficientKgPerM2);
    timeS += toApogeeS;
  }
  const apogeeM = toApogeeS === 0 ? burnoutHeightM : apogeeNearM(state);
  const outcome = flyToImpact(state, Math.round(timeS * 1e6), ballisticCoefficientKgPerM2, EARTH_AT_LIFTOFF);
  if (!outcome.ok) return { burnout, apogeeM, flightTimeS: null, impact: null };
  return { burnout, apogeeM, flightTimeS: outcome.impact.atUs / 1e6, impact: outcome.impact.geodetic };
}

/** Outward speed, m/s. */
export function radialSpeedMPerS(state: Float64Array): number {
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  return (state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]!) / r;
}

/** Height of the apogee from a state within seconds of it: what is left of the radial speed is spent against gravity. */
function apogeeNearM(state: Float64Array): number {
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  const radial = radialSpeedMPerS(state);
  const across2 = state[3]! ** 2 + state[4]! ** 2 + state[5]! ** 2 - radial * radial;
  const pull = EARTH_MU_M3_PER_S2 / (r * r) - across2 / r;
  return heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) + (radial * radial) / (2 * pull);
}
