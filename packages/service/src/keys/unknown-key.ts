import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { isInForce } from './api-key.ts';
import { storedKeys } from './key-store.ts';

/** A setting names a key that is not in force. */
export class UnknownKey extends Error {
  readonly keyId: string;

  constructor(keyId: string) {
    super(`no key in force has the id "${keyId}"`);
    this.name = 'UnknownKey';
    this.keyId = keyId;
  }
}

/** @throws UnknownKey */
export async function requireKeyInForce(db: Kysely<Tables>, keyId: string, atUs: number): Promise<void> {
  const key = (await storedKeys(db)).find(({ id }) => id === keyId);
  if (key === undefined || !isInForce(key, atUs)) throw new UnknownKey(keyId);
}
