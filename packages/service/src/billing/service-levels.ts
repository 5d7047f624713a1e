import { creditShare } from '@cupola/core/acquisition/offers/subscription';
import { MINUTE_US, lengthUs } from './calendar.ts';
import type { Span } from './calendar.ts';
import { plainDecimal } from './escalation.ts';
import {
  ZERO,
  compared,
  decimalText,
  fraction,
  fractionOf,
  least,
  minus,
  most,
  numberOf,
  over,
  times,
} from './fraction.ts';
import type { Fraction } from './fraction.ts';
import type { Indicator, PriceSheet, ServiceLevel } from './price-sheet.ts';
import { minorOf, plainLine } from './rate.ts';
import type { InvoiceLine } from './rate.ts';
import { aggregated } from './usage-event.ts';
import type { UsageEvent } from './usage-event.ts';

/** What was promised, what was reached, and what the difference is worth. Decimals. */
export interface MeasuredLevel {
  readonly id: string;
  readonly indicator: Indicator;
  readonly objective: string;
  /** Of alert latency: s. */
  readonly withinS: string | null;
  readonly good: string;
  readonly total: string;
  /** Share that was good; null when there was nothing to measure, which costs nobody anything. */
  readonly attained: string | null;
  readonly met: boolean | null;
  /** Share of the charges that is given back. */
  readonly creditShare: string;
}

/** Share that was good of a span, from the events of it. */
export function measuredLevel(level: ServiceLevel, span: Span, events: readonly UsageEvent[]): MeasuredLevel {
  const { good, total } = measured(level, span, events);
  const attained = compared(total, ZERO) === 0 ? null : over(good, total);
  return {
    id: level.id,
    indicator: level.indicator,
    objective: level.objective,
    withinS: level.withinS ?? null,
    good: decimalText(good),
    total: decimalText(total),
    attained: attained === null ? null : decimalText(attained),
    met: attained === null ? null : compared(attained, fractionOf(level.objective)) >= 0,
    creditShare: attained === null ? '0' : decimalText(creditOf(level, attained)),
  };
}

/** Credits for the levels of a period, all together never more than the cap. */
export function creditLines(
  sheet: PriceSheet,
  span: Span,
  levels: readonly MeasuredLevel[],
  chargedMinor: number,
): readonly InvoiceLine[] {
  const charged = over(fraction(chargedMinor), fraction(10n ** BigInt(sheet.minorDigits)));
  let left = fractionOf(sheet.creditsCap);
  const lines: InvoiceLine[] = [];
  for (const { id, indicator, attained, objective, creditShare: share } of levels) {
    const given = least(left, fractionOf(share));
    left = minus(left, given);
    const amountMinor = -minorOf(times(charged, given), sheet);
    if (amountMinor === 0) continue;
    const what = `Credit: ${indicator} ${attained ?? '-'} where ${objective} was promised`;
    lines.push({ ...plainLine('credit', id, what, span, amountMinor), paid: decimalText(given) });
  }
  return lines;
}

function measured(
  { indicator, withinS }: ServiceLevel,
  span: Span,
  events: readonly UsageEvent[],
): { readonly good: Fraction; readonly total: Fraction } {
  const of = (meter: UsageEvent['meter']): readonly UsageEvent[] =>
    events.filter((each) => each.meter === meter);
  switch (indicator) {
    case 'availability': {
      const total = fraction(lengthUs(span), MINUTE_US);
      return { good: least(total, aggregated(of('available-minutes'), 'sum')), total };
    }
    case 'alert-latency': {
      const alerts = of('alert-seconds');
      const limit = fractionOf(withinS ?? '0');
      const inTime = alerts.filter(({ quantity }) => compared(fractionOf(quantity), limit) <= 0);
      return { good: fraction(inTime.length), total: fraction(alerts.length) };
    }
    case 'custody-continuity':
      return {
        good: aggregated(of('custody-seconds'), 'sum'),
        total: aggregated(of('tracked-seconds'), 'sum'),
      };
    default:
      indicator satisfies never;
      return { good: ZERO, total: ZERO };
  }
}

function creditOf({ credits, objective }: ServiceLevel, attained: Fraction): Fraction {
  if (credits.kind === 'tiers') {
    return credits.tiers
      .filter(({ below }) => compared(attained, fractionOf(below)) < 0)
      .reduce((share, each) => most(share, fractionOf(each.share)), ZERO);
  }
  const promisedAvailability = numberOf(fractionOf(objective));
  const share = creditShare({ ...credits, promisedAvailability }, numberOf(attained));
  return fractionOf(plainDecimal(share));
}
