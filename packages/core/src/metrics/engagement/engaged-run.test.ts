import { expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import { accelerationOfG } from '../../engagement/index.ts';
import type { InterceptorPart } from '../../engagement/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import type { OperateEvent } from '../../messages/index.ts';
import { flyScenarioEvent } from '../../mission/index.ts';
import type { FlightLog } from '../../truth/index.ts';
import type { ObjectRecord } from '../run-record.ts';
import { engagedRun } from './engaged-run.ts';
import type { EngagementQuestion } from './engaged-run.ts';
import { truePath } from './true-path.ts';

const EARTH = { angleAtEpochRad: 1 };
const LAST_S = 1200;

const [FIRST, SECOND] = flights();

function flights(): readonly [FlightLog, FlightLog] {
  const outcome = flyScenarioEvent(
    {
      id: 'raid',
      vehicle: 'icbm-solid',
      launch: { latDeg: 40.9, lonDeg: 129.3 },
      aim: { latDeg: 38.9, lonDeg: -77 },
      trajectory: { kind: 'minimum-energy' },
      count: 2,
      spacingS: 10,
      atS: 20,
    },
    0,
    1,
    { earth: EARTH, cloudTopM: 10_000, untilUs: 0 },
  );
  const [first, second] = outcome.ok ? outcome.flights : [];
  if (first === undefined || second === undefined) throw new Error('two missiles fly');
  return [first, second];
}

/** What the question reads of an object; the rest is nobody's here. */
function objectOf(flight: FlightLog, inRegions: readonly string[]): ObjectRecord {
  const read: Partial<ObjectRecord> = {
    flight,
    weapon: true,
    inRegions,
    trackIds: [`t-${flight.id}`],
    firstDetectedAtS: 60,
    confirmedAtS: 70,
    declaredAtS: null,
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- engagedRun reads these fields and passes the object through
  return read as ObjectRecord;
}

function confirmed(trackId: string, atS: number): OperateEvent {
  return {
    kind: 'track-confirmed',
    atUs: usFromS(atS),
    trackId,
    satellites: 3,
    confirmedBy: 'three-sensor',
    phase: 'boost',
    reason: '',
  };
}

const SHELL = {
  kind: 'delta',
  count: 1200,
  planes: 30,
  phasing: 1,
  altitudeM: 300_000,
  inclinationRad: radians(45),
} as const;
const PART: InterceptorPart = {
  id: 'sbi',
  shell: SHELL,
  ephemeris: walkerEphemeris(SHELL),
  law: {
    flyOut: { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) },
    phases: ['boost'],
    lowestM: 100_000,
    highestM: 2_000_000,
    marginS: 0,
    longestFlyOutS: 900,
  },
  killProb: 0.8,
  ready: new Uint8Array(SHELL.count).fill(1),
};
const QUESTION: EngagementQuestion = {
  parts: [PART],
  commitOn: 'declared',
  decisionDelayS: 30,
  commandLatencyS: 2,
  orderWindowS: 60,
  shotsPerTarget: 2,
  sharing: 'even',
  trackProb: 1,
  seed: 3,
};
const EVENTS: readonly OperateEvent[] = [
  confirmed(`t-${FIRST.id}`, 70),
  confirmed(`t-${SECOND.id}`, 75),
  confirmed('nobody', 80),
  { kind: 'declared', atUs: usFromS(240), trackId: `t-${FIRST.id}`, prob: 1, reasons: [] },
];
const RECORD = {
  objects: [objectOf(FIRST, ['us-conus']), objectOf(SECOND, [])],
  events: EVENTS,
  durationS: LAST_S,
};

test('a true path keeps the seconds of the clock and has its phases in order', () => {
  const path = truePath(FIRST, EARTH, LAST_S);
  expect(path.fromS).toBe(20);
  expect(path.heightsM.length).toBe(LAST_S - 20 + 1);
  expect(Math.abs(path.heightsM[0] ?? Number.NaN)).toBeLessThan(1);
  expect(path.phases.map(({ phase }) => phase)).toEqual(['boost', 'midcourse']);
  expect(path.phases[0]?.toS).toBe(FIRST.burnoutAtUs / 1e6);
  expect(path.phases[1]).toMatchObject({
    fromS: FIRST.burnoutAtUs / 1e6,
    toS: (FIRST.reentryAtUs ?? 0) / 1e6,
  });
});

test('a declaration after burnout stops nobody in boost; a track confirmed early does, and draws shots at the harmless one too', () => {
  const { commitments, objects, sensitivity } = engagedRun(RECORD, EARTH, QUESTION);
  const [declared, early, known] = commitments;
  expect(commitments.map(({ commitment }) => commitment)).toEqual(['declared', 'confirmed', 'known']);
  expect(FIRST.burnoutAtUs / 1e6).toBeLessThan(240);
  expect(declared?.spans).toEqual([[{ fromS: 272, toS: 332 }], []]);
  expect(declared?.candidates).toEqual([[], []]);
  expect([...(declared?.leaks ?? [])]).toEqual([0, 1]);
  expect(declared?.overDay?.inReachShare).toBe(0);
  expect(early?.spans[0]).toEqual([{ fromS: 102, toS: 162 }]);
  expect(early?.shots.map((each) => each.length)).toEqual([2, 2]);
  expect(early?.leaks?.[1]).toBeCloseTo(0.04, 12);
  expect(early?.falseTracks).toBe(1);
  expect(known?.spans).toEqual([[{ fromS: 62, toS: 122 }], []]);
  expect(known?.shots[1]).toEqual([]);
  expect(early?.later?.overDay.leak.meanLeak).toBeGreaterThanOrEqual(early?.overDay?.leak.meanLeak ?? 2);
  expect(objects[0]?.opportunities.latestOrderS).toBeLessThan(FIRST.burnoutAtUs / 1e6);
  expect(sensitivity?.commitment).toBe('confirmed');
});

test('in midcourse the same declaration comes in time; without threats there is nothing to leak', () => {
  const law = { ...PART.law, phases: ['midcourse' as const] };
  const midcourse = { ...QUESTION, parts: [{ ...PART, law }] };
  const [declared] = engagedRun(RECORD, EARTH, midcourse).commitments;
  expect(declared?.shots[0]?.length).toBe(2);
  const harmless = { ...RECORD, objects: [objectOf(SECOND, [])] };
  const none = engagedRun(harmless, EARTH, QUESTION);
  expect(none.sensitivity).toBeNull();
  expect(none.commitments.map(({ leaks, overDay }) => [leaks, overDay])).toEqual(
    Array.from({ length: 3 }, () => [null, null]),
  );
  expect(none.objects[0]?.opportunities.windows.length).toBeGreaterThan(0);
});
