import { entitlementKey } from '../access/entitlement.ts';
import type { Visitor } from '../access/visitor.ts';
import { MAILBOX_FORM, Mailbox } from '../profiles/udl/mailbox.ts';
import type { Service } from '../serve/service.ts';
import type { StreamType } from '../stream/stream-hub.ts';
import { Refusal } from './refusal.ts';

/** Who does not read for so long has no mailbox any more, ms. */
const KEPT_MS = 600_000;
/** Each may hold 9 MiB. */
const MOST_MAILBOXES = 32;
const EVERYTHING = {
  trackId: null,
  region: null,
  vehicleClass: null,
  custody: null,
  phase: null,
  declared: null,
  within: null,
} as const;
const TYPES: readonly StreamType[] = ['track', 'alert', 'tasking'];

interface Kept {
  readonly mailbox: Mailbox;
  readAtMs: number;
}

/** A mailbox for each tenant and entitlement that reads messages, filled by the hub like a stream. */
export class UdlMailboxes {
  readonly #service: Service;
  readonly #kept = new Map<string, Kept>();

  constructor(service: Service) {
    this.#service = service;
  }

  /** The visitor's own. It begins with everything that is when it is asked for the first time. */
  of({ tenantId, entitlement }: Visitor): Mailbox {
    const key = JSON.stringify([tenantId, entitlementKey(entitlement)]);
    const known = this.#kept.get(key);
    if (known !== undefined) {
      known.readAtMs = Date.now();
      known.mailbox.forget(this.#service.viewFor({ entitlement }).second ?? 0);
      return known.mailbox;
    }
    if (this.#kept.size >= MOST_MAILBOXES) {
      throw new Refusal('too-many-subscribers', `${MOST_MAILBOXES} tenants read messages`, 60);
    }
    const service = this.#service;
    const mailbox = new Mailbox(service.store.session.id, Date.now() * 1000, entitlement.historyS);
    const kept = { mailbox, readAtMs: Date.now() };
    this.#kept.set(key, kept);
    service.hub.subscribe(
      {
        types: TYPES,
        filter: EVERYTHING,
        visitor: { tenantId, entitlement },
        form: MAILBOX_FORM,
        isLaidBy: true,
      },
      {
        write: (chunk) => mailbox.take(chunk, service.viewFor({ entitlement })),
        waitingBytes: 0,
        close: () => void this.#kept.delete(key),
        isWelcome: () => Date.now() - kept.readAtMs < KEPT_MS,
      },
    );
    return mailbox;
  }
}
