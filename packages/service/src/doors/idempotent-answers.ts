import { createHash } from 'node:crypto';
import type { Stores } from '../store/stores.ts';
import { Refusal } from './refusal.ts';

/** Answers are kept so long, us: a day. */
const KEPT_US = 86_400_000_000;

/** Does a request once, however often it is sent: the same key with the same request gets the same answer, with another one a refusal. */
export class IdempotentAnswers {
  readonly #stores: Pick<Stores, 'of'>;
  readonly #inFlight = new Set<string>();

  constructor(stores: Pick<Stores, 'of'>) {
    this.#stores = stores;
  }

  /** What is refused (`work` throws) is not kept: it may be mended and sent again. */
  async once<Answer>(
    { tenantId, keyId }: { readonly tenantId: string; readonly keyId: string },
    name: string,
    request: readonly string[],
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const place = JSON.stringify([keyId, name]);
    if (this.#inFlight.has(place)) throw new Refusal('idempotency-in-flight', 'ask again when it is done', 1);
    this.#inFlight.add(place);
    const db = this.#stores.of(tenantId);
    try {
      const known = await db
        .selectFrom('idempotency')
        .select(['request_hash', 'answer'])
        .where('key_id', '=', keyId)
        .where('idempotency_key', '=', name)
        .executeTakeFirst();
      if (known !== undefined) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of the same request
        if (known.request_hash === requestHash) return JSON.parse(known.answer) as Answer;
        throw new Refusal('idempotency-mismatch', `"${name}" was used for another request`);
      }
      const answer = await work();
      const atUs = Date.now() * 1000;
      await db
        .deleteFrom('idempotency')
        .where('at_us', '<', atUs - KEPT_US)
        .execute();
      await db
        .insertInto('idempotency')
        .values({
          tenant_id: tenantId,
          key_id: keyId,
          idempotency_key: name,
          request_hash: requestHash,
          answer: JSON.stringify(answer),
          at_us: atUs,
        })
        .execute();
      return answer;
    } finally {
      this.#inFlight.delete(place);
    }
  }
}
