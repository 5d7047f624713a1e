import { describe, expect, it } from 'vitest';
import { radians, usFromS } from '../../foundation/index.ts';
import { CLOCK_MARKS } from '../../messages/index.ts';
import type { OperateEvent } from '../../messages/index.ts';
import { buildRegionIndex } from '../../physics/index.ts';
import type { TrajectoryGoal } from '../../physics/index.ts';
import { glidingTrack } from '../glide-footprint/gliding-track.test-data.ts';
import { decide } from './decide.ts';
import { newDecisionMemory } from './decision-memory.ts';
import { CONTEXT, EARTH, LATENCY_S, fly, follow, trackAt } from './followed-flight.test-data.ts';

/** Events of declaring; the other marks of the clock are not asked about here. */
const verdicts = (events: readonly OperateEvent[]): readonly string[] =>
  events.map(({ kind }) => kind).filter((kind) => kind === 'declared' || kind === 'revoked');

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

/** A region between two meridians, rad, round the equator. */
const area = (west: number, east: number) => [
  {
    id: 'area',
    title: 'area',
    polygons: [
      [
        [
          [west, -0.7],
          [east, -0.7],
          [east, 0.7],
          [west, 0.7],
        ] as [number, number][],
      ],
    ],
  },
];

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
        /impact expected at 3[89]\.\d N 7[67]\.\d W, ±.* x .* \(one sigma\), at t = /,
      );
    },
  );

  it('keeps a clock of a threat, with a reason at each mark, and names its launch place', () => {
    const { decisions, confirmedAtUs } = follow(raid, 60, 2);
    const { clock, launch, atUs } = decisions.at(-1)!;
    expect(clock.map(({ mark }) => mark)).toEqual([...CLOCK_MARKS]);
    expect(clock.every(({ reason }) => reason.length > 5)).toBe(true);
    const at = (mark: string): number | null => clock.find((each) => each.mark === mark)!.atUs;
    const order = ['detected', 'tracked', 'earliest-useful', 'declared', 'latest-useful'].map((mark) =>
      at(mark)!,
    );
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(at('earliest-useful')).toBe(confirmedAtUs);
    expect(at('excluded')).toBeNull();
    expect(at('latest-useful')! - atUs).toBeGreaterThan(usFromS(1_000));
    expect(Math.abs(launch!.latitudeRad - radians(40.9))).toBeLessThan(radians(0.1));
    expect(launch!.sites[0]?.siteId).toBe('tonghae');
    const early = decisions.find(({ impactKind }) => impactKind === 'transit')!.clock;
    expect(early.find(({ mark }) => mark === 'earliest-useful')).toMatchObject({ atUs: null });
  });

  it('excludes what comes down elsewhere once its burn is over, and a launcher while it burns', () => {
    const aim = { latitudeRad: radians(33), longitudeRad: radians(56) };
    const regional = follow(fly('srbm', 35, 51, { kind: 'minimum-energy', aim }, 60), 60, 1);
    const excluded = regional.events.filter(({ kind }) => kind === 'excluded');
    expect(excluded).toHaveLength(1);
    expect(excluded[0]!.atUs).toBeGreaterThanOrEqual(regional.confirmedAtUs);
    expect(regional.decisions.at(-1)!.excluded).toBe(true);
    const orbit = { kind: 'orbit', altitudeM: 300_000, azimuthRad: radians(42) } as const;
    const { decisions } = follow(fly('space-launch', 51.88, 128.33, orbit, 5), 5, 1);
    const late = decisions.find(({ atUs }) => atUs === usFromS(10 + 430))!;
    expect([late.impactKind, late.excluded]).toEqual(['transit', true]);
    expect(late.launch?.sites[0]?.siteId).toBe('vostochny');
    // Burning on, and fast with it: that is what tells a launcher.
    const burn = late.discriminants.find(({ name }) => name === 'burn')!;
    expect(burn.likelihoodRatio).toBeLessThan(0.05);
    expect(burn.text).toMatch(
      /^burning on, 4\d\d s after launch: a million or more times likelier of the other/,
    );
  });

  it('excludes nothing first seen in mid-climb before it can tell that it coasts', () => {
    const climbing = {
      ...trackAt(raid, 116, 112, new Float64Array(9), 'T1'),
      phase: 'coast' as const,
      boostSeen: false,
      cutoffAtUs: null,
    };
    const after = (boost: number) => {
      const track = { ...climbing, phaseProbs: { boost, coast: 1 - boost, reentry: 0, glide: 0 } };
      let memory = newDecisionMemory('T1');
      const decisions = [1, 2, 3, 4].map((second) => {
        const update = decide(memory, track, track.atUs + usFromS(second), CONTEXT);
        memory = update.memory;
        return update.decision;
      });
      return decisions.at(-1)!;
    };
    expect(after(0.5).excluded).toBe(false);
    expect(after(0.5).reasons[0]).toBe(
      'it may burn, with probability 0.50: it was not seen for long enough to tell',
    );
    expect(after(0.001).excluded).toBe(true);
    expect(after(0.001).reasons[0]).toBe('it was first seen in coast; nothing is known of its boost');
  });

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
    expect(verdicts(events)).toEqual([]);
    expect(Math.max(...decisions.map((decision) => decision.jointProb))).toBeLessThan(0.5);
    expect(decisions.at(-1)!.jointProb).toBe(0);
  });

  it('never declares a regional missile', () => {
    const goal: TrajectoryGoal = {
      kind: 'minimum-energy',
      aim: { latitudeRad: radians(33), longitudeRad: radians(56) },
    };
    const { decisions, events } = follow(fly('srbm', 35, 51, goal, 200), 200, 1);
    expect(verdicts(events)).toEqual([]);
    expect(Math.max(...decisions.map((decision) => decision.jointProb))).toBeLessThan(0.05);
    expect(decisions.at(-1)!.classes.find((each) => each.vehicleId === 'srbm')?.prob).toBeGreaterThan(0.9);
  });

  it.each([1, 2])(
    'never declares a space launch whose impact point passes over North America (error %i)',
    (seed) => {
      const goal: TrajectoryGoal = { kind: 'orbit', altitudeM: 300_000, azimuthRad: radians(42) };
      const { decisions, events } = follow(fly('space-launch', 51.88, 128.33, goal, 200), 200, seed);
      expect(verdicts(events)).toEqual([]);
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
      expect(decision.classes.reduce((sum, each) => sum + each.prob, decision.otherProb)).toBeCloseTo(1, 9);
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
    expect(verdicts(events)).toEqual(['declared', 'revoked']);
    expect(memory.verdict).toMatchObject({ declarations: 1, revocations: 1, declaredAtUs: null });
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

  it('weighs a glider over its footprint: all of it in a region declares, none of it excludes, its fall does neither', () => {
    const track = glidingTrack({ heightM: 50_000, speedMPerS: 5_500 });
    const outcomeFor = (west: number, east: number) => {
      const context = { ...CONTEXT, regions: buildRegionIndex(area(west, east)) };
      let memory = newDecisionMemory(track.id);
      let update = decide(memory, track, track.atUs, context);
      for (let second = 1; second < 5; second++) {
        memory = update.memory;
        const atUs = usFromS(second);
        update = decide(memory, { ...track, atUs }, atUs, context);
      }
      return update.decision;
    };
    const start = -EARTH.angleAtEpochRad;
    const inside = outcomeFor(start - 0.2, start + 2.2);
    expect(inside.declared).toBe(true);
    expect(inside.impactKind).toBe('transit');
    expect(inside.weaponProb).toBeGreaterThan(0.99);
    expect(inside.reasons.some((each) => each.startsWith('it glides: '))).toBe(true);
    const behind = outcomeFor(start - 0.5, start - 0.3);
    expect([behind.declared, behind.excluded]).toEqual([false, true]);
    const within = outcomeFor(start + 0.5, start + 0.8);
    expect(within.unionProb).toBeGreaterThan(0.02);
    expect(within.unionProb).toBeLessThan(0.9);
    expect([within.declared, within.excluded]).toEqual([false, false]);
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
