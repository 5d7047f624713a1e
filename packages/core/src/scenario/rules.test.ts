import { expect, test } from 'vitest';
import type { EventDraft, EventParts, KnownIds, ScenarioParts } from './draft.ts';
import { memoryProblems } from './memory.ts';
import { objectsOfEvents } from './object-rules.ts';
import { scenarioProblems } from './rules.ts';

const KNOWN: KnownIds = {
  sensors: ['wide'],
  interceptors: ['generic'],
  vehicles: [
    { id: 'solid', course: 'ballistic', stages: 3 },
    { id: 'rocket', course: 'orbit', stages: 2 },
    { id: 'glider', course: 'glide', stages: 3 },
    { id: 'orbiter', course: 'fractional-orbit', stages: 2 },
    { id: 'scrap', course: 'decay', stages: 0 },
    { id: 'spark', course: 'flash', stages: 0 },
  ],
  flights: ['long-ago'],
  regions: ['here'],
};
const EVENT: EventDraft = {
  id: 'e',
  vehicle: 'solid',
  launch: { latDeg: 10, lonDeg: 20 },
  aim: { latDeg: 30, lonDeg: 20 },
  trajectory: { kind: 'minimum-energy' },
  count: 1,
  spacingS: 10,
  atS: 0,
};
const { aim: _aim, trajectory: _trajectory, ...BARE } = EVENT;
const LOFTED = { kind: 'lofted', apogeeKm: 4000, rangeKm: 1000 } as const;

function pathsOf(parts: ScenarioParts): string[] {
  return scenarioProblems({ durationMin: 60, ...parts }, KNOWN).map((problem) => problem.path);
}

function valuesOf(durationMin: number, events: readonly EventParts[]): unknown[] {
  return scenarioProblems({ durationMin, events }, KNOWN).map(({ path, value }) => [path, value]);
}

test.each<[name: string, event: EventParts, paths: string[]]>([
  ['minimum energy', EVENT, []],
  ['minimum energy without aim', { ...BARE, trajectory: EVENT.trajectory }, ['events.0.aim']],
  ['nothing said', BARE, ['events.0.aim', 'events.0.trajectory']],
  ['minimum energy with azimuth', { ...EVENT, azimuthDeg: 3 }, ['events.0.azimuthDeg']],
  ['lofted', { ...BARE, azimuthDeg: 3, trajectory: LOFTED }, []],
  ['lofted without azimuth', { ...BARE, trajectory: LOFTED }, ['events.0.azimuthDeg']],
  ['lofted with aim', { ...EVENT, azimuthDeg: 3, trajectory: LOFTED }, ['events.0.aim']],
  ['space launch', { ...BARE, vehicle: 'rocket', azimuthDeg: 3, orbitAltitudeKm: 300 }, []],
  ['space launch bare', { ...BARE, vehicle: 'rocket' }, ['events.0.azimuthDeg', 'events.0.orbitAltitudeKm']],
  ['weapon to orbit', { ...EVENT, orbitAltitudeKm: 300 }, ['events.0.orbitAltitudeKm']],
  ['aim at the launch', { ...EVENT, aim: { latDeg: 10, lonDeg: 20.005 } }, ['events.0.aim']],
  ['aim two kilometres off', { ...EVENT, aim: { latDeg: 10, lonDeg: 20.02 } }, []],
  [
    'the other side of 180',
    { ...EVENT, launch: { latDeg: 0, lonDeg: 180 }, aim: { latDeg: 0, lonDeg: -180 } },
    ['events.0.aim'],
  ],
  ['after the end', { ...EVENT, atS: 3600 }, ['events.0.atS']],
  ['in the last second', { ...EVENT, atS: 3599 }, []],
  ['last of several after the end', { ...EVENT, atS: 3580, count: 3 }, ['events.0.atS']],
  ['unknown vehicle', { ...EVENT, vehicle: 'solif' }, ['events.0.vehicle']],
  ['no vehicle', { ...EVENT, vehicle: undefined }, ['events.0.vehicle']],
  ['a published flight', { id: 'e', flight: 'long-ago', atS: 3 }, []],
  ['an unknown published flight', { id: 'e', flight: 'long-age' }, ['events.0.flight']],
  ['a published flight with an aim', { id: 'e', flight: 'long-ago', aim: EVENT.aim }, ['events.0.aim']],
  ['depressed', { ...EVENT, trajectory: { kind: 'depressed', apogeeKm: 200 } }, []],
  ['depressed without aim', { ...BARE, trajectory: { kind: 'depressed', apogeeKm: 200 } }, ['events.0.aim']],
  ['glide of a ballistic class', { ...EVENT, trajectory: { kind: 'glide' } }, ['events.0.trajectory.kind']],
  ['glider', { ...EVENT, vehicle: 'glider', trajectory: { kind: 'glide' } }, []],
  ['glider on an arc', { ...EVENT, vehicle: 'glider' }, ['events.0.trajectory.kind']],
  [
    'glider with turns of two kinds',
    { ...EVENT, vehicle: 'glider', trajectory: { kind: 'glide', turns: [], drawnTurns: 2 } },
    ['events.0.trajectory.drawnTurns'],
  ],
  [
    'glider with decoys',
    { ...EVENT, vehicle: 'glider', trajectory: { kind: 'glide' }, objects: { decoys: { count: 2 } } },
    ['events.0.objects.decoys'],
  ],
  [
    'fractional orbit',
    { ...EVENT, vehicle: 'orbiter', trajectory: { kind: 'fractional-orbit', way: 'far' } },
    [],
  ],
  ['rocket to an inclination', { ...BARE, vehicle: 'rocket', inclinationDeg: 90, orbitAltitudeKm: 300 }, []],
  [
    'rocket to an inclination on an azimuth',
    { ...BARE, vehicle: 'rocket', inclinationDeg: 90, azimuthDeg: 3, orbitAltitudeKm: 300 },
    ['events.0.azimuthDeg'],
  ],
  [
    'rocket on an azimuth with a pass',
    { ...BARE, vehicle: 'rocket', azimuthDeg: 3, pass: 'southbound', orbitAltitudeKm: 300 },
    ['events.0.pass'],
  ],
  ['debris', { id: 'e', vehicle: 'scrap', entry: { latDeg: 0, lonDeg: 0 } }, []],
  ['debris that is launched', { ...BARE, vehicle: 'scrap' }, ['events.0.launch', 'events.0.entry']],
  ['meteor', { id: 'e', vehicle: 'spark', flash: { latDeg: 0, lonDeg: 0 } }, []],
  ['meteor with stages', { id: 'e', vehicle: 'spark', flash: {}, objects: {} }, ['events.0.objects']],
  ['as many stages as it has', { ...EVENT, objects: { stages: { count: 3 } } }, []],
  [
    'more stages than it has',
    { ...EVENT, objects: { stages: { count: 4 } } },
    ['events.0.objects.stages.count'],
  ],
])('event: %s', (_, event, paths) => {
  expect(pathsOf({ events: [event] })).toEqual(paths);
});

test('what is wrong in itself is passed over, and its neighbours are still checked', () => {
  expect(
    pathsOf({ events: [null, { ...EVENT, aim: null, atS: 9999 }, { ...EVENT, trajectory: null }] }),
  ).toEqual(['events.2.id', 'events.1.atS']);
  expect(
    pathsOf({
      satellites: [
        { id: null, sensors: [null, 'wide', 'wide'], walker: { count: 101, planes: 20, phasing: null } },
        {
          id: 'a',
          sensors: null,
          catalogue: null,
          select: { altitudeKm: [null, 3], inclinationDeg: [4, 3] },
        },
      ],
    }),
  ).toEqual(['satellites.0.walker.count', 'satellites.0.sensors.2', 'satellites.1.select.inclinationDeg']);
  expect(pathsOf({ satellites: null, events: null, regions: null, network: null })).toEqual([]);
});

test('an id may not be the name of one of several objects of another event', () => {
  const raid = { ...EVENT, id: 'raid', count: 3 };
  expect(pathsOf({ events: [raid, { ...EVENT, id: 'raid-3' }] })).toEqual(['events.1.id']);
  expect(pathsOf({ events: [raid, { ...EVENT, id: 'raid-4' }] })).toEqual([]);
  expect(
    pathsOf({
      events: [
        { ...raid, count: 1 },
        { ...EVENT, id: 'raid-1' },
      ],
    }),
  ).toEqual([]);
});

test('nor the name of what one of its launches lets go', () => {
  const raid = { ...EVENT, id: 'raid', count: 3, objects: { stages: { count: 1 } } };
  const second = (id: string): string[] => pathsOf({ events: [raid, { ...EVENT, id }] });
  expect(second('raid-3-stage-1')).toEqual(['events.1.id']);
  expect(second('raid-4-stage-1')).toEqual([]);
  expect(second('raid-stage-1')).toEqual([]);
  expect(
    pathsOf({
      events: [
        { ...raid, count: 1 },
        { ...EVENT, id: 'raid-stage-1' },
      ],
    }),
  ).toEqual(['events.1.id']);
  expect(
    pathsOf({
      events: [
        { ...EVENT, id: 'raid' },
        { ...EVENT, id: 'raid-stage-1' },
      ],
    }),
  ).toEqual([]);
});

test('more objects than are simulated are counted and refused, and so are fewer that would not fit in memory', () => {
  const raid = { ...EVENT, count: 100, objects: { payloads: { count: 4 }, decoys: { count: 96 } } };
  expect(objectsOfEvents([raid])).toBe(10_000);
  expect(valuesOf(0.4, [{ ...raid, spacingS: 0 }])).toEqual([]);
  expect(
    valuesOf(0.4, [
      { ...raid, spacingS: 0 },
      { ...EVENT, id: 'f' },
    ]),
  ).toContainEqual(['events', 10_001]);
  expect(valuesOf(60, [raid])).toContainEqual(['durationMin', 60]);
});

test('satellites of a catalogue count towards memory once their number is known', () => {
  const parts: ScenarioParts = {
    durationMin: 1440,
    satellites: [{ id: 'a', sensors: ['wide'], catalogue: 'x.tle' }],
    events: [],
  };
  expect(memoryProblems(parts)).toEqual([]);
  expect(memoryProblems(parts, { 'x.tle': 100_000 })).toHaveLength(1);
});
