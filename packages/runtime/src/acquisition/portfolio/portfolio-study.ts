import {
  bidScores,
  breakUpRisk,
  brokenBy,
  constraintsOf,
  dominatedBy,
  whyNot,
} from '@cupola/core/acquisition';
import type {
  BidScore,
  BreakUpRisk,
  Choice,
  Constraint,
  PortfolioCase,
  WhyNot,
} from '@cupola/core/acquisition';
import { assert } from '@cupola/core/foundation';
import type { ReadPortfolio } from '@cupola/contract';
import { provenanceOf } from '../../mission/provenance.ts';
import type { Provenance } from '../../page/reproduction.ts';
import type { SolveProgress, Solver } from '../../solver/solver.ts';
import { bestPortfolio } from './best-portfolio.ts';
import type { Found } from './best-portfolio.ts';
import { conflictAmong } from './conflict.ts';
import type { Conflict } from './conflict.ts';
import { coreIndex } from './core-index.ts';
import type { CoreIndex } from './core-index.ts';
import { frontOf } from './front.ts';
import type { FrontPoint } from './front.ts';

/** A bid taken in or thrown out by force, and what is best then. */
export interface ForcedChoice {
  readonly bid: number;
  readonly forced: 'in' | 'out';
  /** Null when nothing keeps everything then. */
  readonly best: Found | null;
}

/** The best bids, and why. */
export interface PortfolioStudy extends ReadPortfolio {
  readonly constraints: readonly Constraint[];
  readonly best: Found;
  readonly front: readonly FrontPoint[];
  readonly core: CoreIndex;
  readonly whyNot: readonly WhyNot[];
  readonly scores: readonly BidScore[];
  readonly dominatedBy: readonly (readonly string[])[];
  readonly breakUp: BreakUpRisk;
  readonly forced: readonly ForcedChoice[];
  readonly provenance: Provenance;
}

export type PortfolioResult =
  | { readonly kind: 'study'; readonly study: PortfolioStudy }
  /** No choice keeps everything; these cannot be kept together. */
  | { readonly kind: 'impossible'; readonly conflict: Conflict<Constraint> }
  /** The time ran out before a choice was found that keeps everything. */
  | { readonly kind: 'nothing-found' };

/** What is told on the way. */
export type PortfolioEvent =
  | ({ readonly kind: 'bound' } & SolveProgress)
  | { readonly kind: 'answer'; readonly found: Found }
  | { readonly kind: 'front'; readonly index: number; readonly point: FrontPoint }
  | { readonly kind: 'weights'; readonly done: number; readonly all: number }
  | { readonly kind: 'conflict'; readonly left: number };

export interface PortfolioQuestion extends ReadPortfolio {
  /** Bids about which it is asked what is best with, or without, them. */
  readonly why: readonly number[];
  readonly command: string;
  /** Programmes solved at once. */
  readonly workers: number;
}

/** A first answer comes at this gap, when a closer one is asked for. */
const FIRST_GAP = 0.01;
/** Of each programme of the front: what stops a hard one, on every machine at the same place; its gap tells. */
export const FRONT_NODES = 500;
/** Of each question of the search for a conflict. */
const CONFLICT_TIME_S = 20;

export async function performPortfolio(
  question: PortfolioQuestion,
  solver: Solver,
  onEvent: (event: PortfolioEvent) => void,
): Promise<PortfolioResult> {
  const { portfolio: each, answer, weighing, why, command, workers } = question;
  const constraints = constraintsOf(each);
  const limits = { gap: answer.gap, timeS: answer.timeLimitS };
  const tell = (progress: SolveProgress): void => onEvent({ kind: 'bound', ...progress });
  const aim = { maximise: 'value', constraints, cuts: [] } as const;
  const first = await bestPortfolio(
    each,
    aim,
    solver,
    { ...limits, gap: Math.max(answer.gap, FIRST_GAP) },
    tell,
  );
  if (first.kind === 'impossible') {
    const conflict = await conflictOf(each, constraints, solver, onEvent);
    return { kind: 'impossible', conflict };
  }
  if (first.kind === 'nothing-found') return first;
  onEvent({ kind: 'answer', found: first });
  const found =
    first.gap <= answer.gap ? first : await closer(each, constraints, first, solver, limits, tell);
  if (found !== first) onEvent({ kind: 'answer', found });
  checkKept(each, constraints, found.choice);

  const frontLimits = { gap: answer.frontGap, nodes: FRONT_NODES, timeS: answer.timeLimitS };
  const front: FrontPoint[] = [];
  const plan = {
    each,
    constraints,
    best: found,
    cuts: found.cuts,
    points: answer.frontPoints,
    limits: frontLimits,
    ahead: workers,
  };
  for await (const point of frontOf(plan, solver)) {
    checkKept(each, constraints, point.choice);
    onEvent({ kind: 'front', index: front.length, point });
    front.push(point);
  }
  const best = settled(found, front.at(-1));
  const core = await coreIndex(
    {
      each,
      constraints,
      best: best.choice,
      cuts: best.cuts,
      draws: answer.coreWeights,
      weightSpread: answer.weightSpread,
      nearOptimal: answer.nearOptimal,
      limits: frontLimits,
    },
    solver,
    (done) => onEvent({ kind: 'weights', done, all: answer.coreWeights }),
  );
  const forced = await Promise.all(
    why.map((bid) => forcedChoice(each, constraints, best, bid, solver, limits)),
  );
  return {
    kind: 'study',
    study: {
      portfolio: each,
      answer,
      weighing,
      constraints,
      best,
      front,
      core,
      whyNot: whyNot(each, constraints, best.choice),
      scores: bidScores(each),
      dominatedBy: dominatedBy(each.bids),
      breakUp: breakUpRisk(each, best.choice.bids, answer.breakUpDraws),
      forced,
      provenance: provenanceOf(command),
    },
  };
}

/** The dear end of the front is the same question, and may have found as much for less. */
function settled(found: Found, last: FrontPoint | undefined): Found {
  if (last === undefined) return found;
  const { value, costUsdM } = last.choice;
  if (value < found.choice.value || costUsdM > found.choice.costUsdM) return found;
  const bound = Math.max(value, found.bound);
  return { ...found, choice: last.choice, bound, gap: value > 0 ? (bound - value) / value : 0 };
}

/** The answer to the gap that is asked for, never worse than the first one. */
async function closer(
  each: PortfolioCase,
  constraints: readonly Constraint[],
  first: Found,
  solver: Solver,
  limits: { readonly gap: number; readonly timeS: number },
  tell: (progress: SolveProgress) => void,
): Promise<Found> {
  const aim = { maximise: 'value', constraints, cuts: first.cuts } as const;
  const second = await bestPortfolio(each, aim, solver, limits, tell);
  if (second.kind !== 'found') return { ...first, timeRanOut: true };
  const better = second.choice.value >= first.choice.value ? second : first;
  const bound = Math.max(better.choice.value, Math.min(first.bound, second.bound));
  const gap = better.choice.value > 0 ? (bound - better.choice.value) / better.choice.value : 0;
  return { ...better, bound, gap, timeRanOut: second.timeRanOut };
}

async function forcedChoice(
  each: PortfolioCase,
  constraints: readonly Constraint[],
  best: Found,
  bid: number,
  solver: Solver,
  limits: { readonly gap: number; readonly timeS: number },
): Promise<ForcedChoice> {
  const isChosen = best.choice.bids.includes(bid);
  const id = each.bids[bid]?.id ?? '';
  const force: Constraint = {
    id: `forced:${id}`,
    text: `${id} is ${isChosen ? 'left out' : 'chosen'} by force`,
    kind: 'rule',
    rule: { kind: isChosen ? 'left-out' : 'chosen', bid: id },
  };
  const aim = { maximise: 'value', constraints: [...constraints, force], cuts: best.cuts } as const;
  const found = await bestPortfolio(each, aim, solver, limits);
  return { bid, forced: isChosen ? 'out' : 'in', best: found.kind === 'found' ? found : null };
}

async function conflictOf(
  each: PortfolioCase,
  constraints: readonly Constraint[],
  solver: Solver,
  onEvent: (event: PortfolioEvent) => void,
): Promise<Conflict<Constraint>> {
  return conflictAmong(constraints, async (left) => {
    onEvent({ kind: 'conflict', left: left.length });
    const aim = { maximise: 'nothing', constraints: left, cuts: [] } as const;
    const outcome = await bestPortfolio(each, aim, solver, { gap: 0, timeS: CONFLICT_TIME_S });
    return outcome.kind === 'nothing-found' ? null : outcome.kind === 'impossible';
  });
}

/** The programme and the count of what a choice comes to were written apart: they have to agree. */
function checkKept(each: PortfolioCase, constraints: readonly Constraint[], choice: Choice): void {
  const broken = brokenBy(each, constraints, choice);
  assert(broken.length === 0, `the chosen bids break ${broken.map(({ id }) => id).join(', ')}`);
}
