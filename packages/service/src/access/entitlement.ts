import { PRODUCTS } from '@cupola/contract';
import type { Product } from '@cupola/contract';

/** A piece of ground that somebody is entitled to: a defended region of the scenario by its id, or a box. */
export type EntitledArea =
  | { readonly region: string }
  /** West, south, east, north, degrees; west may be greater than east, over the 180th meridian. */
  | { readonly box: readonly [west: number, south: number, east: number, north: number] };

/** What somebody may see: plain data, compared by what it says. */
export interface Entitlement {
  readonly products: readonly Product[];
  /** Null: everywhere. */
  readonly regions: readonly EntitledArea[] | null;
  /** Everything is told as it was so long ago, in seconds of operations. */
  readonly latencyS: number;
  /** What happened longer ago than this is not told, in seconds of operations; null: all of it is. */
  readonly historyS: number | null;
}

/** Of whoever runs the service. */
export const WHOLE: Entitlement = { products: PRODUCTS, regions: null, latencyS: 0, historyS: null };

const keys = new WeakMap<Entitlement, string>();

/** The same for entitlements that say the same. */
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
