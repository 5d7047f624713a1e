import { isEventSeen } from '../../access/cut-picture.ts';
import { WHOLE, entitlementOf } from '../../access/entitlement.ts';
import type { Entitlement } from '../../access/entitlement.ts';
import type { Ground } from '../../access/ground.ts';
import { standingOf } from '../../access/ruling.ts';
import { HOUSE } from '../../access/visitor.ts';
import type { Registers } from '../../access/registers.ts';
import type { EventRecord } from '../../picture/records.ts';
import type { Seen } from './webhook-store.ts';

/** Who is still let in, asked whenever something is about to leave. */
export interface Admission {
  /** What a tenant may see now; null when nothing is sent to it: unknown, suspended, ended, or with a plan without webhooks. */
  entitlementOf(tenantId: string): Entitlement | null;
  isKeyInForce(keyId: string): boolean;
  /** Is a hard quota used up? What waits then waits on. */
  isSpent(tenantId: string): boolean;
  /** One record was told, which counts against the quotas. */
  countRecord(tenantId: string): void;
}

/** By the registers that doors go by. The house is always let in. */
export function admissionBy({ keys, book, allowances }: Registers): Admission {
  const quotasOf = (tenantId: string): Entitlement['quotas'] =>
    book.planAt(tenantId, Date.now() * 1000)?.quotas ?? [];
  return {
    isSpent: (tenantId) => allowances.spent(tenantId, quotasOf(tenantId), Date.now() * 1000) !== null,
    countRecord(tenantId) {
      allowances.count(tenantId, quotasOf(tenantId), 'records', 1, Date.now() * 1000);
    },
    entitlementOf(tenantId) {
      if (tenantId === HOUSE) return WHOLE;
      const plan = book.planAt(tenantId, Date.now() * 1000);
      const isActive = book.tenant(tenantId)?.state === 'active';
      return isActive && plan?.features.includes('webhooks') === true ? entitlementOf(plan) : null;
    },
    isKeyInForce(keyId) {
      const key = keys.keyWithId(keyId);
      return key !== null && standingOf(book.factsOf(key, null, Date.now() * 1000)).ok;
    },
  };
}

/** May somebody with this entitlement see it? By the rules of pictures and streams, with where its track was in that second. */
export function maySee(seen: Seen, entitlement: Entitlement, ground: Ground): boolean {
  if (seen.kind === 'own') return true;
  const whereabouts = seen.whereabouts ?? undefined;
  if (seen.kind === 'event') {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind of the event that it was made of
    const kind = seen.event as EventRecord['kind'];
    return isEventSeen({ kind, trackId: seen.trackId }, whereabouts, entitlement, ground);
  }
  const { products, regions } = entitlement;
  return (
    products.includes('alerts') &&
    (seen.trackId === null ? regions === null : ground.isSeen(whereabouts, regions))
  );
}
