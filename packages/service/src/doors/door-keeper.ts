import type { FastifyRequest } from 'fastify';
import type { ApiKey, Scope } from '../keys/api-key.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { WHOLE } from '../access/entitlement.ts';
import type { DoorNeed } from '../access/products.ts';
import { HOUSE } from '../access/visitor.ts';
import type { Visitor } from '../access/visitor.ts';
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

/** Lets in whoever has a key in force for a scope, and is entitled to what the door gives. */
export class DoorKeeper {
  readonly #keys: KeyRing;

  constructor(keys: KeyRing) {
    this.#keys = keys;
  }

  /**
   * Who asks; remembered as `request.visitor`.
   *
   * @throws Refusal
   */
  admit(request: FastifyRequest, scope: Scope, need: DoorNeed): Visitor {
    const key = this.#keys.keyOf(request.headers.authorization, Date.now() * 1000);
    if (key === null)
      throw new Refusal('unauthenticated', 'send `Authorization: Bearer cl_...` with a key in force');
    if (!key.scopes.includes(scope)) {
      throw new Refusal(
        'scope-missing',
        `this needs the scope "${scope}"; the key has ${key.scopes.join(', ')}`,
      );
    }
    const visitor = this.#visitorWith(key);
    request.visitor = visitor;
    requireNeed(visitor, need);
    return visitor;
  }

  /**
   * Who comes under a key that something else than its secret vouches for: a client's certificate, or the operator for a port of this machine.
   *
   * @throws Refusal
   */
  admitKey(keyId: string, scope: Scope): Visitor {
    const key = this.#keys.keyWithId(keyId, Date.now() * 1000);
    if (key === null) throw new Refusal('unauthenticated', `the key ${keyId} is not in force`);
    if (!key.scopes.includes(scope)) {
      throw new Refusal(
        'scope-missing',
        `this needs the scope "${scope}"; the key has ${key.scopes.join(', ')}`,
      );
    }
    return this.#visitorWith(key);
  }

  /** Is somebody who was let in still let in, to the same? */
  isStillWelcome({ key }: Visitor): boolean {
    return this.#keys.isStillInForce(key.id, Date.now() * 1000);
  }

  #visitorWith(key: ApiKey): Visitor {
    return { key, tenantId: key.tenantId, entitlement: WHOLE };
  }
}

/** @throws Refusal when the visitor is not entitled to it. */
export function requireNeed({ tenantId, entitlement }: Visitor, need: DoorNeed): void {
  if (need === 'service') return;
  const isEntitled = need === 'house' ? tenantId === HOUSE : entitlement.products.includes(need);
  if (!isEntitled) {
    const what = need === 'house' ? 'this is for whoever runs the service' : `the plan has no "${need}"`;
    throw new Refusal('not-entitled', what);
  }
}

/** Whom the door let in before. */
export function visitorOf({ visitor }: FastifyRequest): Visitor {
  if (visitor === null) throw new Error('a door answers before it has asked who is there');
  return visitor;
}
