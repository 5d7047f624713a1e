import { concentrationOf } from '@cupola/core/acquisition';
import { present } from '@cupola/core/foundation';
import { billions } from '../cost/cost-figures.ts';
import { percent } from '../../page/numbers.ts';
import { constraintEntries } from './portfolio-answer.ts';
import type { PortfolioStudy } from './portfolio-study.ts';

/** What the choice says, in sentences. */
export function portfolioHeadlines(study: PortfolioStudy): readonly string[] {
  const { portfolio, best, front, core, breakUp } = study;
  const { choice } = best;
  const concentrated = concentrationOf(portfolio, choice.bids);
  const blocking = constraintEntries(study)
    .filter(({ blocks }) => blocks > 0)
    .toSorted((a, b) => b.blocks - a.blocks)[0];
  const sure = core.ofBid.filter((share) => share === 1).length;
  const halfway = front.find(({ choice: { value } }) => value >= 0.9 * choice.value);
  const teams = choice.bids.filter((bid) => present(portfolio.bids[bid]).members.length > 1).length;
  return [
    `${choice.bids.length} of ${portfolio.bids.length} bids, ${choice.value.toFixed(2)} of 100 for ${billions(choice.costUsdM)} billion dollars of ${portfolio.baseYear}; no choice is worth more than ${best.bound.toFixed(2)} (proven gap ${(100 * best.gap).toFixed(2)} %).`,
    ...(best.timeRanOut || front.some(({ timeRanOut }) => timeRanOut)
      ? ['The time limit was reached: another machine may find another answer.']
      : []),
    ...(blocking === undefined
      ? []
      : [
          `What stands in the way of most others: ${blocking.text} (${blocking.blocks} ${blocking.blocks === 1 ? 'bid' : 'bids'}).`,
        ]),
    ...(halfway === undefined || halfway.choice.costUsdM >= choice.costUsdM
      ? []
      : [`Nine tenths of that value are had for ${billions(halfway.choice.costUsdM)} billion.`]),
    ...(core.drawn > 0
      ? [
          `${sure} ${sure === 1 ? 'bid is' : 'bids are'} in every one of ${core.nearOptimal} nearly best choices; the rest depends on how capabilities are weighed.`,
        ]
      : []),
    ...(concentrated === null
      ? []
      : [
          `Concentration (HHI) ${concentrated.hhi.toFixed(0)}: as much as ${concentrated.effectiveVendors.toFixed(1)} equal firms.`,
        ]),
    ...(teams === 0
      ? []
      : [
          `${teams} chosen bids are teams: all of them stay together with a probability of ${percent(breakUp.noneBreaksProb)}; in the worst tenth of cases ${breakUp.worstTenthValue.toFixed(1)} is left of the value.`,
        ]),
  ];
}
