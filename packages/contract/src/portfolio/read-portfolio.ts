import { notionalBids, pairwiseWeights } from '@cupola/core/acquisition';
import type { Bid, Capability, PortfolioCase } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { plainIssues, problemsFromIssues } from '../scenario/issues.ts';
import { applySettings } from '../scenario/settings.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';
import { bidSchema } from './bid-schema.ts';
import type { BidFile } from './bid-schema.ts';
import {
  bidProblems,
  fileProblems,
  nameProblems,
  notionalProblems,
  weightProblems,
} from './portfolio-problems.ts';
import { portfolioSchema } from './portfolio-schema.ts';
import type { AnswerLimits, PortfolioFile } from './portfolio-schema.ts';
import { readBidsFile } from './read-bids.ts';
import type { RawBids } from './read-bids.ts';

export interface ReadPortfolio {
  readonly portfolio: PortfolioCase;
  readonly answer: AnswerLimits;
  /** How weights came about. */
  readonly weighing:
    | { readonly kind: 'stated' }
    | { readonly kind: 'pairwise'; readonly consistencyRatio: number };
}

export type PortfolioOutcome =
  | ({ readonly ok: true } & ReadPortfolio)
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a portfolio file.
 *
 * @param text - YAML.
 * @param settings - `path=value`, put in before anything is checked.
 * @param textBeside - Text of a file named in it, null when there is none.
 * @returns The case, or every problem at once.
 */
export function readPortfolio(
  text: string,
  settings: readonly string[],
  textBeside: (file: string) => string | null,
): PortfolioOutcome {
  const yaml = yamlText(text);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const settingProblems = applySettings(yaml.document, settings);
  const raw = plainValue(yaml.document);
  const result = portfolioSchema().safeParse(raw);
  const own = result.success ? fileProblems(result.data) : problemsFromIssues(result.error.issues, raw);
  const inline = inlineBids(raw);
  const beside = result.success ? besideBids(result.data, textBeside) : null;
  const bids = readBids(beside ?? inline);
  const made = result.success ? madeBids(result.data) : null;
  const across = result.success
    ? [
        ...weightProblems(result.data),
        ...(made === null ? bidProblems(result.data, bids.files) : notionalProblems(result.data, made)),
      ]
    : [];
  const acrossBids = across.filter(({ path }) => path.startsWith('bids.'));
  const acrossFile = across.filter(({ path }) => !path.startsWith('bids.'));
  const bidFaults = [...bids.problems, ...nameProblems(bids.files), ...acrossBids];
  const problems = [
    ...settingProblems,
    ...inLineOrder([...own, ...acrossFile, ...(beside === null ? bidFaults : [])], yaml),
    ...(beside === null ? [] : [...beside.problems, ...beside.placed(bidFaults)]),
  ];
  if (!result.success || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    ...portfolioOf(result.data, made ?? bids.files.map(({ bid }) => bidOf(bid, result.data)), made !== null),
  };
}

function inlineBids(raw: unknown): RawBids {
  const bids: unknown = typeof raw === 'object' && raw !== null && 'bids' in raw ? raw.bids : [];
  return { bids: Array.isArray(bids) ? bids : [], problems: [], placed: (problems) => problems };
}

function besideBids(
  { bidsFile }: PortfolioFile,
  textBeside: (file: string) => string | null,
): RawBids | null {
  if (bidsFile === undefined) return null;
  const text = textBeside(bidsFile);
  if (text !== null) {
    const read = readBidsFile(text, bidsFile);
    if (read.bids.length > 0 || read.problems.length > 0) return read;
    const none = { path: '', value: null, expected: 'at least one bid', message: 'there are no bids' };
    return { ...read, problems: [{ ...none, file: bidsFile }] };
  }
  const problem = {
    path: 'bidsFile',
    value: bidsFile,
    expected: 'a file beside this one',
    message: 'there is no such file',
  };
  return { bids: [], problems: [problem], placed: (problems) => problems };
}

interface CheckedBids {
  /** Of those that could be read, with their places. */
  readonly files: readonly { readonly index: number; readonly bid: BidFile }[];
  readonly problems: readonly Problem[];
}

/** As many as a solver can be asked about. */
const MOST_BIDS = 2000;

function readBids({ bids }: RawBids): CheckedBids {
  const schema = bidSchema();
  const problems: Problem[] = [];
  if (bids.length > MOST_BIDS) {
    const expected = `at most ${MOST_BIDS} bids`;
    const problem = { path: 'bids', value: bids.length, expected, message: 'there are too many bids' };
    return { files: [], problems: [problem] };
  }
  const files = bids.flatMap((raw, index) => {
    const result = schema.safeParse(raw);
    if (result.success) return [{ index, bid: result.data }];
    const prefix = `bids.${index}`;
    for (const problem of problemsFromIssues(plainIssues(result.error.issues), raw))
      problems.push({ ...problem, path: problem.path === '' ? prefix : `${prefix}.${problem.path}` });
    return [];
  });
  return { files, problems };
}

/** Null where bids are given. */
function madeBids({ generate, budget, capabilities }: PortfolioFile): readonly Bid[] | null {
  if (generate === undefined) return null;
  const years = budget.byYearUsdM.length;
  return notionalBids({ ...generate, years, capabilityCount: capabilities.length });
}

function portfolioOf(file: PortfolioFile, bids: readonly Bid[], isSynthetic: boolean): ReadPortfolio {
  const { budget, capabilities } = file;
  const judged = file.pairwiseWeights === undefined ? null : pairwiseWeights(file.pairwiseWeights);
  const stated = judged?.weights ?? capabilities.map(({ weight = 0 }) => weight);
  const all = stated.reduce((sum, weight) => sum + weight, 0);
  return {
    portfolio: {
      title: file.title,
      isSynthetic,
      baseYear: file.baseYear,
      firstFiscalYear: file.firstFiscalYear,
      seed: file.seed,
      budgetUsdM: budget.totalUsdM,
      budgetByYearUsdM: budget.byYearUsdM,
      bids: bids.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      capabilities: capabilities.map(({ id, title = id, need, curve }, c): Capability => ({
        id,
        title,
        need,
        curve,
        weight: (stated[c] ?? 0) / all,
      })),
      rules: file.rules,
      robustness: file.robustness,
    },
    answer: file.answer,
    weighing:
      judged === null ? { kind: 'stated' } : { kind: 'pairwise', consistencyRatio: judged.consistencyRatio },
  };
}

function bidOf(bid: BidFile, { capabilities, firstFiscalYear, budget }: PortfolioFile): Bid {
  const byCapability = (amounts: Readonly<Record<string, number>>): readonly number[] =>
    capabilities.map(({ id }) => amounts[id] ?? 0);
  const { members } = bid;
  return {
    id: bid.id,
    title: bid.title ?? bid.id,
    members:
      typeof members === 'string'
        ? [{ member: members, share: 1 }]
        : Object.entries(members).map(([member, share]) => ({ member, share })),
    costByYearUsdM: budget.byYearUsdM.map((_, year) => bid.costUsdM[String(firstFiscalYear + year)] ?? 0),
    gives: byCapability(bid.gives),
    risk: bid.risk,
    trl: bid.trl,
    monthsToField: bid.monthsToField,
    isSmallBusiness: bid.smallBusiness,
    excludes: bid.excludes,
    requires: bid.requires,
    synergies: bid.synergies.map((synergy) => ({ withBids: synergy.with, adds: byCapability(synergy.adds) })),
    growthShare: bid.growthShare,
    slipMonths: bid.slipMonths,
    breakUpProb: bid.breakUpProb,
  };
}
