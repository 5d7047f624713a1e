import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import { catalogueNumberOf } from './catalogue-number.ts';
import { julianDateFromTle, tleYear } from './tle-epoch.ts';
import {
  assumedDecimal,
  assumedExponential,
  decimalWithin,
  lineProblem,
  readField,
  wholeLineProblems,
} from './tle-line.ts';
import type { TleField, TleLine } from './tle-line.ts';

const CATALOGUE_NUMBER: TleField<number> = {
  name: 'the catalogue number',
  columns: [3, 7],
  expected: 'five digits, or a letter other than I and O and four digits',
  read: catalogueNumberOf,
};
const CLASSIFICATION: TleField<Pick<MeanElements, 'classification'>> = {
  name: 'the classification',
  columns: [8, 8],
  expected: 'U, C, S or a blank',
  read: classificationOf,
};
const OBJECT_ID: TleField<string> = {
  name: 'the international designator',
  columns: [10, 17],
  expected: 'year, launch and piece such as "19074B", or blanks',
  read: objectIdOf,
};
const EPOCH: TleField<MeanElements['epoch']> = {
  name: 'the epoch',
  columns: [19, 32],
  expected: 'year and day such as "26204.36464777"',
  read: julianDateFromTle,
};
const MEAN_MOTION_DOT: TleField<number> = {
  name: 'the first derivative of the mean motion',
  columns: [34, 43],
  expected: 'a decimal number',
  read: decimalWithin(-10, 10),
};
const MEAN_MOTION_DDOT: TleField<number> = {
  name: 'the second derivative of the mean motion',
  columns: [45, 52],
  expected: 'a number such as " 12345-4"',
  read: assumedExponential,
};
const BSTAR: TleField<number> = {
  name: 'the drag term',
  columns: [54, 61],
  expected: 'a number such as " 12345-4"',
  read: assumedExponential,
};
/** Type 4 sets are made for SGP4-XP; SGP4 would put their objects elsewhere. */
const EPHEMERIS_TYPE: TleField<string> = {
  name: 'the ephemeris type',
  columns: [63, 63],
  expected: 'a type that SGP4 can use, 0',
  read: (columns) => (/^[ 0-3]$/.test(columns) ? columns : null),
};
const ELEMENT_SET_NUMBER: TleField<Pick<MeanElements, 'elementSetNumber'>> = {
  name: 'the element set number',
  columns: [65, 68],
  expected: 'a whole number or blanks',
  read: (columns) => counted(columns, (elementSetNumber) => ({ elementSetNumber })),
};
const INCLINATION: TleField<number> = {
  name: 'the inclination',
  columns: [9, 16],
  expected: 'degrees from 0 to 180',
  read: decimalWithin(0, 180),
};
const NODE: TleField<number> = {
  name: 'the right ascension of the node',
  columns: [18, 25],
  expected: 'degrees from 0 to 360',
  read: decimalWithin(0, 360),
};
const ECCENTRICITY: TleField<number> = {
  name: 'the eccentricity',
  columns: [27, 33],
  expected: 'seven digits',
  read: assumedDecimal,
};
const ARGUMENT_OF_PERIGEE: TleField<number> = {
  name: 'the argument of perigee',
  columns: [35, 42],
  expected: 'degrees from 0 to 360',
  read: decimalWithin(0, 360),
};
const MEAN_ANOMALY: TleField<number> = {
  name: 'the mean anomaly',
  columns: [44, 51],
  expected: 'degrees from 0 to 360',
  read: decimalWithin(0, 360),
};
const MEAN_MOTION: TleField<number> = {
  name: 'the mean motion',
  columns: [53, 63],
  expected: 'revolutions per day above 0',
  read: decimalWithin(Number.MIN_VALUE, 100),
};
const REVOLUTIONS_AT_EPOCH: TleField<Pick<MeanElements, 'revolutionsAtEpoch'>> = {
  name: 'the number of revolutions',
  columns: [64, 68],
  expected: 'a whole number or blanks',
  read: (columns) => counted(columns, (revolutionsAtEpoch) => ({ revolutionsAtEpoch })),
};

type FirstLine = Pick<
  MeanElements,
  | 'catalogueNumber'
  | 'objectId'
  | 'epoch'
  | 'meanMotionDotRevPerDay2'
  | 'meanMotionDdotRevPerDay3'
  | 'bstarPerEarthRadius'
  | 'classification'
  | 'elementSetNumber'
>;
type SecondLine = Omit<MeanElements, Exclude<keyof FirstLine, 'catalogueNumber'> | 'objectName'>;

/**
 * One element set from its two lines.
 *
 * @param name - `null` for a two-line set: the object then bears its catalogue number as its name.
 * @returns `null` after adding to `problems` when either line, or their agreement, is wrong.
 * @see [CelesTrak-TLE]
 */
export function elementsFromLines(
  name: string | null,
  first: TleLine,
  second: TleLine,
  problems: Problem[],
): MeanElements | null {
  const one = readLine(first, firstLine, problems);
  const two = readLine(second, secondLine, problems);
  if (one === null || two === null) return null;
  if (one.catalogueNumber !== two.catalogueNumber) {
    const message = `this line 2 is of object ${two.catalogueNumber}, the line 1 before it of object ${one.catalogueNumber}`;
    problems.push(lineProblem(second, `line 2 of object ${one.catalogueNumber}`, message));
    return null;
  }
  return { objectName: name ?? String(one.catalogueNumber), ...one, ...two };
}

function readLine<T>(
  line: TleLine,
  read: (line: TleLine, problems: Problem[]) => T | null,
  problems: Problem[],
): T | null {
  const whole = wholeLineProblems(line);
  problems.push(...whole);
  return whole.length === 0 ? read(line, problems) : null;
}

function firstLine(line: TleLine, problems: Problem[]): FirstLine | null {
  const catalogueNumber = readField(line, CATALOGUE_NUMBER, problems);
  const classification = readField(line, CLASSIFICATION, problems);
  const objectId = readField(line, OBJECT_ID, problems);
  const epoch = readField(line, EPOCH, problems);
  const meanMotionDotRevPerDay2 = readField(line, MEAN_MOTION_DOT, problems);
  const meanMotionDdotRevPerDay3 = readField(line, MEAN_MOTION_DDOT, problems);
  const bstarPerEarthRadius = readField(line, BSTAR, problems);
  const ephemerisType = readField(line, EPHEMERIS_TYPE, problems);
  const elementSetNumber = readField(line, ELEMENT_SET_NUMBER, problems);
  return catalogueNumber === null ||
    classification === null ||
    objectId === null ||
    epoch === null ||
    meanMotionDotRevPerDay2 === null ||
    meanMotionDdotRevPerDay3 === null ||
    bstarPerEarthRadius === null ||
    ephemerisType === null ||
    elementSetNumber === null
    ? null
    : {
        catalogueNumber,
        objectId,
        epoch,
        meanMotionDotRevPerDay2,
        meanMotionDdotRevPerDay3,
        bstarPerEarthRadius,
        ...classification,
        ...elementSetNumber,
      };
}

function secondLine(line: TleLine, problems: Problem[]): SecondLine | null {
  const catalogueNumber = readField(line, CATALOGUE_NUMBER, problems);
  const inclinationDeg = readField(line, INCLINATION, problems);
  const nodeDeg = readField(line, NODE, problems);
  const eccentricity = readField(line, ECCENTRICITY, problems);
  const argumentOfPerigeeDeg = readField(line, ARGUMENT_OF_PERIGEE, problems);
  const meanAnomalyDeg = readField(line, MEAN_ANOMALY, problems);
  const meanMotionRevPerDay = readField(line, MEAN_MOTION, problems);
  const revolutionsAtEpoch = readField(line, REVOLUTIONS_AT_EPOCH, problems);
  return catalogueNumber === null ||
    inclinationDeg === null ||
    nodeDeg === null ||
    eccentricity === null ||
    argumentOfPerigeeDeg === null ||
    meanAnomalyDeg === null ||
    meanMotionRevPerDay === null ||
    revolutionsAtEpoch === null
    ? null
    : {
        catalogueNumber,
        inclinationDeg,
        nodeDeg,
        eccentricity,
        argumentOfPerigeeDeg,
        meanAnomalyDeg,
        meanMotionRevPerDay,
        ...revolutionsAtEpoch,
      };
}

/** `19074B` is `2019-074B`; blank for objects that never got a designator. */
function objectIdOf(columns: string): string | null {
  const designator = columns.trimEnd();
  if (designator === '') return '';
  const match = /^(\d{2})(\d{3})([A-Z]{0,3})$/.exec(designator);
  return match === null ? null : `${tleYear(Number(match[1]))}-${match[2]}${match[3]}`;
}

function classificationOf(column: string): Pick<MeanElements, 'classification'> | null {
  if (column === ' ') return {};
  return column === 'U' || column === 'C' || column === 'S' ? { classification: column } : null;
}

/** What blanks leave out. */
function counted<T extends object>(
  columns: string,
  of: (count: number) => T,
): T | Record<string, never> | null {
  if (columns.trim() === '') return {};
  return /^ *\d+ *$/.test(columns) ? of(Number(columns)) : null;
}
