import { RandomStream, radians, usFromS } from '../../foundation/index.ts';
import type { Decision, OperateEvent, Track } from '../../messages/index.ts';
import {
  boostStepCount,
  buildRegionIndex,
  earthAngleRad,
  flyBoostInto,
  heightAboveEllipsoidM,
  propagateBallisticInto,
  solveTrajectory,
  thrustAccelerationMPerS2,
} from '../../physics/index.ts';
import type { Region, TrajectoryGoal } from '../../physics/index.ts';
import { CLASSES_TOLD_APART, vehicleClass } from '../../vehicles/index.ts';
import { decide } from './decide.ts';
import type { DecisionContext } from './decision-context.ts';
import { newDecisionMemory } from './decision-memory.ts';

export const EARTH = { angleAtEpochRad: 0.3 };
export const LATENCY_S = 1;

const ring = (...degrees: [number, number][]): [number, number][] =>
  degrees.map(([lon, lat]) => [radians(lon), radians(lat)]);

/** Outlines by hand, good to some tens of kilometres; the real ones are tested where they are loaded. */
export const REGIONS: readonly Region[] = [
  {
    id: 'us-conus',
    title: 'rough outline of the 48 states',
    polygons: [
      [
        ring(
          [-124.5, 48.4],
          [-123, 49],
          [-95, 49],
          [-89, 48],
          [-84.5, 46.5],
          [-82.5, 45],
          [-82.5, 42],
          [-79, 42.7],
          [-79, 43.3],
          [-76.5, 44],
          [-75, 45],
          [-71, 45.2],
          [-69, 47.3],
          [-67, 45],
          [-70, 43],
          [-70, 41.5],
          [-74, 40.5],
          [-76, 37],
          [-75.5, 35.2],
          [-81, 31],
          [-80, 26],
          [-81, 25.2],
          [-83, 29],
          [-89, 29.2],
          [-97, 28],
          [-97.2, 25.9],
          [-101, 29.8],
          [-106.5, 31.8],
          [-117.1, 32.5],
          [-120.5, 34.5],
          [-124.3, 40.4],
        ),
      ],
    ],
  },
  {
    id: 'us-alaska',
    title: 'rough outline of Alaska',
    polygons: [
      [
        ring(
          [-168, 65.6],
          [-156, 71.3],
          [-141, 69.7],
          [-141, 60],
          [-136, 59.5],
          [-130, 55],
          [-134, 55],
          [-150, 59.5],
          [-165, 54],
          [-158, 58.5],
          [-166, 61.5],
        ),
      ],
    ],
  },
];

export const CONTEXT: DecisionContext = {
  regions: buildRegionIndex(REGIONS),
  earth: EARTH,
  classes: CLASSES_TOLD_APART,
  declare: { probability: 0.95, consecutive: 3, excludeBelow: 0.01, responseS: 600 },
};

export interface Flown {
  readonly launchAtS: number;
  readonly burnoutS: number;
  readonly profile: Parameters<typeof thrustAccelerationMPerS2>[0];
  /** Inertial states on whole seconds from launch, [second][6]. */
  readonly motion: Float64Array;
}

/** Flies a class to a goal and on in free flight for `coastS` seconds. */
export function fly(
  classId: string,
  latDeg: number,
  lonDeg: number,
  goal: TrajectoryGoal,
  coastS: number,
): Flown {
  const vehicle = vehicleClass(classId);
  if (vehicle === undefined) throw new Error(classId);
  const site = { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
  const outcome = solveTrajectory(site, vehicle, goal);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  const { profile } = outcome.solution;
  const steps = boostStepCount(profile);
  const motion = new Float64Array(6 * (steps + coastS));
  flyBoostInto(motion, profile, { ...site, heightM: 0 }, earthAngleRad(EARTH, usFromS(10)));
  const state = motion.slice(6 * (steps - 1), 6 * steps);
  for (let s = 0; s < coastS; s++) {
    propagateBallisticInto(state, state, 1, vehicle.ballisticCoefficientKgPerM2.nominal);
    motion.set(state, 6 * (steps + s));
  }
  return { launchAtS: 10, burnoutS: profile.durationS, profile, motion };
}

/** One-sigma errors of a track: 20 m/s under thrust, then as the Cramer-Rao table for four satellites shrinks. */
function sigmasAt(coastS: number | null): { position: number; velocity: number; thrust: number } {
  if (coastS === null) return { position: 150, velocity: 20, thrust: 3 };
  const velocity = Math.min(20, 18.1 * (Math.max(coastS, 1) / 10) ** -1.42);
  return { position: Math.max(25, Math.min(120, velocity * 35)), velocity, thrust: 0 };
}

/** What a tracker might say `ageS` seconds after launch, with an error drawn once per track and scaled with its sigmas. */
export function trackAt(
  flown: Flown,
  ageS: number,
  firstSeenS: number,
  draw: Float64Array,
  id: string,
): Track {
  const { launchAtS, burnoutS, profile, motion } = flown;
  // The tracker notices the end of thrust two seconds late and is sure of it after five.
  const sinceEndS = ageS - burnoutS;
  const boosting = sinceEndS < 2;
  const sigmas = sigmasAt(boosting ? null : sinceEndS);
  const size = boosting ? 9 : 6;
  const truth = Array.from(motion.subarray(6 * ageS, 6 * ageS + 6));
  if (boosting) {
    const before = motion.subarray(6 * ageS - 6, 6 * ageS);
    const direction = [0, 1, 2].map((i) => {
      const r = Math.hypot(truth[0]!, truth[1]!, truth[2]!);
      return truth[3 + i]! - before[3 + i]! + (3.986e14 / r ** 3) * truth[i]!;
    });
    const length = Math.hypot(...direction);
    const thrust = thrustAccelerationMPerS2(profile, Math.min(ageS, burnoutS));
    truth.push(...direction.map((d) => (d / length) * thrust));
  }
  const sigma = (i: number): number => (i < 3 ? sigmas.position : i < 6 ? sigmas.velocity : sigmas.thrust);
  const covariance = Array.from({ length: size * size }, (_, at) =>
    at % (size + 1) === 0 ? sigma(at / (size + 1)) ** 2 : 0,
  );
  const coastProb = boosting ? 0.02 : ([0.7, 0.93, 0.97][sinceEndS - 2] ?? 0.999);
  const first = motion.subarray(6 * firstSeenS, 6 * firstSeenS + 3);
  return {
    id,
    atUs: usFromS(launchAtS + ageS + LATENCY_S),
    phase: boosting ? 'boost' : 'coast',
    phaseProbs: { boost: 1 - coastProb, coast: coastProb, reentry: 0, glide: 0 },
    state: truth.map((x, i) => x + sigma(i) * draw[i]!),
    covariance,
    firstDetectedAtUs: usFromS(launchAtS + firstSeenS),
    firstPositionM: [first[0]!, first[1]!, first[2]!],
    confirmedAtUs: usFromS(launchAtS + firstSeenS + 4),
    cutoffAtUs: boosting ? null : usFromS(launchAtS + burnoutS),
    lastDetectedAtUs: usFromS(launchAtS + ageS),
    boostSeen: true,
    existenceProb: 1,
  };
}

export interface Followed {
  readonly decisions: readonly Decision[];
  readonly events: readonly OperateEvent[];
  readonly confirmedAtUs: number;
  readonly revocations: number;
}

/** Takes a decision on every second from four seconds after the missile comes through 10 km. */
export function follow(
  flown: Flown,
  coastS: number,
  seed: number,
  context: DecisionContext = CONTEXT,
): Followed {
  const height = (age: number): number =>
    heightAboveEllipsoidM(flown.motion[6 * age]!, flown.motion[6 * age + 1]!, flown.motion[6 * age + 2]!);
  let firstSeenS = 0;
  while (height(firstSeenS) < 10_000) firstSeenS++;
  const draw = new Float64Array(12);
  const four = new Float64Array(4);
  const stream = new RandomStream(seed, 'track-error');
  for (let block = 0; block < 3; block++) {
    stream.normalsInto(four, 0, block);
    draw.set(four, 4 * block);
  }
  const decisions: Decision[] = [];
  const events: OperateEvent[] = [];
  let memory = newDecisionMemory('T1');
  for (let ageS = firstSeenS + 4; ageS < flown.burnoutS + coastS; ageS++) {
    // The state is predicted over the latency by the tracker; here it is simply the state of a second ago, stamped with its own time.
    const track = trackAt(flown, ageS, firstSeenS, draw, 'T1');
    const update = decide(
      memory,
      { ...track, atUs: track.atUs - usFromS(LATENCY_S) },
      track.atUs - usFromS(LATENCY_S),
      context,
    );
    memory = structuredClone(update.memory);
    decisions.push(update.decision);
    events.push(...update.events);
  }
  return {
    decisions,
    events,
    confirmedAtUs: usFromS(flown.launchAtS + flown.burnoutS + 5),
    revocations: memory.verdict.revocations,
  };
}
