import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { isInForce, isSecretOf, keyParts } from './api-key.ts';
import type { ApiKey } from './api-key.ts';
import { hourOf, saveLastUses, storedKeys } from './key-store.ts';

/** The keys of the store, looked at again every second, so that one revoked by another process is refused within a second. */
export class KeyRing {
  readonly #db: Kysely<Tables>;
  #keys: ReadonlyMap<string, ApiKey> = new Map();

  /** Hours in which keys were used that are not written down yet. */
  readonly #uses = new Map<string, number>();

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  static async open(db: Kysely<Tables>): Promise<KeyRing> {
    const ring = new KeyRing(db);
    await ring.refresh();
    return ring;
  }

  async refresh(): Promise<void> {
    const keys = await storedKeys(this.#db);
    this.#keys = new Map(keys.map((key) => [key.id, key]));
  }

  /** The key of an `Authorization` header; null when there is none in force. */
  keyOf(authorization: string | undefined, atUs: number): ApiKey | null {
    const [, text] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
    const parts = keyParts(text ?? '');
    const key = parts === null ? null : this.keyWithSecret(parts.id, parts.secret, atUs);
    return key !== null && key.mode === parts?.mode ? key : null;
  }

  /** Null when there is none in force that this secret opens. */
  keyWithSecret(id: string, secret: string, atUs: number): ApiKey | null {
    const key = this.#keys.get(id);
    return key !== undefined && isSecretOf(key, secret) && isInForce(key, atUs) ? key : null;
  }

  /** A key as it stands now; null when there is none. */
  keyWithId(id: string): ApiKey | null {
    return this.#keys.get(id) ?? null;
  }

  get all(): readonly ApiKey[] {
    return [...this.#keys.values()];
  }

  /** How many keys of a tenant are in force. */
  inForceOf(tenantId: string, atUs: number): number {
    return this.all.filter((each) => each.tenantId === tenantId && isInForce(each, atUs)).length;
  }

  /** Somebody came with it. */
  used(id: string, atUs: number): void {
    const hourUs = hourOf(atUs);
    if ((this.#keys.get(id)?.lastUsedAtUs ?? 0) < hourUs) this.#uses.set(id, hourUs);
  }

  async saveUses(): Promise<void> {
    if (this.#uses.size === 0) return;
    const uses = new Map(this.#uses);
    this.#uses.clear();
    await saveLastUses(this.#db, uses);
  }
}
