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
/** Prices are repaired to a choice once in so many rounds. */
const REPAIR_EVERY = 4;
/** A choice is good enough when no other can weigh more than it by this share. */
const GOOD_ENOUGH = 1e-3;

/**
 * The heaviest set of items that share nothing: multi-dimensional assignment as set packing. Items that share are gathered into connected
 * components. Small ones are solved exactly by branch and bound; large ones by Lagrangian relaxation of the sharing constraints with
 * subgradient steps, the prices repaired every few rounds to a disjoint choice and the heaviest kept ([Deb-1997]; the set-packing form has one
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
  return { chosen: chosen.toSorted((a, b) => a - b), weight, bound };
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
  const order = component.toSorted((a, b) => present(items[b]).weight - present(items[a]).weight || a - b);
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
  const table = tableOf(items, component);
  const { weight, start, claim, claimCount } = table;
  const price = new Float64Array(claimCount);
  const excess = new Float64Array(claimCount);
  const value = weight.slice();
  let best = packed(table, value);
  let bound = Number.POSITIVE_INFINITY;
  let stride = 1;
  for (let round = 0; round < rounds; round++) {
    let dual = 0;
    for (const each of price) dual += each;
    excess.fill(-1);
    for (let item = 0; item < weight.length; item++) {
      let reduced = weight[item]!;
      for (let k = start[item]!; k < start[item + 1]!; k++) reduced -= price[claim[k]!]!;
      value[item] = reduced;
      if (reduced <= 0) continue;
      dual += reduced;
      for (let k = start[item]!; k < start[item + 1]!; k++) excess[claim[k]!]! += 1;
    }
    if (dual < bound - 1e-9) bound = dual;
    else stride *= 0.9;
    if (round % REPAIR_EVERY === 0) {
      const repaired = packed(table, value);
      if (repaired.weight > best.weight) best = repaired;
    }
    if (bound - best.weight <= GOOD_ENOUGH * bound) break;
    let slope2 = 0;
    for (let c = 0; c < claimCount; c++) if (excess[c]! > 0 || price[c]! > 0) slope2 += excess[c]! ** 2;
    if (slope2 === 0) break;
    const step = (stride * (dual - best.weight)) / slope2;
    for (let c = 0; c < claimCount; c++) price[c] = Math.max(0, price[c]! + step * excess[c]!);
  }
  const chosen = best.chosen.map((item) => component[item]!).toSorted((a, b) => a - b);
  return { chosen, weight: best.weight, bound: Math.max(bound, best.weight) };
}

/** A component with its claims numbered from zero: item i claims `claim[start[i] .. start[i + 1]]`. */
interface ClaimTable {
  readonly weight: Float64Array;
  readonly start: Uint32Array;
  readonly claim: Uint32Array;
  readonly claimCount: number;
}

function tableOf(items: readonly Claim[], component: readonly number[]): ClaimTable {
  const number = new Map<number, number>();
  const start = new Uint32Array(component.length + 1);
  const claim: number[] = [];
  component.forEach((index, item) => {
    for (const each of present(items[index]).claims) {
      const known = number.get(each) ?? number.size;
      number.set(each, known);
      claim.push(known);
    }
    start[item + 1] = claim.length;
  });
  return {
    weight: Float64Array.from(component, (index) => present(items[index]).weight),
    start,
    claim: Uint32Array.from(claim),
    claimCount: number.size,
  };
}

/** Items from the most valuable on, as long as they share nothing with those before. */
function packed(
  { weight, start, claim, claimCount }: ClaimTable,
  value: Float64Array,
): { chosen: number[]; weight: number } {
  const order = Uint32Array.from(weight.keys()).toSorted(
    (a, b) => value[b]! - value[a]! || weight[b]! - weight[a]! || a - b,
  );
  const used = new Uint8Array(claimCount);
  const chosen: number[] = [];
  let total = 0;
  for (const item of order) {
    let free = true;
    for (let k = start[item]!; k < start[item + 1]! && free; k++) free = used[claim[k]!] === 0;
    if (!free) continue;
    for (let k = start[item]!; k < start[item + 1]!; k++) used[claim[k]!] = 1;
    chosen.push(item);
    total += weight[item]!;
  }
  return { chosen, weight: total };
}
