import { unreachable } from '../../foundation/index.ts';
import type { PortfolioCase, Rule } from './portfolio-case.ts';

/** Anything that a choice has to keep to, with a name and in words. */
export type Constraint = {
  /** Unique in its case. */
  readonly id: string;
  readonly text: string;
} & (
  | { readonly kind: 'budget' }
  | { readonly kind: 'budget-of-year'; readonly year: number }
  | { readonly kind: 'need'; readonly capability: number }
  | { readonly kind: 'excludes'; readonly bid: number; readonly other: number }
  | { readonly kind: 'requires'; readonly bid: number; readonly other: number }
  | { readonly kind: 'rule'; readonly rule: Rule }
);

/** Everything a choice of the case has to keep to: budgets, needs, rules, and what bids say of one another. */
export function constraintsOf(each: PortfolioCase): readonly Constraint[] {
  const { bids, capabilities, budgetByYearUsdM, rules, firstFiscalYear, robustness } = each;
  const indexOf = new Map(bids.map(({ id }, index) => [id, index]));
  const protectedBy =
    robustness.dearerBids > 0 ? `, with the ${robustness.dearerBids} worst of the bids dearer` : '';
  const brokenBy = robustness.brokenTeams > 0 ? `, with ${robustness.brokenTeams} team(s) broken up` : '';
  const pairs = (kind: 'excludes' | 'requires'): readonly Constraint[] =>
    bids.flatMap((bid, index) =>
      bid[kind].flatMap((otherId) => {
        const other = indexOf.get(otherId);
        if (other === undefined) return [];
        // Two bids may both say that they exclude each other.
        if (kind === 'excludes' && other < index && bids[other]?.excludes.includes(bid.id) === true)
          return [];
        const text = `${bid.id} ${kind} ${otherId}`;
        return [{ id: `${kind}:${bid.id}:${otherId}`, text, kind, bid: index, other }];
      }),
    );
  return [
    { id: 'budget', text: `budget of ${each.budgetUsdM} USD M in all${protectedBy}`, kind: 'budget' },
    ...budgetByYearUsdM.map((usdM, year): Constraint => {
      const fiscalYear = firstFiscalYear + year;
      return {
        id: `budget:${fiscalYear}`,
        text: `budget of ${usdM} USD M in fiscal year ${fiscalYear}`,
        kind: 'budget-of-year',
        year,
      };
    }),
    ...capabilities.flatMap(({ id, need }, capability): readonly Constraint[] =>
      need > 0
        ? [{ id: `need:${id}`, text: `${id} of at least ${need}${brokenBy}`, kind: 'need', capability }]
        : [],
    ),
    ...rules.map((rule, index): Constraint => ({
      id: `rule:${index + 1}:${rule.kind}`,
      text: ruleText(rule, robustness.lateBids),
      kind: 'rule',
      rule,
    })),
    ...pairs('excludes'),
    ...pairs('requires'),
  ];
}

function ruleText(rule: Rule, lateBids: number): string {
  switch (rule.kind) {
    case 'dual-source':
      return `${rule.capability} of at least ${rule.keeps} without any one member`;
    case 'distinct-members':
      return `at least ${rule.least} members behind ${rule.capability}`;
    case 'member-share':
      return `${rule.member === 'any' ? 'no member' : `${rule.member} not`} above ${percentText(rule.most)} of the money`;
    case 'concentration':
      return `concentration (HHI) of at most ${rule.mostHhi}`;
    case 'bids-of-member':
      return `${rule.member === 'any' ? 'no member' : `${rule.member} not`} in more than ${rule.most} chosen bids`;
    case 'small-business':
      return `at least ${percentText(rule.leastShare)} of the money to small businesses`;
    case 'mean-risk':
      return `mean risk by price of at most ${rule.most}`;
    case 'lowest-trl':
      return `no bid below readiness level ${rule.least}`;
    case 'fielded-by':
      return `${rule.capability} of at least ${rule.level} within ${rule.months} months${lateBids > 0 ? `, with ${lateBids} bid(s) late` : ''}`;
    case 'count':
      return `${rule.least} to ${rule.most} bids`;
    case 'at-most-of':
      return `at most ${rule.most} of ${rule.bids.join(', ')}`;
    case 'chosen':
      return `${rule.bid} is chosen`;
    case 'left-out':
      return `${rule.bid} is left out`;
    default:
      return unreachable(rule);
  }
}

function percentText(share: number): string {
  return `${Number((100 * share).toPrecision(4))} %`;
}
