import type { Kysely } from 'kysely';
import { KeyRing } from '../keys/key-ring.ts';
import type { Tables } from '../store/tables.ts';
import { AccessBook } from './access-book.ts';
import { Allowances } from './allowances.ts';

/** Who may come in: keys, tenants with their plans, and how much of them is used. */
export interface Registers {
  readonly keys: KeyRing;
  readonly book: AccessBook;
  readonly allowances: Allowances;
}

export async function openRegisters(db: Kysely<Tables>): Promise<Registers> {
  return {
    keys: await KeyRing.open(db),
    book: await AccessBook.open(db),
    allowances: await Allowances.open(db, Date.now() * 1000),
  };
}
