import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from './read-catalogue.ts';
import type { CatalogueOutcome } from './catalogue-outcome.ts';

/** The first object of the Starlink file. */
const RECORD = {
  OBJECT_NAME: 'STARLINK-1008',
  OBJECT_ID: '2019-074B',
  EPOCH: '2025-05-24T18:20:22.669728',
  MEAN_MOTION: 15.06416369,
  ECCENTRICITY: 0.0001348,
  INCLINATION: 53.0568,
  RA_OF_ASC_NODE: 43.6519,
  ARG_OF_PERICENTER: 91.4802,
  MEAN_ANOMALY: 268.6341,
  EPHEMERIS_TYPE: 0,
  CLASSIFICATION_TYPE: 'U',
  NORAD_CAT_ID: 44714,
  ELEMENT_SET_NO: 999,
  REV_AT_EPOCH: 30537,
  BSTAR: 0.00020262,
  MEAN_MOTION_DOT: 2.739e-5,
  MEAN_MOTION_DDOT: 0,
};

const ELEMENTS = {
  objectName: 'STARLINK-1008',
  objectId: '2019-074B',
  catalogueNumber: 44714,
  epoch: { dayJd: 2460819.5, dayShare: 0.76415127 },
  meanMotionRevPerDay: 15.06416369,
  eccentricity: 0.0001348,
  inclinationDeg: 53.0568,
  nodeDeg: 43.6519,
  argumentOfPerigeeDeg: 91.4802,
  meanAnomalyDeg: 268.6341,
  bstarPerEarthRadius: 0.00020262,
  meanMotionDotRevPerDay2: 2.739e-5,
  meanMotionDdotRevPerDay3: 0,
  classification: 'U',
  elementSetNumber: 999,
  revolutionsAtEpoch: 30537,
};

function readOmm(text: string): CatalogueOutcome {
  return readCatalogue('objects.json', text);
}

function messagesOf(value: unknown): readonly string[] {
  const outcome = readOmm(JSON.stringify(value));
  return outcome.ok ? [] : outcome.problems.map((each) => `${each.path}: ${each.message}; ${each.expected}`);
}

describe('what is read', () => {
  test('a list or one record, numbers or their text', () => {
    const strings = Object.fromEntries(Object.entries(RECORD).map(([key, value]) => [key, String(value)]));
    for (const value of [[RECORD], RECORD, [strings]]) {
      expect(readOmm(JSON.stringify(value))).toMatchObject({ ok: true, elements: [ELEMENTS] });
    }
  });

  test.each([123_456, '270001', 999_999_999])('catalogue number %j', (number) => {
    const outcome = readOmm(
      JSON.stringify([{ ...RECORD, NORAD_CAT_ID: number, OBJECT_NAME: null, OBJECT_ID: null }]),
    );
    expect(outcome).toMatchObject({
      ok: true,
      elements: [{ catalogueNumber: Number(number), objectName: String(number), objectId: '' }],
    });
  });

  test('an epoch to its microsecond, with and without Z', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 36_523 }),
        fc.integer({ min: 0, max: 86_400e6 - 1 }),
        fc.boolean(),
        (day, us, zulu) => {
          const second = new Date(Date.UTC(1957, 0, 1 + day) + Math.floor(us / 1e6) * 1000).toISOString();
          const text = `${second.slice(0, 19)}.${String(us % 1e6).padStart(6, '0')}${zulu ? 'Z' : ''}`;
          const outcome = readOmm(JSON.stringify({ ...RECORD, EPOCH: text }));
          const epoch = outcome.ok ? outcome.elements[0]?.epoch : undefined;
          expect(epoch?.dayJd).toBe(2435839.5 + day);
          expect(Math.round((epoch?.dayShare ?? 0) * 86_400e6)).toBe(us);
        },
      ),
    );
  });
});

describe('what is refused', () => {
  test('every wrong value of every record at once', () => {
    const { MEAN_MOTION: _, ...without } = RECORD;
    const bad = { ...RECORD, EPOCH: '2026-02-30T00:00:00', ECCENTRICITY: 1 };
    expect(messagesOf([RECORD, bad, without, 7, null])).toEqual([
      '1.EPOCH: record 1: EPOCH is "2026-02-30T00:00:00"; an instant such as 2025-05-24T18:20:22.669728',
      '1.ECCENTRICITY: record 1: ECCENTRICITY is 1; at least 0 and less than 1',
      '2.MEAN_MOTION: record 2: MEAN_MOTION is missing; a number',
      '3: record 3 is 7; an object',
      '4: record 4 is missing; an object',
    ]);
  });

  test.each([
    ['NORAD_CAT_ID', 1e9],
    ['NORAD_CAT_ID', 44714.5],
    ['NORAD_CAT_ID', 'T0123'],
    ['INCLINATION', -1],
    ['RA_OF_ASC_NODE', 361],
    ['MEAN_ANOMALY', '12 deg'],
    ['MEAN_MOTION', 0],
    ['BSTAR', ''],
    ['BSTAR', '1e999'],
    ['MEAN_MOTION_DOT', null],
    ['EPOCH', '2025-05-24T18:20:22+02:00'],
    ['EPOCH', 20_250_524],
    ['EPHEMERIS_TYPE', 4],
    ['MEAN_ELEMENT_THEORY', 'SGP4-XP'],
    ['TIME_SYSTEM', 'TAI'],
    ['REF_FRAME', 'GCRF'],
    ['OBJECT_NAME', 1008],
  ])('%s %j', (key, value) => {
    const [message, ...rest] = messagesOf([{ ...RECORD, [key]: value }]);
    expect(message).toContain(`0.${key}: record 0: ${key} is `);
    expect(rest).toEqual([]);
  });

  test('what is not JSON, with its line', () => {
    expect(readOmm('[\n{"EPOCH": 1,,}\n]')).toMatchObject({
      ok: false,
      problems: [{ line: 2, expected: 'JSON' }],
    });
    expect(readOmm('[{"EPOCH": ').ok).toBe(false);
  });

  test('any JSON, without throwing', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const outcome = readOmm(json);
        expect(!outcome.ok || outcome.elements.length === 0).toBe(true);
      }),
    );
  });
});
