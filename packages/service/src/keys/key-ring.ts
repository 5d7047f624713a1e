import type { Kysely } from 'kysely';
import { storedKeys } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { isInForce, isSecretOf, keyParts } from './api-key.ts';
import type { ApiKey } from './api-key.ts';

/** The keys of the store, looked at again every second, so that one revoked by another process is refused within a second. */
export class KeyRing {
  readonly #db: Kysely<Tables>;
  #keys: ReadonlyMap<string, ApiKey> = new Map();

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
    const key = parts === null ? undefined : this.#keys.get(parts.id);
    if (parts === null || key === undefined || key.mode !== parts.mode) return null;
    return isSecretOf(key, parts.secret) && isInForce(key, atUs) ? key : null;
  }

  /** A key in force that something else than its secret vouches for; null when it is not. */
  keyWithId(id: string, atUs: number): ApiKey | null {
    const key = this.#keys.get(id);
    return key !== undefined && isInForce(key, atUs) ? key : null;
  }

  /** Is a key that was let in still in force? */
  isStillInForce(id: string, atUs: number): boolean {
    const key = this.#keys.get(id);
    return key !== undefined && isInForce(key, atUs);
  }
}
