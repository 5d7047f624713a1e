import { expect, it } from 'vitest';
import type { Plan } from '@cupola/contract';
import { newKey } from '../keys/api-key.ts';
import type { ApiKey } from '../keys/api-key.ts';
import { ruling } from './ruling.ts';
import type { Facts } from './ruling.ts';
import { subscriptionAt } from './tenants.ts';
import type { Subscription, Tenant, User } from './tenants.ts';

const plan: Plan = {
  id: 'p',
  version: 1,
  title: 'P',
  products: ['tracks', 'alerts'],
  regions: 'everywhere',
  latencyS: 0,
  historyS: 'all',
  features: ['actions', 'tokens'],
  rate: { perS: 1, burst: 1 },
  limits: { streams: 1, keys: 1 },
  quotas: [],
};
const tenant: Tenant = { id: 't', name: 'T', state: 'active', createdAtUs: 0 };
const user: User = { id: 'u', tenantId: 't', name: 'U', role: 'reader', createdAtUs: 0, endedAtUs: null };
const { key } = newKey(
  { mode: 'TEST', name: 'k', scopes: ['read', 'act', 'ingest'], expiresAtUs: 100, tenantId: 't' },
  0,
);
const usual: Facts = { key, tenant, user: null, plan, tokenScopes: null, atUs: 50 };
const his = (change: Partial<ApiKey> = {}): ApiKey => ({ ...key, userId: 'u', ...change });
const house: Facts = { ...usual, key: { ...key, tenantId: 'operator' }, tenant: null, plan: null };

it.each([
  ['a tenant reads what its plan has', usual, 'read', 'tracks', 'yes'],
  ['and nothing else', usual, 'read', 'custody', 'not-entitled'],
  ['nor what is the house alone', usual, 'read', 'house', 'not-entitled'],
  ['nobody but the house sends reports', usual, 'ingest', 'service', 'scope-missing'],
  ['a scope that the key has not', usual, 'manage', 'service', 'scope-missing'],
  ['a plan without actions', { ...usual, plan: { ...plan, features: [] } }, 'act', 'alerts', 'not-entitled'],
  ['a plan with actions', usual, 'act', 'alerts', 'yes'],
  ['a key that has run out', { ...usual, atUs: 100 }, 'read', 'tracks', 'unauthenticated'],
  [
    'a key that was revoked',
    { ...usual, key: { ...key, revokedAtUs: 9 } },
    'read',
    'tracks',
    'unauthenticated',
  ],
  ['a tenant that is not there', { ...usual, tenant: null }, 'read', 'tracks', 'unauthenticated'],
  [
    'a suspended one',
    { ...usual, tenant: { ...tenant, state: 'suspended' } },
    'read',
    'service',
    'tenant-suspended',
  ],
  ['one without a plan', { ...usual, plan: null }, 'read', 'service', 'no-subscription'],
  ['a user who is there', { ...usual, key: his(), user }, 'read', 'tracks', 'yes'],
  ['does no more than the role', { ...usual, key: his(), user }, 'act', 'alerts', 'scope-missing'],
  [
    'one who is gone',
    { ...usual, key: his(), user: { ...user, endedAtUs: 9 } },
    'read',
    'tracks',
    'unauthenticated',
  ],
  ['one who is not there', { ...usual, key: his() }, 'read', 'tracks', 'unauthenticated'],
  [
    'one of another tenant',
    { ...usual, key: his(), user: { ...user, tenantId: 'x' } },
    'read',
    'tracks',
    'unauthenticated',
  ],
  ['a token for less', { ...usual, tokenScopes: ['read'] }, 'act', 'alerts', 'scope-missing'],
  [
    'a token for what the key has not',
    { ...usual, tokenScopes: ['manage'] },
    'manage',
    'service',
    'scope-missing',
  ],
  [
    'a plan without tokens',
    { ...usual, tokenScopes: ['read'], plan: { ...plan, features: [] } },
    'read',
    'tracks',
    'not-entitled',
  ],
  ['the house sees all', house, 'read', 'custody', 'yes'],
  ['and sends reports', house, 'ingest', 'house', 'yes'],
] as const)('%s', (_, facts, scope, need, expected) => {
  const verdict = ruling(facts, scope, need);
  expect(verdict.ok ? 'yes' : verdict.code).toBe(expected);
});

function from(fromUs: number, version: number | null): Subscription {
  return { tenantId: 't', fromUs, plan: version === null ? null : { id: 'p', version } };
}

it('the latest subscription that has begun is in force', () => {
  const all = [from(30, null), from(10, 1), from(20, 2)];
  const versionAt = (atUs: number): number | null | undefined => {
    const found = subscriptionAt(all, 't', atUs);
    return found === null ? undefined : (found.plan?.version ?? null);
  };
  expect([9, 10, 20, 29, 30].map(versionAt)).toEqual([undefined, 1, 2, 2, null]);
});
