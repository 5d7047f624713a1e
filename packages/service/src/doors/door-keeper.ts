import type { FastifyRequest } from 'fastify';
import type { ApiKey, Scope } from '../keys/api-key.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { Refusal } from './refusal.ts';

/** Requests for these hosts are answered; a page elsewhere that points its own name at this machine is not. */
export type HostRule = (host: string) => boolean;

export function hostRule(boundHost: string, port: () => number, allowed: readonly string[]): HostRule {
  const names = new Set([
    '127.0.0.1',
    'localhost',
    '[::1]',
    boundHost.includes(':') ? `[${boundHost}]` : boundHost,
    ...allowed,
  ]);
  return (host) => {
    const [, name = host, given] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
    return (
      names.has(name.toLowerCase()) &&
      (given === undefined || Number(given) === port() || allowed.includes(name))
    );
  };
}

/** Lets in whoever has a key in force for a scope. */
export class DoorKeeper {
  readonly #keys: KeyRing;

  constructor(keys: KeyRing) {
    this.#keys = keys;
  }

  /** @throws Refusal */
  admit(request: FastifyRequest, scope: Scope): ApiKey {
    const key = this.#keys.keyOf(request.headers.authorization, Date.now() * 1000);
    if (key === null)
      throw new Refusal('unauthenticated', 'send `Authorization: Bearer cl_...` with a key in force');
    if (!key.scopes.includes(scope)) {
      throw new Refusal(
        'scope-missing',
        `this needs the scope "${scope}"; the key has ${key.scopes.join(', ')}`,
      );
    }
    return key;
  }

  isStillInForce(key: ApiKey): boolean {
    return this.#keys.isStillInForce(key.id, Date.now() * 1000);
  }
}
