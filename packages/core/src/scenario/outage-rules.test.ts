import { expect, test } from 'vitest';
import type { ScenarioParts } from './draft.ts';
import { outageProblems } from './outage-rules.ts';

const WALKER = {
  kind: 'delta',
  count: 12,
  planes: 3,
  phasing: 0,
  altitudeKm: 900,
  inclinationDeg: 50,
} as const;
const ORBIT = { altitudeKm: 900, inclinationDeg: 50, nodeDeg: 0, argumentOfLatitudeDeg: [0] };
const SATELLITES: ScenarioParts['satellites'] = [
  { id: 'shell', sensors: ['wide'], walker: WALKER },
  { id: 'own', sensors: ['wide'], orbits: [ORBIT, ORBIT] },
  { id: 'hosts', sensors: ['wide'], catalogue: 'x.tle' },
];

test.each<[string, NonNullable<ScenarioParts['outages']>, string[]]>([
  ['planes that are there', { planes: [{ group: 'shell', plane: 2 }] }, []],
  ['a plane too many', { planes: [{ group: 'shell', plane: 3 }] }, ['outages.planes.0.plane']],
  ['an orbit too many', { planes: [{ group: 'own', plane: 2 }] }, ['outages.planes.0.plane']],
  ['a plane of a catalogue', { planes: [{ group: 'hosts', plane: 0 }] }, ['outages.planes.0.plane']],
  ['an unknown group', { planes: [{ group: 'shel', plane: 0 }] }, ['outages.planes.0.group']],
  ['an unknown group of batches', { batch: { group: 'x', size: 3, count: 1 } }, ['outages.batch.group']],
  ['a named group', { events: [{ group: 'hosts', fromS: 0 }] }, []],
  ['named satellites', { events: [{ satelliteIds: ['a'], fromS: 0, toS: 1 }] }, []],
  ['nobody named', { events: [{ fromS: 0 }] }, ['outages.events.0']],
  ['named twice', { events: [{ group: 'own', satelliteIds: ['a'], fromS: 0 }] }, ['outages.events.0']],
  [
    'a plane of nothing',
    { events: [{ satelliteIds: ['a'], plane: 1, fromS: 0 }] },
    ['outages.events.0.plane'],
  ],
  ['an end before its beginning', { events: [{ group: 'own', fromS: 9, toS: 9 }] }, ['outages.events.0.toS']],
])('%s', (_, outages, paths) => {
  expect(outageProblems({ satellites: SATELLITES, outages }).map((problem) => problem.path)).toEqual(paths);
});
