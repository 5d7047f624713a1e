import { z } from 'zod';
import { exactly, numberBetween, text, wholeNumberBetween } from '../scenario/fields.ts';

/** A bid as a file writes it; rules across fields are not checked yet. */
export interface BidFile {
  readonly id: string;
  readonly title?: string;
  /** Firms and their shares of the work; one firm may stand by its name alone. */
  readonly members: string | Readonly<Record<string, number>>;
  readonly costUsdM: Readonly<Record<string, number>>;
  readonly gives: Readonly<Record<string, number>>;
  readonly risk: number;
  readonly trl: number;
  readonly monthsToField: number;
  readonly smallBusiness: boolean;
  readonly excludes: readonly string[];
  readonly requires: readonly string[];
  readonly synergies: readonly {
    readonly with: readonly string[];
    readonly adds: Readonly<Record<string, number>>;
  }[];
  readonly growthShare: number;
  readonly slipMonths: number;
  readonly breakUpProb: number;
}

const MONEY = 'millions of dollars, 0 or more, by fiscal year';
const LEVELS = 'levels, 0 or more, by capability';
const IDS = 'a list of ids of bids';

export function bidSchema(): z.ZodType<BidFile> {
  return exactly({
    id: bidId(),
    title: z.exactOptional(text('a title')),
    members: z.union([text('a firm, or shares by firm'), amounts('shares of the work by firm', 1)], {
      error: 'a firm, or shares of the work by firm',
    }),
    costUsdM: amounts(MONEY),
    gives: amounts(LEVELS),
    risk: numberBetween(0, 1),
    trl: wholeNumberBetween(1, 9),
    monthsToField: numberBetween(0, 600),
    smallBusiness: z.boolean({ error: 'true or false' }).default(false),
    excludes: ids().default([]),
    requires: ids().default([]),
    synergies: z
      .array(exactly({ with: ids().min(1, { error: 'at least one other bid' }), adds: amounts(LEVELS) }), {
        error: 'a list of { with, adds }',
      })
      .default([]),
    growthShare: numberBetween(0, 10).default(0),
    slipMonths: numberBetween(0, 600).default(0),
    breakUpProb: numberBetween(0, 1).default(0),
  });
}

export function bidId(): z.ZodString {
  const error = 'an id of letters, digits, dots, hyphens and underscores, at most 60';
  return z.string({ error }).regex(/^[A-Za-z0-9][\w.-]{0,59}$/, { error });
}

export function ids(): z.ZodArray<z.ZodString> {
  return z.array(bidId(), { error: IDS });
}

function amounts(error: string, max = Number.MAX_VALUE): z.ZodRecord<z.ZodString, z.ZodNumber> {
  return z.record(z.string(), z.number({ error }).min(0, { error }).max(max, { error }), { error });
}
