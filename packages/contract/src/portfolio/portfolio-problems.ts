import { isSaturating, membersOf, pairwiseWeights } from '@cupola/core/acquisition';
import type { Bid, Rule } from '@cupola/core/acquisition';
import { closest } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import type { BidFile } from './bid-schema.ts';
import type { PortfolioFile } from './portfolio-schema.ts';

/** Judgements in pairs are asked for again from here on. [Saaty-1980] */
const MOST_INCONSISTENT = 0.1;
const ROUNDING = 0.002;

/** What is wrong across the fields of a file, bids left aside. */
export function fileProblems(file: PortfolioFile): readonly Problem[] {
  const problems: Problem[] = [];
  const { capabilities, bids, bidsFile, generate } = file;
  const given = [bids, bidsFile, generate].filter((each) => each !== undefined).length;
  if (given !== 1)
    problems.push({
      path: '',
      value: null,
      expected: 'one of bids, bidsFile and generate',
      message: given === 0 ? 'there are no bids' : 'bids are given in more than one way',
    });
  if (bids?.length === 0)
    problems.push({ path: 'bids', value: bids, expected: 'at least one bid', message: 'there are no bids' });
  const ids = capabilities.map(({ id }) => id);
  ids.forEach((id, c) => {
    if (ids.indexOf(id) < c) problems.push(twice(`capabilities.${c}.id`, id));
  });
  capabilities.forEach(({ curve }, c) => {
    if (!isSaturating(curve))
      problems.push({
        path: `capabilities.${c}.curve`,
        value: curve,
        expected: 'levels rising from above 0, shares rising ever less steeply to 1 at the last',
        message: 'the curve does not saturate',
      });
  });
  return problems;
}

export function weightProblems({ capabilities, pairwiseWeights: judged }: PortfolioFile): readonly Problem[] {
  if (judged === undefined) {
    const missing = capabilities.flatMap(({ weight }, c) =>
      weight === undefined
        ? [
            {
              path: `capabilities.${c}.weight`,
              value: null,
              expected: 'a number from 0, or pairwiseWeights for all',
              message: '`weight` is missing',
            },
          ]
        : [],
    );
    const isNothing = capabilities.every(({ weight }) => weight === 0);
    return isNothing
      ? [
          {
            path: 'capabilities',
            value: null,
            expected: 'a weight above 0',
            message: 'nothing is worth anything',
          },
        ]
      : missing;
  }
  const path = 'pairwiseWeights';
  const order = capabilities.length;
  if (judged.length !== order || judged.some((row) => row.length !== order))
    return [
      {
        path,
        value: judged,
        expected: `${order} rows of ${order}, one a capability`,
        message: 'the judgements are no such square',
      },
    ];
  const uneven = judged.flatMap((row, i) =>
    row.flatMap((entry, j) =>
      j >= i && Math.abs(entry * (judged[j]?.[i] ?? 0) - 1) > ROUNDING * 10
        ? [
            {
              path: `${path}.${i}.${j}`,
              value: entry,
              expected: 'one over the judgement the other way round, 1 of a thing against itself',
              message: 'the two judgements of this pair do not agree',
            },
          ]
        : [],
    ),
  );
  if (uneven.length > 0) return uneven;
  if (order > MOST_PAIRWISE)
    return [
      {
        path,
        value: order,
        expected: `at most ${MOST_PAIRWISE} capabilities`,
        message: 'there are too many to judge in pairs',
      },
    ];
  const { consistencyRatio } = pairwiseWeights(judged);
  return consistencyRatio < MOST_INCONSISTENT
    ? []
    : [
        {
          path,
          value: Number(consistencyRatio.toFixed(3)),
          expected: `a consistency ratio below ${MOST_INCONSISTENT}`,
          message: 'the judgements contradict one another',
        },
      ];
}

const MOST_PAIRWISE = 15;

type PlacedBid = { readonly index: number; readonly bid: BidFile };

/** What is wrong about bids with the years, capabilities and firms, and about what rules say of them. */
export function bidProblems(file: PortfolioFile, bids: readonly PlacedBid[]): readonly Problem[] {
  const names = bids.map(({ bid }) => bid.id);
  const firms = new Set(file.members ?? bids.flatMap(({ bid }) => firmsOf(bid)));
  return [
    ...bids.flatMap(({ index, bid }) =>
      ownProblems(file, bid, file.members === undefined ? null : firms).map((problem) => ({
        ...problem,
        path: `bids.${index}.${problem.path}`,
      })),
    ),
    ...rulesProblems(file, names, firms),
  ];
}

/** What is wrong about how bids are called and call one another, whatever else is wrong with the file. */
export function nameProblems(bids: readonly PlacedBid[]): readonly Problem[] {
  const names = bids.map(({ bid }) => bid.id);
  return bids.flatMap(({ index, bid }, at) => {
    const problems: Problem[] = names.indexOf(bid.id) < at ? [twice('id', bid.id)] : [];
    const named = [
      ...bid.excludes.map((id, k) => [`excludes.${k}`, id] as const),
      ...bid.requires.map((id, k) => [`requires.${k}`, id] as const),
      ...bid.synergies.flatMap(({ with: others }, s) =>
        others.map((id, k) => [`synergies.${s}.with.${k}`, id] as const),
      ),
    ];
    for (const [path, id] of named) {
      if (id === bid.id)
        problems.push({ path, value: id, expected: 'another bid', message: 'the bid names itself' });
      else if (!names.includes(id)) problems.push(unknown(path, 'bid', id, names));
    }
    return problems.map((problem) => ({ ...problem, path: `bids.${index}.${problem.path}` }));
  });
}

/** What is wrong about what rules say of notional bids. */
export function notionalProblems(file: PortfolioFile, bids: readonly Bid[]): readonly Problem[] {
  return rulesProblems(
    file,
    bids.map(({ id }) => id),
    new Set(membersOf(bids)),
  );
}

function rulesProblems(
  file: PortfolioFile,
  names: readonly string[],
  firms: ReadonlySet<string>,
): readonly Problem[] {
  return file.rules.flatMap((rule, r) => ruleProblems(file, rule, names, firms, `rules.${r}`));
}

function ownProblems(
  { capabilities, firstFiscalYear, budget }: PortfolioFile,
  bid: BidFile,
  firms: ReadonlySet<string> | null,
): Problem[] {
  const problems: Problem[] = [];
  const lastYear = firstFiscalYear + budget.byYearUsdM.length - 1;
  const capabilityIds = capabilities.map(({ id }) => id);
  for (const [year, usdM] of Object.entries(bid.costUsdM)) {
    if (!/^\d{4}$/.test(year) || Number(year) < firstFiscalYear || Number(year) > lastYear)
      problems.push({
        path: `costUsdM.${year}`,
        value: usdM,
        expected: `a fiscal year from ${firstFiscalYear} to ${lastYear}`,
        message: `the payment in ${year} is outside the budget`,
      });
  }
  if (Object.keys(bid.costUsdM).length === 0)
    problems.push({
      path: 'costUsdM',
      value: bid.costUsdM,
      expected: 'a price in at least one fiscal year',
      message: 'the price is missing',
    });
  for (const id of Object.keys(bid.gives))
    if (!capabilityIds.includes(id)) problems.push(unknown(`gives.${id}`, 'capability', id, capabilityIds));
  if (typeof bid.members !== 'string') {
    const all = Object.values(bid.members).reduce((sum, share) => sum + share, 0);
    if (Math.abs(all - 1) > ROUNDING)
      problems.push({
        path: 'members',
        value: bid.members,
        expected: 'shares that add up to 1',
        message: `the shares of the work add up to ${Number(all.toFixed(4))}`,
      });
  }
  if (firms !== null)
    for (const firm of firmsOf(bid))
      if (!firms.has(firm)) problems.push(unknown('members', 'member', firm, [...firms]));
  if (bid.breakUpProb > 0 && firmsOf(bid).length < 2)
    problems.push({
      path: 'breakUpProb',
      value: bid.breakUpProb,
      expected: '0 for a single firm',
      message: 'one firm is no team that could break up',
    });
  for (const { adds } of bid.synergies)
    for (const id of Object.keys(adds))
      if (!capabilityIds.includes(id)) problems.push(unknown('synergies', 'capability', id, capabilityIds));
  return problems;
}

function ruleProblems(
  { capabilities }: PortfolioFile,
  rule: Rule,
  names: readonly string[],
  firms: ReadonlySet<string>,
  path: string,
): readonly Problem[] {
  const ids = capabilities.map(({ id }) => id);
  const problems: Problem[] = [];
  if ('capability' in rule && !ids.includes(rule.capability))
    problems.push(unknown(`${path}.capability`, 'capability', rule.capability, ids));
  if ('member' in rule && rule.member !== 'any' && !firms.has(rule.member))
    problems.push(unknown(`${path}.member`, 'member', rule.member, [...firms]));
  if ('bid' in rule && !names.includes(rule.bid))
    problems.push(unknown(`${path}.bid`, 'bid', rule.bid, names));
  if (rule.kind === 'at-most-of')
    rule.bids.forEach((id, k) => {
      if (!names.includes(id)) problems.push(unknown(`${path}.bids.${k}`, 'bid', id, names));
    });
  if (rule.kind === 'count' && rule.least > rule.most)
    problems.push({
      path,
      value: rule,
      expected: 'least at most most',
      message: 'the two ends are the wrong way round',
    });
  return problems;
}

function firmsOf({ members }: BidFile): readonly string[] {
  return typeof members === 'string' ? [members] : Object.keys(members);
}

function unknown(path: string, what: string, id: string, known: readonly string[]): Problem {
  const meant = closest(id, known);
  return {
    path,
    value: id,
    expected: `the id of a ${what}`,
    message: `there is no ${what} "${id}"${meant === null ? '' : `; did you mean "${meant}"?`}`,
  };
}

function twice(path: string, id: string): Problem {
  return { path, value: id, expected: 'an id of its own', message: `the id "${id}" is taken twice` };
}
