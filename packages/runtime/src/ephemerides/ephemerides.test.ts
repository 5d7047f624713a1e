import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { present, radians, usFromS } from '@cupola/core/foundation';
import { itrfFromGeodeticInto } from '@cupola/core/physics';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSatellites } from '../satellites/load-satellites.ts';
import { ephemerisPieces, jsonRowsText } from './index.ts';
import type { EphemerisFormat, EphemerisFrame, EphemerisRequest } from './index.ts';

const IRIDIUM = fileURLToPath(
  new URL('../../../../data/catalogues/iridium-next_2026-07-24.tle', import.meta.url),
);
/** Object 00005 of the verification set of [Vallado-2006]; its epoch is this instant to the microsecond. */
const VANGUARD_FROM = '2000-06-27T18:50:19.733568Z';
const VERIFICATION = new URL('../../../../validation/sgp4/', import.meta.url);
const CREATED = '2026-01-01T00:00:00.000Z';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-ephemerides-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function request(
  file: string,
  frame: EphemerisFrame,
  stepS: number,
  sampleCount: number,
  select: readonly string[] = [],
  from: string | null = null,
): EphemerisRequest {
  const flags = {
    select,
    from,
    durationS: stepS * (sampleCount - 1),
    maxElementAgeDays: null,
    skipBad: false,
  };
  const outcome = loadSatellites(file, flags);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return { satellites: outcome.satellites, frame, stepUs: usFromS(stepS), sampleCount };
}

function textOf(of: EphemerisRequest, format: EphemerisFormat): string {
  return [...ephemerisPieces(of, format, CREATED).pieces].join('');
}

function csvRows(of: EphemerisRequest): Record<string, string>[] {
  const [header = '', ...lines] = textOf(of, 'csv').trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((value, index) => [columns[index], value])),
  );
}

const AXES = ['x', 'y', 'z'] as const;

function vectorOf(
  row: Record<string, string | undefined>,
  prefix: '' | 'v',
  unit: 'Km' | 'KmPerS',
): readonly number[] {
  return AXES.map((axis) => Number(row[`${prefix}${axis}${unit}`]));
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((each, index) => each - present(b[index])));
}

test('in TEME the published states of SGP4 come out: object 00005 over three days', () => {
  const sets: { line1: string; line2: string }[] = JSON.parse(
    readFileSync(new URL('sgp4-ver.json', VERIFICATION), 'utf8'),
  );
  const published: { entries: { r: number[]; v: number[] }[] }[] = JSON.parse(
    readFileSync(new URL('sgp4-ver.out.json', VERIFICATION), 'utf8'),
  );
  const file = join(folder, 'vanguard.tle');
  writeFileSync(file, `${sets[0]?.line1}\n${sets[0]?.line2}\n`);
  const rows = csvRows(request(file, 'teme', 360 * 60, 13, [], VANGUARD_FROM));
  expect(rows).toHaveLength(13);
  for (const [index, { r, v }] of present(published[0]).entries.entries()) {
    const row = present(rows[index]);
    expect(distance(vectorOf(row, '', 'Km'), r)).toBeLessThan(1e-6);
    expect(distance(vectorOf(row, 'v', 'KmPerS'), v)).toBeLessThan(3e-9);
  }
  expect(rows[1]?.['time']).toBe('2000-06-28T00:50:19.733568Z');
  expect(rows[1]?.['atS']).toBe('21600');
});

describe('frames', () => {
  /* SGP4's velocity is itself 9 mm/s from the change of its position. */
  test.each(['teme', 'gcrf', 'itrf'] as const)(
    'in %s the velocity is the change of the coordinates',
    (frame) => {
      const rows = csvRows(request(IRIDIUM, frame, 0.5, 3, ['count=1']));
      const [before, at, after] = rows.map((row) => vectorOf(row, '', 'Km'));
      const change = AXES.map((_, axis) => present(after)[axis]! - present(before)[axis]!);
      expect(distance(vectorOf(present(rows[1]), 'v', 'KmPerS'), change)).toBeLessThan(1.5e-5);
      expect(Math.hypot(...present(at))).toBeGreaterThan(7000);
    },
  );

  test('celestial axes are 22 arc minutes from those of date in 2026: precession of 26.5 years', () => {
    const [teme, gcrf] = (['teme', 'gcrf'] as const).map((frame) =>
      csvRows(request(IRIDIUM, frame, 1, 1)).map((row) => vectorOf(row, '', 'Km')),
    );
    const angles = present(teme).map(
      (each, index) => distance(each, present(gcrf)[index]!) / Math.hypot(...each),
    );
    const widest = Math.max(...angles);
    expect(widest).toBeGreaterThan(radians(20.5 / 60));
    expect(widest).toBeLessThan(radians(22.6 / 60));
  });

  test('Earth-fixed, to geodetic, and back: a micrometre in the text is a centimetre here at most', () => {
    const itrf = csvRows(request(IRIDIUM, 'itrf', 600, 11));
    const geodetic = csvRows(request(IRIDIUM, 'geodetic', 600, 11));
    const back = new Float64Array(3);
    expect(geodetic).toHaveLength(11 * 80);
    geodetic.forEach((row, index) => {
      itrfFromGeodeticInto(back, 0, {
        latitudeRad: radians(Number(row['latDeg'])),
        longitudeRad: radians(Number(row['lonDeg'])),
        heightM: 1000 * Number(row['heightKm']),
      });
      const place = vectorOf(present(itrf[index]), '', 'Km').map((km) => 1000 * km);
      expect(distance([...back], place)).toBeLessThan(0.01);
    });
  });
});

/** Segments of an orbit ephemeris message: a reader of this test's own. */
function oemSegments(text: string): { meta: Record<string, string>; states: string[][] }[] {
  return text
    .split('META_START\n')
    .slice(1)
    .map((segment) => {
      const [meta = '', data = ''] = segment.split('META_STOP\n');
      return {
        meta: Object.fromEntries(
          meta
            .trim()
            .split('\n')
            .map((line) => line.split(' = ')),
        ),
        states: data
          .trim()
          .split('\n')
          .map((line) => line.split(' ')),
      };
    });
}

describe('the orbit ephemeris message', () => {
  test.each([
    ['itrf', 'ITRF2000'],
    ['gcrf', 'GCRF'],
    ['teme', 'TEME'],
  ] as const)('in %s has a segment for each satellite, with the states of the rows', (frame, name) => {
    const of = request(IRIDIUM, frame, 90, 5);
    const segments = oemSegments(textOf(of, 'oem'));
    const rows = csvRows(of);
    expect(segments).toHaveLength(80);
    segments.forEach(({ meta, states }, satellite) => {
      expect(meta).toEqual({
        OBJECT_NAME: of.satellites.names[satellite],
        OBJECT_ID: of.satellites.objectIds[satellite],
        CENTER_NAME: 'EARTH',
        REF_FRAME: name,
        TIME_SYSTEM: 'UTC',
        START_TIME: '2026-07-24T00:00:00.000000',
        STOP_TIME: '2026-07-24T00:06:00.000000',
        INTERPOLATION: 'HERMITE',
        INTERPOLATION_DEGREE: '7',
      });
      expect(states).toHaveLength(5);
      states.forEach(([time, ...values], sample) => {
        const row = present(rows[80 * sample + satellite]);
        expect(`${time}Z`).toBe(row['time']);
        expect(values).toEqual(
          ['xKm', 'yKm', 'zKm', 'vxKmPerS', 'vyKmPerS', 'vzKmPerS'].map((column) => row[column]),
        );
      });
    });
  });

  test('begins as the format demands; a single state has nothing to interpolate', () => {
    const text = textOf(request(IRIDIUM, 'teme', 1, 1, ['count=1']), 'oem');
    expect(text).toMatch(
      /^CCSDS_OEM_VERS = 2\.0\nCOMMENT .*\nCREATION_DATE = 2026-01-01T00:00:00\.000\nORIGINATOR = CUPOLA\n/,
    );
    expect(text).not.toContain('INTERPOLATION');
  });

  test('comes in as many pieces as were promised, each of a bounded length', () => {
    const of = request(IRIDIUM, 'teme', 1, 2500, ['count=3']);
    const { pieces, count } = ephemerisPieces(of, 'oem', CREATED);
    const texts = [...pieces];
    expect(texts).toHaveLength(count);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(200_000);
  });
});

test('Parquet, in several pieces, holds the same rows in SI units', async () => {
  const of = request(IRIDIUM, 'itrf', 10, 3000, ['count=40']);
  const { pieces, count } = ephemerisPieces(of, 'parquet', CREATED);
  const parts = [...pieces];
  expect(parts).toHaveLength(count);
  expect(count).toBeGreaterThan(2);
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const read = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  const rows = csvRows(of);
  expect(read).toHaveLength(rows.length);
  for (const index of [0, 41, 99_999, 100_000, 119_999]) {
    const [row, from] = [present(read[index]), present(rows[index])];
    expect(row['time']).toBe(from['time']);
    expect(row['atS']).toBe(Number(from['atS']));
    expect(row['satelliteId']).toBe(from['satelliteId']);
    expect(row['name']).toBe(from['name']);
    expect(Number(row['yItrfM']) / 1000).toBeCloseTo(Number(from['yKm']), 8);
    expect(Number(row['vzItrfMPerS']) / 1000).toBeCloseTo(Number(from['vzKmPerS']), 11);
  }
});

test('the JSON rows are those of the comma-separated text', () => {
  const of = request(IRIDIUM, 'itrf', 60, 3, ['count=2']);
  const rows: Record<string, unknown>[] = JSON.parse(`[${[...jsonRowsText(of)].join('')}]`);
  const expected = csvRows(of).map(({ frame, ...row }) => ({ row, frame }));
  expect(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)]))),
  ).toEqual(
    expected.map(({ row }) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])),
    ),
  );
});
