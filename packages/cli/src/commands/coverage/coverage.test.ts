import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';

const CATALOGUES = fileURLToPath(new URL('../../../../../data/catalogues/', import.meta.url));
const IRIDIUM = join(CATALOGUES, 'iridium-next_2026-07-24.tle');

const SCENARIO = `cupola: 1
title: A small layer
epoch: 2026-07-24T00:00:00Z
durationMin: 3
seed: 3
satellites:
  - { id: a, sensors: [wide-mwir], walker: { kind: delta, count: 60, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
  - { id: b, sensors: [wide-mwir], walker: { kind: star, count: 40, planes: 5, phasing: 1, altitudeKm: 800, inclinationDeg: 90 } }
`;

/** The second line goes through the Earth: its perigee lies some 900 km deep. */
const DEEP = `[{"OBJECT_NAME":"DEEP","OBJECT_ID":"2020-001A","EPOCH":"2026-07-23T00:00:00","MEAN_MOTION":6.5,"ECCENTRICITY":0.55,"INCLINATION":63.4,"RA_OF_ASC_NODE":0,"ARG_OF_PERICENTER":270,"MEAN_ANOMALY":180,"EPHEMERIS_TYPE":0,"CLASSIFICATION_TYPE":"U","NORAD_CAT_ID":123456,"ELEMENT_SET_NO":1,"REV_AT_EPOCH":1,"BSTAR":0,"MEAN_MOTION_DOT":0,"MEAN_MOTION_DDOT":0}]`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-coverage-'));
  writeFileSync(join(folder, 'two-shells.yaml'), SCENARIO);
  writeFileSync(
    join(folder, 'plane-lost.yaml'),
    `${SCENARIO}outages: { planes: [{ group: b, plane: 2 }] }\n`,
  );
  writeFileSync(
    join(folder, 'for-a-while.yaml'),
    `${SCENARIO}outages: { events: [{ group: b, fromS: 10, toS: 20 }] }\n`,
  );
  writeFileSync(join(folder, 'deep.json'), DEEP);
  writeFileSync(join(folder, 'corner.geojson'), JSON.stringify(CORNER));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files of the test's folder by their names alone. */
async function coverage(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const words = args.map((each) => (existsSync(join(folder, each)) ? join(folder, each) : each));
  const { status, out, err } = await told('coverage', ...words);
  return { code: status, out, err };
}

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await coverage(...args, '--json');
  expect({ code, problems: code === 0 ? '' : err }).toEqual({ code: 0, problems: '' });
  const answer: Record<string, unknown> = JSON.parse(out);
  expect(Object.keys(answer)).toContain('timing');
  delete answer['timing'];
  return answer;
}

const ASKED = ['--hours', '1', '--step-s', '60', '--points', '300'];
const SEEN = ['--min-elevation-deg', '10'];
const FINE = ['--hours', '0.0166666667', '--step-s', '10', '--points', '300'];
const MANY = ['--hours', '0.1', '--step-s', '60', '--points', '3000'];
const CORNER = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 40],
      [20, 40],
      [20, 60],
      [0, 60],
      [0, 40],
    ],
  ],
};

describe('cupola coverage', () => {
  test('67 Iridium satellites cover the ground at 8.2 degrees, as an independent program finds on another lattice of the same size', async () => {
    const window = ['--hours', '24', '--step-s', '120', '--points', '2500'];
    const answer = await json(IRIDIUM, ...window, '--min-elevation-deg', '8.2');
    expect(answer).toMatchObject({
      satellites: 67,
      catalogueObjects: 80,
      samples: 720,
      points: 2500,
      surface: 'wgs84',
    });
    expect(answer['meanInView']).toBeCloseTo(2.034, 3);
    expect(answer['folds']).toEqual(
      expect.arrayContaining([{ k: 1, fraction: expect.closeTo(0.999997, 5) as unknown }]),
    );
  });

  test('a scenario is all its groups; the answer has every key and does not depend on the threads', async () => {
    const args = [
      'two-shells.yaml',
      ...ASKED,
      '--target-altitude-km',
      '150',
      '--limb-km',
      '50',
      '--stereo',
      '30,150',
    ];
    const answer = await json(...args, '--workers', '1');
    expect(answer).toMatchObject({ satellites: 100, samples: 60, points: 300 });
    expect(Object.keys(answer)).toEqual(
      expect.arrayContaining(
        'meanInView minInView maxInView folds gaps revisit response stereo byLatitude backgrounds worstCell worstSample'.split(
          ' ',
        ),
      ),
    );
    expect(await json(...args, '--workers', '3')).toEqual(answer);
  });

  test('large work is shared by threads and comes out the same', async () => {
    const args = [IRIDIUM, '--hours', '24', '--step-s', '20', '--points', '30000', '--grid', 'rows', ...SEEN];
    expect(await json(...args, '--workers', '2')).toEqual(await json(...args, '--workers', '1'));
  });

  test('a scenario can be asked about another day', async () => {
    const there = await json('two-shells.yaml', ...ASKED, ...SEEN, '--from', '2026-07-25T00:00:00Z');
    expect(there['samples']).toBe(60);
    expect(there['meanInView']).not.toBe((await json('two-shells.yaml', ...ASKED, ...SEEN))['meanInView']);
  });

  test('satellites that a scenario puts out of service see nothing', async () => {
    expect((await json('two-shells.yaml', ...ASKED, ...SEEN))['satellites']).toBe(100);
    expect((await json('plane-lost.yaml', ...ASKED, ...SEEN))['satellites']).toBe(92);
  });

  test('an outage over time counts while it lasts', async () => {
    const whole = Number((await json('two-shells.yaml', ...FINE, ...SEEN))['meanInView']);
    const out = Number((await json('for-a-while.yaml', ...FINE, ...SEEN))['meanInView']);
    // Group b, 40 of the 100, is out for 1 of 6 samples.
    expect(out).toBeLessThan(whole);
    expect(out).toBeGreaterThan(whole * (1 - 1 / 6));
  });

  test('a region and a corridor are the points that lie in them', async () => {
    const area = [...MANY, '--region', '-10,100,10,-100', '--region', 'corner.geojson'];
    const { points, area: title, meanInView } = await json('two-shells.yaml', ...area, ...SEEN);
    expect(title).toBe('-10,100,10,-100 and corner.geojson');
    // 160 by 20 degrees at the equator and 20 by 20 at 40 to 60 degrees of latitude, of 3,000 points.
    expect(Number(points)).toBeCloseTo(3000 * ((160 / 360) * 0.1736 + (20 / 720) * 0.2232), -1.3);
    expect(meanInView).toBeGreaterThan(0);
    const ends = ['--corridor-from', '39.2,125.7', '--corridor-to', 'us-conus'];
    const way = await json(
      'two-shells.yaml',
      ...MANY,
      ...ends,
      '--grid',
      'rows',
      '--target-altitude-km',
      '500',
    );
    expect(way['area']).toBe('the corridor from 39.2,125.7 to us-conus, 500 km wide');
    expect(Number(way['points'])).toBeGreaterThan(100);
    expect(Number(way['points'])).toBeLessThan(600);
  });

  test('a sensor sees less than lines of sight allow', async () => {
    const asked = ['two-shells.yaml', ...ASKED, '--target-altitude-km', '200'];
    const every = await json(...asked);
    const taken = await json(...asked, '--sensor', 'wide-mwir');
    expect(Number(taken['meanInView'])).toBeGreaterThan(0);
    expect(Number(taken['meanInView'])).toBeLessThan(Number(every['meanInView']));
  });

  test('for people there is a table, and one satellite and one point are enough', async () => {
    const asked = ['--hours', '1', '--step-s', '3600', '--points', '1', '--grid', 'rows'];
    const { code, out } = await coverage(IRIDIUM, '--select', 'count=1', ...asked, ...SEEN);
    expect(code).toBe(0);
    expect(out).toMatch(/^1 satellites \(of 80 objects in the catalogue\), 1 samples, 1 points on wgs84/);
    expect(out).toContain('Worst place: ');
  });

  test('every problem of flags and file is told at once', async () => {
    const flags =
      '--hours 1 --step-s 7200 --points 1.5 --grid hex --surface flat --target-altitude-km -5 --stereo 90,30 --select cont=3 --from yesterday';
    const { code, out, err } = await coverage('nowhere.tle', ...flags.split(' '));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^9 problems in the input; nothing was run and nothing written\.\n/);
    expect(err).toContain('--step-s = "7200"\n    the step is longer than the window');
    expect(err).toContain(
      '--target-altitude-km = "-5"\n    -5 is not one\n    expected: a number from 0 to 1500 km',
    );
    expect(err).toContain('unknown key "cont"; did you mean "count"?');
    expect(err).toContain('nowhere.tle');
  });

  test.each([
    [['two-shells.yaml', ...ASKED], 'either --min-elevation-deg or --target-altitude-km'],
    [['two-shells.yaml', ...ASKED, ...SEEN, '--target-altitude-km', '100'], 'both are given'],
    [['two-shells.yaml', ...ASKED, ...SEEN, '--limb-km', '10'], '--limb-km only with --target-altitude-km'],
    [['two-shells.yaml', ...ASKED, ...SEEN, '--grid', 'rows', '--stereo', '30,150'], '--grid fibonacci'],
    [['two-shells.yaml', ...ASKED, ...SEEN, '--select', 'count=2'], 'a catalogue to select from'],
    [['two-shells.yaml', ...ASKED, ...SEEN, '--from', '1999-01-01T00:00:00Z'], 'within 366 days'],
    [
      ['two-shells.yaml', ...ASKED, ...SEEN, '--region', 'us-hawaii'],
      'none of the 300 points lies in it; each stands for 1,700,219 km²',
    ],
    [[IRIDIUM, ...ASKED, ...SEEN, '--select', 'name=XYZ'], '--select name = "XYZ"\n    of 80 objects none'],
    [[IRIDIUM, ...ASKED, ...SEEN, '--select', 'count=100'], '--select count = 100'],
    [
      [IRIDIUM, ...ASKED, ...SEEN, '--from', '1999-01-01T00:00:00Z'],
      'have elements too far from the scenario',
    ],
    [
      ['deep.json', ...ASKED, ...SEEN, '--from', '2026-07-23T00:00:00Z'],
      'goes through the Earth: its perigee lies',
    ],
  ])('refuses %j', async (args, words) => {
    const { code, out, err } = await coverage(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });

  test('uses what can be read of a broken catalogue only with --skip-bad, and says what it left out', async () => {
    const [name, first, second, ...rest] = readFileSync(IRIDIUM, 'utf8').split('\n').slice(0, 9);
    const broken = [name, `${first?.slice(0, -1)}x`, second, ...rest].join('\n');
    writeFileSync(join(folder, 'broken.tle'), broken);
    const asked = ['broken.tle', ...FINE, ...SEEN];
    const refused = await coverage(...asked);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('broken.tle:2');
    const used = await coverage(...asked, '--skip-bad', '--json');
    expect(used.code).toBe(0);
    expect(used.err).toContain('broken.tle:2');
    expect(JSON.parse(used.out)).toMatchObject({
      satellites: 2,
      catalogueObjects: 2,
      skipped: [{ file: join(folder, 'broken.tle'), line: 2 }],
    });
    expect(await json('broken.tle', ...FINE, ...SEEN, '--skip-bad')).toHaveProperty('satellites', 2);
  });

  test('uses elements as old as --max-age-days allows, and names that flag where they are older', async () => {
    const late = ['--from', '2026-09-10T00:00:00Z', ...FINE, ...SEEN];
    const { code, err } = await coverage(IRIDIUM, ...late);
    expect(code).toBe(2);
    expect(err).toContain('--max-age-days');
    expect(await json(IRIDIUM, ...late, '--max-age-days', '60')).toMatchObject({
      catalogueObjects: 80,
      skipped: [],
    });
    const scenario = await coverage(
      'two-shells.yaml',
      ...FINE,
      ...SEEN,
      '--max-age-days',
      '60',
      '--skip-bad',
    );
    expect(scenario.code).toBe(2);
    expect(scenario.err).toContain('`maxElementAgeDays` in the scenario');
    expect(scenario.err).toContain('--skip-bad only with a catalogue');
  });
});
