import type { KnownIds, Problem } from '@cupola/core/scenario';
import { canonicalText } from '@cupola/core/scenario';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario } from './read-scenario.ts';
import { writeScenario } from './write-scenario.ts';

const KNOWN: KnownIds = {
  sensors: ['wide-mwir', 'above-limb-lwir', 'hosted-swir'],
  interceptors: ['generic'],
  vehicles: [
    { id: 'icbm-solid', course: 'ballistic', stages: 3 },
    { id: 'srbm', course: 'ballistic', stages: 1 },
    { id: 'space-launch', course: 'orbit', stages: 2 },
  ],
  flights: [],
  regions: ['us-conus', 'us-alaska'],
};

const MINIMAL = `cupola: 1
title: Smallest
epoch: 2026-07-24T00:00:00Z
durationMin: 40
seed: 7
satellites:
  - id: shell
    sensors: [wide-mwir]
    walker: { kind: delta, count: 100, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 }
`;

function problemsOf(text: string, settings: readonly string[] = []): readonly Problem[] {
  const outcome = readScenario(text, KNOWN, settings);
  return outcome.ok ? [] : outcome.problems;
}

function only(text: string, settings: readonly string[] = []): Problem {
  const problems = problemsOf(text, settings);
  const [problem] = problems;
  if (problem === undefined || problems.length > 1)
    throw new Error(`one problem, not ${JSON.stringify(problems)}`);
  return problem;
}

test('the six required keys are enough, and every default is filled in', () => {
  const outcome = readScenario(MINIMAL, KNOWN);
  expect(outcome).toMatchObject({
    ok: true,
    scenario: {
      events: [],
      sensors: [],
      regions: ['us-conus', 'us-alaska'],
      outages: { lossShare: 0 },
      network: { latencyS: 1, commandLatencyS: 2, looksPerObject: 12 },
      requirements: {
        custody: { minSensors: 2, positionErrorKm: { boost: 3, midcourse: 1 }, maxGapS: 10 },
        declare: { probability: 0.95, consecutive: 3 },
      },
      cloudTopKm: 10,
      maxElementAgeDays: 30,
    },
  });
});

test('explicit orbits, spares and every kind of outage are read; nothing is added where nothing is said', () => {
  const settings = [
    'satellites.0.walker.sparesPerPlane=1',
    'outages.planes=[{ group: shell, plane: 3 }]',
    'outages.batch={ size: 5, count: 1 }',
    'outages.events=[{ satelliteIds: [shell-00-1], fromS: 5, toS: 9 }, { group: shell, plane: 0, fromS: 7 }]',
  ];
  const name = /id: ([A-Za-z0-9-]+)/.exec(MINIMAL)?.[1] ?? '';
  const outcome = readScenario(
    MINIMAL,
    KNOWN,
    settings.map((setting) => setting.replaceAll('group: shell', `group: ${name}`)),
  );
  expect(outcome).toMatchObject({
    ok: true,
    scenario: {
      satellites: [{ walker: { sparesPerPlane: 1 } }],
      outages: { lossShare: 0, batch: { size: 5, count: 1 }, events: [{ toS: 9 }, { plane: 0, fromS: 7 }] },
    },
  });
  const plain = readScenario(MINIMAL, KNOWN);
  expect(plain.ok && Object.keys(plain.scenario.outages)).toEqual(['lossShare']);
});

test.each([
  [
    'inside the Earth',
    'altitudeKm: -20, inclinationDeg: 53, nodeDeg: 0, argumentOfLatitudeDeg: [0]',
    'altitudeKm',
  ],
  [
    'without satellites',
    'altitudeKm: 900, inclinationDeg: 53, nodeDeg: 0, argumentOfLatitudeDeg: []',
    'argumentOfLatitudeDeg',
  ],
])('an orbit %s is refused', (_, orbit, key) => {
  const group = `satellites.0={ id: own, sensors: [${KNOWN.sensors[0]}], orbits: [{ ${orbit} }] }`;
  expect(only(MINIMAL, [group]).path).toBe(`satellites.0.orbits.0.${key}`);
});

test('an empty document lists all six required keys', () => {
  const paths = problemsOf('{}').map((problem) => problem.path);
  expect(paths.toSorted()).toEqual(['cupola', 'durationMin', 'epoch', 'satellites', 'seed', 'title']);
});

test('a count that the planes do not divide is told with its line and the nearest multiples', () => {
  expect(only(MINIMAL, ['satellites.0.walker.count=101'])).toMatchObject({
    path: 'satellites.0.walker.count',
    value: 101,
    expected: 'a multiple of the 20 planes, such as 100 or 120',
  });
  expect(only(MINIMAL.replace('count: 100', 'count: 101'))).toMatchObject({ line: 9 });
});

test('wrong fields and broken rules are reported together, in the order of the document', () => {
  const text = `cupola: 1
titel: Wrong in many ways
epoch: 24 July
durationMin: 40
seed: 7
satellites:
  - { id: a, sensors: [wide-mwri], walker: { kind: delta, count: 0, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
  - { id: b, sensors: [wide-mwri], walker: { kind: delta, count: 90, planes: 20, phasing: 1, altitudeM: 1000, altitudeKm: 1000, inclinationDeg: 800 } }
  - { id: b, sensors: [wide-mwri], walker: { kind: delta, count: 90, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
events:
  - { id: x, vehicle: icbm-solif, launch: { latDeg: 40, lonDeg: 100 }, aim: { latDeg: 40, lonDeg: 100 }, trajectory: { kind: minimum-energy }, atS: 9000 }
  - { id: y, vehicle: icbm-solid, launch: { latDeg: 40, lonDeg: 100 }, trajectory: { kind: lofted, apogeeKm: 5000, rangeKm: 900 } }
interceptors: []
regions: [us-conus, us-alska]
`;
  const found = problemsOf(text).map(({ path, line }) => `${line} ${path}`);
  expect(found).toEqual([
    '1 title',
    '2 titel',
    '3 epoch',
    '7 satellites.0.walker.count',
    '7 satellites.0.sensors.0',
    '8 satellites.1.walker.inclinationDeg',
    '8 satellites.1.walker.altitudeM',
    '8 satellites.1.walker.count',
    '8 satellites.1.sensors.0',
    '9 satellites.2.id',
    '9 satellites.2.walker.count',
    '9 satellites.2.sensors.0',
    '11 events.0.vehicle',
    '11 events.0.aim',
    '11 events.0.atS',
    '12 events.1.azimuthDeg',
    '13 interceptors',
    '14 regions.1',
  ]);
});

test.each([
  ['unknown key', 'titel: x\n', 'titel', 'did you mean "title"?'],
  ['other unit', 'durationS: 60\n', 'durationS', 'did you mean "durationMin"?'],
  ['snake case', 'cloud_top_km: 3\n', 'cloud_top_km', 'did you mean "cloudTopKm"?'],
  ['nothing near', 'weather: []\n', 'weather', 'unknown key "weather"'],
])('%s', (_, line, path, message) => {
  const problem = only(MINIMAL + line);
  expect(problem.path).toBe(path);
  expect(problem.message).toContain(message);
});

test.each([
  [
    'zero satellites',
    ['satellites.0.walker.count=0'],
    'satellites.0.walker.count',
    'a whole number from 1 to 20000',
  ],
  ['no groups', ['satellites=[]'], 'satellites', 'at least one group of satellites'],
  [
    'metres for kilometres',
    ['satellites.0.walker.altitudeKm=1000000'],
    'satellites.0.walker.altitudeKm',
    'a number from 160 to 50000 km',
  ],
  [
    'a unit in the value',
    ['satellites.0.walker.altitudeKm=1000 km'],
    'satellites.0.walker.altitudeKm',
    'a number from 160 to 50000 km',
  ],
  [
    'not a number',
    ['satellites.0.walker.altitudeKm=.nan'],
    'satellites.0.walker.altitudeKm',
    'a number from 160 to 50000 km',
  ],
  [
    'phasing',
    ['satellites.0.walker.phasing=20'],
    'satellites.0.walker.phasing',
    'a whole number from 0 to 19 (planes - 1)',
  ],
  ['no such day', ['epoch=2026-02-30T00:00:00Z'], 'epoch', 'a UTC instant such as 2026-07-24T00:00:00Z'],
  ['another century', ['epoch=1626-07-24T00:00:00Z'], 'epoch', 'a UTC instant in the years 1957 to 2100'],
  [
    'both origins',
    ['satellites.0.catalogue=x.tle'],
    'satellites.0',
    'exactly one of `walker`, `orbits` and `catalogue`',
  ],
  [
    'select beside walker',
    ['satellites.0.select={}'],
    'satellites.0.select',
    '`select` only beside `catalogue`',
  ],
  ['part of a second', ['durationMin=1.001'], 'durationMin', 'whole seconds, written in minutes, up to 1440'],
  ['too long for a day', ['durationMin=2000'], 'durationMin', 'a number from 0.1 to 1440 minutes'],
  [
    'sensor base',
    ['sensors=[{ id: own, base: wide }]'],
    'sensors.0.base',
    'one of wide-mwir, above-limb-lwir, hosted-swir',
  ],
  [
    'sensor id',
    ['sensors=[{ id: wide-mwir, base: wide-mwir }]'],
    'sensors.0.id',
    'an id that no built-in sensor kind has',
  ],
])('%s', (_, settings, path, expected) => {
  expect(only(MINIMAL, settings)).toMatchObject({ path, expected });
});

test('a scenario longer than memory allows is refused, with the limit and the length that would do', () => {
  const raid =
    'events=[{ id: raid, vehicle: srbm, launch: { latDeg: 0, lonDeg: 0 }, aim: { latDeg: 3, lonDeg: 0 }, trajectory: { kind: minimum-energy }, count: 60 }]';
  const problem = only(MINIMAL, [raid, 'durationMin=1440']);
  expect(problem.path).toBe('durationMin');
  expect(problem.message).toMatch(/about [\d.]+ GB, the limit is 1\.2 GB/);
  expect(problem.expected).toMatch(/^at most \d+ min with 60 objects and 100 satellites$/);
  expect(problemsOf(MINIMAL, [raid, 'durationMin=85'])).toEqual([]);
});

test.each([
  ['no equals sign', 'durationMin', ''],
  ['no path', '=3', ''],
  ['through a plain value', 'title.x=3', 'title.x'],
  ['beyond the list', 'satellites.1.id=x', 'satellites.1.id'],
  ['a name in a list', 'satellites.first.id=x', 'satellites.first.id'],
  ['not YAML', 'title=[1', 'title'],
])('a setting with %s is a problem', (_, setting, path) => {
  expect(only(MINIMAL, [setting]).path).toBe(path);
});

test('settings are applied in order, may create what is missing, and are checked like the file', () => {
  const outcome = readScenario(MINIMAL, KNOWN, ['seed=1', 'network.latencyS=2.5', 'seed=9']);
  expect(outcome).toMatchObject({
    ok: true,
    scenario: { seed: 9, network: { latencyS: 2.5, looksPerObject: 12 } },
  });
  expect(only(MINIMAL, ['network.latencyMs=2']).message).toContain('did you mean "latencyS"?');
  expect(only(MINIMAL, ['satellites.0.walker.kind=dleta']).message).toContain('did you mean "delta"?');
});

test('custody may be demanded in several ways at once, each with its defaults', () => {
  const setting = 'requirements.custody=[{ id: usual }, { id: quick, maxGapS: 3, maxLatencyS: 2 }]';
  const outcome = readScenario(MINIMAL, KNOWN, [setting]);
  expect(outcome).toMatchObject({
    ok: true,
    scenario: {
      requirements: {
        custody: [
          { id: 'usual', minSensors: 2, maxGapS: 10, positionErrorKm: { boost: 3, glide: 3 } },
          { id: 'quick', minSensors: 2, maxGapS: 3, maxLatencyS: 2 },
        ],
      },
    },
  });
  if (!outcome.ok) throw new Error('two demands are right');
  const again = readScenario(writeScenario(outcome.scenario), KNOWN);
  expect(again.ok && canonicalText(again.scenario)).toBe(canonicalText(outcome.scenario));
});

test.each([
  ['an unknown key', '[{ id: a, maxGap: 3 }]', 'requirements.custody.0.maxGap'],
  ['a value out of range', '[{ id: a }, { id: b, maxGapS: 0 }]', 'requirements.custody.1.maxGapS'],
  ['no id', '[{ maxGapS: 5 }]', 'requirements.custody.0.id'],
  ['the same id twice', '[{ id: a }, { id: a }]', 'requirements.custody.1.id'],
  ['an empty list', '[]', 'requirements.custody'],
  ['neither', '7', 'requirements.custody'],
  ['an id where there is only one', '{ id: a }', 'requirements.custody.id'],
])('a demand on custody with %s is one problem', (_, value, path) => {
  expect(only(MINIMAL, [`requirements.custody=${value}`]).path).toBe(path);
});

test('text that is not YAML is a problem with a line, and so is a doubled key', () => {
  expect(problemsOf('a: [1,\nb')[0]).toMatchObject({ expected: 'YAML' });
  expect(problemsOf(`${MINIMAL}seed: 8\n`)[0]).toMatchObject({ expected: 'YAML', line: 10 });
  expect(problemsOf('')).not.toEqual([]);
  expect(problemsOf('just text')).not.toEqual([]);
});

test('writing and reading back gives the same scenario', () => {
  const outcome = readScenario(MINIMAL, KNOWN);
  if (!outcome.ok) throw new Error('the smallest scenario is right');
  const again = readScenario(writeScenario(outcome.scenario), KNOWN);
  expect(again.ok && canonicalText(again.scenario)).toBe(canonicalText(outcome.scenario));
});

test('no document makes the reader throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(problemsOf(JSON.stringify(value)).length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(
      fc.constantFrom('satellites', 'events', 'sensors', 'regions', 'network', 'requirements.custody'),
      fc.jsonValue(),
      (path, value) => {
        readScenario(MINIMAL, KNOWN, [`${path}=${JSON.stringify(value)}`]);
      },
    ),
    { numRuns: 300 },
  );
});

const FLEET =
  'interceptors:\n  - { id: sbi, kind: generic, walker: { kind: delta, count: 200, planes: 20, phasing: 1, altitudeKm: 300, inclinationDeg: 45 } }\n';

test('a second fleet is read, and comes back from its canonical form', () => {
  const outcome = readScenario(MINIMAL + FLEET, KNOWN);
  const scenario = outcome.ok ? outcome.scenario : null;
  expect(scenario?.interceptors).toEqual([
    {
      id: 'sbi',
      kind: 'generic',
      walker: { kind: 'delta', count: 200, planes: 20, phasing: 1, altitudeKm: 300, inclinationDeg: 45 },
    },
  ]);
  expect(scenario === null ? '' : writeScenario(scenario)).toContain('interceptors:');
});

test.each([
  ['unknown kind', 'kind: generic', 'kind: genric', 'interceptors.0.kind', 'did you mean "generic"?'],
  ['no placement', / walker: \{.*\} \}/, ' }', 'interceptors.0', 'neither how it is designed'],
  ['uneven planes', 'count: 200', 'count: 201', 'interceptors.0.walker.count', 'do not divide'],
  [
    'sensors on it',
    'kind: generic',
    'kind: generic, sensors: [wide-mwir]',
    'interceptors.0.sensors',
    'unknown key',
  ],
])('of a second fleet: %s', (_, from, to, path, message) => {
  const problem = only(MINIMAL + FLEET.replace(from, to));
  expect(problem.path).toBe(path);
  expect(problem.message).toContain(message);
});

test('how the second fleet is used has defaults, only with interceptors', () => {
  const without = readScenario(MINIMAL, KNOWN);
  expect(without.ok && without.scenario.engagement).toBeUndefined();
  const stated = readScenario(
    `${MINIMAL}${FLEET}engagement: { commitOn: confirmed, phases: [boost, glide] }\n`,
    KNOWN,
  );
  expect(stated.ok ? stated.scenario.engagement : stated.problems).toMatchObject({
    commitOn: 'confirmed',
    phases: ['boost', 'glide'],
    decisionDelayS: 30,
    interceptAltitudeKm: [100, 2000],
    shotsPerTarget: 2,
  });
  const plain = readScenario(`${MINIMAL}${FLEET}`, KNOWN);
  expect(plain.ok ? plain.scenario.engagement : plain.problems).toMatchObject({ commitOn: 'declared' });
});

test.each([
  ['no fleet', 'engagement: {}\n', ['']],
  [
    'odds',
    `INTERCEPTORSengagement: { killProbability: 1.2, trackProbability: -0.1, readyShare: 2 }\n`,
    ['killProbability', 'readyShare', 'trackProbability'],
  ],
  [
    'times',
    'INTERCEPTORSengagement: { decisionDelayS: -1, orderWindowS: 601, longestFlyOutS: 1.5, marginS: x }\n',
    ['decisionDelayS', 'longestFlyOutS', 'marginS', 'orderWindowS'],
  ],
  [
    'heights upside down',
    'INTERCEPTORSengagement: { interceptAltitudeKm: [300, 100] }\n',
    ['interceptAltitudeKm'],
  ],
  [
    'an orbit too low',
    'INTERCEPTORSengagement: { interceptAltitudeKm: [350, 900] }\n',
    ['interceptAltitudeKm'],
  ],
  [
    'choices',
    'INTERCEPTORSengagement: { commitOn: declred, sharing: all, phases: [], shotsPerTarget: 0, x: 1 }\n',
    ['commitOn', 'phases', 'sharing', 'shotsPerTarget', 'x'],
  ],
])('engagement, wrong: %s', (_, text, keys) => {
  const outcome = readScenario(`${MINIMAL}${text.replace('INTERCEPTORS', FLEET)}`, KNOWN);
  const paths = outcome.ok ? [] : outcome.problems.map(({ path }) => path.replace(/^engagement\.?/, ''));
  expect(paths.toSorted()).toEqual(keys);
});
