import { METERS } from '@cupola/contract/plan';
import type { Meter, Quota } from '@cupola/contract';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { Entitlement } from './entitlement.ts';
import { periodAt } from './period.ts';
import type { Span } from './period.ts';
import { filled, fullBucket, taken, waitS } from './token-bucket.ts';
import type { Bucket, Rate } from './token-bucket.ts';

export interface QuotaState extends Quota {
  readonly used: number;
  readonly left: number;
  /** When it begins anew, wall clock. */
  readonly resetsAtUs: number;
}

/** What is left of a rate. */
export interface RateState {
  readonly burst: number;
  readonly perS: number;
  readonly left: number;
  /** Until all of it is there again, s. */
  readonly fullInS: number;
}

export type Pace =
  | { readonly ok: true; readonly rate: RateState | null }
  | {
      readonly ok: false;
      readonly code: 'rate-limited';
      readonly detail: string;
      readonly retryAfterS: number;
      readonly rate: RateState;
    };

interface Count extends Span {
  readonly tenantId: string;
  readonly meter: Meter;
  used: number;
}

/**
 * What each tenant has left of its rate and its quotas. Asked and counted in one go, so that no two requests are let in by the last of a quota.
 * Counts are written down every second: what was counted in the last one is forgotten when the process is killed.
 */
export class Allowances {
  readonly #db: Kysely<Tables>;
  readonly #buckets = new Map<string, Bucket>();
  readonly #counts = new Map<string, Count>();
  readonly #unsaved = new Set<Count>();

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  static async open(db: Kysely<Tables>, atUs: number): Promise<Allowances> {
    const allowances = new Allowances(db);
    const rows = await db
      .selectFrom('quota_usage')
      .selectAll()
      .where('period_through_us', '>', atUs)
      .execute();
    for (const row of rows) {
      const meter = METERS.find((each) => each === row.meter);
      if (meter === undefined) continue;
      const count: Count = {
        tenantId: row.tenant_id,
        meter,
        fromUs: row.period_from_us,
        throughUs: row.period_through_us,
        used: row.used,
      };
      allowances.#counts.set(placeOf(row.tenant_id, meter, count), count);
    }
    return allowances;
  }

  /** One request more, by the rate of the plan. */
  pace(tenantId: string, { rate }: Entitlement, atUs: number): Pace {
    if (rate === null) return { ok: true, rate: null };
    const atMs = atUs / 1000;
    const bucket = filled(this.#buckets.get(tenantId) ?? fullBucket(rate, atMs), rate, atMs);
    const after = taken(bucket);
    this.#buckets.set(tenantId, after ?? bucket);
    if (after !== null) return { ok: true, rate: stateOf(after, rate) };
    const detail = `the plan allows ${rate.perS} requests a second, ${rate.burst} at once`;
    const retryAfterS = waitS(bucket, rate);
    return { ok: false, code: 'rate-limited', detail, retryAfterS, rate: stateOf(bucket, rate) };
  }

  /** One request more, counted; null unless a hard quota is used up, and then it is not. */
  spend(tenantId: string, { quotas }: Entitlement, atUs: number): QuotaState | null {
    const spent = this.spent(tenantId, quotas, atUs);
    if (spent === null) this.count(tenantId, quotas, 'requests', 1, atUs);
    return spent;
  }

  /** The first hard quota of which nothing is left. */
  spent(tenantId: string, quotas: readonly Quota[], atUs: number): QuotaState | null {
    return (
      this.states(tenantId, quotas, atUs).find(({ kind, left }) => kind === 'hard' && left === 0) ?? null
    );
  }

  count(tenantId: string, quotas: readonly Quota[], meter: Meter, count: number, atUs: number): void {
    for (const per of new Set(quotas.filter((each) => each.meter === meter).map((each) => each.per))) {
      const span = periodAt(per, atUs);
      const place = placeOf(tenantId, meter, span);
      const known = this.#counts.get(place) ?? { tenantId, meter, ...span, used: 0 };
      known.used += count;
      this.#counts.set(place, known);
      this.#unsaved.add(known);
    }
  }

  states(tenantId: string, quotas: readonly Quota[], atUs: number): readonly QuotaState[] {
    return quotas.map((quota) => {
      const span = periodAt(quota.per, atUs);
      const used = this.#counts.get(placeOf(tenantId, quota.meter, span))?.used ?? 0;
      return { ...quota, used, left: Math.max(0, quota.limit - used), resetsAtUs: span.throughUs };
    });
  }

  /** Writes down what was counted, and forgets periods that are over. */
  async save(atUs: number): Promise<void> {
    const counts = [...this.#unsaved];
    this.#unsaved.clear();
    for (const [place, { throughUs }] of this.#counts) if (throughUs <= atUs) this.#counts.delete(place);
    if (counts.length === 0) return;
    try {
      await this.#db.transaction().execute(async (trx) => {
        for (const { tenantId, meter, fromUs, throughUs, used } of counts) {
          // oxlint-disable-next-line no-await-in-loop -- one transaction
          await trx
            .insertInto('quota_usage')
            .values({
              tenant_id: tenantId,
              meter,
              period_from_us: fromUs,
              period_through_us: throughUs,
              used,
            })
            .onConflict((conflict) =>
              conflict
                .columns(['tenant_id', 'meter', 'period_from_us', 'period_through_us'])
                .doUpdateSet({ used }),
            )
            .execute();
        }
      });
    } catch (error) {
      for (const each of counts) this.#unsaved.add(each);
      throw error;
    }
  }
}

function placeOf(tenantId: string, meter: Meter, { fromUs, throughUs }: Span): string {
  return JSON.stringify([tenantId, meter, fromUs, throughUs]);
}

function stateOf({ tokens }: Bucket, rate: Rate): RateState {
  return { ...rate, left: Math.floor(tokens), fullInS: Math.ceil((rate.burst - tokens) / rate.perS) };
}

export function spentText({ limit, meter, per, resetsAtUs }: QuotaState): string {
  return `the plan includes ${limit} ${meter} a ${per}; anew at ${new Date(resetsAtUs / 1000).toISOString()}`;
}

export function secondsUntil({ resetsAtUs }: QuotaState, atUs: number): number {
  return Math.ceil((resetsAtUs - atUs) / 1e6);
}
