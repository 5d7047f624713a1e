import { z } from 'zod';
import type { BillingDocument } from '../billing/invoice.ts';
import { METER_IDS } from '../billing/meters.ts';
import type { MeterId } from '../billing/meters.ts';
import { INDICATORS } from '../billing/price-sheet.ts';
import { LINE_KINDS } from '../billing/rate.ts';
import type { InvoiceLine } from '../billing/rate.ts';
import type { MeasuredLevel } from '../billing/service-levels.ts';
import type { UsageData } from '../billing/usage-event.ts';
import { DATA_MODES } from '../picture/records.ts';
import type { DataMode } from '../picture/records.ts';
import type { CloudEvent } from '../profiles/cloudevents/cloud-event.ts';

/* What the doors of usage, cost and service levels tell. Quantities and prices are decimals as text, amounts whole minor units. */

const dataMode = z.enum(DATA_MODES);
const utc = z.string().describe('UTC, ISO 8601');
const decimal = z.string().describe('A decimal');
const minor = z.number().int().describe('Whole minor units: cents of USD');

const level: z.ZodType<MeasuredLevel> = z.object({
  id: z.string(),
  indicator: z.enum(INDICATORS),
  objective: decimal,
  withinS: decimal.nullable(),
  good: decimal,
  total: decimal,
  attained: decimal.nullable().describe('Share that was good; null when there was nothing to measure'),
  met: z.boolean().nullable(),
  creditShare: decimal.describe('Share of the charges that is given back'),
});

const line: z.ZodType<InvoiceLine> = z.object({
  kind: z.enum(LINE_KINDS),
  chargeId: z.string(),
  what: z.string(),
  from: utc,
  to: utc,
  meter: z.enum(METER_IDS).nullable(),
  unit: z.string().nullable(),
  metered: decimal.nullable(),
  paid: decimal.nullable().describe('Quantity that is paid for'),
  price: decimal.nullable(),
  amountMinor: minor,
});

const plans = z.array(z.object({ planId: z.string(), version: z.number().int(), from: utc }));

export const invoice: z.ZodType<BillingDocument> = z.object({
  kind: z.enum(['invoice', 'credit-note']),
  sequence: z.number().int(),
  number: z.string(),
  tenantId: z.string(),
  dataMode,
  notional: z.boolean().describe('Prices are made up: nobody owes this money'),
  currency: z.string(),
  minorDigits: z.number().int(),
  issuedAt: utc,
  from: utc,
  to: utc,
  plans,
  lines: z.array(line),
  serviceLevels: z.array(level),
  totalMinor: minor,
  usage: z.object({ events: z.number().int(), hash: z.string() }),
  corrects: z.number().int().nullable(),
  reason: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
});

type ToldMoney = Pick<
  BillingDocument,
  'from' | 'to' | 'plans' | 'notional' | 'currency' | 'minorDigits' | 'lines' | 'totalMinor'
> & { readonly dataMode: DataMode; readonly tenant: string; readonly provisional: boolean };

export const money: z.ZodType<ToldMoney> = z.object({
  dataMode,
  tenant: z.string(),
  provisional: z.boolean(),
  from: utc,
  to: utc,
  plans,
  notional: z.boolean(),
  currency: z.string(),
  minorDigits: z.number().int(),
  lines: z.array(line),
  totalMinor: minor,
});

interface ToldTotal {
  readonly meter: MeterId;
  readonly product: string | null;
  readonly unit: string;
  readonly from: string;
  readonly quantity: string;
}

interface ToldOf<Item> {
  readonly dataMode: DataMode;
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  readonly items: readonly Item[];
}

function toldOf<Item>(item: z.ZodType<Item>): z.ZodType<ToldOf<Item>> {
  return z.object({ dataMode, tenant: z.string(), from: utc, to: utc, items: z.array(item) });
}

export const measuredLevel: { readonly list: z.ZodType<ToldOf<MeasuredLevel>> } = { list: toldOf(level) };

export const usageTotal: { readonly list: z.ZodType<ToldOf<ToldTotal>> } = {
  list: toldOf(
    z.object({
      meter: z.enum(METER_IDS),
      product: z.string().nullable(),
      unit: z.string(),
      from: utc,
      quantity: decimal,
    }),
  ),
};

export const usageEvent: z.ZodType<CloudEvent<UsageData>> = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string().exactOptional().describe('The tenant'),
  time: utc,
  datacontenttype: z.literal('application/json'),
  datamode: dataMode,
  data: z.object({
    meter: z.enum(METER_IDS),
    unit: z.string(),
    quantity: decimal,
    product: z.string().exactOptional(),
    key: z.string().exactOptional(),
  }),
});
