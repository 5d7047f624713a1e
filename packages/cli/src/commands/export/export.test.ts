import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CzmlDataSource } from '@cesium/engine';
import { check } from '@placemarkio/check-geojson';
import { CoTParser } from '@tak-ps/node-cot';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { json2satrec } from 'satellite.js';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readRunFolder } from '@cupola/runtime';
import { exportedRun } from '@cupola/service';

const BIN = fileURLToPath(new URL('../../../bin/cupola.js', import.meta.url));
const LONGEST_MS = 100_000;
const SCENARIO = `cupola: 1
title: Two missiles under a small layer
epoch: 2026-07-24T00:00:00Z
durationMin: 4
seed: 3
satellites:
  - id: shell
    sensors: [wide-mwir]
    walker: { kind: delta, count: 240, planes: 12, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 }
events:
  - id: raid
    vehicle: icbm-solid
    launch: { latDeg: 40.9, lonDeg: 129.3 }
    aim: { latDeg: 38.9, lonDeg: -77.0 }
    trajectory: { kind: minimum-energy }
    count: 2
`;

let folder = '';
let rows: readonly Record<string, unknown>[] = [];

function cupola(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, timeout: LONGEST_MS });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

beforeAll(async () => {
  vi.stubGlobal('Image', Object);
  folder = mkdtempSync(join(tmpdir(), 'cupola-export-'));
  writeFileSync(join(folder, 'small.yaml'), SCENARIO);
  await cupola(['run', 'small.yaml', '--out', 'run', '--workers', '1']);
  const file = new Uint8Array(readFileSync(join(folder, 'run', 'tracks.parquet'))).buffer;
  rows = await parquetReadObjects({ file });
}, LONGEST_MS);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllGlobals();
});

/** As the command writes it, without a process for each. */
async function exported(format: Parameters<typeof exportedRun>[1]): Promise<string> {
  const loaded = await readRunFolder(join(folder, 'run'));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const done = await exportedRun(loaded.run, format, '2026-12-01T00:00:00.000Z');
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return [...done.pieces].join('');
}

const trackIds = (): ReadonlySet<unknown> => new Set(rows.map((row) => row['trackId']));

it('gives a globe tracks and satellites, and nothing of the truth', async () => {
  const text = await exported('czml');
  const source = await CzmlDataSource.load(JSON.parse(text));
  const ids = source.entities.values.map(({ id }) => id);
  for (const id of trackIds()) expect(ids).toContain(`track/${String(id)}`);
  expect(ids.filter((id) => id.startsWith('satellite/'))).toHaveLength(240);
  expect(text).not.toContain('truth/');
  expect(text).not.toContain('raid-1');
});

it('gives a map reader places and areas', async () => {
  const checked = check(await exported('geojson'));
  if (checked.type !== 'FeatureCollection') throw new Error(checked.type);
  expect(checked).toMatchObject({ dataMode: 'SIMULATED' });
  const kinds = checked.features.map(({ properties }) => properties?.kind);
  for (const kind of ['track', 'impact', 'launch']) expect(kinds).toContain(kind);
});

it('gives displays an event for each row, in order of time', async () => {
  expect(rows.length).toBeGreaterThan(50);
  const lines = (await exported('cot')).trimEnd().split('\n');
  const events = lines.map((line) => {
    const { event } = CoTParser.validate(CoTParser.from_xml(line), { flow: false }).raw;
    return event['_attributes'];
  });
  const tracks = events.filter(({ type }) => type.startsWith('a-'));
  expect(tracks).toHaveLength(rows.length);
  expect(tracks.map(({ time }) => time)).toEqual(tracks.map(({ time }) => time).toSorted());
  const happened = readFileSync(join(folder, 'run', 'events.jsonl'), 'utf8');
  const isHeld = lines.some((line) => line.includes('<cupola:custody level="held"'));
  expect(isHeld).toBe(happened.includes('"to":"held"'));
  for (const { opex } of events) expect(opex).toBe('s-SIMULATED');
});

it('gives orbits that satellite.js reads, and states of every row in kilometres', async () => {
  const records: readonly Parameters<typeof json2satrec>[0][] = JSON.parse(await exported('omm'));
  expect(records.map((each) => json2satrec(each).error)).toEqual(records.map(() => 0));
  const oem = await exported('oem');
  expect(oem.match(/^META_START$/gm)).toHaveLength(trackIds().size);
  const states = oem.split('\n').filter((line) => /^\d{4}-\d\d-\d\dT\S+ /.test(line));
  expect(states).toHaveLength(rows.length);
  const places = states.map((line) => line.split(' ')[1]);
  for (const row of rows) expect(places).toContain((Number(row['xItrfM']) / 1000).toFixed(9));
});

it('gives tables with the same rows that say what they are of', async () => {
  const csv = (await exported('csv')).trimEnd().split('\n');
  expect(csv).toHaveLength(rows.length + 1);
  expect(csv[0]?.split(',').at(-1)).toBe('dataMode');
  for (const format of ['parquet', 'xlsx']) {
    // oxlint-disable-next-line no-await-in-loop -- one process at a time
    const { code, out } = await cupola(['export', 'run', '--format', format, '--out', 'files/', '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { simulated: true, files: [join('files', `run.${format}`)] },
    ]);
  }
  const bytes = readFileSync(join(folder, 'files', 'run.parquet'));
  const again = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  expect(again).toEqual(rows.map((row) => ({ ...row, dataMode: 'SIMULATED' })));
  const sheets = unzipSync(readFileSync(join(folder, 'files', 'run.xlsx')));
  const workbook = Buffer.from(sheets['xl/workbook.xml'] ?? []).toString('utf8');
  for (const name of ['About', 'Tracks', 'Points', 'Events']) expect(workbook).toContain(`name="${name}"`);
});

it('tells everything that is wrong at once, and writes nothing', async () => {
  const { code, out } = await cupola(['export', 'nowhere', '--format', 'cvs', '--json']);
  expect(code).toBe(2);
  const text = JSON.stringify(JSON.parse(out));
  for (const what of ['did you mean', 'manifest.json', 'tracks.parquet', 'scenario.yaml'])
    expect(text).toContain(what);
  const table = await cupola(['export', 'run', '--format', 'xlsx']);
  expect([table.code, table.out]).toEqual([2, '']);
  expect(readdirSync(folder)).not.toContain('nowhere');
});
