import { discountFactors } from '../money/dollars.ts';
import type { RealRate } from '../money/dollars.ts';
import type { FlowKind, FlowRow } from './owned.ts';

/** What one kind of payment adds to the difference between two cases, worth at the start. Millions of constant dollars. */
export interface WaterfallStep {
  readonly what: FlowKind;
  readonly usdM: number;
}

/** A case's sheet with the rate that it is discounted at. */
export interface ValuedSheet {
  readonly rows: readonly FlowRow[];
  readonly rate: RealRate;
}

/** Worth at the start of each kind of payment. */
export function worthByKind({ rows, rate }: ValuedSheet): ReadonlyMap<FlowKind, number> {
  const worth = new Map<FlowKind, number>();
  for (const { what, usdM } of rows) {
    const factors = discountFactors(rate, usdM.length);
    const value = usdM.reduce((sum, each, year) => sum + each * factors[year]!, 0);
    worth.set(what, (worth.get(what) ?? 0) + value);
  }
  return worth;
}

/** From one sheet to another, kind by kind; kinds that do not change are left out. The steps add up to the difference. */
export function waterfall(from: ValuedSheet, to: ValuedSheet): readonly WaterfallStep[] {
  const before = worthByKind(from);
  const after = worthByKind(to);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((what) => ({ what, usdM: (after.get(what) ?? 0) - (before.get(what) ?? 0) }))
    .filter(({ usdM }) => usdM !== 0);
}
