import { RandomStream, present } from '../../foundation/index.ts';
import type { Bid, Synergy, WorkShare } from './bid.ts';

export interface NotionalBidsPlan {
  readonly seed: number;
  readonly count: number;
  readonly capabilityCount: number;
  readonly years: number;
}

/*
 * Every number below is notional: no bid of the real competition is public. They only make a choice that is neither trivial nor hopeless: some firms in several
 * teams, prices over two decades, dear things not always better, ripe things dearer.
 */
const FIRMS_PER_BID = 0.35;
const TEAM_SHARE = 0.3;
const LARGEST_TEAM = 4;
const SMALL_SHARE = 0.25;
const MEDIAN_PRICE_USD_M = 90;
const PRICE_SPREAD = 0.8;
const LEVEL_PER_USD_M = 0.12;
const MOST_CAPABILITIES = 4;
const EXCLUDING_SHARE = 0.06;
const REQUIRING_SHARE = 0.06;
const SYNERGY_SHARE = 0.08;

/** Notional bids from a seed: always the same ones, and the first ones of a larger count differ only in whom they name. */
export function notionalBids({ seed, count, capabilityCount, years }: NotionalBidsPlan): readonly Bid[] {
  const stream = new RandomStream(seed, 'notional-bids');
  const firmCount = Math.max(2, Math.round(FIRMS_PER_BID * count));
  const width = String(count).length;
  const idOf = (index: number): string => `bid-${String(index + 1).padStart(width, '0')}`;
  return Array.from({ length: count }, (_, index): Bid => {
    let step = 0;
    const uniform = (): number => stream.uniform(index, step++);
    const between = (low: number, high: number): number => low + (high - low) * uniform();
    const one = (choices: number): number => Math.min(choices - 1, Math.floor(choices * uniform()));
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

    const isSmallBusiness = uniform() < SMALL_SHARE;
    const members = teamOf(uniform() < TEAM_SHARE ? 2 + one(LARGEST_TEAM - 1) : 1, firmCount, one, uniform);
    const price = MEDIAN_PRICE_USD_M * Math.exp(PRICE_SPREAD * normal()) * (isSmallBusiness ? 0.4 : 1);
    const trl = 3 + one(7);
    // What a million buys: uncertain, less for small lots, and less where it is ripe.
    const perUsdM = LEVEL_PER_USD_M * Math.exp(0.45 * normal()) * (1.25 - 0.05 * (trl - 3));
    const gives = Array.from({ length: capabilityCount }, () => 0);
    const kinds = 1 + one(Math.min(MOST_CAPABILITIES, capabilityCount));
    for (let k = 0; k < kinds; k++) {
      const c = one(capabilityCount);
      gives[c] = rounded(present(gives[c]) + (price * perUsdM * between(0.5, 1.5)) / kinds, 2);
    }
    const risk = rounded(Math.min(0.95, Math.max(0.05, (9 - trl) / 10 + 0.12 * normal() + 0.1)), 2);
    const monthsToField = Math.round(14 + 5 * (9 - trl) * between(0.5, 1.3) + between(0, 12));
    return {
      id: idOf(index),
      title: `Notional bid ${index + 1}`,
      members,
      costByYearUsdM: spread(price, years, uniform),
      gives,
      risk,
      trl,
      monthsToField,
      isSmallBusiness,
      excludes: uniform() < EXCLUDING_SHARE ? others(index, count, one).map(idOf) : [],
      requires: uniform() < REQUIRING_SHARE ? others(index, count, one).map(idOf) : [],
      synergies:
        uniform() < SYNERGY_SHARE
          ? [synergyWith(others(index, count, one).map(idOf), gives, between(0.1, 0.4))].filter(
              ({ withBids }) => withBids.length > 0,
            )
          : [],
      growthShare: rounded(0.05 + 0.6 * risk * uniform(), 2),
      slipMonths: Math.round(monthsToField * (0.1 + 0.7 * risk * uniform())),
      breakUpProb: members.length > 1 ? rounded(between(0.02, 0.12), 3) : 0,
    };
  });
}

function teamOf(
  size: number,
  firmCount: number,
  one: (choices: number) => number,
  uniform: () => number,
): readonly WorkShare[] {
  const width = String(firmCount).length;
  const firms = new Set<number>();
  // A few firms are in many bids: the square of an even number is mostly small.
  while (firms.size < Math.min(size, firmCount)) {
    const drawn = Math.min(firmCount - 1, Math.floor(firmCount * uniform() ** 2));
    firms.add(firms.has(drawn) ? one(firmCount) : drawn);
  }
  const parts = [...firms].map((_, k) => (k === 0 ? 2 : 1) * (0.5 + uniform()));
  const all = parts.reduce((sum, part) => sum + part, 0);
  const shares = parts.map((part) => rounded(part / all, 3));
  const rest = shares.slice(1).reduce((sum, share) => sum + share, 0);
  return [...firms].map((firm, k) => ({
    member: `firm-${String(firm + 1).padStart(width, '0')}`,
    share: k === 0 ? rounded(1 - rest, 3) : present(shares[k]),
  }));
}

/** A price over the years from a first one on: rising, then falling, over three to five years. */
function spread(price: number, years: number, uniform: () => number): readonly number[] {
  const length = Math.min(years, 3 + Math.floor(3 * uniform()));
  const first = Math.floor((years - length + 1) * uniform());
  const weights = Array.from({ length }, (_, k) => Math.sin((Math.PI * (k + 0.7)) / (length + 0.4)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: years }, (_, year) => rounded((price * (weights[year - first] ?? 0)) / all, 2));
}

/** One other bid, or none where the draw falls on the bid itself. */
function others(index: number, count: number, one: (choices: number) => number): readonly number[] {
  const drawn = one(count);
  return drawn === index ? [] : [drawn];
}

function synergyWith(withBids: readonly string[], gives: readonly number[], share: number): Synergy {
  return { withBids, adds: gives.map((amount) => rounded(share * amount, 2)) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
