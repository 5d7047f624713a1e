import { RandomStream, present, radians } from '@cupola/core/foundation';
import { boostStepCount, flyBoostInto, propagateBallisticInto, solveTrajectory } from '@cupola/core/physics';
import type { BoostProfile } from '@cupola/core/physics';
import { vehicleClass } from '@cupola/core/vehicles';

/** Climbs of the generic classes to these ranges, m; `solveTrajectory` finds them. */
const CLIMBS: readonly (readonly [string, number])[] = [
  ['icbm-solid', 8_000_000],
  ['icbm-solid', 11_000_000],
  ['icbm-liquid', 8_000_000],
  ['icbm-liquid', 11_000_000],
  ['srbm', 300_000],
  ['srbm', 800_000],
];

interface Climb {
  readonly profile: BoostProfile;
  readonly ballisticCoefficientKgPerM2: number;
}

let solved: readonly Climb[] | null = null;

function climbs(): readonly Climb[] {
  solved ??= CLIMBS.map(([id, rangeM]) => {
    const vehicle = present(vehicleClass(id));
    const launch = { latitudeRad: 0, longitudeRad: 0 };
    const aim = { latitudeRad: rangeM / 6_371_000, longitudeRad: 0 };
    const outcome = solveTrajectory(launch, vehicle, { kind: 'minimum-energy', aim });
    if (!outcome.ok) throw new Error(outcome.error.detail);
    return {
      profile: outcome.solution.profile,
      ballisticCoefficientKgPerM2: vehicle.ballisticCoefficientKgPerM2.nominal,
    };
  });
  return solved;
}

/** A flight about its cut-off. */
export interface BoostingFlight {
  /** Inertial, m and m/s, one a second. */
  readonly states: readonly Float64Array[];
  /** When thrust ends after the first of them, s. */
  readonly cutoffS: number;
}

/** The last `beforeS` to `beforeS` + 1 seconds of a climb, and what follows, from some place within 300 km of where the x axis leaves the Earth, in any direction. */
export function boostingFlight(seed: number, beforeS: number, seconds: number): BoostingFlight {
  const draw = new RandomStream(seed, 'scene/climb');
  const climb = present(climbs()[Math.floor(draw.uniform(0, 0) * CLIMBS.length)]);
  const profile = { ...climb.profile, headingRad: 2 * Math.PI * draw.uniform(1, 0) };
  const site = {
    latitudeRad: radians(6 * draw.uniform(2, 0) - 3),
    longitudeRad: radians(6 * draw.uniform(3, 0) - 3),
    heightM: 0,
  };
  const count = boostStepCount(profile);
  const motion = new Float64Array(6 * count);
  flyBoostInto(motion, profile, site, 0);
  const cutoffS = beforeS + draw.uniform(4, 0);
  const states = Array.from({ length: seconds }, (_, second) => {
    const sinceCutoffS = second - cutoffS;
    const step = Math.min(0, Math.floor(sinceCutoffS)) + count - 1;
    const state = motion.slice(6 * step, 6 * step + 6);
    if (sinceCutoffS > 0)
      propagateBallisticInto(state, state, sinceCutoffS, climb.ballisticCoefficientKgPerM2);
    else if (step < count - 1) hermiteInPlace(state, motion, step, sinceCutoffS - Math.floor(sinceCutoffS));
    return state;
  });
  return { states, cutoffS };
}

/** Motion a share `t` of a second after a grid point of the climb: cubic between the points and their slopes. */
function hermiteInPlace(state: Float64Array, motion: Float64Array, step: number, t: number): void {
  for (let axis = 0; axis < 3; axis++) {
    const [p0, v0] = [motion[6 * step + axis]!, motion[6 * step + 3 + axis]!];
    const [p1, v1] = [motion[6 * step + 6 + axis]!, motion[6 * step + 9 + axis]!];
    const bend = 3 * (p1 - p0) - 2 * v0 - v1;
    const twist = v0 + v1 - 2 * (p1 - p0);
    state[axis] = p0 + t * (v0 + t * (bend + t * twist));
    state[3 + axis] = v0 + t * (2 * bend + 3 * t * twist);
  }
}
