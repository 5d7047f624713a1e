import type { AssumptionSource } from '../register/assumption.ts';
import type { NominalRate, RealRate } from './dollars.ts';
import { rateForTerm } from './treasury-curve.ts';
import type { TreasuryCurve } from './treasury-curve.ts';

/** One edition of a table of discount rates; rates in percent, as printed. */
export interface DiscountEdition {
  readonly year: number;
  /** When it was published, or assumed: ISO month or day. */
  readonly asOf: string;
  readonly real: TreasuryCurve;
  readonly nominal: TreasuryCurve;
  readonly sources: readonly AssumptionSource[];
  readonly note: string;
}

export interface DiscountTable {
  readonly title: string;
  /** By year, ascending; at least one. */
  readonly editions: readonly DiscountEdition[];
}

export type FoundEdition =
  | { readonly ok: true; readonly edition: DiscountEdition }
  /** `no-such-edition`: `detail` says of which dates there are. */
  | { readonly ok: false; readonly error: { readonly code: 'no-such-edition'; readonly detail: string } };

/** The edition of a year; without a year the newest. */
export function discountEdition(table: DiscountTable, year: number | undefined): FoundEdition {
  const edition =
    year === undefined ? table.editions.at(-1) : table.editions.find((each) => each.year === year);
  if (edition !== undefined) return { ok: true, edition };
  const dates = table.editions.map((each) => `${each.year} (of ${each.asOf})`).join(', ');
  return {
    ok: false,
    error: {
      code: 'no-such-edition',
      detail: `${table.title.toLowerCase()}: there is no edition of ${year ?? 'any year'}; there is ${dates}`,
    },
  };
}

const PERCENT = 100;

/** Rates for a study of so many years, as an edition gives them. */
export function ratesOf(
  edition: DiscountEdition,
  years: number,
): { readonly real: RealRate; readonly nominal: NominalRate } {
  return {
    real: { rate: 'real', perYear: rateForTerm(edition.real, years) / PERCENT },
    nominal: { rate: 'nominal', perYear: rateForTerm(edition.nominal, years) / PERCENT },
  };
}
