import { describe, expect, test } from 'vitest';
import { present } from '../foundation/index.ts';
import { LOOK_STAGES } from '../messages/index.ts';
import { STAGE_OUTAGE } from '../sensors/index.ts';
import { downlink, observe } from '../sensing/index.ts';
import { ownOutages } from './own-outages.ts';
import type { NamedGroup } from './own-outages.ts';
import { planMission } from './plan.ts';
import { SMALL_SCENARIO, smallPlan } from './small-mission.test-data.ts';

/** Two planes of six with a spare each, and four hosts. */
const GROUPS: readonly NamedGroup[] = [
  {
    id: 'shell',
    satellites: {
      ids: Array.from({ length: 12 }, (_, index) => `shell-${index}`),
      planes: Array.from({ length: 12 }, (_, index) => (index < 6 ? 0 : 1)),
      isSpare: Array.from({ length: 12 }, (_, index) => index % 6 === 0),
    },
  },
  {
    id: 'hosts',
    satellites: {
      ids: ['a', 'b', 'c', 'd'],
      planes: [null, null, null, null],
      isSpare: [false, false, false, false],
    },
  },
];

function lostOf(settings: Partial<Parameters<typeof ownOutages>[1]>): number[] {
  const { outages, problems } = ownOutages(GROUPS, { lossShare: 0, ...settings }, 1);
  expect(problems).toEqual([]);
  return [...outages.lost.keys()].filter((index) => outages.lost[index] === 1);
}

describe('who is lost for the whole run', () => {
  test('spares, and whole planes', () => {
    expect(lostOf({})).toEqual([0, 6]);
    expect(lostOf({ planes: [{ group: 'shell', plane: 1 }] })).toEqual([0, 6, 7, 8, 9, 10, 11]);
  });

  test('batches: neighbours of one plane, only of the group that is named', () => {
    const lost = lostOf({ batch: { group: 'shell', size: 3, count: 1 } }).filter((index) => index % 6 !== 0);
    expect([
      [1, 2],
      [3, 4, 5],
      [7, 8],
      [9, 10, 11],
    ]).toContainEqual(lost);
    expect(lostOf({ batch: { size: 4, count: 5 } })).toHaveLength(16);
  });

  test('more batches than there are is a problem', () => {
    const { problems } = ownOutages(GROUPS, { lossShare: 0, batch: { size: 4, count: 6 } }, 1);
    expect(problems).toMatchObject([{ path: 'outages.batch.count', expected: 'at most 5' }]);
  });

  test('so is a batch larger than any plane', () => {
    const { problems } = ownOutages(GROUPS, { lossShare: 0, batch: { size: 7, count: 1 } }, 1);
    expect(problems).toMatchObject([{ path: 'outages.batch.size', value: 7, expected: 'at most 6' }]);
  });
});

test('outages over time by satellite, by plane and by group; an unknown satellite is a problem', () => {
  const events = [
    { satelliteIds: ['b', 'shell-1'], fromS: 5, toS: 9 },
    { group: 'shell', plane: 0, fromS: 7 },
    { group: 'hosts', fromS: 1, toS: 2 },
    { satelliteIds: ['shell-111'], fromS: 0 },
  ];
  const { outages, problems } = ownOutages(GROUPS, { lossShare: 0, events }, 1);
  expect([...outages.periods.keys()].toSorted((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 12, 13, 14, 15]);
  expect(outages.periods.get(1)).toEqual([
    { fromUs: 5e6, untilUs: 9e6 },
    { fromUs: 7e6, untilUs: Number.POSITIVE_INFINITY },
  ]);
  expect(problems).toMatchObject([
    { path: 'outages.events.3.satelliteIds.0', message: expect.stringContaining('did you mean "shell-11"?') },
  ]);
});

describe('an outage of the whole group in a mission', () => {
  const plan = smallPlan({
    ...SMALL_SCENARIO,
    outages: { lossShare: 0, events: [{ group: 'few', fromS: 90, toS: 100 }] },
  });
  const block = observe(plan.world, 88, 14);

  test('nothing is seen and nothing alarms while it lasts, and the cause is the stage outage', () => {
    const kinds = plan.sensorKinds.length;
    const objects = plan.world.flights.length;
    for (let scan = 88; scan < 102; scan++) {
      const s = scan - 88;
      const out = scan >= 90 && scan < 100;
      expect(block.lookStart[s + 1] === block.lookStart[s]).toBe(out);
      expect(block.alarmStart[s + 1] === block.alarmStart[s]).toBe(out);
      const width = objects * kinds * LOOK_STAGES.length;
      const counts = block.stageCounts.subarray(s * width, (s + 1) * width);
      expect(counts.every((count, index) => count === 0 || index % LOOK_STAGES.length === STAGE_OUTAGE)).toBe(
        out,
      );
      expect(STAGE_OUTAGE).toBe(LOOK_STAGES.indexOf('outage'));
      const { status } = downlink(plan.world, block, s, [], { looksPerObject: 12, latencyUs: 0 }).reports;
      expect(new Set(status)).toEqual(new Set([out ? 2 : 0]));
    }
  });

  test('the rest is as without it, byte for byte', () => {
    const usual = observe(smallPlan().world, 88, 14);
    const tail = (of: typeof usual) => [...of.lookSnr.subarray(of.lookStart[12], of.lookStart[14])];
    expect(tail(block)).toEqual(tail(usual));
    expect(tail(block).length).toBeGreaterThan(0);
  });

  test('the summary of the group counts them', () => {
    expect(plan.groups).toMatchObject([{ id: 'few', satellites: 240, lost: 0, spares: 0, interrupted: 240 }]);
    expect(present(plan.groups[0]).nodeDegPerDay[0]).toBeCloseTo(-1.0392, 4);
  });
});

test('several shells, explicit orbits and spares make one layer; their drift is told', () => {
  const outcome = planMission({
    scenario: {
      ...SMALL_SCENARIO,
      events: [],
      satellites: [
        {
          id: 'star',
          sensors: ['wide-mwir'],
          walker: {
            kind: 'star',
            count: 60,
            planes: 6,
            phasing: 1,
            altitudeKm: 1000,
            inclinationDeg: 90,
            sparesPerPlane: 2,
          },
        },
        {
          id: 'own',
          sensors: ['wide-mwir'],
          orbits: [
            { altitudeKm: 1200, inclinationDeg: 53, nodeDeg: 10, argumentOfLatitudeDeg: [0, 120, 240] },
            { altitudeKm: 1400, inclinationDeg: 63.4, nodeDeg: 100, argumentOfLatitudeDeg: [5] },
          ],
        },
      ],
    },
    catalogues: new Map(),
    regions: [],
  });
  if (!outcome.ok) throw new Error('refused');
  const { groups, ownSide } = outcome.plan;
  expect(groups).toMatchObject([
    { id: 'star', satellites: 60, lost: 12, spares: 12 },
    { id: 'own', satellites: 4, lost: 0, spares: 0 },
  ]);
  expect(Math.abs(present(groups[0]).nodeDegPerDay[1])).toBeLessThan(1e-12);
  expect(present(groups[1]).nodeDegPerDay[0]).toBeLessThan(present(groups[1]).nodeDegPerDay[1]);
  expect(ownSide.satelliteIds.slice(60)).toEqual(['own-0-0', 'own-0-1', 'own-0-2', 'own-1-0']);
});
