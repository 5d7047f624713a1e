import { readFileSync } from 'node:fs';
import type { MeanElements } from '@cupola/core/constellation';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATALOGUE_FORMATS } from './catalogue-outcome.ts';
import type { CatalogueFormat } from './catalogue-outcome.ts';
import { readCatalogue } from './read-catalogue.ts';
import { assumedExponentialColumns } from './tle-numbers.ts';
import { writeCatalogue } from './write-catalogue.ts';

const CREATED = '2026-07-24T00:00:00';

function written(elements: readonly MeanElements[], format: CatalogueFormat): string {
  const outcome = writeCatalogue(elements, format, CREATED);
  return outcome.ok ? outcome.text : JSON.stringify(outcome.problems);
}

function read(text: string): readonly MeanElements[] {
  const outcome = readCatalogue('catalogue', text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems.slice(0, 3)));
  return outcome.elements;
}

function only(text: string): MeanElements {
  const [one] = read(text);
  if (one === undefined) throw new Error('no element set');
  return one;
}

function withoutEpoch(elements: MeanElements): object {
  return { ...elements, epoch: null };
}

function textOf(file: string): string {
  return readFileSync(new URL(`../../../../data/catalogues/${file}`, import.meta.url), 'utf8');
}

/** One object as CelesTrak served it on 2026-07-30, as CSV and as TLE; kept in a public test of another program. */
const HEADER =
  'OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT';
const STATION =
  'ISS (ZARYA),1998-067A,2026-07-30T20:40:53.573952,15.49272805,.0007096,51.6314,83.9591,355.3737,4.7185,0,U,25544,999,57852,.17005E-3,.9023E-4,0';
const STATION_TLE = `ISS (ZARYA)
1 25544U 98067A   26211.86173118  .00009023  00000+0  17005-3 0  9996
2 25544  51.6314  83.9591 0007096 355.3737   4.7185 15.49272805578527
`;
const GIVEN = only(`${HEADER}\n${STATION}\n`);

const NAME = fc
  .stringMatching(/^[A-Za-z0-9 ()&<>"',=[\]\-#.;é]{1,24}$/)
  .map((name) => name.trim())
  .filter((name) => name !== '' && !/^[012] /.test(name));
const SET: fc.Arbitrary<MeanElements> = fc.record({
  objectName: NAME,
  objectId: fc.constantFrom('', '1998-067A', '2026-162ABC', '1957-001B'),
  catalogueNumber: fc.integer({ min: 1, max: 339_999 }),
  epoch: fc
    .record({ day: fc.integer({ min: 0, max: 36_500 }), share: fc.nat(99_999_999) })
    .map(({ day, share }) => ({ dayJd: 2435839.5 + day, dayShare: share / 1e8 })),
  meanMotionRevPerDay: fc.integer({ min: 1, max: 1_700_000_000 }).map((units) => units / 1e8),
  eccentricity: fc.nat(9_999_999).map((units) => units / 1e7),
  inclinationDeg: fc.nat(1_800_000).map((units) => units / 1e4),
  nodeDeg: fc.nat(3_600_000).map((units) => units / 1e4),
  argumentOfPerigeeDeg: fc.nat(3_600_000).map((units) => units / 1e4),
  meanAnomalyDeg: fc.nat(3_600_000).map((units) => units / 1e4),
  bstarPerEarthRadius: fiveDigits(),
  meanMotionDotRevPerDay2: fc.integer({ min: -99_999_999, max: 99_999_999 }).map((units) => units / 1e8 + 0),
  meanMotionDdotRevPerDay3: fiveDigits(),
  classification: fc.constantFrom('U', 'C', 'S'),
  elementSetNumber: fc.nat(9999),
  revolutionsAtEpoch: fc.nat(99_999),
});

function fiveDigits(): fc.Arbitrary<number> {
  return fc
    .record({ digits: fc.integer({ min: -99_999, max: 99_999 }), power: fc.integer({ min: -9, max: 9 }) })
    .map(({ digits, power }) => Number(`${digits}e${power - 5}`) + 0);
}

/** Neither the digits nor the number are such as a TLE could hold. */
const ANY_SET: fc.Arbitrary<MeanElements> = fc
  .record({
    set: SET,
    catalogueNumber: fc.integer({ min: 1, max: 999_999_999 }),
    us: fc.nat(86_400e6 - 1),
    shares: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 7, maxLength: 7 }),
  })
  .map(({ set, catalogueNumber, us, shares: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] }) => ({
    ...set,
    catalogueNumber,
    epoch: { dayJd: set.epoch.dayJd, dayShare: us / 86_400e6 },
    meanMotionRevPerDay: 17 * a + 1e-9,
    eccentricity: b,
    inclinationDeg: 180 * c,
    nodeDeg: 360 * d,
    argumentOfPerigeeDeg: 360 * e,
    meanAnomalyDeg: 360 * f,
    bstarPerEarthRadius: g - 0.5,
  }));

describe('laws', () => {
  const omm = CATALOGUE_FORMATS.filter((format) => format !== 'tle');

  test.each(omm)('%s gives back every number exactly, and the epoch to the microsecond', (format) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ANY_SET, { selector: (each) => each.catalogueNumber, minLength: 1, maxLength: 3 }),
        (sets) => {
          const back = read(written(sets, format));
          expect(back.map(withoutEpoch)).toEqual(sets.map(withoutEpoch));
          for (const [index, { epoch }] of back.entries()) {
            const given = sets[index]?.epoch;
            expect(epoch.dayJd).toBe(given?.dayJd);
            expect(Math.round(epoch.dayShare * 86_400e6)).toBe(Math.round((given?.dayShare ?? 0) * 86_400e6));
          }
        },
      ),
    );
  });

  test('a TLE gives back what its columns can hold, and is written again as it was', () => {
    fc.assert(
      fc.property(SET, (set) => {
        const text = written([set], 'tle');
        const back = only(text);
        expect(back).toEqual(set);
        expect(
          text
            .split('\n')
            .slice(1, 3)
            .map((line) => line.length),
        ).toEqual([69, 69]);
        expect(written([back], 'tle')).toBe(text);
      }),
    );
  });

  test('what a TLE rounds, it rounds by half of its last digit at most', () => {
    const limits = [
      ['meanMotionRevPerDay', 5e-9],
      ['eccentricity', 5e-8],
      ['inclinationDeg', 5e-5],
      ['nodeDeg', 5e-5],
      ['argumentOfPerigeeDeg', 5e-5],
      ['meanAnomalyDeg', 5e-5],
      ['bstarPerEarthRadius', 5e-6],
    ] as const;
    fc.assert(
      fc.property(ANY_SET, fc.integer({ min: 1, max: 339_999 }), (any, catalogueNumber) => {
        const set = { ...any, catalogueNumber, meanMotionRevPerDay: any.meanMotionRevPerDay + 1e-7 };
        const back = only(written([set], 'tle'));
        for (const [key, limit] of limits) {
          expect(Math.abs(back[key] - set[key])).toBeLessThanOrEqual(limit * (1 + 1e-6));
        }
      }),
    );
  });
});

describe('against what others publish', () => {
  test('the same object of CelesTrak as CSV and as TLE', () => {
    expect(read(STATION_TLE)).toEqual([GIVEN]);
    expect(written(read(`${HEADER}\r\n${STATION}\r\n`), 'tle')).toBe(STATION_TLE);
  });

  test.each(['starlink_2026-07-24.tle', 'oneweb_2026-07-24.tle', 'iridium-next_2026-07-24.tle'])(
    '%s is written again byte for byte',
    (file) => {
      const text = textOf(file);
      expect(written(read(text), 'tle') === text).toBe(true);
    },
  );

  test('the OMM file of CelesTrak has the same keys in the same order', () => {
    const text = textOf('starlink_omm_2025-05-25.json');
    const again: unknown = JSON.parse(written(read(text), 'omm-json'));
    expect(JSON.stringify(again)).toBe(JSON.stringify(JSON.parse(text)));
  });
});

describe('what a TLE cannot hold is refused by name', () => {
  test.each([
    [{ catalogueNumber: 340_000 }, 'catalogue number is 340000'],
    [{ catalogueNumber: 999_999_999 }, 'catalogue number is 999999999'],
    [{ objectId: '2026-1000A' }, 'designator is 2026-1000A'],
    [{ epoch: { dayJd: 2472400.5, dayShare: 0 } }, 'the year of its epoch is 2057'],
    [{ eccentricity: 0.99999999 }, 'eccentricity'],
    [{ meanMotionDotRevPerDay2: 1.5 }, 'derivative is 1.5'],
    [{ bstarPerEarthRadius: 1e9 }, 'drag term'],
    [{ objectName: `1 ${'x'.repeat(30)}` }, 'its name'],
  ])('%j', (change, words) => {
    const outcome = writeCatalogue([GIVEN, { ...GIVEN, objectName: 'WIDE', ...change }], 'tle', CREATED);
    expect(outcome.ok ? [] : outcome.problems.map((each) => each.message)).toEqual([
      expect.stringContaining(words),
    ]);
  });

  test('numbers up to 339,999 are written, with a letter from 100,000 on', () => {
    expect(written([{ ...GIVEN, catalogueNumber: 339_999 }], 'tle')).toContain('\n1 Z9999U');
    expect(written([{ ...GIVEN, catalogueNumber: 100_057 }], 'tle')).toContain('\n1 A0057U');
    expect(written([{ ...GIVEN, catalogueNumber: 900 }], 'tle')).toContain('\n1 00900U');
  });
});

test.each([
  [0, ' 00000+0'],
  [0.00017005, ' 17005-3'],
  [-0.51837e-6, '-51837-6'],
  [0.999995e-6, ' 10000-5'],
  [1e-12, ' 00100-9'],
  [-1e-15, ' 00000+0'],
  [12.5, ' 12500+2'],
  [1e9, null],
])('%d is %j', (value, columns) => {
  expect(assumedExponentialColumns(value)).toBe(columns);
});
