import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';

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

async function catalogue(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { status, out, err } = await told('catalogue', ...args);
  return { code: status, out, err };
}

test('lists what a file holds', async () => {
  const { code, out } = await catalogue(ONEWEB, '--json');
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
  expect((await catalogue(ONEWEB)).out).toMatch(
    /651 objects \(tle\)\n[^]*altitude km +inclination deg +objects\n/,
  );
});

test('through every format and back to the same bytes', async () => {
  let file = ONEWEB;
  for (const format of ['omm-xml', 'omm-kvn', 'omm-csv', 'omm-json', 'tle']) {
    const { code, out } = await catalogue(
      file,
      '--to',
      format,
      '--out',
      join(folder, `oneweb.${format}`),
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ written: { format }, objects: 651 });
    file = join(folder, `oneweb.${format}`);
  }
  expect(readFileSync(file, 'utf8') === readFileSync(ONEWEB, 'utf8')).toBe(true);
  expect(readdirSync(folder)).toHaveLength(5);
});

test('a selection is written to standard output, and nothing else stands there', async () => {
  const { code, out } = await catalogue(
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

test('old and decayed objects are named', async () => {
  const { err, out, code } = await catalogue(
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

test('broken records are told with file and line; with --skip-bad the rest is used and they are named', async () => {
  const lines = readFileSync(ONEWEB, 'utf8').split('\n').slice(0, 9);
  lines[4] = 'broken';
  writeFileSync(join(folder, 'mixed.tle'), lines.join('\n'));
  const refused = await catalogue(
    join(folder, 'mixed.tle'),
    '--to',
    'omm-json',
    '--out',
    join(folder, 'out.json'),
  );
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('mixed.tle:4');
  expect(readdirSync(folder)).toEqual(['mixed.tle']);
  const used = await catalogue(join(folder, 'mixed.tle'), '--skip-bad', '--json');
  expect(used.code).toBe(0);
  expect(used.err).toContain('mixed.tle:4');
  expect(JSON.parse(used.out)).toMatchObject({
    objects: 2,
    skipped: [{ line: 4 }, { line: 6 }],
  });
});

test('every problem at once, exit 2, and nothing written', async () => {
  const { code, err } = await catalogue(
    join(folder, 'none.tle'),
    '--select',
    'altitude=[1, 2]',
    '--from',
    'now',
    '--out',
    join(folder, 'x'),
  );
  expect(code).toBe(2);
  for (const words of [
    'there is no such file',
    'unknown key "altitude"',
    'there is no such instant',
    'without a format',
  ]) {
    expect(err).toContain(words);
  }
  const empty = await catalogue(ONEWEB, '--select', 'name=ONEWEB', '--select', 'altitudeKm=[100, 200]');
  expect(empty.code).toBe(2);
  expect(empty.err).toContain('of 651 objects that pass name none passes altitudeKm [100,200]');
  expect((await catalogue(ONEWEB, '--to', 'omm')).code).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});

test('a number that no TLE can hold is refused by name', async () => {
  const { out } = await catalogue(ONEWEB, '--select', 'catalogueNumbers=[44057]', '--to', 'omm-json');
  writeFileSync(join(folder, 'new.json'), out.replace('44057', '340000'));
  const { code, err } = await catalogue(join(folder, 'new.json'), '--to', 'tle');
  expect(code).toBe(2);
  expect(err).toContain('ONEWEB-0012 (340000) does not fit into a TLE: its catalogue number is 340000');
});
