import { RandomStream, present } from '../../foundation/index.ts';
import { choiceOf } from './choice.ts';
import type { PortfolioCase } from './portfolio-case.ts';

/** What a choice is worth when teams may break up, each by itself. */
export interface BreakUpRisk {
  readonly draws: number;
  readonly meanValue: number;
  readonly p10Value: number;
  /** Mean of the worst tenth of the draws. */
  readonly worstTenthValue: number;
  readonly noneBreaksProb: number;
}

const TAIL = 0.1;

/** A bid whose team has broken up brings nothing, and nothing together with others; its price is not given back. */
export function breakUpRisk(each: PortfolioCase, bids: readonly number[], draws: number): BreakUpRisk {
  const stream = new RandomStream(each.seed, 'team-break-up');
  const probOf = bids.map((index) => present(each.bids[index]).breakUpProb);
  const values = Array.from({ length: draws }, (_, draw) => {
    // By position in the case: a bid has the same luck in every choice.
    const working = bids.filter((index, k) => stream.uniform(index, draw) >= present(probOf[k]));
    return choiceOf(each, working).value;
  }).toSorted((a, b) => a - b);
  const tail = values.slice(0, Math.max(1, Math.round(TAIL * draws)));
  return {
    draws,
    meanValue: mean(values),
    p10Value: present(values[Math.floor(TAIL * draws)]),
    worstTenthValue: mean(tail),
    noneBreaksProb: probOf.reduce((product, prob) => product * (1 - prob), 1),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
