import type { JWK } from 'jose';
import { SCOPES } from '../keys/api-key.ts';
import type { ApiKey, Scope } from '../keys/api-key.ts';
import { freshTokenKeys } from './token-keys.ts';
import type { TokenKey } from './token-keys.ts';
import type { ShownToken } from './visitor.ts';

/** So long a token is good, unless its key ends before, s. */
export const TOKEN_LASTS_S = 600;
const ALGORITHM = 'EdDSA';
const LOOK_AT_KEYS_EVERY_US = 60_000_000;

/** Signs short-lived tokens in place of keys, and knows its own again. What signs is loaded with the first of them, not at every start. */
export class Tokens {
  readonly #path: string;
  /** Where this service is, as clients name it. */
  readonly #issuer: () => string;
  #keys: readonly TokenKey[] = [];
  #lookedAtUs = 0;

  /** @param path - Of the file with the keys that sign. */
  constructor(path: string, issuer: () => string) {
    this.#path = path;
    this.#issuer = issuer;
  }

  get issuer(): string {
    return this.#issuer();
  }

  async issued({ id, tenantId }: ApiKey, scopes: readonly Scope[], atUs: number): Promise<string> {
    await this.#look(atUs);
    const key = this.#keys.at(-1);
    if (key === undefined) throw new Error('there is no key to sign with');
    const atS = Math.floor(atUs / 1e6);
    const { SignJWT, importJWK } = await import('jose');
    return new SignJWT({ scope: scopes.join(' '), tenant: tenantId })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'at+jwt' })
      .setIssuer(this.issuer)
      .setAudience(this.issuer)
      .setSubject(id)
      .setIssuedAt(atS)
      .setExpirationTime(atS + TOKEN_LASTS_S)
      .sign(await importJWK(key.jwk, ALGORITHM));
  }

  /** Null unless it was signed here, for here, and is good now. Whether its key still is, the door asks. */
  async read(text: string, atUs: number): Promise<ShownToken | null> {
    await this.#look(atUs);
    const { importJWK, jwtVerify } = await import('jose');
    try {
      const { payload } = await jwtVerify(
        text,
        ({ kid }) => {
          const key = this.#keys.find((each) => each.kid === kid);
          if (key === undefined) throw new Error('signed by nobody here');
          return importJWK(publicHalf(key), ALGORITHM);
        },
        {
          algorithms: [ALGORITHM],
          typ: 'at+jwt',
          issuer: this.issuer,
          audience: this.issuer,
          currentDate: new Date(atUs / 1000),
          requiredClaims: ['sub', 'exp', 'scope'],
        },
      );
      const { sub, exp, scope } = payload;
      if (sub === undefined || exp === undefined || typeof scope !== 'string') return null;
      const names = scope.split(' ');
      return {
        keyId: sub,
        scopes: SCOPES.filter((each) => names.includes(each)),
        untilUs: exp * 1e6,
      };
    } catch {
      return null;
    }
  }

  /** Public halves, for who wants to check tokens by himself. */
  async publicKeys(atUs: number): Promise<readonly JWK[]> {
    await this.#look(atUs);
    return this.#keys.map(publicHalf);
  }

  /** Now and then: keys are also rotated by command. */
  async #look(atUs: number): Promise<void> {
    if (this.#keys.length > 0 && atUs - this.#lookedAtUs < LOOK_AT_KEYS_EVERY_US) return;
    this.#keys = await freshTokenKeys(this.#path, atUs);
    this.#lookedAtUs = atUs;
  }
}

function publicHalf({ kid, jwk: { kty, crv, x } }: TokenKey): JWK {
  return { kty, crv, x, kid, use: 'sig', alg: ALGORITHM };
}
