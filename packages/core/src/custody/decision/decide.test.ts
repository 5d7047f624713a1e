import { describe, expect, it } from 'vitest';
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
import { VEHICLE_CLASSES, vehicleClass } from '../../vehicles/index.ts';
import { decide } from './decide.ts';
import type { DecisionContext } from './decision-context.ts';
import { newDecisionMemory } from './decision-memory.ts';

const EARTH = { angleAtEpochRad: 0.3 };
const LATENCY_S = 1;

const ring = (...degrees: [number, number][]): [number, number][] =>
  degrees.map(([lon, lat]) => [radians(lon), radians(lat)]);

/** Outlines by hand, good to some tens of kilometres; the real ones are tested where they are loaded. */
const REGIONS: readonly Region[] = [
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

const CONTEXT: DecisionContext = {
  regions: buildRegionIndex(REGIONS),
  earth: EARTH,
  classes: VEHICLE_CLASSES,
  declare: { probability: 0.95, consecutive: 3, excludeBelow: 0.01, responseS: 600 },
};

interface Flown {
  readonly launchAtS: number;
  readonly burnoutS: number;
  readonly profile: Parameters<typeof thrustAccelerationMPerS2>[0];
  /** Inertial states on whole seconds from launch, [second][6]. */
  readonly motion: Float64Array;
}

/** Flies a class to a goal and on in free flight for `coastS` seconds. */
function fly(classId: string, latDeg: number, lonDeg: number, goal: TrajectoryGoal, coastS: number): Flown {
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
function trackAt(flown: Flown, ageS: number, firstSeenS: number, draw: Float64Array, id: string): Track {
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

interface Followed {
  readonly decisions: readonly Decision[];
  readonly events: readonly OperateEvent[];
  readonly confirmedAtUs: number;
  readonly revocations: number;
}

/** Takes a decision on every second from four seconds after the missile comes through 10 km. */
function follow(flown: Flown, coastS: number, seed: number, context: DecisionContext = CONTEXT): Followed {
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

const raid = fly(
  'icbm-solid',
  40.9,
  129.3,
  { kind: 'minimum-energy', aim: { latitudeRad: radians(38.9), longitudeRad: radians(-77) } },
  300,
);

const declaredAtS = (probability: number): number => {
  const context = { ...CONTEXT, declare: { ...CONTEXT.declare, probability } };
  const event = follow(raid, 20, 3, context).events.find((each) => each.kind === 'declared');
  return event === undefined ? Infinity : event.atUs / 1e6;
};

/** The same motion as a glide with a little doubt. */
function glides(track: Track): Track {
  const covariance = Array.from({ length: 81 }, (_, at) => {
    const [row, column] = [Math.floor(at / 9), at % 9];
    if (row < 6 && column < 6) return track.covariance[6 * row + column] ?? 0;
    return row === column ? 1e-8 : 0;
  });
  const phaseProbs = { boost: 0.02, coast: 0, reentry: 0, glide: 0.98 };
  return { ...track, phase: 'glide', phaseProbs, state: [...track.state, 2e-4, 5e-4, 0], covariance };
}

describe('decide', () => {
  it.each([1, 2, 3, 4, 5])(
    'declares missile %i of a raid on Washington after the confirmed end of thrust, within 20 s',
    (seed) => {
      const { decisions, events, confirmedAtUs, revocations } = follow(raid, 60, seed);
      const declared = events.filter((event) => event.kind === 'declared');
      expect(declared).toHaveLength(1);
      const delayS = (declared[0]!.atUs - confirmedAtUs) / 1e6;
      expect(delayS).toBeGreaterThanOrEqual(2);
      expect(delayS).toBeLessThanOrEqual(20);
      expect(revocations).toBe(0);
      const last = decisions.at(-1)!;
      expect(last.impactKind).toBe('prediction');
      expect(last.weaponProb).toBeGreaterThan(0.99);
      expect(last.regions.find((region) => region.regionId === 'us-conus')?.prob).toBeGreaterThan(0.99);
      expect(Math.abs(last.impact!.latitudeRad - radians(38.9))).toBeLessThan(radians(0.5));
      expect(Math.abs(last.impact!.longitudeRad - radians(-77))).toBeLessThan(radians(0.5));
      expect(last.reasons.join('; ')).toMatch(/thrust ended at 1[67]\d s after launch/);
      expect(last.reasons.join('; ')).toMatch(
        /impact expected at 3[89]\.\d N 7[67]\.\d W, \+-.* x .* \(one sigma\), at t = /,
      );
    },
  );

  it('stays far below the threshold while the raid burns', () => {
    const { decisions } = follow(raid, 1, 7);
    const burning = decisions.filter((decision) => decision.impactKind === 'transit');
    expect(burning.length).toBeGreaterThan(100);
    expect(Math.max(...burning.map((decision) => decision.jointProb))).toBeLessThan(0.8);
  });

  it.each([1, 2, 3])('never declares the lofted test of 6,648 km (error %i)', (seed) => {
    const goal: TrajectoryGoal = {
      kind: 'lofted',
      apogeeM: 6_648_400,
      rangeM: 1_001_200,
      azimuthRad: radians(60),
    };
    const { decisions, events } = follow(fly('icbm-solid', 39.2, 125.7, goal, 200), 200, seed);
    expect(events).toEqual([]);
    expect(Math.max(...decisions.map((decision) => decision.jointProb))).toBeLessThan(0.5);
    expect(decisions.at(-1)!.jointProb).toBe(0);
  });

  it('never declares a regional missile', () => {
    const goal: TrajectoryGoal = {
      kind: 'minimum-energy',
      aim: { latitudeRad: radians(33), longitudeRad: radians(56) },
    };
    const { decisions, events } = follow(fly('srbm', 35, 51, goal, 200), 200, 1);
    expect(events).toEqual([]);
    expect(Math.max(...decisions.map((decision) => decision.jointProb))).toBeLessThan(0.05);
    expect(decisions.at(-1)!.classes.find((each) => each.vehicleId === 'srbm')?.prob).toBeGreaterThan(0.9);
  });

  it.each([1, 2])(
    'never declares a space launch whose impact point passes over North America (error %i)',
    (seed) => {
      const goal: TrajectoryGoal = { kind: 'orbit', altitudeM: 300_000, azimuthRad: radians(42) };
      const { decisions, events } = follow(fly('space-launch', 51.88, 128.33, goal, 200), 200, seed);
      expect(events).toEqual([]);
      expect(Math.max(...decisions.map((decision) => decision.jointProb))).toBeLessThan(0.5);
      const passing = decisions.filter((decision) =>
        decision.reasons.some((reason) => reason.includes('only passing') && reason.includes('in us-')),
      );
      expect(passing.length).toBeGreaterThan(0);
      expect(decisions.at(-1)!.weaponProb).toBeLessThan(0.01);
      expect(decisions.at(-1)!.impact).toBeNull();
    },
  );

  it('keeps to the laws of probability on every second', () => {
    for (const decision of follow(raid, 30, 9).decisions) {
      for (const prob of [decision.unionProb, decision.weaponProb, decision.jointProb]) {
        expect(prob).toBeGreaterThanOrEqual(0);
        expect(prob).toBeLessThanOrEqual(1);
      }
      expect(decision.jointProb).toBeLessThanOrEqual(decision.unionProb + 1e-12);
      expect(decision.jointProb).toBeLessThanOrEqual(decision.weaponProb + 1e-12);
      for (const region of decision.regions)
        expect(region.prob).toBeLessThanOrEqual(decision.unionProb + 1e-12);
      expect(decision.classes.reduce((sum, each) => sum + each.prob, 0)).toBeCloseTo(1, 9);
    }
  });

  it('declares no later at a lower threshold', () => {
    const times = [0.5, 0.99, 1.01].map(declaredAtS);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeLessThan(Infinity);
    expect(times[2]).toBe(Infinity);
  });

  it('revokes, and counts it, when the object turns out to come down elsewhere', () => {
    const draw = new Float64Array(9);
    let memory = newDecisionMemory('T1');
    const events: OperateEvent[] = [];
    for (let ageS = 185; ageS < 205; ageS++) {
      const track = trackAt(raid, ageS, 45, draw, 'T1');
      // From 195 s on the track is faster by 60 m/s: its impact moves out to sea.
      const faster = track.state.map((x, i) => (i >= 3 && ageS >= 195 ? x * 1.01 : x));
      const phaseProbs = { boost: 0, coast: 1, reentry: 0, glide: 0 };
      const update = decide(memory, { ...track, state: faster, phaseProbs }, track.atUs, CONTEXT);
      memory = update.memory;
      events.push(...update.events);
    }
    expect(events.map((event) => event.kind)).toEqual(['declared', 'revoked']);
    expect(memory).toMatchObject({ declarations: 1, revocations: 1, declaredAtUs: null });
  });

  it('takes an object first seen in coast for a weapon by its path', () => {
    const track = trackAt(raid, 260, 200, new Float64Array(9), 'T1');
    const { decision } = decide(
      newDecisionMemory('T1'),
      { ...track, boostSeen: false, cutoffAtUs: null },
      track.atUs,
      CONTEXT,
    );
    expect(decision.impactKind).toBe('prediction');
    expect(decision.weaponProb).toBeGreaterThan(0.8);
    expect(decision.unionProb).toBeGreaterThan(0.99);
  });

  it('neither declares nor revokes while an object glides, and says why', () => {
    const draw = new Float64Array(9);
    let undeclared = newDecisionMemory('T1');
    let declared = newDecisionMemory('T1');
    for (let ageS = 185; ageS < 215; ageS++) {
      const track = trackAt(raid, ageS, 45, draw, 'T1');
      const later = decide(undeclared, glides(track), track.atUs, CONTEXT);
      undeclared = later.memory;
      expect(later.decision.declared).toBe(false);
      expect(later.decision.impactKind).toBe('transit');
      expect(later.decision.reasons.some((each) => each.startsWith('it glides: it would come down at'))).toBe(
        true,
      );
      // Declared in coast; from 195 s on it glides where its fall would miss the regions.
      const away = track.state.map((x, i) => (i >= 3 ? x * 1.01 : x));
      const next = ageS < 195 ? track : glides({ ...track, state: away });
      declared = decide(declared, next, track.atUs, CONTEXT).memory;
    }
    expect(declared).toMatchObject({ declarations: 1, revocations: 0 });
    expect(declared.verdict.declaredAtUs).not.toBeNull();
  });

  it('keeps a prediction for five seconds in a quiet coast and renews it at once when the error changes', () => {
    const draw = new Float64Array(9);
    const at = (ageS: number, velocityScale: number) => {
      const track = trackAt(raid, ageS, 45, draw, 'T1');
      const covariance = track.covariance.map((_, i) =>
        i % 7 === 0 ? (i < 21 ? 900 : 0.04 * velocityScale) : 0,
      );
      return { ...track, covariance };
    };
    let memory = newDecisionMemory('T1');
    const madeAtS: number[] = [];
    for (let ageS = 300; ageS < 312; ageS++) {
      const track = at(ageS, ageS >= 308 ? 1.3 : 1);
      memory = decide(memory, track, track.atUs, CONTEXT).memory;
      madeAtS.push(memory.prediction!.madeAtUs / 1e6 - raid.launchAtS - LATENCY_S);
    }
    expect([...new Set(madeAtS)]).toEqual([300, 305, 308]);
  });
});
