import type { Kysely } from 'kysely';
import type { Product } from '@cupola/contract';
import type { MeterId } from '../../billing/meters.ts';
import { storeUsageWithin } from '../../billing/usage-store.ts';
import type { Tables } from '../../store/tables.ts';
import { noteAttempt } from './webhook-store.ts';
import type { WebhookMessage } from './webhook-store.ts';

const SOURCE = '/cupola/webhooks';

/** What a message that was taken counts as; null: the service speaks of itself. */
export function productOfMessage({ seen }: Pick<WebhookMessage, 'seen'>): Product | null {
  if (seen.kind === 'own') return null;
  return seen.kind === 'alert' ? 'alerts' : 'events';
}

/**
 * A message was taken: it is noted and counted together or not at all, under the name of the message. So one that was sent twice, because nobody knew
 * that it had arrived, or sent anew by hand, counts once.
 */
export function noteDelivered(
  db: Kysely<Tables>,
  message: WebhookMessage,
  outcome: Parameters<typeof noteAttempt>[2],
  atUs: number,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await noteAttempt(trx, message.id, outcome);
    const product = productOfMessage(message);
    if (product === null) return;
    const { tenantId, id } = message;
    const meter: MeterId = product === 'alerts' ? 'alerts-delivered' : 'streamed-records';
    const event = {
      source: SOURCE,
      id: `${tenantId}/${id}`,
      tenantId,
      meter,
      product: product === 'alerts' ? null : product,
      key: null,
      quantity: '1',
      atUs,
    };
    await storeUsageWithin(trx, [{ event, isClosed: true }]);
  });
}
