import type { Plan, ProblemCode } from '@cupola/contract';
import { isInForce } from '../keys/api-key.ts';
import type { ApiKey, Scope } from '../keys/api-key.ts';
import { WHOLE, entitlementOf } from './entitlement.ts';
import type { Entitlement } from './entitlement.ts';
import type { DoorNeed } from './products.ts';
import { SCOPES_OF_ROLE } from './tenants.ts';
import type { Tenant, User } from './tenants.ts';
import { HOUSE } from './visitor.ts';

/** What is known of somebody at a door. */
export interface Facts {
  readonly key: ApiKey;
  /** Of the key; null when there is no such tenant. */
  readonly tenant: Tenant | null;
  /** Whom the key was made for; null when for nobody, or for somebody who is not there. */
  readonly user: User | null;
  /** The plan that the tenant is subscribed to now. */
  readonly plan: Plan | null;
  /** Scopes that a token was asked for with; null: the key itself is shown. */
  readonly tokenScopes: readonly Scope[] | null;
  readonly atUs: number;
}

export type Ruling =
  | { readonly ok: true; readonly entitlement: Entitlement }
  | { readonly ok: false; readonly code: ProblemCode; readonly detail: string };

/** Whether somebody is let in for a scope to what a door gives. What nothing gives is not given. */
export function ruling(facts: Facts, scope: Scope, need: DoorNeed): Ruling {
  const standing = standingOf(facts);
  if (!standing.ok) return standing;
  const scopes = scopesOf(facts);
  if (!scopes.includes(scope)) {
    const has = scopes.length === 0 ? 'none' : scopes.join(', ');
    return refused('scope-missing', `this needs the scope "${scope}"; there is ${has}`);
  }
  const { entitlement } = standing;
  if (scope === 'act' && !entitlement.features.includes('actions')) {
    return refused('not-entitled', 'the plan has no "actions"');
  }
  if (facts.tokenScopes !== null && !entitlement.features.includes('tokens')) {
    return refused('not-entitled', 'the plan has no "tokens"');
  }
  return need === 'service' || isEntitled(facts.key.tenantId, entitlement, need)
    ? standing
    : refused('not-entitled', whatIsMissing(need));
}

/** Whether somebody is anybody here, and with what. */
export function standingOf({ key, tenant, user, plan, atUs }: Facts): Ruling {
  if (!isInForce(key, atUs)) return refused('unauthenticated', 'the key is no longer in force');
  if (key.userId !== null && (user === null || user.endedAtUs !== null || user.tenantId !== key.tenantId)) {
    return refused('unauthenticated', 'whom the key was made for is no longer here');
  }
  if (key.tenantId === HOUSE) return { ok: true, entitlement: WHOLE };
  if (tenant === null) return refused('unauthenticated', 'the key is of no tenant');
  if (tenant.state === 'suspended') return refused('tenant-suspended', `"${tenant.name}" is suspended`);
  if (plan === null) return refused('no-subscription', `"${tenant.name}" is subscribed to no plan now`);
  return { ok: true, entitlement: entitlementOf(plan) };
}

/** What the key, the role of whom it was made for and the token all allow. Nobody but the house sends reports. */
export function scopesOf({ key, user, tokenScopes }: Facts): readonly Scope[] {
  const ofRole: readonly Scope[] | null = user === null ? null : SCOPES_OF_ROLE[user.role];
  return key.scopes.filter(
    (scope) =>
      (ofRole === null || ofRole.includes(scope)) &&
      (tokenScopes === null || tokenScopes.includes(scope)) &&
      (scope !== 'ingest' || key.tenantId === HOUSE),
  );
}

export function isEntitled(
  tenantId: string,
  { products }: Pick<Entitlement, 'products'>,
  need: DoorNeed,
): boolean {
  if (need === 'service') return true;
  return need === 'house' ? tenantId === HOUSE : products.includes(need);
}

export function whatIsMissing(need: DoorNeed): string {
  return need === 'house' ? 'this is for whoever runs the service' : `the plan has no "${need}"`;
}

function refused(code: ProblemCode, detail: string): Ruling {
  return { ok: false, code, detail };
}
