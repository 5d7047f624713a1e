import { present } from '../../foundation/index.ts';
import { callPrice } from '../options/real-options.ts';
import type { Evaluation } from './evaluate.ts';
import type { OfferSetting } from './setting.ts';
import { switchingCost } from './switching.ts';
import type { OwnedOfferId } from './terms.ts';

/** What a buyer may do on a date of the contract. */
export const BUYER_ACTIONS = ['go on', 'buy out', 'leave and build'] as const;
export type BuyerAction = (typeof BUYER_ACTIONS)[number];

/** Cost of the whole case, worth at the start, when one thing is done on one date. Millions of constant dollars. */
export interface TreeBranch {
  /** Year of the case; null for going on to the end. */
  readonly year: number | null;
  readonly action: BuyerAction;
  readonly costUsdM: number;
}

/** A node that is known on the first date: a third of the draws, by what owning costs. */
export interface TreeState {
  readonly state: string;
  readonly prob: number;
  readonly branches: readonly TreeBranch[];
  readonly best: TreeBranch;
}

/** The options of a contract: a decision tree first, and each right to buy as an option beside it. */
export interface BuyOutDraws {
  readonly states: readonly TreeState[];
  /** Mean cost of going on whatever happens, and of doing the best in each state. */
  readonly withoutUsdM: number;
  readonly withUsdM: number;
  readonly dates: readonly {
    readonly year: number;
    readonly strikeUsdM: number;
    /** Share of the draws in which buying costs less than going on. */
    readonly exerciseProb: number;
    /** The same right by Black and Scholes on what it saves; null where on average it saves nothing. */
    readonly optionUsdM: number | null;
  }[];
}

/** Costs of every branch in every draw. */
export interface BranchCosts {
  readonly branches: readonly { readonly year: number | null; readonly action: BuyerAction }[];
  readonly costs: readonly Float64Array[];
  readonly record: (draw: number, drawn: Evaluation, owned: OwnedOfferId, factors: Float64Array) => void;
}

/** Branches of a contract, their costs not yet drawn. */
export function noChoices(setting: OfferSetting, draws: number): BranchCosts {
  const { plan, terms } = setting;
  const { buyOut, liability, switching } = terms.subscription;
  const branches = [
    { year: null, action: 'go on' } as const,
    ...buyOut.map(({ year }) => ({ year, action: 'buy out' }) as const),
    ...buyOut.map(({ year }) => ({ year, action: 'leave and build' }) as const),
  ];
  const costs = branches.map(() => new Float64Array(draws));
  const record: BranchCosts['record'] = (draw, drawn, owned, factors) => {
    const { years } = plan;
    const fee = drawn.buyer.subscription;
    const own = drawn.buyer[owned];
    const residual = drawn.ownedResidual[years - 1]! * factors[years - 1]!;
    const worth = (flow: Float64Array, from: number, to: number, shift = 0): number => {
      let sum = 0;
      for (let year = from; year < to; year++) sum += flow[year]! * factors[year + shift]!;
      return sum;
    };
    for (const [place, { year, action }] of branches.entries()) {
      const into = present(costs[place]);
      if (year === null) {
        into[draw] = worth(fee, 0, years);
      } else if (action === 'buy out') {
        const strike = buyOut.find((each) => each.year === year)?.usdM ?? 0;
        into[draw] = worth(fee, 0, year) + strike * factors[year]! + worth(own, year, years) - residual;
      } else {
        const owed = liability.find((each) => each.year === year)?.usdM ?? 0;
        const leaving = owed + switchingCost(switching, present(fee[year]));
        into[draw] =
          worth(fee, 0, year) +
          leaving * factors[year]! +
          worth(own, 0, years - year, year) -
          drawn.ownedResidual[years - year - 1]! * factors[years - 1]!;
      }
    }
  };
  return { branches, costs, record };
}

const STATES = ['owning is cheap', 'owning costs the middle', 'owning is dear'] as const;

/** The tree and the rights to buy, from the branches of all draws. */
export function buyOutChoices(
  { plan, money, terms }: OfferSetting,
  { branches, costs }: BranchCosts,
  ownedUsdM: Float64Array,
): BuyOutDraws {
  const draws = ownedUsdM.length;
  const byOwned = Array.from(ownedUsdM.keys()).toSorted(
    (a, b) => present(ownedUsdM[a]) - present(ownedUsdM[b]) || a - b,
  );
  const goOn = present(costs[0]);
  const states = STATES.map((state, third): TreeState => {
    const members = byOwned.slice(
      Math.floor((third * draws) / STATES.length),
      Math.floor(((third + 1) * draws) / STATES.length),
    );
    const found = branches.map((branch, place): TreeBranch => ({
      ...branch,
      costUsdM: members.reduce((sum, draw) => sum + present(costs[place]?.[draw]), 0) / members.length,
    }));
    return {
      state,
      prob: members.length / draws,
      branches: found,
      best: found.reduce((best, each) => (each.costUsdM < best.costUsdM ? each : best)),
    };
  });
  return {
    states,
    withoutUsdM: goOn.reduce((sum, each) => sum + each, 0) / draws,
    withUsdM: states.reduce((sum, { prob, best }) => sum + prob * best.costUsdM, 0),
    dates: terms.subscription.buyOut.map(({ year, usdM }, place) => {
      const bought = present(costs[1 + place]);
      const strike = usdM * (1 + money.real.perYear) ** -(year + 0.5);
      // What a right to buy is a right to: fees that are not paid less what owning then costs, the strike not counted.
      const saved = goOn.map((each, draw) => each - present(bought[draw]) + strike);
      return {
        year,
        strikeUsdM: usdM,
        exerciseProb:
          bought.reduce((count, each, draw) => count + Number(each < present(goOn[draw])), 0) / draws,
        optionUsdM: rightToBuy(saved, usdM, money.real.perYear, Math.min(year + 0.5, plan.years)),
      };
    }),
  };
}

/** Black-Scholes value of a right with the spread of the draws as its volatility. */
function rightToBuy(saved: Float64Array, strike: number, rate: number, years: number): number | null {
  const mean = saved.reduce((sum, each) => sum + each, 0) / saved.length;
  if (mean <= 0 || strike <= 0) return null;
  const variance = saved.reduce((sum, each) => sum + (each - mean) ** 2, 0) / saved.length;
  // Standard deviation of the logarithm of a lognormal law with this mean and variance.
  const spread = Math.sqrt(Math.log1p(variance / mean ** 2));
  if (spread === 0) return Math.max(0, mean - strike * Math.exp(-Math.log1p(rate) * years));
  return callPrice(mean, strike, Math.log1p(rate), spread / Math.sqrt(years), years);
}
