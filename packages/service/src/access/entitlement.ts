import { FEATURES, PRODUCTS } from '@cupola/contract/plan';
import type { Feature, Plan, PlanArea, Product, Quota } from '@cupola/contract';

/** What somebody may see and do: plain data. */
export interface Entitlement {
  readonly products: readonly Product[];
  /** Null: everywhere. */
  readonly regions: readonly PlanArea[] | null;
  /** Everything is told as it was so long ago, in seconds of operations. */
  readonly latencyS: number;
  /** What happened longer ago than this is not told, in seconds of operations; null: all of it is. */
  readonly historyS: number | null;
  readonly features: readonly Feature[];
  /** Null: unlimited. */
  readonly rate: Plan['rate'] | null;
  /** Null: unlimited. */
  readonly limits: Plan['limits'] | null;
  readonly quotas: readonly Quota[];
}

/** Of whoever runs the service. */
export const WHOLE: Entitlement = {
  products: PRODUCTS,
  regions: null,
  latencyS: 0,
  historyS: null,
  features: FEATURES,
  rate: null,
  limits: null,
  quotas: [],
};

const made = new WeakMap<Plan, Entitlement>();

/** What a plan gives; the same object for the same plan. */
export function entitlementOf(plan: Plan): Entitlement {
  let entitlement = made.get(plan);
  if (entitlement === undefined) {
    const { products, regions, latencyS, historyS, features, rate, limits, quotas } = plan;
    entitlement = {
      products,
      regions: regions === 'everywhere' ? null : regions,
      latencyS,
      historyS: historyS === 'all' ? null : historyS,
      features,
      rate,
      limits,
      quotas,
    };
    made.set(plan, entitlement);
  }
  return entitlement;
}

const keys = new WeakMap<Entitlement, string>();

/** The same for entitlements that let see the same. How much and how often is another matter. */
export function entitlementKey(entitlement: Entitlement): string {
  let key = keys.get(entitlement);
  if (key === undefined) {
    const { products, regions, latencyS, historyS } = entitlement;
    key = JSON.stringify([
      PRODUCTS.filter((each) => products.includes(each)),
      regions?.map((each) => JSON.stringify(each)).toSorted() ?? null,
      latencyS,
      historyS,
    ]);
    keys.set(entitlement, key);
  }
  return key;
}

const WHOLE_KEY = entitlementKey(WHOLE);

export function isWhole(entitlement: Entitlement): boolean {
  return entitlementKey(entitlement) === WHOLE_KEY;
}
