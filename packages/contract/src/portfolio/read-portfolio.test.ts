import { bidsCsv } from './write-bids.ts';
import { readPortfolio } from './read-portfolio.ts';
import type { ReadPortfolio } from './read-portfolio.ts';
import { describe, expect, it } from 'vitest';

const HEAD = `portfolio: 1
title: A case
currency: USD M
baseYear: 2026
firstFiscalYear: 2027
budget: { totalUsdM: 100, byYearUsdM: [60, 60] }
capabilities:
  - { id: track, weight: 3, need: 5, curve: [[10, 0.6], [20, 1]] }
  - { id: ground, weight: 1, curve: [[10, 1]] }
`;
const BIDS = `bids:
  - { id: a, members: { one: 0.6, two: 0.4 }, costUsdM: { 2027: 30 }, gives: { track: 8 }, risk: 0.2, trl: 6, monthsToField: 24, breakUpProb: 0.1 }
  - { id: b, members: three, costUsdM: { 2027: 10, 2028: 20 }, gives: { track: 4, ground: 6 }, risk: 0.4, trl: 5, monthsToField: 30, requires: [a], synergies: [{ with: [a], adds: { ground: 2 } }] }
`;
const GOOD = HEAD + BIDS;

function read(
  text: string,
  settings: readonly string[] = [],
  beside: Readonly<Record<string, string>> = {},
): ReadPortfolio {
  const outcome = readPortfolio(text, settings, (file) => beside[file] ?? null);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

function problemsOf(text: string, beside: Readonly<Record<string, string>> = {}): readonly string[] {
  const outcome = readPortfolio(text, [], (file) => beside[file] ?? null);
  return outcome.ok
    ? []
    : outcome.problems.map(({ path, line, file }) => `${file ?? ''}:${line ?? '-'} ${path}`);
}

describe('a portfolio file', () => {
  it('has bids in order of id, money by fiscal year, and weights that add up to 1', () => {
    const { portfolio, answer } = read(GOOD);
    expect(portfolio.bids.map(({ costByYearUsdM }) => costByYearUsdM)).toEqual([
      [30, 0],
      [10, 20],
    ]);
    expect(portfolio.capabilities.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
    expect(portfolio.bids[1]?.members).toEqual([{ member: 'three', share: 1 }]);
    expect(answer).toMatchObject({ gap: 0.005, frontPoints: 20 });
  });

  it('comes back from CSV as it was, quoted titles and all', () => {
    const text = GOOD.replace('{ id: a,', '{ id: a, title: "A, \\"first\\" bid",');
    const { portfolio } = read(text);
    const again = read(`${HEAD}bidsFile: bids.csv\n`, [], { 'bids.csv': bidsCsv(portfolio) });
    expect(again.portfolio).toEqual(portfolio);
  });

  it('draws notional bids, the same ones again, which come back from CSV too', () => {
    const text = `${HEAD}generate: { seed: 3, count: 40 }\n`;
    const { portfolio } = read(text);
    expect(portfolio).toMatchObject({ isSynthetic: true, bids: { length: 40 } });
    expect(read(text).portfolio).toEqual(portfolio);
    const again = read(`${HEAD}bidsFile: x.csv\n`, [], { 'x.csv': bidsCsv(portfolio) }).portfolio;
    expect(again.bids.map(({ gives, members, excludes }) => ({ gives, members, excludes }))).toEqual(
      portfolio.bids.map(({ gives, members, excludes }) => ({ gives, members, excludes })),
    );
    expect(read(text, ['generate.seed=4']).portfolio.bids).not.toEqual(portfolio.bids);
  });

  it('takes weights from judgements in pairs that agree with one another', () => {
    const judged = GOOD.replace('weight: 3, ', '').replace('weight: 1, ', '');
    expect(read(`${judged}pairwiseWeights: [[1, 3], [0.3333, 1]]\n`)).toMatchObject({
      weighing: { kind: 'pairwise' },
      portfolio: { capabilities: [{ weight: expect.closeTo(0.75, 3) }, {}] },
    });
  });

  it.each<[string, string, string]>([
    ['no currency', GOOD.replace('currency: USD M\n', ''), ':1 currency'],
    ['no base year', GOOD.replace('baseYear: 2026\n', ''), ':1 baseYear'],
    [
      'a doubled id',
      GOOD.replace('id: b', 'id: a').replace(
        'requires: [a], synergies: [{ with: [a], adds: { ground: 2 } }] ',
        '',
      ),
      ':12 bids.1.id',
    ],
    ['a negative price', GOOD.replace('2027: 30', '2027: -30'), ':11 bids.0.costUsdM.2027'],
    ['a payment outside the years', GOOD.replace('2027: 30', '2031: 30'), ':11 bids.0.costUsdM.2031'],
    ['shares that do not add up', GOOD.replace('two: 0.4', 'two: 0.3'), ':11 bids.0.members'],
    [
      'a required bid that is not there',
      GOOD.replace('requires: [a]', 'requires: [c]'),
      ':12 bids.1.requires.0',
    ],
    [
      'a capability that is not there',
      GOOD.replace('gives: { track: 8 }', 'gives: { trakc: 8 }'),
      ':11 bids.0.gives.trakc',
    ],
    ['a member that is not listed', `${GOOD}members: [one, two]\n`, ':12 bids.1.members'],
    [
      'one firm that breaks up',
      GOOD.replace('monthsToField: 30', 'monthsToField: 30, breakUpProb: 0.1'),
      ':12 bids.1.breakUpProb',
    ],
    ['a curve that does not saturate', GOOD.replace('[10, 0.6]', '[10, 0.2]'), ':8 capabilities.0.curve'],
    [
      'judgements that contradict one another',
      `${GOOD}pairwiseWeights: [[1, 3], [3, 1]]\n`,
      ':13 pairwiseWeights.0.1',
    ],
    ['a rule about a bid that is not there', `${GOOD}rules: [{ kind: chosen, bid: z }]\n`, ':13 rules.0.bid'],
    ['no bids', HEAD, ':- '],
    ['bids twice over', `${GOOD}generate: { seed: 1 }\n`, ':- '],
    ['a file that is not there', `${HEAD}bidsFile: none.csv\n`, ':- bidsFile'],
  ])('is refused for %s', (_, text, expected) => {
    expect(problemsOf(text)).toContain(expected);
  });

  it('is refused for contradictory judgements of three, by their consistency', () => {
    const three = `${GOOD.replace('bids:\n', '  - { id: launch, weight: 1, curve: [[10, 1]] }\nbids:\n')}pairwiseWeights: [[1, 5, 0.2], [0.2, 1, 5], [5, 0.2, 1]]\n`;
    expect(problemsOf(three)).toEqual([':14 pairwiseWeights']);
  });

  it('is refused for a file of bids that holds none', () => {
    for (const [name, text] of [
      ['bids.csv', 'id,members\n'],
      ['bids.yaml', '[]\n'],
    ] as const)
      expect(problemsOf(`${HEAD}bidsFile: ${name}\n`, { [name]: text })).toEqual([`${name}:- `]);
  });

  it('is refused for a missing year and for bids that name nobody, at once', () => {
    const text = GOOD.replace('baseYear: 2026\n', '').replace('requires: [a]', 'requires: [c]');
    expect(problemsOf(text)).toEqual([':1 baseYear', ':11 bids.1.requires.0']);
  });

  it('is refused for several things at once, with lines of the file of bids', () => {
    const csv =
      'id,members,cost_2027,gives_track,risk,trl,monthsToField\na,one,-5,1,0.5,5,10\nb,one,5,1,2,5,10\na,one,5,1,0.5,5\n';
    expect(problemsOf(`${HEAD}bidsFile: bids.csv\n`, { 'bids.csv': csv })).toEqual([
      'bids.csv:4 ',
      'bids.csv:2 bids.0.costUsdM.2027',
      'bids.csv:3 bids.1.risk',
    ]);
  });
});
