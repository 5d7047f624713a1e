import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { daysBetween, julianDateFromIso, usFromS } from '@cupola/core/foundation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSatellites } from './load-satellites.ts';
import type { LoadedSatellites, SatelliteFlags } from './load-satellites.ts';

const IRIDIUM = fileURLToPath(
  new URL('../../../../data/catalogues/iridium-next_2026-07-24.tle', import.meta.url),
);
const FLAGS: SatelliteFlags = {
  select: [],
  from: null,
  durationS: 5400,
  maxElementAgeDays: null,
  skipBad: false,
};
const SCENARIO = `cupola: 1
title: Two groups
epoch: 2026-07-24T06:00:00Z
durationMin: 3
seed: 3
satellites:
  - id: shell
    sensors: [wide-mwir]
    walker: { kind: star, count: 6, planes: 2, phasing: 0, altitudeKm: 1000, inclinationDeg: 90 }
  - { id: hosts, sensors: [hosted-swir], catalogue: ${IRIDIUM}, select: { count: 4 } }
`;

let folder = '';
let scenario = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-satellites-'));
  scenario = join(folder, 'two.yaml');
  writeFileSync(scenario, SCENARIO);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function loaded(file: string, change: Partial<SatelliteFlags> = {}): LoadedSatellites {
  const outcome = loadSatellites(file, { ...FLAGS, ...change });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.satellites;
}

function problems(file: string, change: Partial<SatelliteFlags> = {}): readonly (string | undefined)[][] {
  const outcome = loadSatellites(file, { ...FLAGS, ...change });
  return outcome.ok ? [] : outcome.problems.map(({ path, file: where, message }) => [path, where, message]);
}

describe('a catalogue', () => {
  test('means all its objects, from the midnight after its newest elements', () => {
    const all = loaded(IRIDIUM);
    expect(all.ids).toHaveLength(80);
    expect(all.ephemeris.satelliteCount).toBe(80);
    expect(new Set(all.groupIds)).toEqual(new Set(['iridium-next_2026-07-24']));
    expect(all.from).toEqual(julianDateFromIso('2026-07-24T00:00:00Z'));
    expect(all.fromUs).toBe(0);
    expect(all.names[0]).toContain('IRIDIUM');
    expect(all.objectIds[0]).toMatch(/^20\d\d-\d{3}[A-Z]+$/);
  });

  test('with a bad record is refused with its line, or used without it', () => {
    const lines = readFileSync(IRIDIUM, 'utf8').split('\n');
    const bad = join(folder, 'bad.tle');
    const broken = `${lines[4]?.slice(0, 20)}x${lines[4]?.slice(21)}`;
    writeFileSync(bad, lines.slice(0, 9).with(4, broken).join('\n'));
    const refused = loadSatellites(bad, FLAGS);
    expect(refused.ok ? [] : refused.problems.map(({ line }) => line)).toEqual([5]);
    const used = loadSatellites(bad, { ...FLAGS, skipBad: true });
    expect(used.ok ? used.satellites.ids : []).toHaveLength(2);
    expect(used.ok ? used.skipped : []).toMatchObject([{ file: bad, line: 5 }]);
    expect(problems(scenario, { skipBad: true }).map(([path]) => path)).toEqual(['--skip-bad']);
  });

  test('is selected as in a scenario, intervals with or without brackets', () => {
    const few = loaded(IRIDIUM, { select: ['inclinationDeg=86,87', 'count=5'] });
    expect(few.ids).toHaveLength(5);
    expect(loaded(IRIDIUM, { select: ['inclinationDeg=[86, 87]', 'count=5'] }).ids).toEqual(few.ids);
    expect(loaded(IRIDIUM, { select: ['name=106'] }).names).toEqual(['IRIDIUM 106']);
  });

  test('every fault of the flags is told at once', () => {
    const found = problems(IRIDIUM, { select: ['count=none', 'colour=red'], from: 'yesterday' });
    expect(found.map(([path]) => path)).toEqual(['--from', '--select count', '--select colour']);
  });

  test('a selection that nobody meets, or too few, is a problem', () => {
    expect(problems(IRIDIUM, { select: ['name=GPS'] })).toEqual([
      ['--select name', IRIDIUM, 'of 80 objects none passes name "GPS"'],
    ]);
    expect(problems(IRIDIUM, { select: ['count=900'] })).toHaveLength(1);
  });

  test('old elements are refused by name, and allowed by a larger age', () => {
    const from = '2026-09-24T00:00:00Z';
    const [first] = problems(IRIDIUM, { from });
    expect(first?.[2]).toMatch(/80 of 80 objects have elements too far .* IRIDIUM \d+ \(\d+\)/);
    expect(loaded(IRIDIUM, { from, maxElementAgeDays: 70 }).ids).toHaveLength(80);
  });
});

describe('a scenario', () => {
  test('means all its groups, from its epoch', () => {
    const both = loaded(scenario);
    expect(both.groupIds).toEqual([...Array<string>(6).fill('shell'), ...Array<string>(4).fill('hosts')]);
    expect(both.ids[0]).toBe('shell-0-0');
    expect(daysBetween(both.epoch, both.from)).toBe(0);
  });

  test('from another instant its ephemeris keeps the epoch as zero', () => {
    const later = loaded(scenario, { from: '2026-07-24T06:00:30.5Z' });
    expect(later.fromUs).toBe(usFromS(30.5));
    expect(later.epoch).toEqual(loaded(scenario).epoch);
  });

  test('has its outages, in the order of the satellites', () => {
    const file = join(folder, 'out.yaml');
    const outages =
      'outages: { planes: [{ group: shell, plane: 1 }], events: [{ group: hosts, fromS: 5 }] }\n';
    writeFileSync(file, SCENARIO + outages);
    const { outages: found, planes } = loaded(file);
    expect([...found.lost]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0]);
    expect([...found.periods.keys()]).toEqual([6, 7, 8, 9]);
    expect(planes).toEqual([0, 0, 0, 1, 1, 1, null, null, null, null]);
    writeFileSync(file, SCENARIO + outages.replace('plane: 1', 'plane: 2'));
    expect(problems(file).map(([path]) => path)).toEqual(['outages.planes.0.plane']);
  });

  test('has its own selections, and its faults are told with the flags', () => {
    expect(problems(scenario, { select: ['count=3'], from: 'now' }).map(([path]) => path)).toEqual([
      '--from',
      '--select',
    ]);
  });
});

test('a file that is not there, and one that is neither', () => {
  expect(problems(join(folder, 'none.tle'))).toEqual([
    ['', join(folder, 'none.tle'), 'there is no such file'],
  ]);
  const odd = join(folder, 'odd.txt');
  writeFileSync(odd, 'neither\n');
  expect(problems(odd).length).toBeGreaterThan(0);
});
