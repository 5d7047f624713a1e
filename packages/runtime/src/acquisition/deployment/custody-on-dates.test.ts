import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { radians } from '@cupola/core/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMission } from '../../mission/load-mission.ts';
import type { LoadedMission } from '../../mission/mission-with.ts';
import { performCustody } from '../../perform-custody.ts';
import { custodyOf } from './custody-on-dates.ts';
import type { ServingSlot } from './coverage-on-dates.ts';

const SCENARIO = `cupola: 1
title: A short flight
epoch: 2026-07-24T00:00:00Z
durationMin: 6
seed: 4
satellites:
  - { id: layer, sensors: [wide-mwir, above-limb-lwir], walker: { kind: delta, count: 80, planes: 8, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
  - { id: others, sensors: [hosted-swir], walker: { kind: delta, count: 8, planes: 2, phasing: 0, altitudeKm: 550, inclinationDeg: 53 } }
events:
  - { id: flight, vehicle: srbm, launch: { latDeg: 35.0, lonDeg: 51.0 }, aim: { latDeg: 33.0, lonDeg: 56.0 }, trajectory: { kind: minimum-energy }, atS: 10 }
`;
const SHELL = {
  kind: 'delta' as const,
  count: 80,
  planes: 8,
  phasing: 1,
  altitudeM: 1_000_000,
  inclinationRad: radians(80),
};
const ALL: readonly ServingSlot[] = Array.from({ length: 80 }, (_, index) => ({
  plane: Math.floor(index / 10),
  slot: index % 10,
}));
const ASKED = { scenario: '', layer: 'layer', hosts: 'others', dates: [], runs: 1 };
const OPTIONS = { workers: 1, onSecond: (): void => undefined };

let folder = '';
let mission: LoadedMission;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-flights-'));
  const file = join(folder, 'flight.yaml');
  writeFileSync(file, SCENARIO);
  const loaded = loadMission(file, []);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  mission = loaded.mission;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('flights on a date', () => {
  it('before the whole layer are those of the scenario itself', async () => {
    const own = await performCustody(mission, OPTIONS);
    const whole = await custodyOf(mission, ASKED, SHELL, ALL, true, OPTIONS);
    if (!own.ok || !whole.ok) throw new Error('both can be flown');
    const { meanShare } = own.summary.custody;
    expect(whole.custody).toMatchObject({ satellites: 88, runs: 1, threatsDeclaredShare: null });
    expect(whole.custody?.boostHeldShare).toBeCloseTo(meanShare.boost ?? -1, 2);
    expect(whole.custody?.midcourseHeldShare).toBeCloseTo(meanShare.midcourse ?? -1, 2);
  });

  it('before a part of it have that part, and hosts when they serve', async () => {
    const part = await custodyOf(mission, ASKED, SHELL, ALL.slice(0, 25), false, OPTIONS);
    expect(part).toMatchObject({ ok: true, custody: { satellites: 25 } });
  });

  it('before nobody are none', async () => {
    expect(await custodyOf(mission, ASKED, SHELL, [], false, OPTIONS)).toEqual({ ok: true, custody: null });
  });
});
