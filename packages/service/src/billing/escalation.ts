import { escalatorOf, yearlyRise } from '@cupola/core/acquisition/offers/fee-path';
import { dayUs, yearsLater, yearsSince } from './calendar.ts';
import { fractionOf, numberOf } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import type { PriceSheet } from './price-sheet.ts';

/** Digits that an escalated price is written with: as many as its arithmetic is good for. */
const PRICE_DIGITS = 15;

export type PriceFactor =
  | { readonly ok: true; readonly factor: number }
  /** No clause, or no level of the index, says what the price is. */
  | { readonly ok: false; readonly reason: string };

/** What prices of the sheet are multiplied by at a moment: by the clauses of the acquisition models, each anniversary. Before the first day and in the first year it is 1. */
export function priceFactor(sheet: PriceSheet, atUs: number): PriceFactor {
  const { escalation } = sheet;
  if (escalation === undefined) return { ok: true, factor: 1 };
  const fromUs = dayUs(escalation.from);
  const years = Math.max(0, yearsSince(fromUs, atUs));
  let factor = 1;
  for (let year = 1; year <= years; year++) {
    const escalator = escalatorOf({ lockYears: escalation.lockYears, escalation }, year);
    const [before, now] = [year - 1, year].map((each) => levelAt(sheet, yearsLater(fromUs, each)));
    const usesIndex = escalator.kind === 'index' || escalator.kind === 'capped';
    if (usesIndex && (before === undefined || now === undefined)) {
      return { ok: false, reason: `the price index has no level for year ${year + 1} of the contract` };
    }
    const rise = yearlyRise(escalator, (now ?? 1) / (before ?? 1) - 1);
    if (rise === null) return { ok: false, reason: `no clause says the price from year ${year + 1} on` };
    factor *= 1 + rise;
  }
  return { ok: true, factor };
}

/** A price of the sheet after so much escalation, to fifteen digits. */
export function escalated(price: string, factor: number): Fraction {
  if (factor === 1) return fractionOf(price);
  return fractionOf(plainDecimal(numberOf(fractionOf(price)) * factor));
}

/** Of a number of 0 or more, to fifteen digits, without an exponent. */
export function plainDecimal(value: number): string {
  const digits = value > 0 ? PRICE_DIGITS - 1 - Math.floor(Math.log10(value)) : 0;
  return value.toFixed(Math.min(20, Math.max(0, digits)));
}

/** Levels are those of a year: one that is older than that says nothing. */
function levelAt({ priceIndex }: PriceSheet, atUs: number): number | undefined {
  const known = priceIndex.findLast(({ from }) => dayUs(from) <= atUs);
  return known !== undefined && yearsSince(dayUs(known.from), atUs) < 1 ? known.level : undefined;
}
