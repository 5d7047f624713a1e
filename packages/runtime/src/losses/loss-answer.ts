import type { CustodyPhase } from '@cupola/core/custody';
import { forPhases } from '../summary/for-phases.ts';
import { rounded } from '../summary/statistics.ts';
import type { RunSummary } from '../summary/summary.ts';
import { intervalOf } from './interval.ts';
import type { Interval } from './interval.ts';

type ByPhase<T> = Readonly<Record<CustodyPhase, T>>;

/** What a number of lost satellites leaves, over all draws. Shares are means over the weapons of a run. */
export interface LossOutcome {
  /** Satellites lost at random. */
  readonly lost: number;
  readonly share: number;
  /** Share of each phase in which custody was held; null where nothing flew it. */
  readonly continuity: ByPhase<Interval | null>;
  /** Change of it against the first level, draw by draw: the same seed, events and noise. */
  readonly change: ByPhase<Interval | null>;
  /** Median error of the tracks, km. */
  readonly positionErrorKm: ByPhase<Interval | null>;
  readonly longestGapS: Interval | null;
  /** Share of the threats that were declared. */
  readonly declaredShare: Interval | null;
  readonly declaredAfterBurnoutS: Interval | null;
  /** Declarations of what is no threat, over all draws. */
  readonly declaredOthers: number;
}

/** Between which numbers of lost satellites custody of a phase falls under the continuity asked for. */
export interface Tolerance {
  /** The most at which it is still held on average, there and at all levels below; null when it is not held at the first. */
  readonly heldWith: number | null;
  /** The next one tried; null when it is held at all of them. */
  readonly fallsWith: number | null;
  /** Where a straight line between the two crosses the continuity. */
  readonly crossing: number | null;
}

export interface LossAnswer {
  readonly draws: number;
  readonly continuity: number;
  readonly satellites: number;
  readonly levels: readonly LossOutcome[];
  /** Null for a phase that nothing flew. */
  readonly tolerated: ByPhase<Tolerance | null>;
  readonly method: string;
}

/** The runs of one level, one per draw, in the order of the draws. */
export interface LevelRuns {
  readonly lost: number;
  readonly runs: readonly Pick<RunSummary, 'custody' | 'decision' | 'tracking'>[];
}

/** @param levels - By the number lost, ascending; each with the same draws. */
export function lossAnswer(levels: readonly LevelRuns[], continuity: number, satellites: number): LossAnswer {
  const first = levels[0]?.runs ?? [];
  const outcomes = levels.map(({ lost, runs }) => outcomeOf(lost, runs, first, satellites));
  return {
    draws: first.length,
    continuity,
    satellites,
    levels: outcomes,
    tolerated: forPhases((phase) => toleranceOf(outcomes, phase, continuity)),
    method:
      'Satellites are lost at random from all of the scenario, for the whole run; who is lost at one level is lost at the higher ones too. Each draw has a seed of its own, the same at all levels. ' +
      'Bands are 95 % intervals of Student over the draws.',
  };
}

function outcomeOf(
  lost: number,
  runs: LevelRuns['runs'],
  first: LevelRuns['runs'],
  satellites: number,
): LossOutcome {
  const shares = (phase: CustodyPhase) => runs.map(({ custody }) => custody.meanShare[phase]);
  return {
    lost,
    share: rounded(lost / satellites),
    continuity: forPhases((phase) => intervalOf(shares(phase), [0, 1])),
    change: forPhases((phase) =>
      intervalOf(
        shares(phase).map((share, draw) => {
          const before = first[draw]?.custody.meanShare[phase] ?? null;
          return share === null || before === null ? null : share - before;
        }),
        [-1, 1],
      ),
    ),
    positionErrorKm: forPhases((phase) =>
      intervalOf(
        runs.map(({ tracking }) => tracking.positionErrorKm[phase]),
        [0, Number.POSITIVE_INFINITY],
      ),
    ),
    longestGapS: intervalOf(
      runs.map(({ custody }) => custody.longestGapS),
      [0, Number.POSITIVE_INFINITY],
    ),
    declaredShare: intervalOf(
      runs.map(({ decision }) =>
        decision.threats === 0 ? null : decision.declaredThreats / decision.threats,
      ),
      [0, 1],
    ),
    declaredAfterBurnoutS: intervalOf(
      runs.map(({ decision }) => decision.medianDeclaredAfterBurnoutS),
      [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    ),
    declaredOthers: runs.reduce((sum, { decision }) => sum + decision.declaredOthers, 0),
  };
}

function toleranceOf(
  outcomes: readonly LossOutcome[],
  phase: CustodyPhase,
  continuity: number,
): Tolerance | null {
  const means = outcomes.map((outcome) => outcome.continuity[phase]?.mean ?? null);
  if (means.every((each) => each === null)) return null;
  const fails = means.findIndex((each) => each === null || each < continuity);
  if (fails < 0) return { heldWith: outcomes.at(-1)?.lost ?? null, fallsWith: null, crossing: null };
  const after = outcomes[fails];
  const before = outcomes[fails - 1];
  if (after === undefined || before === undefined) {
    return { heldWith: null, fallsWith: after?.lost ?? null, crossing: null };
  }
  const high = means[fails - 1] ?? continuity;
  const low = means[fails] ?? 0;
  const part = high === low ? 0 : (high - continuity) / (high - low);
  return {
    heldWith: before.lost,
    fallsWith: after.lost,
    crossing: Math.round(before.lost + part * (after.lost - before.lost)),
  };
}
