import { expect, test } from 'vitest';
import type { Scenario } from '../scenario/index.ts';
import { runMission } from './run.ts';
import { SMALL_SCENARIO, smallPlan } from './small-mission.test-data.ts';

function seen(change: Partial<Scenario>) {
  return runMission(smallPlan({ ...SMALL_SCENARIO, ...change }), { blockScans: 10 });
}

const [PAIR] = SMALL_SCENARIO.events;
const [FEW] = SMALL_SCENARIO.satellites;

test('a crowd all over the Earth is run to its end, and every object of it is accounted for', async () => {
  if (PAIR?.launch === undefined) throw new Error('the small scenario has an event');
  const lofted = { kind: 'lofted', apogeeKm: 1200, rangeKm: 5000 } as const;
  const events = Array.from({ length: 24 }, (_, i) => ({
    id: `missile-${i}`,
    vehicle: 'icbm-solid',
    launch: { latDeg: -40 + 10 * (i % 9), lonDeg: -170 + 14 * i },
    azimuthDeg: 15 * i,
    trajectory: lofted,
    count: 1,
    spacingS: 0,
    atS: 0,
  }));
  const record = await seen({ durationMin: 0.8, events });
  expect(record.durationS).toBe(48);
  expect(record.objects).toHaveLength(24);
  const followed = record.objects.filter(({ confirmedAtS }) => confirmedAtS !== null).length;
  expect(followed).toBeGreaterThan(12);
  expect(record.tracking).toMatchObject({ tracksConfirmed: followed, falseTracks: 0, boundsReached: [] });
});

test('lines that go round start a track by themselves where enough of them do', async () => {
  if (FEW?.walker === undefined || PAIR === undefined)
    throw new Error('the small scenario has a shell and an event');
  const record = await seen({
    durationMin: 0.8,
    satellites: [{ ...FEW, sensors: ['sweeping-swir'], walker: { ...FEW.walker, count: 600, planes: 20 } }],
    events: [{ ...PAIR, count: 1 }],
  });
  const [missile] = record.objects;
  expect(missile?.confirmedAtS).not.toBeNull();
  expect((missile?.confirmedAtS ?? 0) - (missile?.firstDetectedAtS ?? 0)).toBeLessThanOrEqual(6);
  expect(record.tracking.falseTracks).toBe(0);
});
