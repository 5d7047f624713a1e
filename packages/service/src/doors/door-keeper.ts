import type { FastifyRequest } from 'fastify';
import type { AccessBook } from '../access/access-book.ts';
import { secondsUntil, spentText } from '../access/allowances.ts';
import type { Allowances } from '../access/allowances.ts';
import { entitlementKey } from '../access/entitlement.ts';
import type { DoorNeed } from '../access/products.ts';
import type { Registers } from '../access/registers.ts';
import { isEntitled, ruling, standingOf, whatIsMissing } from '../access/ruling.ts';
import type { Ruling } from '../access/ruling.ts';
import type { Visitor } from '../access/visitor.ts';
import type { Scope } from '../keys/api-key.ts';
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

/** Lets in whoever has a key in force for a scope, and is entitled to what the door gives, as often as the plan allows. */
export class DoorKeeper {
  readonly #keys: KeyRing;
  readonly #book: AccessBook;
  readonly #allowances: Allowances;

  constructor({ keys, book, allowances }: Registers) {
    this.#keys = keys;
    this.#book = book;
    this.#allowances = allowances;
  }

  /**
   * Who asks; remembered as `request.visitor`. A request that is asked about twice counts once.
   *
   * @throws Refusal
   */
  admit(request: FastifyRequest, scope: Scope, need: DoorNeed): Visitor {
    const atUs = Date.now() * 1000;
    const { token } = request;
    const key =
      token === null
        ? this.#keys.keyOf(request.headers.authorization, atUs)
        : this.#keys.keyWithId(token.keyId);
    if (key === null || (token !== null && token.untilUs <= atUs)) {
      throw new Refusal('unauthenticated', 'send `Authorization: Bearer ...` with a key or a token in force');
    }
    const facts = this.#book.factsOf(key, token?.scopes ?? null, atUs);
    const { entitlement } = orRefused(standingOf(facts));
    const { tenantId } = key;
    const isFirst = request.visitor === null;
    if (isFirst) {
      const pace = this.#allowances.pace(tenantId, entitlement, atUs);
      request.rate = pace.rate;
      if (!pace.ok) throw new Refusal(pace.code, pace.detail, pace.retryAfterS);
    }
    orRefused(ruling(facts, scope, need));
    if (isFirst) {
      const spent = this.#allowances.spend(tenantId, entitlement, atUs);
      if (spent !== null) throw new Refusal('quota-exhausted', spentText(spent), secondsUntil(spent, atUs));
      this.#keys.used(key.id, atUs);
    }
    const visitor = { key, tenantId, entitlement, token };
    request.visitor = visitor;
    request.need = need;
    return visitor;
  }

  /** @throws Refusal when whoever was let in may not do this as well. */
  requireScope({ key, token }: Visitor, scope: Scope): void {
    orRefused(ruling(this.#book.factsOf(key, token?.scopes ?? null, Date.now() * 1000), scope, 'service'));
  }

  /**
   * Who comes under a key that something else than its secret vouches for: a client's certificate, or the operator for a port of this machine.
   *
   * @throws Refusal
   */
  admitKey(keyId: string, scope: Scope): Visitor {
    const atUs = Date.now() * 1000;
    const key = this.#keys.keyWithId(keyId);
    if (key === null) throw new Refusal('unauthenticated', `there is no key ${keyId}`);
    const { tenantId } = key;
    const { entitlement } = orRefused(ruling(this.#book.factsOf(key, null, atUs), scope, 'service'));
    const spent = this.#allowances.spent(tenantId, entitlement.quotas, atUs);
    if (spent !== null) throw new Refusal('quota-exhausted', spentText(spent), secondsUntil(spent, atUs));
    this.#keys.used(key.id, atUs);
    return { key, tenantId, entitlement, token: null };
  }

  /** Is somebody who was let in to read still let in, to the same? */
  isStillWelcome({ key, entitlement, token }: Visitor): boolean {
    const atUs = Date.now() * 1000;
    const now = this.#keys.keyWithId(key.id);
    if (now === null || (token !== null && token.untilUs <= atUs)) return false;
    const verdict = ruling(this.#book.factsOf(now, token?.scopes ?? null, atUs), 'read', 'service');
    return (
      verdict.ok &&
      entitlementKey(verdict.entitlement) === entitlementKey(entitlement) &&
      this.#allowances.spent(now.tenantId, verdict.entitlement.quotas, atUs) === null
    );
  }
}

/** @throws Refusal */
function orRefused(verdict: Ruling): Extract<Ruling, { ok: true }> {
  if (!verdict.ok) throw new Refusal(verdict.code, verdict.detail);
  return verdict;
}

/** @throws Refusal when the visitor is not entitled to it. */
export function requireNeed({ tenantId, entitlement }: Visitor, need: DoorNeed): void {
  if (!isEntitled(tenantId, entitlement, need)) throw new Refusal('not-entitled', whatIsMissing(need));
}

/** Whom the door let in before. */
export function visitorOf({ visitor }: FastifyRequest): Visitor {
  if (visitor === null) throw new Error('a door answers before it has asked who is there');
  return visitor;
}
