import { portfolioAnswer, portfolioHeadlines } from '@cupola/runtime';
import type { PortfolioStudy } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';
import { settingsLine } from '../command-words.ts';

/** The answer for people: what was chosen, what is reached, what it may cost, why not the others. */
export function portfolioText(study: PortfolioStudy, settings: readonly string[]): string {
  const answer = portfolioAnswer(study);
  const notice = answer.syntheticBids
    ? 'The bids are notional, drawn from a seed: nobody made them.'
    : 'Notional; no judgement of any firm.';
  const chosen = textTable(
    ['chosen', 'members', 'USD M', 'marginal value', 'core index'],
    answer.chosen.map(({ id, members, costUsdM, marginalValue, coreIndex }) => [
      id,
      members.map(({ member }) => member).join(' + '),
      costUsdM.toFixed(1),
      marginalValue.toFixed(2),
      coreIndex.toFixed(2),
    ]),
  );
  const reached = textTable(
    ['capability', 'level', 'need', 'share of full worth'],
    answer.capabilities.map(({ id, level, need, share }) => [
      id,
      level.toFixed(1),
      String(need),
      `${(100 * share).toFixed(0)} %`,
    ]),
  );
  const front = textTable(
    ['USD M', 'value', 'value gap', 'cost gap', 'bids'],
    answer.front.map(({ costUsdM, value, valueProvenGap, costProvenGap, chosen: bids }) => [
      costUsdM.toFixed(0),
      value.toFixed(2),
      `${(100 * valueProvenGap).toFixed(2)} %`,
      `${(100 * costProvenGap).toFixed(2)} %`,
      String(bids.length),
    ]),
  );
  const near = answer.whyNot.toSorted(byNearness).slice(0, NEAREST_SHOWN);
  const why = near.map(({ id, reason }) => `  ${id}: ${reason}`).join('\n');
  const forced = answer.forced.map(({ id, forced: how, value, valueChange }) =>
    value === null || valueChange === null
      ? `With ${id} ${how === 'in' ? 'chosen' : 'left out'} by force nothing keeps everything.`
      : `With ${id} ${how === 'in' ? 'chosen' : 'left out'} by force the best value found is ${value.toFixed(2)} (${valueChange >= 0 ? '+' : ''}${valueChange.toFixed(2)}).`,
  );
  return [
    `${answer.title}${settingsLine(settings)}\n${notice}`,
    portfolioHeadlines(study).join('\n'),
    chosen,
    reached,
    ...(answer.front.length === 0 ? [] : [front]),
    ...(near.length === 0 ? [] : [`Nearest to being chosen:\n${why}`]),
    ...(forced.length === 0 ? [] : [forced.join('\n')]),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

const NEAREST_SHOWN = 8;

type Answered = ReturnType<typeof portfolioAnswer>['whyNot'][number];

/** Whose exchange against a chosen one costs least. */
function byNearness(a: Answered, b: Answered): number {
  const change = (each: Answered): number => each.bestSwap?.valueChange ?? Number.NEGATIVE_INFINITY;
  return change(b) - change(a) || b.coreIndex - a.coreIndex || (a.id < b.id ? -1 : 1);
}

export function conflictText({
  title,
  conflict,
  conflictIsSmallest,
}: {
  readonly title: string;
  readonly conflict: readonly { readonly id: string; readonly text: string }[];
  readonly conflictIsSmallest: boolean;
}): string {
  const told = conflictIsSmallest
    ? 'These cannot be kept together; without any one of them it would be possible:'
    : 'These cannot be kept together (the time ran out before it was known whether all are needed):';
  return `${title}\nNo set of bids keeps everything.\n\n${told}\n${conflict.map(({ text, id }) => `  ${text}  [${id}]`).join('\n')}\n`;
}
