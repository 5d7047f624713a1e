import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../../bin/cupola.js', import.meta.url));
const ONEWEB = fileURLToPath(
  new URL('../../../../../data/catalogues/oneweb_2026-07-24.tle', import.meta.url),
);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-catalogue-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function catalogue(...args: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
} {
  const ended = spawnSync(process.execPath, [BIN, 'catalogue', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

test('lists what a file holds', () => {
  const { code, out } = catalogue(ONEWEB, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    format: 'tle',
    objects: 651,
    selected: 651,
    epochs: { newest: '2026-07-23T20:53:59.586720Z' },
    from: '2026-07-24T00:00:00Z',
    maxAgeDays: 30,
    tooOld: [],
    decayed: [],
  });
  expect(catalogue(ONEWEB).out).toMatch(/651 objects \(tle\)\n[^]*altitude km +inclination deg +objects\n/);
});

test('through every format and back to the same bytes', () => {
  let file = ONEWEB;
  for (const format of ['omm-xml', 'omm-kvn', 'omm-csv', 'omm-json', 'tle']) {
    const { code, out } = catalogue(file, '--to', format, '--out', `oneweb.${format}`, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ written: { format }, objects: 651 });
    file = join(folder, `oneweb.${format}`);
  }
  expect(readFileSync(file, 'utf8') === readFileSync(ONEWEB, 'utf8')).toBe(true);
  expect(readdirSync(folder)).toHaveLength(5);
});

test('a selection is written to standard output, and nothing else stands there', () => {
  const { code, out } = catalogue(
    ONEWEB,
    '--select',
    'planeNodeDeg=[215, 225]',
    '--select',
    'everyNth=10',
    '--to',
    'omm-csv',
  );
  expect(code).toBe(0);
  const [header, ...rows] = out.trimEnd().split('\n');
  expect(header).toMatch(/^OBJECT_NAME,OBJECT_ID,EPOCH,/);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.every((row) => row.startsWith('ONEWEB-'))).toBe(true);
});

test('old and decayed objects are named', () => {
  const { err, out, code } = catalogue(
    ONEWEB,
    '--from',
    '2026-07-30T00:00:00Z',
    '--max-age-days',
    '6.8',
    '--json',
  );
  expect([code, err]).toEqual([0, '']);
  const named: unknown = JSON.parse(out).tooOld;
  expect(named).toContainEqual(expect.objectContaining({ objectName: 'ONEWEB-0012', problem: 'too-old' }));
});

test('broken records are told with file and line; with --skip-bad the rest is used and they are named', () => {
  const lines = readFileSync(ONEWEB, 'utf8').split('\n').slice(0, 9);
  lines[4] = 'broken';
  writeFileSync(join(folder, 'mixed.tle'), lines.join('\n'));
  const refused = catalogue('mixed.tle', '--to', 'omm-json', '--out', 'out.json');
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('mixed.tle:4');
  expect(readdirSync(folder)).toEqual(['mixed.tle']);
  const used = catalogue('mixed.tle', '--skip-bad', '--json');
  expect(used.code).toBe(0);
  expect(used.err).toContain('mixed.tle:4');
  expect(JSON.parse(used.out)).toMatchObject({
    objects: 2,
    skipped: [{ line: 4 }, { line: 6 }],
  });
});

test('every problem at once, exit 2, and nothing written', () => {
  const { code, err } = catalogue('none.tle', '--select', 'altitude=[1, 2]', '--from', 'now', '--out', 'x');
  expect(code).toBe(2);
  for (const words of [
    'there is no such file',
    'unknown key "altitude"',
    'there is no such instant',
    'without a format',
  ]) {
    expect(err).toContain(words);
  }
  const empty = catalogue(ONEWEB, '--select', 'name=ONEWEB', '--select', 'altitudeKm=[100, 200]');
  expect(empty.code).toBe(2);
  expect(empty.err).toContain('of 651 objects that pass name none passes altitudeKm [100,200]');
  expect(catalogue(ONEWEB, '--to', 'omm').code).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});

test('a number that no TLE can hold is refused by name', () => {
  const { out } = catalogue(ONEWEB, '--select', 'catalogueNumbers=[44057]', '--to', 'omm-json');
  writeFileSync(join(folder, 'new.json'), out.replace('44057', '340000'));
  const { code, err } = catalogue('new.json', '--to', 'tle');
  expect(code).toBe(2);
  expect(err).toContain('ONEWEB-0012 (340000) does not fit into a TLE: its catalogue number is 340000');
});
