import { priceRatio } from '../money/price-index.ts';
import type { PriceIndex, PriceRatio } from '../money/price-index.ts';
import { scaled } from '../uncertainty/distribution.ts';
import type { Distribution } from '../uncertainty/distribution.ts';

/** How near to the origin of a number its source stands. */
export const SOURCE_KINDS = ['agency', 'contract-notice', 'paper', 'press', 'copy', 'judgement'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface AssumptionSource {
  readonly title: string;
  readonly kind: SourceKind;
  /** ISO date it was read; null for a judgement, or when recalled. */
  readonly readOn: string | null;
}

/** One number of a case, and everything one needs to argue about it. */
export interface Assumption {
  readonly id: string;
  /** What it is, in words. */
  readonly title: string;
  readonly unit: string;
  /** Used where a single number is asked for. */
  readonly value: number;
  readonly distribution: Distribution;
  /** Year of its dollars; null for what is no money. */
  readonly baseYear: number | null;
  readonly sources: readonly AssumptionSource[];
  readonly note: string;
}

export const GRADES = ['primary', 'two-independent', 'notional'] as const;
export type Grade = (typeof GRADES)[number];

const PRIMARY: ReadonlySet<SourceKind> = new Set(['agency', 'contract-notice', 'paper']);

/**
 * May a number be a default by itself? `primary` rests on a primary source that was read, `two-independent` on two others that were; everything else,
 * copies and judgements included, is `notional` and shown so.
 */
export function gradeOf({ sources }: Pick<Assumption, 'sources'>): Grade {
  const read = sources.filter(({ readOn }) => readOn !== null);
  if (read.some(({ kind }) => PRIMARY.has(kind))) return 'primary';
  return read.filter(({ kind }) => kind === 'press').length >= 2 ? 'two-independent' : 'notional';
}

export type RepricedAssumption =
  | { readonly ok: true; readonly assumption: Assumption }
  | Extract<PriceRatio, { readonly ok: false }>;

/** The assumption in dollars of another year; what is no money stays as it is. */
export function inDollarsOf(assumption: Assumption, year: number, index: PriceIndex): RepricedAssumption {
  if (assumption.baseYear === null || assumption.baseYear === year) return { ok: true, assumption };
  const found = priceRatio(index, assumption.baseYear, year);
  if (!found.ok) return found;
  return {
    ok: true,
    assumption: {
      ...assumption,
      value: assumption.value * found.ratio,
      distribution: scaled(assumption.distribution, found.ratio),
      baseYear: year,
    },
  };
}
