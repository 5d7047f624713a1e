import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import { z } from 'zod';
import { julianDateFromOmm } from './omm-epoch.ts';

/** Distributors write numbers either as numbers or as strings. */
const NUMBER: z.ZodType<number> = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^ *[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)? *$/)
      .transform(Number),
  ],
  { error: 'a number' },
);
const FINITE: z.ZodType<number> = NUMBER.refine(Number.isFinite, 'a finite number');
const ANGLE_DEG: z.ZodType<number> = NUMBER.refine((value) => value >= 0 && value <= 360, {
  error: 'degrees from 0 to 360',
});
const COUNT: z.ZodType<number> = NUMBER.refine((value) => Number.isSafeInteger(value) && value >= 0, {
  error: 'a whole number',
});
/** A name with a control character could not be written into a line. */
const TEXT: z.ZodType<string> = z
  .string({ error: 'text' })
  .regex(/^[^\p{Cc}]*$/u, { error: 'text on one line' })
  .nullish()
  .transform((text) => (text ?? '').trim());

const EPOCH: z.ZodType<MeanElements['epoch']> = z
  .string({ error: 'an instant such as 2025-05-24T18:20:22.669728' })
  .transform((text, context) => {
    const epoch = julianDateFromOmm(text.trim());
    if (epoch !== null) return epoch;
    context.addIssue('an instant such as 2025-05-24T18:20:22.669728');
    return z.NEVER;
  });

/** Keys of CCSDS 502.0-B-3 that the elements need, and those that would forbid their use with SGP4. All other keys are left alone. */
const RECORD: z.ZodType<MeanElements> = z
  .object(
    {
      OBJECT_NAME: TEXT,
      OBJECT_ID: TEXT,
      NORAD_CAT_ID: NUMBER.refine((value) => Number.isInteger(value) && value >= 0 && value <= 999_999_999, {
        error: 'a whole number of up to nine digits',
      }),
      EPOCH,
      MEAN_MOTION: NUMBER.refine((value) => value > 0 && value <= 100, {
        error: 'revolutions per day above 0',
      }),
      ECCENTRICITY: NUMBER.refine((value) => value >= 0 && value < 1, {
        error: 'at least 0 and less than 1',
      }),
      INCLINATION: NUMBER.refine((value) => value >= 0 && value <= 180, {
        error: 'degrees from 0 to 180',
      }),
      RA_OF_ASC_NODE: ANGLE_DEG,
      ARG_OF_PERICENTER: ANGLE_DEG,
      MEAN_ANOMALY: ANGLE_DEG,
      BSTAR: FINITE,
      MEAN_MOTION_DOT: FINITE,
      MEAN_MOTION_DDOT: FINITE,
      CLASSIFICATION_TYPE: z.enum(['U', 'C', 'S'], { error: 'U, C or S' }).nullish(),
      ELEMENT_SET_NO: COUNT.nullish(),
      REV_AT_EPOCH: COUNT.nullish(),
      CENTER_NAME: z
        .string()
        .regex(/^earth$/i, { error: 'EARTH' })
        .nullish(),
      EPHEMERIS_TYPE: NUMBER.refine((value) => value >= 0 && value <= 3, {
        error: 'a type that SGP4 can use, 0',
      }).nullish(),
      MEAN_ELEMENT_THEORY: z.enum(['SGP4', 'SGP/SGP4'], { error: 'SGP4' }).nullish(),
      TIME_SYSTEM: z.literal('UTC', { error: 'UTC' }).nullish(),
      REF_FRAME: z.literal('TEME', { error: 'TEME' }).nullish(),
    },
    { error: 'an object' },
  )
  .transform((record) => ({
    objectName: record.OBJECT_NAME === '' ? String(record.NORAD_CAT_ID) : record.OBJECT_NAME,
    objectId: record.OBJECT_ID,
    catalogueNumber: record.NORAD_CAT_ID,
    epoch: record.EPOCH,
    meanMotionRevPerDay: record.MEAN_MOTION,
    eccentricity: record.ECCENTRICITY,
    inclinationDeg: record.INCLINATION,
    nodeDeg: record.RA_OF_ASC_NODE,
    argumentOfPerigeeDeg: record.ARG_OF_PERICENTER,
    meanAnomalyDeg: record.MEAN_ANOMALY,
    bstarPerEarthRadius: record.BSTAR,
    meanMotionDotRevPerDay2: record.MEAN_MOTION_DOT,
    meanMotionDdotRevPerDay3: record.MEAN_MOTION_DDOT,
    ...(typeof record.CLASSIFICATION_TYPE === 'string' ? { classification: record.CLASSIFICATION_TYPE } : {}),
    ...(typeof record.ELEMENT_SET_NO === 'number' ? { elementSetNumber: record.ELEMENT_SET_NO } : {}),
    ...(typeof record.REV_AT_EPOCH === 'number' ? { revolutionsAtEpoch: record.REV_AT_EPOCH } : {}),
  }));

/** Where a record stands in its file. */
export interface RecordPlace {
  /** From 0. */
  readonly index: number;
  /** Its first line, from 1. */
  readonly line: number;
  /** Lines of single keys, where a record has several. */
  readonly lineOfKey?: ReadonlyMap<string, number>;
}

/**
 * One element set from the keys and values of an orbit mean-elements message, however they were spelt.
 *
 * @returns `null` after adding every problem of the record to `problems`.
 */
export function elementsFromRecord(
  record: unknown,
  place: RecordPlace,
  problems: Problem[],
): MeanElements | null {
  const result = RECORD.safeParse(record);
  if (result.success) return result.data;
  problems.push(...result.error.issues.map((issue) => recordProblem(issue, record, place)));
  return null;
}

/** What is wrong with a record in a way that its keys and values do not show. */
export function placedProblem(
  { index, line }: RecordPlace,
  expected: string,
  message: string,
  value: unknown = null,
): Problem {
  return { path: String(index), value, expected, message: `record ${index}: ${message}`, line };
}

/** A record is flat: the path of an issue is one key, or empty when it is no object at all. */
function recordProblem(
  { path, message: expected }: z.core.$ZodIssue,
  record: unknown,
  { index, line, lineOfKey }: RecordPlace,
): Problem {
  const key = path[0];
  const value: unknown =
    key === undefined ? record : Object.getOwnPropertyDescriptor(Object(record), key)?.value;
  const what = `record ${index}${key === undefined ? '' : `: ${String(key)}`}`;
  const message = `${what} is ${value === undefined || value === null ? 'missing' : shown(value)}`;
  const at = lineOfKey?.get(String(key)) ?? line;
  return { path: [index, ...path].join('.'), value: value ?? null, expected, message, line: at };
}

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}
