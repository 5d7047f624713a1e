import type { Plan } from '@cupola/contract';
import type { Kysely } from 'kysely';
import type { ApiKey, Scope } from '../keys/api-key.ts';
import type { Tables } from '../store/tables.ts';
import { entitlementOf } from './entitlement.ts';
import type { Entitlement } from './entitlement.ts';
import type { Facts } from './ruling.ts';
import { storedPlans, storedSubscriptions, storedTenants, storedUsers } from './tenant-store.ts';
import { subscriptionAt } from './tenants.ts';
import type { Subscription, Tenant, User } from './tenants.ts';

/** Tenants, their users, plans and subscriptions as they stand in the store; read again when anything was done to them. */
export class AccessBook {
  readonly #db: Kysely<Tables>;
  #tenants: ReadonlyMap<string, Tenant> = new Map();
  #users: ReadonlyMap<string, User> = new Map();
  #plans: ReadonlyMap<string, Plan> = new Map();
  #subscriptions: ReadonlyMap<string, readonly Subscription[]> = new Map();
  /** Deeds that were written down when this was read. */
  #deeds = -1;

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  static async open(db: Kysely<Tables>): Promise<AccessBook> {
    const book = new AccessBook(db);
    await book.refresh();
    return book;
  }

  /** Every change leaves its audit, by whichever process it was made: when there is none anew, nothing has changed. */
  async refresh(): Promise<void> {
    const { sequence } = await this.#db.selectFrom('audit_head').select('sequence').executeTakeFirstOrThrow();
    if (sequence === this.#deeds) return;
    const plans = await storedPlans(this.#db);
    const subscriptions = await storedSubscriptions(this.#db);
    const tenants = await storedTenants(this.#db);
    const users = await storedUsers(this.#db);
    const before = this.#plans;
    // A plan that stands is kept as it is, so that what was made of it stands, too.
    this.#plans = new Map(plans.map((each) => [nameOf(each), before.get(nameOf(each)) ?? each]));
    this.#subscriptions = Map.groupBy(subscriptions, (each) => each.tenantId);
    this.#tenants = new Map(tenants.map((each) => [each.id, each]));
    this.#users = new Map(users.map((each) => [each.id, each]));
    this.#deeds = sequence;
  }

  get tenants(): readonly Tenant[] {
    return [...this.#tenants.values()];
  }

  /** Tenants that are let in now, with what they are entitled to. */
  entitledAt(atUs: number): readonly { readonly tenantId: string; readonly entitlement: Entitlement }[] {
    return this.tenants.flatMap(({ id, state }) => {
      const plan = state === 'active' ? this.planAt(id, atUs) : null;
      return plan === null ? [] : [{ tenantId: id, entitlement: entitlementOf(plan) }];
    });
  }

  tenant(id: string): Tenant | null {
    return this.#tenants.get(id) ?? null;
  }

  planAt(tenantId: string, atUs: number): Plan | null {
    const subscription = subscriptionAt(this.#subscriptions.get(tenantId) ?? [], tenantId, atUs);
    if (subscription === null || subscription.plan === null) return null;
    return this.#plans.get(nameOf(subscription.plan)) ?? null;
  }

  factsOf(key: ApiKey, tokenScopes: readonly Scope[] | null, atUs: number): Facts {
    return {
      key,
      tenant: this.tenant(key.tenantId),
      user: key.userId === null ? null : (this.#users.get(key.userId) ?? null),
      plan: this.planAt(key.tenantId, atUs),
      tokenScopes,
      atUs,
    };
  }

  /** The latest that anybody is told, now or by a subscription that is to come, s. */
  get latestS(): number {
    const plans = [...this.#subscriptions.values()].flatMap((each) =>
      each.flatMap(({ plan }) => (plan === null ? [] : [this.#plans.get(nameOf(plan))])),
    );
    return Math.max(0, ...plans.map((plan) => (plan === undefined ? 0 : entitlementOf(plan).latencyS)));
  }
}

function nameOf({ id, version }: Pick<Plan, 'id' | 'version'>): string {
  return `${id}@${version}`;
}
