import type { Entitlement } from '../../access/entitlement.ts';
import { isEventSeen } from '../../access/cut-picture.ts';
import type { Ground } from '../../access/ground.ts';
import type { EventRecord } from '../../picture/records.ts';
import type { Seen } from './webhook-store.ts';

/** Who is still let in, asked whenever something is about to leave. */
export interface Admission {
  /** What a tenant may see now; null when it is not let in: unknown, suspended, ended. */
  entitlementOf(tenantId: string): Entitlement | null;
  isKeyInForce(keyId: string): boolean;
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
