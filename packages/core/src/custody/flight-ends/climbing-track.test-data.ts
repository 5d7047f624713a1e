import { RandomStream, radians, usFromS } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import {
  boostStepCount,
  flyBoostInto,
  gravityInto,
  propagateBallisticInto,
  solveTrajectory,
} from '../../physics/index.ts';
import type { GroundPoint, TrajectoryGoal } from '../../physics/index.ts';
import { vehicleClass } from '../../vehicles/index.ts';

export const SITE: GroundPoint = { latitudeRad: radians(40), longitudeRad: radians(10) };
export const EARTH = { angleAtEpochRad: 0 };

/** A flight of a class from `SITE` at time zero: inertial states every second, boost and `coastS` seconds of coast. */
export interface FlownClass {
  readonly burnoutS: number;
  readonly motion: Float64Array;
}

export function flownClass(id: string, goal: TrajectoryGoal, coastS: number): FlownClass {
  const vehicle = vehicleClass(id);
  if (vehicle === undefined) throw new Error(id);
  const outcome = solveTrajectory(SITE, vehicle, goal);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  const { profile } = outcome.solution;
  const steps = boostStepCount(profile);
  const motion = new Float64Array(6 * (steps + coastS));
  flyBoostInto(motion, profile, { ...SITE, heightM: 0 }, 0);
  const state = motion.slice(6 * (steps - 1), 6 * steps);
  for (let s = 0; s < coastS; s++) {
    propagateBallisticInto(state, state, 1, vehicle.ballisticCoefficientKgPerM2.nominal);
    motion.set(state, 6 * (steps + s));
  }
  return { burnoutS: steps - 1, motion };
}

/** Of one of nine numbers: m, m/s, m/s². */
function sigma(i: number): number {
  if (i < 3) return 40;
  return i < 6 ? 6 : 2;
}

/** A track of the flight at an age, one draw of errors as large as its covariance says. */
export function trackAt(flown: FlownClass, ageS: number, draw: number): Track {
  const burning = ageS < flown.burnoutS;
  const truth = [...flown.motion.subarray(6 * ageS, 6 * ageS + 6)];
  if (burning) {
    const gravity = new Float64Array(3);
    gravityInto(gravity, truth[0]!, truth[1]!, truth[2]!, 2);
    for (let axis = 0; axis < 3; axis++) {
      const rate = (flown.motion[6 * (ageS + 1) + 3 + axis]! - flown.motion[6 * (ageS - 1) + 3 + axis]!) / 2;
      truth.push(rate - gravity[axis]!);
    }
  }
  const size = truth.length;
  const normals = new Float64Array(12);
  const four = new Float64Array(4);
  const stream = new RandomStream(5, 'climbing track');
  for (const block of [0, 1, 2]) {
    stream.normalsInto(four, draw, block);
    normals.set(four, 4 * block);
  }
  const first = 6 * Math.min(ageS, 40);
  return {
    id: 'T0001',
    atUs: usFromS(ageS),
    phase: burning ? 'boost' : 'coast',
    phaseProbs: { boost: burning ? 1 : 0, coast: burning ? 0 : 1, reentry: 0, glide: 0 },
    existenceProb: 1,
    state: truth.map((each, i) => each + sigma(i) * normals[i]!),
    covariance: Array.from({ length: size * size }, (_, at) =>
      at % (size + 1) === 0 ? sigma(at / (size + 1)) ** 2 : 0,
    ),
    firstDetectedAtUs: usFromS(Math.min(ageS, 40)),
    firstPositionM: [flown.motion[first]!, flown.motion[first + 1]!, flown.motion[first + 2]!],
    confirmedAtUs: usFromS(Math.min(ageS, 40)),
    cutoffAtUs: burning ? null : usFromS(flown.burnoutS),
    lastDetectedAtUs: usFromS(ageS),
    boostSeen: burning,
  };
}
