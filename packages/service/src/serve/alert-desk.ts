import type { ProblemCode } from '@cupola/contract';
import type { Alert, AlertRecord } from '../picture/records.ts';
import { handlingPlace } from '../store/session-store.ts';
import type { SessionStore, StoredHandling } from '../store/session-store.ts';
import type { Stores } from '../store/stores.ts';

export type AlertAction =
  | { readonly kind: 'acknowledge'; readonly note: string | null }
  /** `untilUs`: wall clock, microseconds since 1970. */
  | { readonly kind: 'shelve'; readonly untilUs: number; readonly note: string | null };

export type ActionOutcome =
  | { readonly ok: true; readonly alert: AlertRecord }
  | { readonly ok: false; readonly code: ProblemCode; readonly detail: string };

const UNTOUCHED: StoredHandling = {
  acknowledgedBy: null,
  acknowledgedAtUs: null,
  shelvedUntilUs: null,
  note: null,
};

/** What operators do about alerts: checked, stored together with its audit, then told. */
export class AlertDesk {
  readonly #store: SessionStore;
  readonly #stores: Stores;
  readonly #handlings: Map<string, StoredHandling>;

  private constructor(store: SessionStore, stores: Stores, handlings: ReadonlyMap<string, StoredHandling>) {
    this.#store = store;
    this.#stores = stores;
    this.#handlings = new Map(handlings);
  }

  static async open(store: SessionStore, stores: Stores): Promise<AlertDesk> {
    return new AlertDesk(store, stores, await store.handlings());
  }

  /** With what this tenant did about it: nobody learns what others did. */
  recordOf(alert: Alert, tenantId: string): AlertRecord {
    return { ...alert, ...told(this.#handlings.get(handlingPlace(tenantId, alert.id)) ?? UNTOUCHED) };
  }

  /** @param validateOnly - Says what would be, and does nothing. */
  async act(
    alert: Alert | undefined,
    action: AlertAction,
    { tenantId, actor }: { readonly tenantId: string; readonly actor: string },
    atUs: number,
    validateOnly: boolean,
  ): Promise<ActionOutcome> {
    if (alert === undefined)
      return { ok: false, code: 'not-found', detail: 'there is no such alert in this session' };
    const place = handlingPlace(tenantId, alert.id);
    const before = this.#handlings.get(place) ?? UNTOUCHED;
    if (action.kind === 'shelve' && alert.closedAt !== null) {
      return { ok: false, code: 'alert-closed', detail: `it was closed at ${alert.closedAt}` };
    }
    if (action.kind === 'shelve' && action.untilUs <= atUs) {
      return { ok: false, code: 'invalid-request', detail: '`until` is not in the future' };
    }
    const after = handled(before, action, actor, atUs);
    if (!validateOnly) {
      const detail = { before: told(before), after: told(after) };
      const deed = { actor, action: `alert.${action.kind}`, subject: alert.id, detail };
      await this.#store.saveHandling(this.#stores.of(tenantId), tenantId, alert.id, after, deed, atUs);
      this.#handlings.set(place, after);
    }
    return { ok: true, alert: { ...alert, ...told(after) } };
  }
}

/** Who acknowledged first stands; a note replaces the one before. */
function handled(before: StoredHandling, action: AlertAction, actor: string, atUs: number): StoredHandling {
  const note = action.note ?? before.note;
  if (action.kind === 'shelve') return { ...before, shelvedUntilUs: action.untilUs, note };
  return {
    ...before,
    acknowledgedBy: before.acknowledgedBy ?? actor,
    acknowledgedAtUs: before.acknowledgedAtUs ?? atUs,
    note,
  };
}

function told({
  acknowledgedBy,
  acknowledgedAtUs,
  shelvedUntilUs,
  note,
}: StoredHandling): Omit<AlertRecord, keyof Alert> {
  return { acknowledgedBy, acknowledgedAt: iso(acknowledgedAtUs), shelvedUntil: iso(shelvedUntilUs), note };
}

function iso(atUs: number | null): string | null {
  return atUs === null ? null : new Date(atUs / 1000).toISOString();
}
