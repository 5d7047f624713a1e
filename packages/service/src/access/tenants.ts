import type { Plan } from '@cupola/contract';
import type { Scope } from '../keys/api-key.ts';

export const TENANT_STATES = ['active', 'suspended'] as const;
export type TenantState = (typeof TENANT_STATES)[number];

/** A customer. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly state: TenantState;
  readonly createdAtUs: number;
}

export const ROLES = ['reader', 'operator', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/** What a person may do, whatever key he has: readers read; operators also do things about alerts; managers also make and end keys. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  reader: ['read'],
  operator: ['read', 'act'],
  manager: ['read', 'act', 'manage'],
};

/** A person or a system of a tenant, whom keys are made for; without the person they are nobody's and end. */
export interface User {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAtUs: number;
  readonly endedAtUs: number | null;
}

/** What a tenant is sold from a time on; null: nothing. */
export interface Subscription {
  readonly tenantId: string;
  readonly fromUs: number;
  readonly plan: Pick<Plan, 'id' | 'version'> | null;
}

/** The one in force: the latest that has begun. */
export function subscriptionAt(
  subscriptions: readonly Subscription[],
  tenantId: string,
  atUs: number,
): Subscription | null {
  return subscriptions
    .filter((each) => each.tenantId === tenantId && each.fromUs <= atUs)
    .reduce<Subscription | null>(
      (latest, each) => (latest === null || each.fromUs > latest.fromUs ? each : latest),
      null,
    );
}
