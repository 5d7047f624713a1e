import { z } from 'zod';
import type { Escalator } from '@cupola/core/acquisition';
import { PERIODS, isDay } from './calendar.ts';
import { compared, fractionOf, isDecimal } from './fraction.ts';
import { AGGREGATIONS, METER_IDS } from './meters.ts';
import { INDICATORS } from './price-sheet.ts';
import type { PriceSheet } from './price-sheet.ts';

/** Numbers may stand without quotes; what is kept is their decimal text. */
const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => isDecimal(text) && !text.startsWith('-'), {
    error: 'a decimal of 0 or more, such as "0.0004"',
  });
const share = decimal.refine((text) => isDecimal(text) && compared(fractionOf(text), fractionOf('1')) <= 0, {
  error: 'a share from 0 to 1',
});
const day = z.string().refine(isDay, { error: 'a day, YYYY-MM-DD' });
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'small letters, digits and hyphens' });
const meter = z.enum(METER_IDS);

const metered = {
  id: name,
  what: z.string().max(200).optional().describe('Words on the invoice'),
  meter,
  products: z.array(z.string()).min(1).optional().describe('Only these; all when it is left out'),
  aggregation: z.enum(AGGREGATIONS).default('sum'),
  included: decimal.default('0').describe('Units of each period that cost nothing'),
};
const tier = z.strictObject({
  upTo: decimal.nullable().describe('Units; null: without end, the last tier'),
  price: decimal,
  flat: decimal.default('0').describe('Once, when the tier is reached'),
});
const tiers = z
  .array(tier)
  .min(1)
  .refine(
    (all) =>
      all.every(({ upTo }, at) => (upTo === null) === (at === all.length - 1)) &&
      all.every(({ upTo }, at) => {
        const before = all[at - 1]?.upTo ?? null;
        return upTo === null || before === null || compared(fractionOf(before), fractionOf(upTo)) < 0;
      }),
    { error: 'tiers in rising order, the last one with upTo: null' },
  );

const charge = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('flat'),
    id: name,
    what: z.string().max(200).optional(),
    price: decimal.describe('Of each period'),
  }),
  z.strictObject({
    kind: z.literal('per-unit'),
    ...metered,
    price: decimal,
    per: z
      .union([z.literal('contract-year'), decimal])
      .default('1')
      .describe('Units that the price buys; contract-year: as many minutes as the contract year has'),
    minimumTake: z
      .strictObject({
        share,
        planned: z
          .array(z.strictObject({ from: day, perMinute: decimal }))
          .min(1)
          .describe('Units planned in each minute from a day on'),
      })
      .optional()
      .describe('So much of what was planned is paid for in any case'),
  }),
  z.strictObject({ kind: z.literal('graduated'), ...metered, tiers }),
  z.strictObject({ kind: z.literal('volume'), ...metered, tiers }),
]);

const escalator: z.ZodType<Escalator> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), perYear: z.number().gt(-1).max(1) }),
  z.strictObject({ kind: z.literal('index'), overIndex: z.number().gt(-1).max(1) }),
  z.strictObject({
    kind: z.literal('capped'),
    perYear: z.number().gt(-1).max(1),
    overIndex: z.number().gt(-1).max(1),
  }),
  z.strictObject({ kind: z.literal('open') }),
]);

const credits = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tiers'),
    tiers: z.array(z.strictObject({ below: share, share })).min(1),
  }),
  z.strictObject({
    kind: z.literal('proportional'),
    perHundredth: z.number().min(0).max(1),
    cap: z.number().min(0).max(1),
  }),
]);

const serviceLevel = z.strictObject({
  id: name,
  indicator: z.enum(INDICATORS),
  objective: share.describe('Share that is promised'),
  withinS: decimal.optional().describe('Of alert-latency: what counts as in time'),
  credits,
});

export const priceSheetSchema: z.ZodType<PriceSheet> = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/, { error: 'three letters, as ISO 4217 has them' }),
    minorDigits: z.number().int().min(0).max(4).default(2).describe('Of the currency: 2 for cents'),
    period: z.enum(PERIODS).default('month'),
    notional: z.boolean().describe('Are these prices made up? Then every invoice says so'),
    charges: z.array(charge).max(100).default([]),
    minimumPerPeriod: decimal.optional().describe('Paid in any case, whatever the charges come to'),
    payments: z
      .array(z.strictObject({ on: day, amount: decimal, what: z.string().max(200) }))
      .default([])
      .describe('Once, beside the charges, and never escalated'),
    escalation: z
      .strictObject({
        from: day.describe('Prices are those of the first year from here'),
        lockYears: z.number().int().min(0).max(100),
        during: escalator,
        after: escalator,
      })
      .optional(),
    priceIndex: z
      .array(z.strictObject({ from: day, level: z.number().positive() }))
      .default([])
      .describe('Price level from a day on, in rising order'),
    termYears: z.number().int().min(0).max(100).default(0),
    termination: z
      .array(z.strictObject({ from: day, amount: decimal }))
      .default([])
      .describe('Owed when it is ended from a day on, in rising order; after the term nothing'),
    afterEnd: z
      .strictObject({ plan: name, version: z.number().int().min(1) })
      .optional()
      .describe('What the tenant is told when the contract has ended: nothing when it is left out'),
    serviceLevels: z.array(serviceLevel).max(20).default([]),
    creditsCap: share
      .default('1')
      .describe('Share of the charges of a period that all credits come to at most'),
  })
  .superRefine((sheet, context) => {
    const twice = repeated([...sheet.charges, ...sheet.serviceLevels].map(({ id }) => id));
    for (const id of twice) context.addIssue({ code: 'custom', message: `"${id}" stands there twice` });
    for (const [key, days] of Object.entries({
      priceIndex: sheet.priceIndex.map(({ from }) => from),
      termination: sheet.termination.map(({ from }) => from),
    })) {
      if (days.some((each, at) => at > 0 && each <= (days[at - 1] ?? '')))
        context.addIssue({ code: 'custom', path: [key], message: 'days in rising order' });
    }
    const { during, after } = sheet.escalation ?? { during: null, after: null };
    if (
      sheet.priceIndex.length === 0 &&
      [during, after].some((each) => each?.kind === 'index' || each?.kind === 'capped')
    )
      context.addIssue({ code: 'custom', path: ['priceIndex'], message: 'an escalator by index needs it' });
    for (const [at, { indicator, withinS }] of sheet.serviceLevels.entries()) {
      if ((indicator === 'alert-latency') !== (withinS !== undefined))
        context.addIssue({
          code: 'custom',
          path: ['serviceLevels', at, 'withinS'],
          message: 'of alert-latency, and of it alone',
        });
    }
  });

export type ReadSheet =
  | { readonly ok: true; readonly sheet: PriceSheet }
  | { readonly ok: false; readonly problems: readonly { readonly path: string; readonly message: string }[] };

/** Reads the key `prices` of a plan; every problem is told. */
export function readPriceSheet(prices: unknown): ReadSheet {
  const read = priceSheetSchema.safeParse(prices);
  if (read.success) return { ok: true, sheet: read.data };
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => ({
      path: ['prices', ...path].join('.'),
      message,
    })),
  };
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}
