import { expect, test } from 'vitest';
import type { EventDraft, KnownIds, ScenarioParts } from './draft.ts';
import { memoryProblems } from './memory.ts';
import { scenarioProblems } from './rules.ts';

const KNOWN: KnownIds = {
  sensors: ['wide'],
  vehicles: ['solid', 'rocket'],
  interceptors: ['generic'],
  launchers: ['rocket'],
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

test.each([
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

test('satellites of a catalogue count towards memory once their number is known', () => {
  const parts: ScenarioParts = {
    durationMin: 1440,
    satellites: [{ id: 'a', sensors: ['wide'], catalogue: 'x.tle' }],
    events: [],
  };
  expect(memoryProblems(parts)).toEqual([]);
  expect(memoryProblems(parts, { 'x.tle': 100_000 })).toHaveLength(1);
});
