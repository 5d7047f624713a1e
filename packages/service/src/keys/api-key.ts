import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { HOUSE } from '../access/visitor.ts';
import type { DataMode } from '../picture/records.ts';

/** To read; to send reports; to do things about what is read; to make and end keys, and of the house tenants and plans. */
export const SCOPES = ['read', 'ingest', 'act', 'manage'] as const;
export type Scope = (typeof SCOPES)[number];

/** A key as it is kept: what it may do and how to know its secret, never the secret. */
export interface ApiKey {
  readonly id: string;
  readonly tenantId: string;
  /** Whom of the tenant it was made for; null: for the tenant itself. */
  readonly userId: string | null;
  readonly mode: DataMode;
  readonly name: string;
  /** Hexadecimal SHA-256 of the secret, which is 256 random bits. */
  readonly secretHash: string;
  readonly scopes: readonly Scope[];
  readonly createdAtUs: number;
  readonly expiresAtUs: number | null;
  readonly revokedAtUs: number | null;
  /** To the hour; null: never. */
  readonly lastUsedAtUs: number | null;
  /** Id of the key that this one was made to replace. */
  readonly replaces: string | null;
}

/** What a new key is made from; without a tenant it is the house's. */
export type KeyWish = Pick<ApiKey, 'mode' | 'name' | 'scopes' | 'expiresAtUs'> &
  Partial<Pick<ApiKey, 'tenantId' | 'userId' | 'replaces'>>;

const PATTERN = /^cl_(simulated|exercise|test)_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;
const ID_BYTES = 6;
const SECRET_BYTES = 32;

/** A new key, and the one text that opens it, which is told once and kept nowhere. */
export function newKey(wanted: KeyWish, atUs: number): { readonly key: ApiKey; readonly text: string } {
  const id = randomBytes(ID_BYTES).toString('hex');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const key: ApiKey = {
    ...wanted,
    id,
    tenantId: wanted.tenantId ?? HOUSE,
    userId: wanted.userId ?? null,
    replaces: wanted.replaces ?? null,
    secretHash: hashOf(secret),
    createdAtUs: atUs,
    revokedAtUs: null,
    lastUsedAtUs: null,
  };
  return { key, text: `cl_${wanted.mode.toLowerCase()}_${id}_${secret}` };
}

/** The parts of a key's text; null when it is none. */
export function keyParts(
  text: string,
): { readonly id: string; readonly mode: string; readonly secret: string } | null {
  const [, mode, id, secret] = PATTERN.exec(text) ?? [];
  return mode === undefined || id === undefined || secret === undefined
    ? null
    : { id, mode: mode.toUpperCase(), secret };
}

/** Compared in constant time. */
export function isSecretOf(key: ApiKey, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(key.secretHash, 'hex'));
}

export function isInForce(key: ApiKey, atUs: number): boolean {
  return key.revokedAtUs === null && (key.expiresAtUs === null || atUs < key.expiresAtUs);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
