import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { z } from 'zod';

/** A key that tokens are signed with: Ed25519, private half and all. */
export interface TokenKey {
  readonly kid: string;
  readonly createdAtUs: number;
  readonly jwk: {
    readonly kty: 'OKP';
    readonly crv: 'Ed25519';
    readonly x: string;
    readonly d: string;
  };
}

const jwkSchema: z.ZodType<TokenKey['jwk']> = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
const fileSchema: z.ZodType<{ keys: TokenKey[] }> = z.object({
  keys: z.array(z.object({ kid: z.string(), createdAtUs: z.number(), jwk: jwkSchema })),
});

const DAY_US = 86_400_000_000;
/** A key signs for so long; afterwards it is only known for as long as tokens of it may be shown. */
const SIGNS_US = 30 * DAY_US;
const KNOWN_US = 31 * DAY_US;

/**
 * The keys as they are to be now: a new one when the newest has signed for a month, without those that no token in force is of. They lie in a file
 * of their own beside the store, for nobody else to read: whoever reads the store alone, or a copy of it, cannot make tokens.
 *
 * @throws OutsideFailure
 */
export async function freshTokenKeys(path: string, atUs: number): Promise<readonly TokenKey[]> {
  const kept = storedTokenKeys(path).filter((each) => atUs < each.createdAtUs + KNOWN_US);
  const newest = kept.at(-1);
  if (newest !== undefined && atUs < newest.createdAtUs + SIGNS_US) return kept;
  return rotatedTokenKeys(path, atUs);
}

/** With a new key, which signs from now on. */
export async function rotatedTokenKeys(path: string, atUs: number): Promise<readonly TokenKey[]> {
  const kept = storedTokenKeys(path).filter((each) => atUs < each.createdAtUs + KNOWN_US);
  const { exportJWK, generateKeyPair } = await import('jose');
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = jwkSchema.parse(await exportJWK(privateKey));
  const keys = [...kept, { kid: randomBytes(6).toString('hex'), createdAtUs: atUs, jwk }];
  const underWay = `${path}.part`;
  try {
    writeFileSync(underWay, JSON.stringify({ keys }), { mode: 0o600 });
    renameSync(underWay, path);
  } catch (error) {
    throw new OutsideFailure('disk', `cannot write ${path}`, error);
  }
  return keys;
}

/** In order of age, the newest last. */
function storedTokenKeys(path: string): readonly TokenKey[] {
  if (!existsSync(path)) return [];
  try {
    return fileSchema
      .parse(JSON.parse(readFileSync(path, 'utf8')))
      .keys.toSorted((a, b) => a.createdAtUs - b.createdAtUs);
  } catch (error) {
    throw new OutsideFailure('disk', `${path} is not a file of token keys`, error);
  }
}
