import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueNumberOf } from './catalogue-number.ts';
import type { CatalogueOutcome } from './catalogue-outcome.ts';
import { readCatalogue } from './read-catalogue.ts';
import { tleChecksum } from './tle-checksum.ts';
import { julianDateFromTle } from './tle-epoch.ts';

const NAME = 'STARLINK-1008';
const FIRST = '1 44714U 19074B   26204.36464777  .00027142  00000+0  41251-3 0  9990';
const SECOND = '2 44714  53.1491 254.9265 0005630 347.9654  12.1222 15.54373498369838';

function readTle(text: string): CatalogueOutcome {
  return readCatalogue('objects.tle', text);
}

function summed(line: string): string {
  return `${line.slice(0, 68)}${tleChecksum(line)}`;
}

function withColumns(line: string, first: number, text: string): string {
  return summed(`${line.slice(0, first - 1)}${text}${line.slice(first - 1 + text.length)}`);
}

function problemsOf(...lines: string[]): readonly (readonly [line: number | undefined, message: string])[] {
  const outcome = readTle(lines.join('\n'));
  return outcome.ok ? [] : outcome.problems.map(({ line, message }) => [line, message]);
}

function only(...lines: string[]): unknown {
  const outcome = readTle(lines.join('\n'));
  return outcome.ok ? outcome.elements[0] : outcome.problems;
}

describe('what is read', () => {
  test('every field, whatever the line ends', () => {
    expect(readTle(`\r\n0 ${NAME}  \r\n${FIRST}  \r\n${SECOND}\r\n`)).toMatchObject({
      ok: true,
      elements: [
        {
          objectName: NAME,
          objectId: '2019-074B',
          catalogueNumber: 44714,
          epoch: { dayJd: 2461244.5, dayShare: 0.36464777 },
          meanMotionRevPerDay: 15.54373498,
          eccentricity: 0.000563,
          inclinationDeg: 53.1491,
          nodeDeg: 254.9265,
          argumentOfPerigeeDeg: 347.9654,
          meanAnomalyDeg: 12.1222,
          bstarPerEarthRadius: 0.00041251,
          meanMotionDotRevPerDay2: 0.00027142,
          meanMotionDdotRevPerDay3: 0,
          classification: 'U',
          elementSetNumber: 999,
          revolutionsAtEpoch: 36983,
        },
      ],
    });
  });

  test('a two-line set bears its number as its name; sets with and without a name may be mixed', () => {
    const other = withColumns(FIRST, 3, '44715');
    const outcome = readTle([NAME, FIRST, SECOND, other, withColumns(SECOND, 3, '44715')].join('\n'));
    expect(outcome.ok && outcome.elements.map((each) => each.objectName)).toEqual([NAME, '44715']);
  });

  test('signs, powers of ten and blank designators', () => {
    const first = withColumns(
      withColumns(withColumns(FIRST, 10, '        '), 34, '-.25992681'),
      45,
      '-12345-6',
    );
    expect(only(withColumns(first, 54, '-11606+1'), SECOND)).toMatchObject({
      objectId: '',
      meanMotionDotRevPerDay2: -0.25992681,
      meanMotionDdotRevPerDay3: -0.12345e-6,
      bstarPerEarthRadius: -1.1606,
    });
  });

  test.each([
    ['00005', 5],
    ['    5', 5],
    ['99999', 99_999],
    ['A0000', 100_000],
    ['H9999', 179_999],
    ['J0000', 180_000],
    ['N0001', 220_001],
    ['P0000', 230_000],
    ['Z9999', 339_999],
    ['I0000', null],
    ['O0000', null],
    ['a0000', null],
    ['A000B', null],
    ['4471 ', null],
    ['     ', null],
  ])('catalogue number %j is %j', (columns, number) => {
    expect(catalogueNumberOf(columns)).toBe(number);
  });

  test('Alpha-5 on both lines of an object', () => {
    const lines = [withColumns(FIRST, 3, 'T0123'), withColumns(SECOND, 3, 'T0123')] as const;
    expect(only(...lines)).toMatchObject({ catalogueNumber: 270_123, objectName: '270123' });
  });
});

describe('epochs', () => {
  test.each([
    ['57001.00000000', '1957-01-01T00:00:00.000000'],
    ['99365.50000000', '1999-12-31T12:00:00.000000'],
    ['00366.99999999', '2000-12-31T23:59:59.999136'],
    ['26204.36464777', '2026-07-23T08:45:05.567328'],
    ['56  1.00000001', '2056-01-01T00:00:00.000864'],
  ])('%s is %s', (columns, instant) => {
    expect(instantOf(columns)).toBe(instant);
  });

  test.each(['26000.00000000', '26366.00000000', '26204.3646477', '26204,36464777', '-6204.36464777', ''])(
    '%s is none',
    (columns) => {
      expect(julianDateFromTle(columns)).toBeNull();
    },
  );

  test('every last digit of a day survives, and so every microsecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1957, max: 2056 }),
        fc.integer({ min: 1, max: 365 }),
        fc.integer({ min: 0, max: 99_999_999 }),
        (year, day, share) => {
          const yy = String(year % 100).padStart(2, '0');
          const epoch = julianDateFromTle(
            `${yy}${String(day).padStart(3, '0')}.${String(share).padStart(8, '0')}`,
          );
          const midnightMs = Date.UTC(year, 0, day);
          expect(epoch?.dayJd).toBe(2440587.5 + midnightMs / 86_400_000);
          // A hundred-millionth of a day is 864 microseconds.
          expect(Math.round((epoch?.dayShare ?? 0) * 86_400e6)).toBe(share * 864);
        },
      ),
    );
  });
});

function instantOf(columns: string): string | null {
  const epoch = julianDateFromTle(columns);
  if (epoch === null) return null;
  const us = Math.round(epoch.dayShare * 86_400e6);
  const second = new Date((epoch.dayJd - 2440587.5) * 86_400_000 + Math.floor(us / 1e6) * 1000);
  return `${second.toISOString().slice(0, 19)}.${String(us % 1e6).padStart(6, '0')}`;
}

describe('what is refused', () => {
  test('a wrong checksum, on either line or both, with what it should be', () => {
    const outcome = readTle([NAME, FIRST.replace('26204', '26205'), `${SECOND.slice(0, 68)}x`].join('\n'));
    expect(outcome.ok ? [] : outcome.problems).toMatchObject([
      {
        line: 2,
        expected: 'the checksum 1',
        message: 'the last column says "0", but the checksum of the line is 1',
      },
      {
        line: 3,
        expected: 'the checksum 8',
        message: 'the last column says "x", but the checksum of the line is 8',
      },
    ]);
  });

  test('lines in the wrong order, alone, or of two objects', () => {
    expect(problemsOf(NAME, SECOND, FIRST)).toEqual([
      [2, 'no line 1 stands before this line 2'],
      [3, 'no line 2 follows this line 1'],
    ]);
    expect(problemsOf(FIRST, FIRST, SECOND)).toEqual([[1, 'no line 2 follows this line 1']]);
    expect(problemsOf(NAME, 'OTHER', FIRST, SECOND, NAME)).toEqual([
      [1, 'no element lines follow this line'],
      [5, 'no element lines follow this line'],
    ]);
    expect(problemsOf(NAME, FIRST, withColumns(SECOND, 3, '44715'))).toEqual([
      [3, 'this line 2 is of object 44715, the line 1 before it of object 44714'],
    ]);
  });

  test('a line that is too short or too long, not taken for a name', () => {
    expect(problemsOf(NAME, FIRST.slice(0, 60), `${SECOND}1`)).toEqual([
      [2, 'the element line has 60 characters'],
      [3, 'the element line has 70 characters'],
    ]);
  });

  test.each([
    [3, 'I0000', 'the catalogue number'],
    [10, '1907 B  ', 'the international designator'],
    [19, '26366.36464777', 'the epoch'],
    [34, ' .000271 2', 'the first derivative of the mean motion'],
    [45, ' 00000 0', 'the second derivative of the mean motion'],
    [54, '  1251-3', 'the drag term'],
    [63, '4', 'the ephemeris type'],
  ])('line 1 with %j: %j', (column, text, field) => {
    expect(problemsOf(withColumns(FIRST, column, text), SECOND)[0]?.[1]).toContain(
      `${field} (columns ${column}`,
    );
  });

  test.each([
    [9, '180.0001', 'the inclination'],
    [18, '-54.9265', 'the right ascension of the node'],
    [27, '000 630', 'the eccentricity'],
    [35, '360.0001', 'the argument of perigee'],
    [44, '  1e.222', 'the mean anomaly'],
    [53, ' 0.00000000', 'the mean motion'],
  ])('line 2 with %j: %j', (column, text, field) => {
    expect(problemsOf(FIRST, withColumns(SECOND, column, text))[0]?.[1]).toContain(
      `${field} (columns ${column}`,
    );
  });

  test('every wrong field of both lines at once', () => {
    const first = withColumns(withColumns(FIRST, 19, '26999'), 54, '  1251-3');
    expect(problemsOf(first, withColumns(SECOND, 9, '200.0000')).map(([line]) => line)).toEqual([1, 1, 2]);
  });

  test('any text, without throwing', () => {
    const line = fc.oneof(fc.constantFrom(NAME, FIRST, SECOND), fc.string({ maxLength: 80 }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const outcome = readTle(lines.join('\n'));
        expect(outcome.ok || outcome.problems.length > 0).toBe(true);
      }),
    );
  });
});

/** A drag-like number as the format writes it, and its value. */
const POWER = fc
  .record({ sign: fc.constantFrom(' ', '-'), digits: fc.nat(99_999), power: fc.integer({ min: -9, max: 9 }) })
  .map(({ sign, digits, power }) => {
    const mantissa = String(digits).padStart(5, '0');
    const text = `${sign}${mantissa}${power < 0 ? '-' : '+'}${Math.abs(power)}`;
    return { text, value: Number(`${sign.trim()}.${mantissa}e${power}`) };
  });

function degrees(max: number): fc.Arbitrary<{ readonly text: string; readonly value: number }> {
  return fc
    .nat(max * 10_000)
    .map((tenThousandths) => tenThousandths / 10_000)
    .map((value) => ({ text: value.toFixed(4).padStart(8), value }));
}

const SET = fc.record({
  number: fc.integer({ min: 1, max: 99_999 }),
  drag: POWER,
  second: POWER,
  inclination: degrees(180),
  node: degrees(360),
  perigee: degrees(360),
  anomaly: degrees(360),
  eccentricity: fc.nat(9_999_999),
  motion: fc.integer({ min: 1, max: 1_700_000_000 }).map((units) => units / 1e8),
});

describe('laws', () => {
  test('what is written in the format is read back exactly', () => {
    fc.assert(
      fc.property(SET, (set) => {
        const number = String(set.number).padStart(5, '0');
        const eccentricity = String(set.eccentricity).padStart(7, '0');
        const first = `1 ${number}U 19074B   26204.36464777  .00027142 ${set.second.text} ${set.drag.text} 0  999`;
        const angles = `${set.node.text} ${eccentricity} ${set.perigee.text} ${set.anomaly.text}`;
        const motion = set.motion.toFixed(8).padStart(11);
        const second = `2 ${number} ${set.inclination.text} ${angles} ${motion}36983`;
        expect(only(summed(first), summed(second))).toMatchObject({
          catalogueNumber: set.number,
          bstarPerEarthRadius: set.drag.value,
          meanMotionDdotRevPerDay3: set.second.value,
          inclinationDeg: set.inclination.value,
          nodeDeg: set.node.value,
          argumentOfPerigeeDeg: set.perigee.value,
          meanAnomalyDeg: set.anomaly.value,
          eccentricity: Number(`0.${eccentricity}`),
          meanMotionRevPerDay: set.motion,
        });
      }),
    );
  });

  test('a checksum is that of the digits, and any one changed digit breaks it', () => {
    const digitColumns = Array.from(FIRST.slice(0, 68)).flatMap((each, column) =>
      /\d/.test(each) ? [column] : [],
    );
    fc.assert(
      fc.property(fc.constantFrom(...digitColumns), fc.integer({ min: 1, max: 9 }), (column, more) => {
        const digit = (Number(FIRST[column]) + more) % 10;
        const changed = `${FIRST.slice(0, column)}${digit}${FIRST.slice(column + 1)}`;
        expect(tleChecksum(changed)).toBe((tleChecksum(FIRST) + digit - Number(FIRST[column]) + 10) % 10);
        expect(readTle(`${changed}\n${SECOND}`).ok).toBe(false);
      }),
    );
  });
});
