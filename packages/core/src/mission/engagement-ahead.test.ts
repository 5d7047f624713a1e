import { expect, test } from 'vitest';
import { walkerEphemeris } from '../constellation/index.ts';
import { Engagement, AS_FLOWN, lastSecond, meetableSeconds } from '../engagement/index.ts';
import type { InterceptorPart, MeetingLaw } from '../engagement/index.ts';
import { naiveMeetingS } from '../engagement/opportunities/random-target.test-data.ts';
import { RandomStream, present, sFromUs, usFromS } from '../foundation/index.ts';
import { truePath } from '../metrics/engagement/true-path.ts';
import { EARTH_MU_M3_PER_S2 } from '../physics/index.ts';
import { stateAtInto } from '../truth/index.ts';
import type { FlightLog } from '../truth/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import { engagementAhead } from './engagement-ahead.ts';
import type { EngagementPolicy, EngagementTarget } from './engagement-ahead.ts';
import { smallPlan } from './small-mission.test-data.ts';

const plan = smallPlan();
const flight = present(plan.world.flights.find(({ vehicleId }) => vehicleId === 'icbm-solid'));
const burnoutS = Math.ceil(sFromUs(flight.burnoutAtUs));
const vehicle = present(vehicleClass('icbm-solid'));
const POLICY: EngagementPolicy = {
  commitOn: 'declared',
  decisionDelayS: 30,
  commandLatencyS: 2,
  orderWindowS: 60,
};
const LAW: MeetingLaw = {
  flyOut: { speedMPerS: 6000, accelerationMPerS2: 147 },
  phases: ['midcourse'],
  lowestM: 100e3,
  highestM: 2000e3,
  marginS: 0,
  longestFlyOutS: 600,
};

function part(count: number, law: Partial<MeetingLaw> = {}, ready?: Uint8Array): InterceptorPart {
  const shell = {
    kind: 'delta' as const,
    count,
    planes: 10,
    phasing: 1,
    altitudeM: 500e3,
    inclinationRad: 1.2,
  };
  return {
    id: 'part',
    shell,
    ephemeris: walkerEphemeris(shell),
    law: { ...LAW, ...law },
    killProb: 0.8,
    ready: ready ?? new Uint8Array(count).fill(1),
  };
}

/** What a tracker without error would say of a flight. */
function tracked(of: FlightLog, atS: number, committedS: number | null): EngagementTarget {
  const state = new Float64Array(6);
  const states = [-0.5, 0.5].map((offS) => {
    stateAtInto(state, of, usFromS(atS + offS));
    return [...state];
  });
  stateAtInto(state, of, usFromS(atS));
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  const burns = atS < sFromUs(of.burnoutAtUs);
  const [before = [], after = []] = states;
  const thrust = [0, 1, 2].map(
    (i) => after[3 + i]! - before[3 + i]! + (EARTH_MU_M3_PER_S2 * state[i]!) / r ** 3,
  );
  const seenUs = of.launchAtUs + usFromS(40);
  const first = new Float64Array(6);
  stateAtInto(first, of, seenUs);
  return {
    track: {
      atUs: usFromS(atS),
      phase: burns ? 'boost' : 'coast',
      state: burns ? [...state, ...thrust] : [...state],
      firstDetectedAtUs: seenUs,
      firstPositionM: [first[0]!, first[1]!, first[2]!],
    },
    vehicle,
    committedS,
  };
}

function namesOf(those: readonly { part: number; interceptor: number }[]): readonly string[] {
  return [...new Set(those.map((each) => `${each.part}:${each.interceptor}`))].toSorted();
}

test('on the estimated path it finds what a run and what trying everything would find on it', () => {
  const stream = new RandomStream(3, 'engagement-ahead');
  let found = 0;
  for (let number = 0; number < 3; number++) {
    const atS = burnoutS + Math.floor(600 * stream.uniform(number, 0));
    const parts = [part(300), part(100, { longestFlyOutS: 200, highestM: 900e3 })];
    const ahead = engagementAhead(parts, POLICY, tracked(flight, atS, atS));
    const path = present(ahead.path);
    const batch = new Engagement({
      parts,
      targets: [
        {
          path,
          commitments: [{ fromS: atS, untilS: Number.POSITIVE_INFINITY }],
          isCounted: true,
        },
      ],
      delayS: POLICY.decisionDelayS + POLICY.commandLatencyS,
      orderWindowS: POLICY.orderWindowS,
      lastS: lastSecond(path),
      terms: { trackProb: 1, shotsPerTarget: 2, sharing: 'even', assignment: 'optimal' },
    });
    expect(ahead.candidates).toEqual(batch.at(AS_FLOWN).candidates[0]);
    expect(ahead.orders).toEqual(batch.spans[0]?.[0]);
    const orders = present(ahead.orders ?? undefined);
    const plain = parts.flatMap(({ law, ephemeris }, place) => {
      const positions = new Float64Array(3 * ephemeris.satelliteCount);
      const allowed = meetableSeconds(path, law);
      const firsts = new Map<number, string>();
      for (let second = orders.fromS; second <= orders.toS; second++) {
        ephemeris.positionsInertialInto(positions, usFromS(second));
        for (let each = 0; each < ephemeris.satelliteCount; each++) {
          const [x = 0, y = 0, z = 0] = positions.subarray(3 * each, 3 * each + 3);
          const meetS = naiveMeetingS({ path, law }, allowed, [x, y, z], second);
          if (!Number.isNaN(meetS) && !firsts.has(each))
            firsts.set(each, `${place} ${each} ${second} ${meetS}`);
        }
      }
      return [...firsts].toSorted(([a], [b]) => a - b).map(([, told]) => told);
    });
    const told = ahead.candidates.map(
      (each) => `${each.part} ${each.interceptor} ${each.orderS} ${each.meetS}`,
    );
    expect(told).toEqual(plain);
    expect(ahead.state === 'in-reach').toBe(plain.length > 0);
    // Who can be ordered in the time of orders is who has a window in it.
    const { fromS, toS } = orders;
    const inWindows = ahead.opportunities.windows.filter((each) => each.fromS <= toS && each.toS >= fromS);
    expect(namesOf(inWindows)).toEqual(namesOf(ahead.candidates));
    found += plain.length;
  }
  expect(found).toBeGreaterThan(50);
}, 30_000);

test('a track without error is met by whom the flight itself is met by', () => {
  const parts = [part(300)];
  const truth = truePath(flight, plan.ownSide.earth, sFromUs(flight.launchAtUs) + 3000);
  const atS = burnoutS + 30;
  const skipped = atS - truth.fromS;
  const rest = {
    ...truth,
    fromS: atS,
    positionsM: truth.positionsM.subarray(3 * skipped),
    heightsM: truth.heightsM.subarray(skipped),
  };
  const delayS = POLICY.decisionDelayS + POLICY.commandLatencyS;
  const batch = new Engagement({
    parts,
    targets: [
      { path: rest, commitments: [{ fromS: atS, untilS: Number.POSITIVE_INFINITY }], isCounted: true },
    ],
    delayS,
    orderWindowS: POLICY.orderWindowS,
    lastS: lastSecond(rest),
    terms: { trackProb: 1, shotsPerTarget: 2, sharing: 'even', assignment: 'optimal' },
  }).at(AS_FLOWN).candidates[0];
  const ahead = engagementAhead(parts, POLICY, tracked(flight, atS, atS));
  expect(ahead.candidates).toEqual(batch);
  expect(ahead.candidates.length).toBeGreaterThan(3);
  const [midcourse] = present(ahead.path).phases;
  const trueEndS = sFromUs(present(flight.reentryAtUs ?? undefined));
  expect(Math.abs(present(midcourse).toS - trueEndS)).toBeLessThan(1.5);
});

test('under thrust the path follows the burn of its class', () => {
  const atS = burnoutS - 60;
  const { path, state } = engagementAhead(
    [part(300, { phases: ['boost'] })],
    POLICY,
    tracked(flight, atS, null),
  );
  const [boost, midcourse] = present(path ?? undefined).phases;
  expect(boost?.phase).toBe('boost');
  expect(midcourse?.phase).toBe('midcourse');
  expect(Math.abs(present(boost).toS - burnoutS)).toBeLessThan(20);
  const truth = truePath(flight, plan.ownSide.earth, burnoutS + 1);
  const place = burnoutS - atS;
  const offM = Math.hypot(
    ...[0, 1, 2].map(
      (i) =>
        present(path ?? undefined).positionsM[3 * place + i]! -
        truth.positionsM[3 * (burnoutS - truth.fromS) + i]!,
    ),
  );
  expect(offM).toBeLessThan(20e3);
  expect(state).not.toBe('not-foretold');
});

test('more interceptors never leave less in reach, a later decision never more', () => {
  const stream = new RandomStream(11, 'engagement-ahead-more');
  const openEnded = { ...POLICY, orderWindowS: 3600 };
  let gained = 0;
  let lost = 0;
  for (let number = 0; number < 6; number++) {
    const atS = burnoutS + Math.floor(900 * stream.uniform(number, 0));
    const ready = Uint8Array.from({ length: 300 }, (_, each) =>
      Number(stream.uniform(number, 1 + each) < 0.5),
    );
    const names = (
      parts: readonly InterceptorPart[],
      policy: EngagementPolicy,
      committedS: number | null,
    ): readonly number[] =>
      engagementAhead(parts, policy, tracked(flight, atS, committedS)).candidates.map(
        (each) => each.interceptor,
      );
    const some = names([part(300, {}, ready)], POLICY, atS);
    const all = names([part(300)], POLICY, atS);
    expect(all).toEqual(expect.arrayContaining([...some]));
    expect(some).toEqual(all.filter((each) => ready[each] === 1));
    gained += all.length - some.length;
    let before = names([part(300)], openEnded, atS);
    for (const laterS of [20, 60, 200]) {
      const later = names([part(300)], openEnded, atS + laterS);
      expect(before).toEqual(expect.arrayContaining([...later]));
      lost += before.length - later.length;
      before = later;
    }
    const delayed = names([part(300)], { ...openEnded, decisionDelayS: 90 }, atS);
    expect(names([part(300)], openEnded, atS)).toEqual(expect.arrayContaining([...delayed]));
    // The clock moving on takes, and gives nothing back.
    const counts = (nowS: number) => engagementAhead([part(300)], openEnded, tracked(flight, nowS, atS));
    const [now, soon] = [counts(atS), counts(atS + 5)];
    expect(soon.candidates.length).toBeLessThanOrEqual(now.candidates.length);
  }
  expect(gained).toBeGreaterThan(20);
  expect(lost).toBeGreaterThan(20);
}, 30_000);

test('says how a track stands to the fleet, and by how much an order is late', () => {
  const atS = burnoutS + 30;
  const boostOnly = [part(300, { phases: ['boost'] })];
  expect(engagementAhead(boostOnly, POLICY, tracked(flight, atS, atS))).toMatchObject({
    state: 'too-late',
    candidates: [],
    lateByS: null,
  });
  expect(engagementAhead([part(10, { longestFlyOutS: 5 })], POLICY, tracked(flight, atS, atS)).state).toBe(
    'out-of-reach',
  );
  const closed = engagementAhead([part(300)], POLICY, tracked(flight, atS, atS - 600));
  expect(closed).toMatchObject({ state: 'orders-closed', orders: null, candidates: [] });
  expect(closed.opportunities.windows.length).toBeGreaterThan(0);
  const last = present(closed.opportunities.latestOrderS ?? undefined);
  const late = engagementAhead(
    [part(300)],
    { ...POLICY, decisionDelayS: last + 8 - atS },
    tracked(flight, atS, atS),
  );
  expect(late).toMatchObject({ state: 'too-late', lateByS: 10 });
  const asked = engagementAhead([part(300)], POLICY, tracked(flight, atS, null));
  expect(asked.orders).toEqual({ fromS: atS + 32, toS: atS + 92 });
  const now = tracked(flight, atS, atS);
  const glides = { ...now, track: { ...now.track, phase: 'glide' as const } };
  expect(engagementAhead([part(300)], POLICY, glides)).toMatchObject({ state: 'not-foretold', path: null });
  const burning = { ...tracked(flight, burnoutS - 60, null), vehicle: null };
  expect(engagementAhead([part(300)], POLICY, burning).state).toBe('not-foretold');
  expect(engagementAhead([], POLICY, now)).toMatchObject({ state: 'too-late', candidates: [] });
});
