import { readCatalogue } from '@cupola/contract';
import { julianDateFromIso, present } from '@cupola/core/foundation';
import { scenarioElements } from '@cupola/core/mission';
import { describe, expect, it } from 'vitest';
import { json2satrec, propagate, twoline2satrec } from 'satellite.js';
import { SAMPLE_TRACK } from '../sample-records.test-data.ts';
import { ELEMENT_FORM_NAMES, constellationText } from './constellation-text.ts';
import type { ElementForm } from './constellation-text.ts';
import { trackOem } from './track-oem.ts';

const CREATED = '2026-07-24T00:00:00';
const SATELLITES = scenarioElements(
  [
    {
      id: 'custody',
      sensors: [],
      walker: { kind: 'delta', count: 6, planes: 2, phasing: 1, altitudeKm: 1000, inclinationDeg: 60 },
    },
  ],
  new Map(),
  present(julianDateFromIso('2026-07-24T00:00:00Z')),
  0,
);
const FIRST = SATELLITES[0]!;
const NINE_DIGITS = {
  ...FIRST,
  elements: { ...FIRST.elements, objectName: 'long-number', catalogueNumber: 800_000_001 },
};

function textOf(form: ElementForm, satellites = SATELLITES): string {
  const written = constellationText(satellites, form, 'SIMULATED', CREATED);
  if (!written.ok) throw new Error(written.problems.map(({ message }) => message).join('; '));
  return written.text;
}

describe('element sets', () => {
  it.each(ELEMENT_FORM_NAMES)('as %s are as in the golden file', async (form) => {
    const file = `golden/constellation.${form}.txt`;
    await expect(textOf(form, SATELLITES.slice(0, 2))).toMatchFileSnapshot(file);
  });

  it('are read by satellite.js, JSON with nine digits too, and stand where the designed orbit does', () => {
    const records = JSON.parse(textOf('json', [...SATELLITES, NINE_DIGITS]));
    expect(records).toHaveLength(7);
    records.forEach((record: Parameters<typeof json2satrec>[0], k: number) => {
      const satrec = json2satrec(record);
      expect(satrec.satnum).toBe(String(k === 6 ? 800_000_001 : 80_001 + k));
      const moved = propagate(satrec, new Date('2026-07-24T01:00:00Z'));
      const { x = 0, y = 0, z = 0 } = moved?.position ?? {};
      expect(Math.hypot(x, y, z)).toBeGreaterThan(7_378 - 12);
      expect(Math.hypot(x, y, z)).toBeLessThan(7_378 + 12);
    });
  });

  it('as two lines are read by satellite.js, and say the same place within what their columns hold', () => {
    const lines = textOf('2le').trimEnd().split('\n');
    expect(lines).toHaveLength(12);
    const at = new Date('2026-07-24T01:00:00Z');
    const [record] = JSON.parse(textOf('json'));
    const [a, b] = [twoline2satrec(lines[0]!, lines[1]!), json2satrec(record)].map(
      (satrec) => propagate(satrec, at)?.position,
    );
    expect(Math.hypot(a!.x - b!.x, a!.y - b!.y, a!.z - b!.z)).toBeLessThan(0.5);
    expect(textOf('3le').split('\n')[0]).toBe('custody-0-0 [SIMULATED]');
  });

  it('as two lines refuse more than they hold, and name it', () => {
    const written = constellationText([FIRST, NINE_DIGITS], 'tle', 'SIMULATED', CREATED);
    if (written.ok) throw new Error('nine digits do not fit into five columns');
    expect(written.problems.map(({ message }) => message).join()).toContain(
      'long-number [SIMULATED] (800000001)',
    );
  });

  it.each(['csv', 'kvn', 'xml', '3le', 'json-pretty'] as const)('as %s come back the same', (form) => {
    const outcome = readCatalogue('a', textOf(form));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    expect(outcome.elements.map(({ catalogueNumber }) => catalogueNumber)).toEqual(
      SATELLITES.map(({ elements }) => elements.catalogueNumber),
    );
    for (const { objectName } of outcome.elements) expect(objectName).toContain('[SIMULATED]');
  });
});

interface Segment {
  readonly keys: ReadonlyMap<string, string>;
  readonly order: readonly string[];
  readonly states: readonly { readonly at: string; readonly numbers: readonly number[] }[];
  readonly covariances: readonly { readonly at: string; readonly rows: readonly (readonly number[])[] }[];
}

function pair(line: string): readonly [string, string] {
  const [key = '', ...rest] = line.split('=');
  return [key.trim(), rest.join('=').trim()];
}

function isComment(line: string): boolean {
  return line.startsWith('COMMENT') || line === '';
}

/** A reader of the message written from the blue book's rules alone; no reader of it is in the registry. One segment. */
function readOem(text: string): { readonly header: readonly string[]; readonly segment: Segment } {
  const lines = text.split('\n').map((line) => line.trim());
  const [start, stop] = [lines.indexOf('META_START'), lines.indexOf('META_STOP')];
  const metadata = lines.slice(start + 1, stop).filter((line) => !isComment(line));
  const rest = lines.slice(stop + 1).filter((line) => !isComment(line));
  const covarianceAt = rest.indexOf('COVARIANCE_START');
  const states = rest.slice(0, covarianceAt).map((line) => {
    const [at = '', ...numbers] = line.split(/\s+/);
    return { at, numbers: numbers.map(Number) };
  });
  expect(rest.at(-1)).toBe('COVARIANCE_STOP');
  const covariances: { at: string; rows: number[][] }[] = [];
  for (const line of rest.slice(covarianceAt + 1, -1)) {
    const [key, value] = pair(line);
    if (key === 'EPOCH') covariances.push({ at: value, rows: [] });
    else if (key !== 'COV_REF_FRAME') covariances.at(-1)?.rows.push(line.split(/\s+/).map(Number));
  }
  return {
    header: lines
      .slice(0, start)
      .filter((line) => line !== '' && !line.startsWith('COMMENT'))
      .map((line) => pair(line)[0]),
    segment: {
      keys: new Map(metadata.map(pair)),
      order: metadata.map((line) => pair(line)[0]),
      states,
      covariances,
    },
  };
}

describe('an orbit ephemeris message of a track', () => {
  const text = trackOem([SAMPLE_TRACK], 'SIMULATED', { stepS: 30, count: 5 }, '2026-12-01T00:00:00.000Z');
  const { header, segment } = readOem(text);

  it('is as in the golden file', async () => {
    await expect(text).toMatchFileSnapshot('golden/track.oem');
  });

  it('has its fields in the order of the blue book', () => {
    expect(text.startsWith('CCSDS_OEM_VERS = 2.0\nCOMMENT SIMULATED')).toBe(true);
    expect(header).toEqual(['CCSDS_OEM_VERS', 'CREATION_DATE', 'ORIGINATOR']);
    expect(segment.order).toEqual([
      'OBJECT_NAME',
      'OBJECT_ID',
      'CENTER_NAME',
      'REF_FRAME',
      'TIME_SYSTEM',
      'START_TIME',
      'STOP_TIME',
      'INTERPOLATION',
      'INTERPOLATION_DEGREE',
    ]);
    expect(segment.keys.get('START_TIME')).toBe(segment.states[0]?.at);
    expect(segment.keys.get('STOP_TIME')).toBe(segment.states.at(-1)?.at);
  });

  it('holds the state in kilometres, then where it flies', () => {
    expect(segment.states.map(({ at }) => at)).toEqual(
      [0, 30, 60, 90, 120].map((s) =>
        new Date(Date.UTC(2026, 6, 24, 0, 4, 0.5 + s) + 500).toISOString().replace('Z', '000'),
      ),
    );
    const [first, second] = segment.states;
    [...SAMPLE_TRACK.positionItrfM, ...SAMPLE_TRACK.velocityItrfMPerS].forEach((value, k) => {
      expect(first?.numbers[k]).toBeCloseTo(value / 1000, 8);
    });
    const apartKm = Math.hypot(...[0, 1, 2].map((k) => second!.numbers[k]! - first!.numbers[k]!));
    expect(apartKm / 30).toBeGreaterThan(5.5);
    expect(apartKm / 30).toBeLessThan(6.5);
  });

  it('has a covariance with each state: lower triangle, square kilometres, growing', () => {
    expect(segment.covariances.map(({ at }) => at)).toEqual(segment.states.map(({ at }) => at));
    for (const { rows } of segment.covariances)
      expect(rows.map((row) => row.length)).toEqual([1, 2, 3, 4, 5, 6]);
    const [first] = segment.covariances;
    // Row by row of the lower triangle is column by column of the upper one.
    let k = 0;
    for (let i = 0; i < 6; i++) {
      for (let j = i; j < 6; j++) {
        expect(first!.rows[j]![i]! * 1e6).toBeCloseTo(SAMPLE_TRACK.covarianceItrf[k]!, 3);
        k++;
      }
    }
    const traces = segment.covariances.map(({ rows }) => rows[0]![0]! + rows[1]![1]! + rows[2]![2]!);
    expect(traces.every((each, n) => n === 0 || each > traces[n - 1]!)).toBe(true);
  });

  it('says what it takes for granted of what burns', () => {
    const burning = { ...SAMPLE_TRACK, phase: 'boost' as const };
    expect(trackOem([burning], 'TEST', { stepS: 10, count: 2 }, CREATED)).toContain('COMMENT Under thrust');
  });
});
