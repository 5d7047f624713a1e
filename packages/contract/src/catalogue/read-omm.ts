import type { MeanElements } from '@cupola/core/constellation';
import { julianDateFromIso } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { z } from 'zod';
import type { CatalogueOutcome } from './catalogue-outcome.ts';

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
const TEXT: z.ZodType<string> = z
  .string({ error: 'text' })
  .nullish()
  .transform((text) => (text ?? '').trim());

/** Without a `Z`, as CelesTrak writes it, the instant is UTC all the same: the OMM's time system. */
const EPOCH: z.ZodType<MeanElements['epoch']> = z
  .string({ error: 'an instant such as 2025-05-24T18:20:22.669728' })
  .transform((text, context) => {
    const epoch = julianDateFromIso(text.endsWith('Z') ? text : `${text}Z`);
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
  }));

/**
 * Reads orbit mean-elements messages as JSON: an array of records, or one record. The keys are those of CCSDS 502.0-B-3, flat, as CelesTrak
 * and Space-Track write them.
 *
 * @returns All element sets, or every problem with its record. No text makes it throw.
 */
export function readOmm(text: string): CatalogueOutcome {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const records: readonly unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  const elements: MeanElements[] = [];
  const problems: Problem[] = [];
  for (const [index, record] of records.entries()) {
    const result = RECORD.safeParse(record);
    if (result.success) elements.push(result.data);
    else problems.push(...result.error.issues.map((issue) => recordProblem(issue, record, index)));
  }
  return problems.length === 0 ? { ok: true, elements } : { ok: false, problems };
}

/** A record is flat: the path of an issue is one key, or empty when it is no object at all. */
function recordProblem(
  { path, message: expected }: z.core.$ZodIssue,
  record: unknown,
  index: number,
): Problem {
  const key = path[0];
  const value: unknown =
    key === undefined ? record : Object.getOwnPropertyDescriptor(Object(record), key)?.value;
  const what = `record ${index}${key === undefined ? '' : `: ${String(key)}`}`;
  const message = `${what} is ${value === undefined || value === null ? 'missing' : shown(value)}`;
  return { path: [index, ...path].join('.'), value: value ?? null, expected, message };
}

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function parseJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem } {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(detail)?.[1];
    const before = position === undefined ? text : text.slice(0, Number(position));
    const line = before.split('\n').length;
    return { ok: false, problem: { path: '', value: null, expected: 'JSON', message: detail, line } };
  }
}
