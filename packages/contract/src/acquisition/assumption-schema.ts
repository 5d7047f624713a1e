import { RANGE_READINGS, SOURCE_KINDS } from '@cupola/core/acquisition';
import type { AssumptionSource, Distribution } from '@cupola/core/acquisition';
import { z } from 'zod';
import { exactly, text } from '../scenario/fields.ts';

const number = z.number({ error: 'a number' });

/** How a number may be distributed, as a file writes it. */
export function distributionSchema(): z.ZodType<Distribution> {
  return z.discriminatedUnion(
    'kind',
    [
      exactly({ kind: z.literal('fixed'), value: number }),
      exactly({ kind: z.literal('uniform'), low: number, high: number }),
      exactly({ kind: z.literal('triangular'), low: number, mode: number, high: number }),
      exactly({
        kind: z.literal('lognormal'),
        low: number,
        high: number,
        reading: z.enum(RANGE_READINGS, { error: RANGE_READINGS.join(', ') }),
      }),
    ],
    { error: '{ kind: fixed | uniform | triangular | lognormal, ... }' },
  );
}

export function sourcesSchema(): z.ZodType<readonly AssumptionSource[]> {
  return z
    .array(
      exactly({
        title: text('what the source is'),
        kind: z.enum(SOURCE_KINDS, { error: SOURCE_KINDS.join(', ') }),
        readOn: z
          .string({ error: 'a month or day such as 2026-11, or null' })
          .regex(/^\d{4}-\d{2}(-\d{2})?$/, { error: 'a month or day such as 2026-11, or null' })
          .nullable(),
      }),
      { error: 'at least one source' },
    )
    .min(1, { error: 'at least one source' });
}
