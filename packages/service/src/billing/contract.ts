import { periodAt, sharedSpan } from './calendar.ts';
import type { Span } from './calendar.ts';
import type { PriceSheet } from './price-sheet.ts';
import { priceChanges } from './rate.ts';
import type { Segment } from './rate.ts';

/** Prices that are in force from a moment on, until those of the next version. */
export interface SheetVersion {
  readonly version: number;
  readonly planId: string;
  /** Of the plan that the tenant is subscribed to by it; null: prices alone were agreed on. */
  readonly planVersion: number | null;
  readonly fromUs: number;
  readonly sheet: PriceSheet;
}

/** What a tenant pays by. */
export interface Contract {
  readonly tenantId: string;
  /** In order of version and of time; at least one. */
  readonly versions: readonly SheetVersion[];
  /** When it was ended; null while it goes on. */
  readonly endsAtUs: number | null;
}

/** A stretch with the version it is rated by. */
export type ContractSegment = Segment & { readonly version: number; readonly planId: string };

/** The whole of a contract: from its first prices to its end. */
export function contractSpan({ versions, endsAtUs }: Contract): Span {
  return { fromUs: versions[0]?.fromUs ?? 0, toUs: endsAtUs ?? Number.MAX_SAFE_INTEGER };
}

/** The period of the calendar that is invoiced next, after those up to a moment; null when the contract ended before. */
export function nextPeriod(contract: Contract, invoicedUntilUs: number | null): Span | null {
  const whole = contractSpan(contract);
  const fromUs = Math.max(whole.fromUs, invoicedUntilUs ?? whole.fromUs);
  const version = versionAt(contract, fromUs);
  if (version === undefined || fromUs >= whole.toUs) return null;
  return periodAt(version.sheet.period, fromUs);
}

export function versionAt({ versions }: Contract, atUs: number): SheetVersion | undefined {
  return versions.findLast(({ fromUs }) => fromUs <= atUs);
}

/** The stretches of a period in which one version and one price are in force. */
export function segmentsOf(contract: Contract, period: Span): readonly ContractSegment[] {
  const whole = sharedSpan(period, contractSpan(contract));
  if (whole === null) return [];
  return contract.versions.flatMap(({ version, planId, sheet, fromUs }, at) => {
    const toUs = contract.versions[at + 1]?.fromUs ?? Number.MAX_SAFE_INTEGER;
    const span = sharedSpan(whole, { fromUs, toUs });
    if (span === null) return [];
    const cuts = [span.fromUs, ...priceChanges(sheet, span), span.toUs];
    return cuts.slice(1).map((cut, part) => ({
      sheet,
      version,
      planId,
      period,
      span: { fromUs: cuts[part] ?? span.fromUs, toUs: cut },
    }));
  });
}
