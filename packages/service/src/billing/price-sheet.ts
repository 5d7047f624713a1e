import type { Escalator } from '@cupola/core/acquisition';
import type { Period } from './calendar.ts';
import type { Aggregation, MeterId } from './meters.ts';

/* Prices of a plan, its key `prices`. Amounts are decimals in the currency's own unit, such as "0.0004" dollars; days begin in UTC. */

export interface Tier {
  /** Units; null: without end, of the last one. */
  readonly upTo: string | null;
  readonly price: string;
  /** Once, when the tier is reached. */
  readonly flat: string;
}

interface Metered {
  readonly id: string;
  readonly what?: string | undefined;
  readonly meter: MeterId;
  /** Only these; all when it is left out. */
  readonly products?: readonly string[] | undefined;
  readonly aggregation: Aggregation;
  /** Units of each period that cost nothing. */
  readonly included: string;
}

export type MeteredCharge =
  | (Metered & {
      readonly kind: 'per-unit';
      readonly price: string;
      /** Units that the price buys; `contract-year`: as many minutes as the year of the contract has. */
      readonly per: string;
      /** A share of what was planned is paid for in any case; `perMinute`: units planned in each minute from a day on. */
      readonly minimumTake?:
        | {
            readonly share: string;
            readonly planned: readonly { readonly from: string; readonly perMinute: string }[];
          }
        | undefined;
    })
  | (Metered & { readonly kind: 'graduated' | 'volume'; readonly tiers: readonly Tier[] });

export interface FlatCharge {
  readonly kind: 'flat';
  readonly id: string;
  readonly what?: string | undefined;
  /** Of each period. */
  readonly price: string;
}

export type Charge = FlatCharge | MeteredCharge;

export const INDICATORS = ['availability', 'alert-latency', 'custody-continuity'] as const;
export type Indicator = (typeof INDICATORS)[number];

export interface ServiceLevel {
  readonly id: string;
  readonly indicator: Indicator;
  /** Share that is promised. */
  readonly objective: string;
  /** Of alert latency: what counts as in time, s. */
  readonly withinS?: string | undefined;
  readonly credits:
    | {
        readonly kind: 'tiers';
        readonly tiers: readonly { readonly below: string; readonly share: string }[];
      }
    /** As in the acquisition models: so much for each hundredth missed. */
    | { readonly kind: 'proportional'; readonly perHundredth: number; readonly cap: number };
}

export interface PriceSheet {
  readonly currency: string;
  /** Of the currency: 2 for cents. */
  readonly minorDigits: number;
  readonly period: Period;
  /** Are these prices made up? Then every invoice says so. */
  readonly notional: boolean;
  readonly charges: readonly Charge[];
  /** Paid in any case, whatever the charges come to. */
  readonly minimumPerPeriod?: string | undefined;
  /** Once, beside the charges, never escalated. */
  readonly payments: readonly { readonly on: string; readonly amount: string; readonly what: string }[];
  /** Prices are those of the sheet in the first year from a day on, then move each anniversary. */
  readonly escalation?:
    | {
        readonly from: string;
        readonly lockYears: number;
        readonly during: Escalator;
        readonly after: Escalator;
      }
    | undefined;
  /** Price level from a day on, for a year. */
  readonly priceIndex: readonly { readonly from: string; readonly level: number }[];
  readonly termYears: number;
  /** Owed when it is ended from a day on; after the term nothing. */
  readonly termination: readonly { readonly from: string; readonly amount: string }[];
  /** What the tenant is told when the contract has ended: a version of a plan; nothing when it is left out. */
  readonly afterEnd?: { readonly plan: string; readonly version: number } | undefined;
  readonly serviceLevels: readonly ServiceLevel[];
  /** Share of the charges of a period that all credits come to at most. */
  readonly creditsCap: string;
}
