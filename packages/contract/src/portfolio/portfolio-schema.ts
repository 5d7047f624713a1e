import type { Rule } from '@cupola/core/acquisition';
import { z } from 'zod';
import { exactly, knownId, numberBetween, text, wholeNumberBetween } from '../scenario/fields.ts';
import { bidId, ids } from './bid-schema.ts';

/** A portfolio file with its defaults; rules across fields are not checked yet, bids not yet read. */
export interface PortfolioFile {
  readonly portfolio: 1;
  readonly title: string;
  readonly currency: 'USD M';
  readonly baseYear: number;
  readonly firstFiscalYear: number;
  readonly seed: number;
  readonly budget: { readonly totalUsdM: number; readonly byYearUsdM: readonly number[] };
  readonly capabilities: readonly CapabilityFile[];
  readonly pairwiseWeights?: readonly (readonly number[])[];
  readonly rules: readonly Rule[];
  readonly robustness: {
    readonly dearerBids: number;
    readonly lateBids: number;
    readonly brokenTeams: number;
  };
  readonly members?: readonly string[];
  /** Of these three one is given. */
  readonly bids?: readonly unknown[];
  readonly bidsFile?: string;
  readonly generate?: { readonly seed: number; readonly count: number };
  readonly answer: AnswerLimits;
}

/** How near to the best an answer has to be, and how much is told. */
export interface AnswerLimits {
  readonly gap: number;
  readonly frontGap: number;
  readonly frontPoints: number;
  /** Weights drawn near the stated ones, each with its own best choice; for the core index. */
  readonly coreWeights: number;
  /** By how much a drawn weight may differ, as a share of it. */
  readonly weightSpread: number;
  /** What counts as nearly the best, as a share of the value. */
  readonly nearOptimal: number;
  readonly breakUpDraws: number;
  /** Of each single programme. An answer that needed it depends on the machine, and says so. */
  readonly timeLimitS: number;
}

export interface CapabilityFile {
  readonly id: string;
  readonly title?: string;
  readonly weight?: number;
  readonly need: number;
  readonly curve: readonly (readonly [number, number])[];
}

const HIGHEST = 1e9;

export function portfolioSchema(): z.ZodType<PortfolioFile> {
  const fiscalYear = wholeNumberBetween(1990, 2100);
  const level = numberBetween(0, HIGHEST);
  const usdM = numberBetween(0, HIGHEST);
  const few = wholeNumberBetween(0, 50).default(0);
  const seed = wholeNumberBetween(0, Number.MAX_SAFE_INTEGER);
  const corner = z.tuple([level, numberBetween(0, 1)], { error: '[level, share], the share from 0 to 1' });
  return exactly({
    portfolio: z.literal(1, { error: '1, the version of the format' }),
    title: text('a title'),
    currency: z.literal('USD M', { error: 'USD M, the currency of all money in the file' }),
    baseYear: fiscalYear.describe('Year of the dollars'),
    firstFiscalYear: fiscalYear.describe('First fiscal year of the budget'),
    seed: seed.default(1),
    budget: exactly({
      totalUsdM: usdM,
      byYearUsdM: z.array(usdM, { error: 'a list of budgets, one a fiscal year' }).min(1).max(40),
    }),
    capabilities: z
      .array(
        exactly({
          id: bidId(),
          title: z.exactOptional(text('a title')),
          weight: z.exactOptional(level),
          need: level.default(0),
          curve: z.array(corner, { error: 'a list of corners [level, share]' }).min(1).max(20),
        }),
        { error: 'a list of capabilities' },
      )
      .min(1, { error: 'at least one capability' })
      .max(60),
    pairwiseWeights: z.exactOptional(
      z.array(z.array(numberBetween(1 / 9, 9), { error: 'a row of judgements' }), {
        error: 'a square of judgements, one row a capability',
      }),
    ),
    rules: z.array(ruleSchema(), { error: 'a list of rules' }).default([]),
    robustness: exactly({ dearerBids: few, lateBids: few, brokenTeams: few }).prefault({}),
    members: z.exactOptional(z.array(text('a firm'), { error: 'a list of firms' })),
    bids: z.exactOptional(z.array(z.unknown(), { error: 'a list of bids' })),
    bidsFile: z.exactOptional(text('a CSV or YAML file of bids')),
    generate: z.exactOptional(exactly({ seed, count: wholeNumberBetween(1, 2000).default(180) })),
    answer: exactly({
      gap: numberBetween(0, 0.5).default(0.005),
      frontGap: numberBetween(0, 0.5).default(0.01),
      frontPoints: wholeNumberBetween(0, 200).default(20),
      coreWeights: wholeNumberBetween(0, 500).default(20),
      weightSpread: numberBetween(0, 0.9).default(0.3),
      nearOptimal: numberBetween(0, 0.5).default(0.02),
      breakUpDraws: wholeNumberBetween(100, 100_000).default(2000),
      timeLimitS: numberBetween(0.1, 86_400).default(120),
    }).prefault({}),
  });
}

function ruleSchema(): z.ZodType<Rule> {
  const share = numberBetween(0, 1);
  const level = numberBetween(0, HIGHEST);
  const count = wholeNumberBetween(0, 10_000);
  const capability = knownId('capability', []);
  const member = text('a firm, or any');
  return z.discriminatedUnion(
    'kind',
    [
      exactly({
        kind: z.literal('dual-source'),
        capability,
        keeps: numberBetween(Number.MIN_VALUE, HIGHEST),
      }),
      exactly({ kind: z.literal('distinct-members'), capability, least: count }),
      exactly({ kind: z.literal('member-share'), member: member.default('any'), most: share }),
      exactly({ kind: z.literal('concentration'), mostHhi: numberBetween(1, 10_000) }),
      exactly({ kind: z.literal('bids-of-member'), member: member.default('any'), most: count }),
      exactly({ kind: z.literal('small-business'), leastShare: share }),
      exactly({ kind: z.literal('mean-risk'), most: share }),
      exactly({ kind: z.literal('lowest-trl'), least: wholeNumberBetween(1, 9) }),
      exactly({ kind: z.literal('fielded-by'), capability, months: numberBetween(0, 600), level }),
      exactly({ kind: z.literal('count'), least: count.default(0), most: count.default(10_000) }),
      exactly({ kind: z.literal('at-most-of'), bids: ids(), most: count }),
      exactly({ kind: z.literal('chosen'), bid: bidId() }),
      exactly({ kind: z.literal('left-out'), bid: bidId() }),
    ],
    { error: `one of the kinds ${RULE_KINDS.join(', ')}` },
  );
}

const RULE_KINDS: readonly Rule['kind'][] = [
  'dual-source',
  'distinct-members',
  'member-share',
  'concentration',
  'bids-of-member',
  'small-business',
  'mean-risk',
  'lowest-trl',
  'fielded-by',
  'count',
  'at-most-of',
  'chosen',
  'left-out',
];
