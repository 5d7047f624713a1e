import { z } from 'zod';
import { exactly, idText, numberBetween, text, wholeNumberBetween } from '../scenario/fields.ts';
import { FEATURES, METERS, PERIODS, PRODUCTS } from './plan.ts';
import type { Plan } from './plan.ts';

const TEN_YEARS_S = 315_576_000;
const HOUR_S = 3600;
const MOST = 1_000_000_000_000;

/** What a plan file may hold, field by field. */
export function planSchema(): z.ZodType<Plan & { readonly plan: 1; readonly prices?: unknown }> {
  return exactly({
    plan: z.literal(1, { error: '1, the version of the format' }).describe('Version of the format'),
    id: idText(),
    version: wholeNumberBetween(1, 1_000_000).describe(
      'Of this plan; a version that is stored never changes',
    ),
    title: text('a title'),
    products: listOf(PRODUCTS, 'products').min(1, { error: 'at least one product' }),
    regions: z
      .union([z.literal('everywhere'), z.array(area()).min(1, { error: 'at least one area' })], {
        error: 'everywhere, or a list of areas',
      })
      .describe('What is over, came from or may come down in one of them is seen'),
    latencyS: wholeNumberBetween(0, HOUR_S).describe('Everything is told so much later, s'),
    historyS: z
      .union([z.literal('all'), wholeNumberBetween(0, TEN_YEARS_S)], {
        error: `all, or a whole number from 0 to ${TEN_YEARS_S}`,
      })
      .describe('How far back events and closed alerts are told, s'),
    features: listOf(FEATURES, 'features').default([]),
    rate: exactly({
      perS: numberBetween(0.001, 1e6, 'requests a second'),
      burst: wholeNumberBetween(1, 1_000_000).describe('At once'),
    }),
    limits: exactly({
      streams: wholeNumberBetween(0, 5000).default(1).describe('Open at once'),
      keys: wholeNumberBetween(1, 1000).default(2).describe('In force at once'),
    }).prefault({}),
    quotas: z
      .array(
        exactly({
          meter: z.enum(METERS, { error: `one of ${METERS.join(', ')}` }),
          limit: wholeNumberBetween(0, MOST),
          per: z.enum(PERIODS, { error: `one of ${PERIODS.join(', ')}` }),
          kind: z.enum(['hard', 'soft'], { error: 'one of hard, soft' }),
        }),
        { error: 'a list of quotas' },
      )
      .default([]),
    prices: z.exactOptional(z.unknown()).describe('What it costs (docs/service/billing.md)'),
  }).meta({ title: 'Cupola plan', id: 'plan' });
}

function listOf<const Word extends string>(words: readonly Word[], what: string) {
  return z.array(z.enum(words, { error: `one of ${words.join(', ')}` }), { error: `a list of ${what}` });
}

function area() {
  const lon = numberBetween(-180, 180, 'degrees');
  const lat = numberBetween(-90, 90, 'degrees');
  return z.union(
    [
      text('the id of a region'),
      z.tuple([lon, lat, lon, lat], { error: '[west, south, east, north], degrees' }),
    ],
    { error: 'the id of a region, or [west, south, east, north] in degrees' },
  );
}
