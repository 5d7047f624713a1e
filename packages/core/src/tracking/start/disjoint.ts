import { present } from '../../foundation/index.ts';

/** Something that may be so, and what it would use up. */
export interface Claim {
  /** Logarithm of how much likelier it is than chance; only positive ones are ever chosen. */
  readonly weight: number;
  /** Things that may be used once, by number, at least one. */
  readonly claims: readonly number[];
}

export interface DisjointChoice {
  /** Places of the chosen items, rising. */
  readonly chosen: readonly number[];
  readonly weight: number;
  /** No disjoint choice weighs more than this; equal to `weight` where the choice is proven best. */
  readonly bound: number;
}

/** Up to so many items a component is solved exactly, ... */
const EXACT_ITEMS = 24;
/** ... unless the search takes more steps than this. */
const EXACT_STEPS = 20_000;
/** Rounds of the relaxation for larger components: work is at most this times the claims of the component. */
const ROUNDS = 80;

/**
 * The heaviest set of items that share nothing: multi-dimensional assignment as set packing. Items that share are gathered into connected
 * components. Small ones are solved exactly by branch and bound; large ones by Lagrangian relaxation of the sharing constraints with
 * subgradient steps, each round's prices repaired to a disjoint choice and the heaviest kept ([Deb-1997]; the set-packing form has one
 * multiplier for each detection). Work is bounded by `EXACT_STEPS` or `ROUNDS` times the claims of a component.
 */
export function chooseDisjoint(items: readonly Claim[]): DisjointChoice {
  const chosen: number[] = [];
  let weight = 0;
  let bound = 0;
  for (const component of componentsOf(items)) {
    const exact = component.length <= EXACT_ITEMS ? solvedExactly(items, component, EXACT_STEPS) : null;
    const choice = exact ?? solvedRelaxed(items, component, ROUNDS);
    chosen.push(...choice.chosen);
    weight += choice.weight;
    bound += choice.bound;
  }
  return { chosen: chosen.sort((a, b) => a - b), weight, bound };
}

/** Items of positive weight, those that share anything together; each list rising. */
export function componentsOf(items: readonly Claim[]): readonly (readonly number[])[] {
  const parent = Int32Array.from(items.keys());
  const root = (item: number): number => {
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const holder = new Map<number, number>();
  items.forEach((item, index) => {
    if (!(item.weight > 0)) return;
    for (const claim of item.claims) {
      const other = holder.get(claim);
      if (other === undefined) holder.set(claim, index);
      else parent[root(index)] = root(other);
    }
  });
  const members = new Map<number, number[]>();
  items.forEach((item, index) => {
    if (!(item.weight > 0)) return;
    const known = members.get(root(index));
    if (known === undefined) members.set(root(index), [index]);
    else known.push(index);
  });
  return [...members.values()];
}

/** Branch and bound over items from the heaviest on; null when it takes more than `steps`. */
export function solvedExactly(
  items: readonly Claim[],
  component: readonly number[],
  steps: number,
): DisjointChoice | null {
  const order = heaviestFirst(items, component, (index) => present(items[index]).weight);
  const left = new Float64Array(order.length + 1);
  for (let k = order.length - 1; k >= 0; k--) left[k] = left[k + 1]! + present(items[order[k]!]).weight;
  const used = new Set<number>();
  const taken: number[] = [];
  let best: readonly number[] = [];
  let bestWeight = 0;
  let done = 0;
  const search = (k: number, weight: number): void => {
    if (++done > steps) return;
    if (weight > bestWeight) {
      bestWeight = weight;
      best = taken.slice();
    }
    if (k === order.length || weight + left[k]! <= bestWeight) return;
    const item = present(items[order[k]!]);
    if (item.claims.every((claim) => !used.has(claim))) {
      for (const claim of item.claims) used.add(claim);
      taken.push(order[k]!);
      search(k + 1, weight + item.weight);
      taken.pop();
      for (const claim of item.claims) used.delete(claim);
    }
    search(k + 1, weight);
  };
  search(0, 0);
  if (done > steps) return null;
  return { chosen: best.toSorted((a, b) => a - b), weight: bestWeight, bound: bestWeight };
}

/** Lagrangian relaxation with subgradient steps; stops early when the bound is met. */
export function solvedRelaxed(
  items: readonly Claim[],
  component: readonly number[],
  rounds: number,
): DisjointChoice {
  const price = new Map<number, number>();
  for (const index of component) for (const claim of present(items[index]).claims) price.set(claim, 0);
  const reduced = (index: number): number => {
    const item = present(items[index]);
    let value = item.weight;
    for (const claim of item.claims) value -= price.get(claim) ?? 0;
    return value;
  };
  let best = packed(
    items,
    heaviestFirst(items, component, (index) => present(items[index]).weight),
  );
  let bound = Number.POSITIVE_INFINITY;
  let stride = 1;
  for (let round = 0; round < rounds; round++) {
    const values = new Map(component.map((index) => [index, reduced(index)]));
    const worth = (index: number): number => values.get(index) ?? 0;
    let dual = 0;
    for (const each of price.values()) dual += each;
    const excess = new Map<number, number>();
    for (const index of component) {
      if (worth(index) <= 0) continue;
      dual += worth(index);
      for (const claim of present(items[index]).claims) excess.set(claim, (excess.get(claim) ?? 0) + 1);
    }
    if (dual < bound - 1e-9) bound = dual;
    else stride *= 0.9;
    const repaired = packed(items, heaviestFirst(items, component, worth));
    if (repaired.weight > best.weight) best = repaired;
    if (bound - best.weight < 1e-6) break;
    let slope2 = 0;
    for (const [claim, value] of price) {
      const slope = (excess.get(claim) ?? 0) - 1;
      if (slope > 0 || value > 0) slope2 += slope * slope;
    }
    if (slope2 === 0) break;
    const step = (stride * (dual - best.weight)) / slope2;
    for (const [claim, value] of price) {
      price.set(claim, Math.max(0, value + step * ((excess.get(claim) ?? 0) - 1)));
    }
  }
  return { chosen: best.chosen, weight: best.weight, bound: Math.max(bound, best.weight) };
}

/** Items one after the other as long as they share nothing with those before. */
function packed(items: readonly Claim[], order: readonly number[]): { chosen: number[]; weight: number } {
  const used = new Set<number>();
  const chosen: number[] = [];
  let weight = 0;
  for (const index of order) {
    const { claims, weight: its } = present(items[index]);
    if (claims.some((claim) => used.has(claim))) continue;
    for (const claim of claims) used.add(claim);
    chosen.push(index);
    weight += its;
  }
  return { chosen, weight };
}

function heaviestFirst(
  items: readonly Claim[],
  component: readonly number[],
  worth: (index: number) => number,
): readonly number[] {
  return component.toSorted(
    (a, b) => worth(b) - worth(a) || present(items[b]).weight - present(items[a]).weight || a - b,
  );
}
