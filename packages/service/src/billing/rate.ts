import { METERS } from './meters.ts';
import type { MeterId } from './meters.ts';
import { MINUTE_US, dayUs, isoOf, lengthUs, sharedSpan, yearsLater, yearsSince } from './calendar.ts';
import type { Span } from './calendar.ts';
import { escalated, priceFactor } from './escalation.ts';
import {
  ZERO,
  compared,
  decimalText,
  fraction,
  fractionOf,
  least,
  minus,
  most,
  over,
  plus,
  rounded,
  sum,
  times,
} from './fraction.ts';
import type { Fraction } from './fraction.ts';
import type { Charge, MeteredCharge, PriceSheet, Tier } from './price-sheet.ts';
import { aggregated } from './usage-event.ts';
import type { UsageEvent } from './usage-event.ts';

export const LINE_KINDS = ['charge', 'minimum', 'payment', 'termination', 'credit', 'correction'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** One line of an invoice: exact until its amount, which is whole minor units. */
export interface InvoiceLine {
  readonly kind: LineKind;
  readonly chargeId: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly meter: MeterId | null;
  readonly unit: string | null;
  /** What was metered, and what is paid for: less what is included, or a minimum take. Decimals. */
  readonly metered: string | null;
  readonly paid: string | null;
  /** Price of a unit, where one price says it; a decimal. */
  readonly price: string | null;
  readonly amountMinor: number;
}

/** A stretch of a period under one sheet and one price. */
export interface Segment {
  readonly sheet: PriceSheet;
  readonly span: Span;
  /** The whole period of the calendar that it is part of. */
  readonly period: Span;
}

export type RatedSegment =
  | { readonly ok: true; readonly lines: readonly InvoiceLine[] }
  | { readonly ok: false; readonly reason: string };

/**
 * What a stretch of a period costs. Flat prices, units included, bounds of tiers and the minimum of a period count by the share of the period that the stretch is of;
 * minimum takes by its minutes. Each line is reckoned exactly and rounded once.
 *
 * @param events - Of this stretch.
 */
export function rateSegment(segment: Segment, events: readonly UsageEvent[]): RatedSegment {
  const { sheet, span, period } = segment;
  const priced = priceFactor(sheet, span.fromUs);
  if (!priced.ok) return priced;
  const { factor } = priced;
  const share = fraction(lengthUs(span), lengthUs(period));
  const lines = sheet.charges.map((charge) =>
    charge.kind === 'flat'
      ? flatLine(charge, segment, share, factor)
      : meteredLine(charge, segment, share, factor, eventsOf(charge, events)),
  );
  const charged = lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const minimum = sheet.minimumPerPeriod;
  const missing =
    minimum === undefined ? 0 : minorOf(times(escalated(minimum, factor), share), sheet) - charged;
  return {
    ok: true,
    lines: [
      ...lines.filter(({ amountMinor, metered }) => amountMinor !== 0 || metered !== '0'),
      ...(missing > 0 ? [plainLine('minimum', 'minimum', 'Minimum of the period', span, missing)] : []),
    ],
  };
}

/** Payments that fall due in a stretch. */
export function paymentLines({ sheet, span }: Segment): readonly InvoiceLine[] {
  return sheet.payments
    .filter(({ on }) => dayUs(on) >= span.fromUs && dayUs(on) < span.toUs)
    .map(({ amount, what }, at) =>
      plainLine('payment', `payment-${at + 1}`, what, span, minorOf(fractionOf(amount), sheet)),
    );
}

/** What ending a contract at a moment costs; nothing once its term is over. */
export function terminationLines(
  sheet: PriceSheet,
  startedAtUs: number,
  endedAtUs: number,
): readonly InvoiceLine[] {
  if (endedAtUs >= yearsLater(startedAtUs, sheet.termYears)) return [];
  const owed = sheet.termination.findLast(({ from }) => dayUs(from) <= endedAtUs);
  if (owed === undefined) return [];
  const at = { fromUs: endedAtUs, toUs: endedAtUs };
  const amountMinor = minorOf(fractionOf(owed.amount), sheet);
  return [plainLine('termination', 'termination', 'Ended before its term', at, amountMinor)];
}

export function plainLine(
  kind: LineKind,
  chargeId: string,
  what: string,
  { fromUs, toUs }: Span,
  amountMinor: number,
): InvoiceLine {
  return {
    kind,
    chargeId,
    what,
    from: isoOf(fromUs),
    to: isoOf(toUs),
    meter: null,
    unit: null,
    metered: null,
    paid: null,
    price: null,
    amountMinor,
  };
}

/** Moments at which the price changes within a span. */
export function priceChanges({ escalation }: PriceSheet, { fromUs, toUs }: Span): readonly number[] {
  if (escalation === undefined) return [];
  const first = dayUs(escalation.from);
  const next = yearsLater(first, Math.max(0, yearsSince(first, fromUs)) + 1);
  return next > fromUs && next < toUs ? [next] : [];
}

/** Whole minor units, rounded half away from zero. */
export function minorOf(amount: Fraction, { minorDigits }: Pick<PriceSheet, 'minorDigits'>): number {
  return safe(rounded(times(amount, fraction(10n ** BigInt(minorDigits)))));
}

export function safe(minor: bigint): number {
  const number = Number(minor);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`an amount of ${minor} minor units is out of reach`);
  return number;
}

function flatLine(
  { id, what, price }: Extract<Charge, { readonly kind: 'flat' }>,
  { sheet, span }: Segment,
  share: Fraction,
  factor: number,
): InvoiceLine {
  const whole = escalated(price, factor);
  const line = plainLine('charge', id, what ?? id, span, minorOf(times(whole, share), sheet));
  return { ...line, paid: decimalText(share), price: decimalText(whole), unit: 'periods' };
}

function meteredLine(
  charge: MeteredCharge,
  segment: Segment,
  share: Fraction,
  factor: number,
  events: readonly UsageEvent[],
): InvoiceLine {
  const { id, what, meter, included, aggregation } = charge;
  const { sheet, span } = segment;
  const metered = aggregated(events, aggregation);
  const beyond = most(ZERO, minus(metered, times(fractionOf(included), share)));
  const { paid, price, amount } = priceOfUnits(charge, segment, share, factor, beyond);
  return {
    ...plainLine('charge', id, what ?? METERS[meter].what, span, minorOf(amount, sheet)),
    meter,
    unit: METERS[meter].unit,
    metered: decimalText(metered),
    paid: decimalText(paid),
    price: price === null ? null : decimalText(price),
  };
}

interface PricedUnits {
  readonly paid: Fraction;
  readonly price: Fraction | null;
  readonly amount: Fraction;
}

function priceOfUnits(
  charge: MeteredCharge,
  segment: Segment,
  share: Fraction,
  factor: number,
  units: Fraction,
): PricedUnits {
  if (charge.kind === 'per-unit') {
    const paid = most(units, minimumTake(charge, segment.span));
    const whole = escalated(charge.price, factor);
    const per = charge.per === 'contract-year' ? minutesOfYear(segment) : fractionOf(charge.per);
    // Multiplied first: the price of one unit may have no end, what it comes to still is exact.
    return { paid, price: over(whole, per), amount: over(times(paid, whole), per) };
  }
  const tiers = charge.tiers.map(({ upTo, price, flat }) => ({
    upTo: upTo === null ? null : times(fractionOf(upTo), share),
    price: escalated(price, factor),
    flat: times(escalated(flat, factor), share),
  }));
  return charge.kind === 'graduated' ? graduated(tiers, units) : volume(tiers, units);
}

type ReckonedTier = { readonly [Key in keyof Tier]: Key extends 'upTo' ? Fraction | null : Fraction };

/** Each unit at the price of the tier that it falls into. */
function graduated(tiers: readonly ReckonedTier[], units: Fraction): PricedUnits {
  let below = ZERO;
  const parts: Fraction[] = [];
  for (const { upTo, price, flat } of tiers) {
    if (compared(units, below) <= 0) break;
    const top = upTo === null ? units : least(units, upTo);
    parts.push(flat, times(minus(top, below), price));
    if (upTo === null) break;
    below = upTo;
  }
  return { paid: units, price: null, amount: sum(parts) };
}

/** All units at the price of the tier that their number falls into. */
function volume(tiers: readonly ReckonedTier[], units: Fraction): PricedUnits {
  const tier = tiers.find(({ upTo }) => upTo === null || compared(units, upTo) <= 0);
  if (tier === undefined || compared(units, ZERO) === 0) return { paid: units, price: null, amount: ZERO };
  return { paid: units, price: tier.price, amount: plus(tier.flat, times(units, tier.price)) };
}

/** Units that are paid for in any case: a share of what was planned in each minute of the span. */
function minimumTake(charge: Extract<MeteredCharge, { readonly kind: 'per-unit' }>, span: Span): Fraction {
  const { minimumTake: terms } = charge;
  if (terms === undefined) return ZERO;
  const planned = terms.planned.map(({ from, perMinute }, at) => {
    const until = terms.planned[at + 1]?.from;
    const toUs = until === undefined ? Number.MAX_SAFE_INTEGER : dayUs(until);
    const shared = sharedSpan(span, { fromUs: dayUs(from), toUs });
    return shared === null ? ZERO : times(fractionOf(perMinute), fraction(lengthUs(shared), MINUTE_US));
  });
  return times(fractionOf(terms.share), sum(planned));
}

/** Of the year of the contract that a stretch begins in; years are counted from where prices are those of the first. */
function minutesOfYear({ sheet, span }: Segment): Fraction {
  const first = sheet.escalation === undefined ? span.fromUs : dayUs(sheet.escalation.from);
  const year = yearsSince(first, span.fromUs);
  return fraction(yearsLater(first, year + 1) - yearsLater(first, year), MINUTE_US);
}

function eventsOf({ meter, products }: MeteredCharge, events: readonly UsageEvent[]): readonly UsageEvent[] {
  return events.filter(
    (each) =>
      each.meter === meter &&
      (products === undefined || (each.product !== null && products.includes(each.product))),
  );
}
