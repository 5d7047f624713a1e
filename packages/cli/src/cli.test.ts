import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/cupola.js', import.meta.url));
const IRIDIUM = fileURLToPath(
  new URL('../../../data/catalogues/iridium-next_2026-07-24.tle', import.meta.url),
);
const LONGEST_MS = 170_000;

const SCENARIO = `cupola: 1
title: Two missiles under a small layer
epoch: 2026-07-24T00:00:00Z
durationMin: 3
seed: 3
satellites:
  - id: shell
    sensors: [wide-mwir]
    walker: { kind: delta, count: 60, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 }
events:
  - id: raid
    vehicle: icbm-solid
    launch: { latDeg: 40.9, lonDeg: 129.3 }
    aim: { latDeg: 38.9, lonDeg: -77.0 }
    trajectory: { kind: minimum-energy }
    count: 2
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-cli-'));
  writeFileSync(join(folder, 'small.yaml'), SCENARIO);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in the test's folder. `onError` sees stderr as it grows and may stop the process; `input` is what it reads. */
function cupola(
  args: readonly string[],
  onError?: (err: string, stop: () => void) => void,
  input = '',
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, timeout: LONGEST_MS });
    child.stdin.end(input);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
      onError?.(err, () => void (child.killed || child.kill('SIGINT')));
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

function settingFlags(settings: readonly string[]): string[] {
  return settings.flatMap((setting) => ['--set', setting]);
}

function hosts(file: string): string {
  return `satellites.0={ id: a, sensors: [hosted-swir], catalogue: ${file} }`;
}

function onDisk(): string[] {
  return readdirSync(folder).toSorted();
}

test('help shows every command, and each command an example', async () => {
  const help = await cupola(['--help']);
  expect(help.code).toBe(0);
  expect(help.out).toMatch(
    /run .*\n[^]*custody .*\n[^]*coverage .*\n[^]*propagate .*\n[^]*catalogue .*\n[^]*track .*\n[^]*score .*\n[^]*validate /,
  );
  for (const command of [
    'run',
    'custody',
    'coverage',
    'propagate',
    'catalogue',
    'track',
    'score',
    'validate',
  ]) {
    expect((await cupola([command, '--help'])).out).toContain(`Example:\n  cupola ${command} `);
  }
});

test.each([[['rum']], [['run']], [['custody', 'small.yaml', '--out', 'x']]])(
  'a wrong command line ends with 2: %j',
  async (args) => {
    const { code, out, err } = await cupola(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: /);
  },
);

test('propagate gives rows, one JSON document, or a file in a folder', async () => {
  const args = ['propagate', IRIDIUM, '--minutes', '2', '--step-s', '60', '--select', 'count=2'];
  const csv = await cupola(args);
  expect(csv.code).toBe(0);
  expect(csv.out.split('\n')).toHaveLength(1 + 3 * 2 + 1);
  const json = await cupola([...args, '--json', '--frame', 'geodetic']);
  expect(JSON.parse(json.out)).toMatchObject({
    satellites: 2,
    samples: 3,
    frame: 'geodetic',
    from: '2026-07-24T00:00:00.000000Z',
    to: '2026-07-24T00:02:00.000000Z',
    rows: [{ atS: 0 }, { atS: 0 }, { atS: 60 }, { atS: 60 }, { atS: 120 }, { atS: 120 }],
  });
  const file = await cupola([...args, '--json', '--format', 'oem', '--out', 'new/']);
  const target = 'new/iridium-next_2026-07-24_itrf.oem';
  expect(JSON.parse(file.out)).toMatchObject({ files: [target], format: 'oem' });
  expect(readFileSync(join(folder, target), 'utf8')).toContain('REF_FRAME = ITRF2000');
});

test('propagate tells every fault of its flags and its file at once, and writes nothing', async () => {
  const { code, out, err } = await cupola([
    'propagate',
    'none.tle',
    '--minutes=-1',
    '--frame=geodtic',
    '--format=parquet',
    '--from=now',
  ]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  for (const path of ['--minutes', '--step-s', '--frame', '--format', '--from', 'none.tle']) {
    expect(err).toContain(`\n${path}`);
  }
  expect(err).toContain('did you mean "geodetic"?');
  expect(onDisk()).toEqual(['small.yaml']);
});

test('a fault that two checks find is told once', async () => {
  const { code, out } = await cupola([
    'custody',
    'small.yaml',
    '--json',
    '--set',
    'seed=99999999999999999999',
  ]);
  expect(code).toBe(2);
  const { problems }: { problems: readonly { path: string }[] } = JSON.parse(out);
  expect(problems.map(({ path }) => path)).toEqual(['seed']);
});

test('wrong flags are told at once, with what is wrong in the scenario, and as JSON', async () => {
  const flags = ['--workers', '0', '--seed', '-4', '--set', 'durationMin=0', '--json'];
  const { code, out } = await cupola(['run', 'small.yaml', ...flags]);
  expect(code).toBe(2);
  const { problems }: { problems: readonly { path: string; value: unknown; expected: string }[] } =
    JSON.parse(out);
  expect(problems.map(({ path }) => path)).toEqual(['durationMin', '--workers', '--seed']);
  expect(problems[1]).toMatchObject({ value: '0', expected: 'a whole number from 1 to 64' });
  const elsewhere = await cupola(['cost', 'none.yaml', '--seed', 'x', '--json']);
  expect(JSON.parse(elsewhere.out)).toMatchObject({ problems: [{ path: '--seed', value: 'x' }] });
  const unknown = await cupola(['custody', 'small.yaml', '--json', '--wrokers', '1']);
  expect(unknown.code).toBe(2);
  expect(JSON.parse(unknown.out)).toMatchObject({ problems: [{ path: 'command line' }] });
});

test('more satellites lost than there are is refused before anything is run', async () => {
  const { code, err } = await cupola(['custody', 'small.yaml', '--losses', '0,5000']);
  expect(code).toBe(2);
  expect(err).toMatch(/--losses = 5000\n.*\n {4}expected: at most \d+/);
});

test('an acquisition file that is missing is told like any other', async () => {
  const { code, err } = await cupola(['cost', 'none.yaml']);
  expect(code).toBe(2);
  expect(err).toMatch(/none\.yaml = "none\.yaml"\n {4}there is no such file/);
});

test('several kinds of bad input are told at once, with file, path, value and what was expected; nothing is written', async () => {
  const wrong = [
    'satellites.0.walker.count=101',
    'satellites.0.walker.altitudeKm=1000000',
    'satellites.0.walker.altitudeM=1000000',
    'events.0.aim={ latDeg: 40.9, lonDeg: 129.3 }',
    'titel=x',
    'nowhere',
  ];
  const { code, out, err } = await cupola(['run', 'small.yaml', ...settingFlags(wrong)]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^6 problems in the input; nothing was run and nothing written\.\n/);
  expect(err).toMatch(
    /small\.yaml:9 {2}satellites\.0\.walker\.count = 101\n.*\n {4}expected: a multiple of the 20 planes/,
  );
  expect(err).toMatch(
    /satellites\.0\.walker\.altitudeKm = 1000000\n.*\n {4}expected: a number from 160 to 50000 km/,
  );
  expect(err).toContain('unknown key "altitudeM"; did you mean "altitudeKm"?');
  expect(err).toMatch(
    /events\.0\.aim = \{"latDeg":40\.9,"lonDeg":129\.3\}\n.*\n {4}expected: a place at least 1 km/,
  );
  expect(err).toContain('unknown key "titel"; did you mean "title"?');
  expect(err).toContain('expected: path=value');
  expect(onDisk()).toEqual(['small.yaml']);
});

test.each([
  [
    'zero satellites',
    ['satellites.0.walker.count=0'],
    'satellites.0.walker.count',
    'a whole number from 1 to 20000',
  ],
  [
    'a missing catalogue',
    ['satellites.0={ id: a, sensors: [hosted-swir], catalogue: gone.tle }'],
    'satellites.0.catalogue',
    'a TLE or OMM file',
  ],
  [
    'a range no such vehicle reaches',
    ['events.0.vehicle=srbm'],
    'events.0',
    'a flight that an srbm can make',
  ],
  ['longer than memory allows', ['durationMin=1440', 'events.0.count=100'], 'durationMin', 'at most'],
])('%s ends with 2, as JSON on request', async (_, settings, path, expected) => {
  const { code, out } = await cupola(['run', 'small.yaml', '--json', ...settingFlags(settings)]);
  expect(code).toBe(2);
  const { problems }: { problems: { path: string; expected: string; file?: string }[] } = JSON.parse(out);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.path).toContain(path);
  expect(problems[0]?.expected).toContain(expected);
  expect(onDisk()).toEqual(['small.yaml']);
});

test('a scenario file that is missing ends with 2', async () => {
  const { code, err } = await cupola(['custody', 'gone.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('gone.yaml');
  expect(err).toContain('there is no such file');
});

test('a catalogue with a broken checksum, or years too old, ends with 2 and names the object', async () => {
  const text = readFileSync(IRIDIUM, 'utf8');
  writeFileSync(join(folder, 'good.tle'), text);
  writeFileSync(join(folder, 'bad.tle'), text.replace('  9994\n', '  9995\n'));
  const broken = await cupola(['run', 'small.yaml', '--set', hosts('bad.tle')]);
  expect(broken.code).toBe(2);
  expect(broken.err).toMatch(/bad\.tle[^]*checksum/);
  const old = await cupola([
    'run',
    'small.yaml',
    '--set',
    hosts('good.tle'),
    '--set',
    'epoch=2029-07-24T00:00:00Z',
  ]);
  expect(old.code).toBe(2);
  expect(old.err).toMatch(/IRIDIUM/);
  expect(onDisk()).toEqual(['bad.tle', 'good.tle', 'small.yaml']);
});

test('a run makes the whole folder, and the same bytes again with more workers', async () => {
  const first = await cupola(['run', 'small.yaml', '--workers', '1', '--json']);
  expect(first.code).toBe(0);
  const answer: { runId: string; folder: string; files: string[]; timing: object } = JSON.parse(first.out);
  expect(answer.folder).toBe(join('runs', answer.runId));
  expect(readdirSync(join(folder, 'runs'))).toEqual([answer.runId]);
  const files = readdirSync(join(folder, answer.folder)).toSorted();
  expect(files).toEqual([...answer.files].toSorted());
  expect(files).toHaveLength(11);

  const second = await cupola(['run', 'small.yaml', '--workers', '2', '--out', 'again']);
  expect(second.code).toBe(0);
  expect(second.out).toContain(`Run ${answer.runId}`);
  const differing = files.filter(
    (name) =>
      !readFileSync(join(folder, 'again', name)).equals(readFileSync(join(folder, answer.folder, name))),
  );
  expect(differing).toEqual(['timing.json']);
  const summary: object = JSON.parse(readFileSync(join(folder, 'again', 'summary.json'), 'utf8'));
  const { folder: _folder, timing: _timing, ...rest } = answer;
  expect(summary).toEqual(rest);

  // The canonical scenario in the folder is the same scenario.
  const third = await cupola(['custody', join('again', 'scenario.yaml'), '--json', '--workers', '1']);
  expect(JSON.parse(third.out)).toMatchObject({ runId: answer.runId });
  expect(onDisk()).toEqual(['again', 'runs', 'small.yaml']);
});

test('the seed is part of the run, and a requirement that is not met ends with 1', async () => {
  const strict = [
    'custody',
    'small.yaml',
    '--json',
    '--require',
    '--set',
    'requirements.custody.minSensors=12',
  ];
  const one = await cupola([...strict, '--seed', '1']);
  const two = await cupola([...strict, '--seed', '2']);
  expect([one.code, two.code]).toEqual([1, 1]);
  const [first, second]: { runId: string; seed: number; requirements: { met: boolean } }[] = [one, two].map(
    ({ out }) => JSON.parse(out),
  );
  expect(first).toMatchObject({ seed: 1, requirements: { met: false } });
  expect(second?.runId).not.toBe(first?.runId);
  expect(onDisk()).toEqual(['small.yaml']);
});

test('a requirement that no constellation can meet is answered at once, with the first unmet term', async () => {
  const hopeless = ['--require', '--set', 'requirements.custody.maxLatencyS=0.5'];
  const { code, out } = await cupola(['run', 'small.yaml', '--json', ...hopeless]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    title: expect.any(String),
    requirements: {
      met: false,
      first: { term: 'maxLatencyS', needed: 0.5, reached: 1, object: null },
      unmet: [],
    },
  });
  expect(onDisk()).toEqual(['small.yaml']);
  const text = await cupola(['custody', 'small.yaml', ...hopeless]);
  expect(text.code).toBe(1);
  expect(text.out).toContain(
    'Requirements not met. First: custody, any object: maxLatencyS 0.5 cannot be met',
  );
});

test('a folder with other things in it is not replaced', async () => {
  mkdirSync(join(folder, 'photos'));
  writeFileSync(join(folder, 'photos', 'x.jpg'), '');
  const { code, err } = await cupola(['run', 'small.yaml', '--out', 'photos']);
  expect(code).toBe(2);
  expect(err).toContain('--out = "photos"');
  expect(readdirSync(join(folder, 'photos'))).toEqual(['x.jpg']);
});

test('a disk that does not take the run ends with 3', async () => {
  const { code, err } = await cupola([
    'run',
    'small.yaml',
    '--workers',
    '1',
    '--out',
    join('small.yaml', 'out'),
  ]);
  expect(code).toBe(3);
  expect(err).toContain('cannot write');
});

test('Ctrl-C during a run ends with 130 and leaves nothing', async () => {
  const long = [
    'run',
    'small.yaml',
    '--workers',
    '2',
    '--set',
    'durationMin=600',
    '--set',
    'satellites.0.walker.count=2000',
  ];
  const { code, out } = await cupola(long, (err, stop) => {
    if (err.includes('second ')) stop();
  });
  expect({ code, out }).toEqual({ code: 130, out: '' });
  expect(onDisk()).toEqual(['small.yaml']);
});

test('a finished run is served until Ctrl-C', async () => {
  const statuses: number[] = [];
  const visit = async (url: string, stop: () => void): Promise<void> => {
    const page = await fetch(url);
    statuses.push(page.status);
    await page.text();
    stop();
  };
  let visited = false;
  const { code } = await cupola(['run', 'small.yaml', '--workers', '1', '--serve'], (err, stop) => {
    const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(err)?.[0];
    if (url === undefined || visited) return;
    visited = true;
    void visit(url, stop);
  });
  expect({ code, statuses }).toEqual({ code: 0, statuses: [200] });
});

test('validation ends with 0 when nothing fails unexpectedly, and an unknown area with 2', async () => {
  const { code, out } = await cupola(['validate', '--area', 'ballistics', '--json']);
  expect(code).toBe(0);
  const result: { cases: { area: string }[]; byEvidence: { published: { total: number } } } = JSON.parse(out);
  expect(new Set(result.cases.map((one) => one.area))).toEqual(new Set(['ballistics']));
  expect(result.byEvidence.published.total).toBeGreaterThan(0);
  const unknown = await cupola(['validate', '--area', 'balistics']);
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('did you mean "ballistics"?');
});

const COVERAGE = ['coverage', IRIDIUM, '--hours', '1', '--step-s', '300', '--points', '200'];

test('coverage writes its page and tables, the same bytes for any number of threads, and leaves other folders alone', async () => {
  const files = [
    'answer.json',
    'cells.csv',
    'cells.geojson',
    'cells.parquet',
    'coverage.html',
    'latitude.csv',
  ];
  const contents = async (out: string, threads: string): Promise<readonly string[]> => {
    const flags = ['--min-elevation-deg', '10', '--out', out, '--workers', threads, '--json'];
    const { code, out: json } = await cupola([...COVERAGE, ...flags]);
    expect(code).toBe(0);
    expect(JSON.parse(json)).toMatchObject({ folder: out, points: 200 });
    expect(readdirSync(join(folder, out)).toSorted()).toEqual(files);
    return files.map((name) => readFileSync(join(folder, out, name), 'base64'));
  };
  expect(await contents('b', '2')).toEqual(await contents('a', '1'));
  const page = readFileSync(join(folder, 'a', 'coverage.html'), 'utf8');
  expect(page).toContain('--step-s 300 --points 200 --min-elevation-deg 10');
  expect(page).not.toContain('--out');

  writeFileSync(join(folder, 'a', 'mine.txt'), 'keep');
  const refused = await cupola([...COVERAGE, '--min-elevation-deg', '10', '--out', 'a']);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--out');
  expect(readFileSync(join(folder, 'a', 'mine.txt'), 'utf8')).toBe('keep');
});

test('detections of anybody are tracked and scored; rows that cannot be right are counted, and nothing half-written stays', async () => {
  const row = { t: 0, sensorId: 'a', sensorPosEcef: [7e6, 0, 0], losUnitEcef: [0, 1, 0], sigmaRad: 1e-4 };
  const rows = [row, { ...row, sigmaRad: 0 }, { ...row, losUnitEcef: [0, 0, 0] }];
  writeFileSync(join(folder, 'd.jsonl'), rows.map((each) => JSON.stringify(each)).join('\n'));
  const tracked = await cupola(['track', 'd.jsonl', '--tracks', 'k.jsonl', '--json']);
  expect(tracked.code).toBe(0);
  expect(JSON.parse(tracked.out)).toMatchObject({
    detections: 1,
    scans: 1,
    tracksConfirmed: 0,
    rejected: [
      { reason: 'losUnitEcef is not of unit length', count: 1, lines: [3] },
      { reason: 'sigmaRad is not above 0 and at most 0.1 rad', count: 1, lines: [2] },
    ],
  });
  const streamed = await cupola(['track', '-', '--tracks', '-'], undefined, JSON.stringify(row));
  expect(streamed).toMatchObject({ code: 0, out: '' });
  expect(streamed.err).toMatch(/^1 detections in 1 scans: 0 tracks confirmed/);
  const truth = { t: 0, truthId: 'm', posEcef: [7e6, 1e6, 0], velEcef: [0, 7e3, 0] };
  writeFileSync(join(folder, 't.jsonl'), JSON.stringify(truth));
  const scored = await cupola(['score', 't.jsonl', 'k.jsonl', '--bound', 'd.jsonl', '--json']);
  expect(scored.code).toBe(0);
  expect(JSON.parse(scored.out)).toMatchObject({ objects: 1, tracks: 0, ospaM: 10_000, bound: [] });
  expect(onDisk()).toEqual(['d.jsonl', 'k.jsonl', 'small.yaml', 't.jsonl']);
});

test.each([
  [['track', 'nowhere.jsonl', '--tracks', 'k.jsonl'], /nowhere\.jsonl/],
  [['track', 'small.yaml', '--tracks', 'k.jsonl'], /not a JSON object/],
  [['track', 'small.yaml', '--tracks', 'small.yaml'], /the file that is read/],
  [['track', 'small.yaml', '--tracks', 'none/k.jsonl'], /no such folder/],
  [['track', 'small.yaml', '--tracks', '-'], /not a JSON object/],
  [['track', 'small.yaml', '--tracks', 'k.jsonl', '--points', 'k.jsonl'], /another file that is written/],
  [['track', 'small.yaml', '--tracks', 'k.jsonl', '--smoothed', '-'], /only rows of tracks/],
  [['score', '-', '-'], /read only once/],
  [['track', 'small.yaml', '--tracks', 'k.jsonl', '--smoothed', 'small.yaml'], /the file that is read/],
  [['score', 'nowhere.jsonl', '.'], /nowhere\.jsonl[^]*EISDIR/],
])('a file that cannot be meant ends with 2 and nothing written: %j', async (args, message) => {
  const { code, out, err } = await cupola(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
  expect(onDisk()).toEqual(['small.yaml']);
});
