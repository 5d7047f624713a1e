import { present } from '../../foundation/index.ts';
import { choiceOf } from './choice.ts';
import type { Choice } from './choice.ts';
import type { Constraint } from './constraint.ts';
import { brokenBy } from './constraint-use.ts';
import type { PortfolioCase } from './portfolio-case.ts';

/** What a bid that was not chosen would change. */
export interface WhyNot {
  readonly bid: number;
  /** What it would add to the choice as it is, were nothing in its way. */
  readonly addedValue: number;
  /** What is in its way then. */
  readonly blockedBy: readonly Constraint[];
  /** The exchange against one chosen bid that keeps everything and loses least; null when there is none. */
  readonly bestSwap: { readonly bid: number; readonly valueChange: number } | null;
}

/** Of each bid that was not chosen: what would be in its way, and what the best exchange of one for one would change. */
export function whyNot(
  each: PortfolioCase,
  constraints: readonly Constraint[],
  choice: Choice,
): readonly WhyNot[] {
  const chosen = new Set(choice.bids);
  return each.bids.flatMap((_, bid) => {
    if (chosen.has(bid)) return [];
    const withIt = choiceOf(each, inOrder([...choice.bids, bid]));
    let bestSwap: WhyNot['bestSwap'] = null;
    for (const out of choice.bids) {
      const swapped = choiceOf(each, inOrder([...choice.bids.filter((other) => other !== out), bid]));
      const valueChange = swapped.value - choice.value;
      if (bestSwap !== null && valueChange <= bestSwap.valueChange) continue;
      if (brokenBy(each, constraints, swapped).length === 0) bestSwap = { bid: out, valueChange };
    }
    return [
      {
        bid,
        addedValue: withIt.value - choice.value,
        blockedBy: brokenBy(each, constraints, withIt),
        bestSwap,
      },
    ];
  });
}

/** What is lost when a chosen bid drops out and nothing takes its place. */
export function marginalValue(each: PortfolioCase, choice: Choice, bid: number): number {
  return (
    choice.value -
    choiceOf(
      each,
      choice.bids.filter((other) => other !== bid),
    ).value
  );
}

export function missedWithout(
  each: PortfolioCase,
  constraints: readonly Constraint[],
  choice: Choice,
  bid: number,
): readonly Constraint[] {
  return brokenBy(
    each,
    constraints,
    choiceOf(
      each,
      choice.bids.filter((other) => other !== bid),
    ),
  );
}

/** The choice that the first variables of a solved programme stand for. */
export function choiceFrom(each: PortfolioCase, values: Float64Array): Choice {
  return choiceOf(
    each,
    each.bids.flatMap((_, bid) => (present(values[bid]) > 0.5 ? [bid] : [])),
  );
}

function inOrder(bids: readonly number[]): readonly number[] {
  return bids.toSorted((a, b) => a - b);
}
