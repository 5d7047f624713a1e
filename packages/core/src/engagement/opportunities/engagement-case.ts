import { usFromS } from '../../foundation/index.ts';
import type { RandomStream } from '../../foundation/index.ts';
import { EARTH_ROTATION_RAD_PER_S } from '../../physics/index.ts';
import { LeakTally } from '../raid/leak-tally.ts';
import type { RaidLeak } from '../raid/leak-tally.ts';
import { orderSpans } from './commit-spans.ts';
import type { CommitSpan, OrderSpan } from './commit-spans.ts';
import { engagementPlan, leaksOf } from './engagement-plan.ts';
import type { Candidate, ShotTerms } from './engagement-plan.ts';
import { firstOrders } from './first-orders.ts';
import type { LaunchMoment } from './first-orders.ts';
import type { InterceptorPart } from './interceptor-part.ts';
import { MeetingFinder } from './meeting-finder.ts';
import type { TargetPath } from './target-path.ts';

/** A flight and when it was committed on. */
export interface CommittedTarget {
  readonly path: TargetPath;
  readonly commitments: readonly CommitSpan[];
  /** Does it count as a leak when it is not stopped? Others only draw shots. */
  readonly isCounted: boolean;
}

/** A second fleet against the flights of a run. */
export interface EngagementCase {
  readonly parts: readonly InterceptorPart[];
  readonly targets: readonly CommittedTarget[];
  /** From a commitment to the order at the satellite, s. */
  readonly delayS: number;
  /** For how long after that orders are given, s. */
  readonly orderWindowS: number;
  /** Last second of the clock. */
  readonly lastS: number;
  readonly terms: Omit<ShotTerms, 'killProbs'>;
}

/** What a case comes to at one launch moment. */
export interface CaseOutcome {
  /** Who can meet each target, in the order of the fleet. */
  readonly candidates: readonly (readonly Candidate[])[];
  readonly shots: readonly (readonly Candidate[])[];
  readonly leakProbs: readonly number[];
}

/** What it comes to over many launch moments. */
export interface CaseLeak {
  readonly leak: RaidLeak;
  /** Share of the counted targets, over all moments, that somebody can meet. */
  readonly inReachShare: number;
}

/** A case made ready to be asked at any launch moment. */
export class Engagement {
  readonly #case: EngagementCase;
  readonly spans: readonly (readonly OrderSpan[])[];
  /** [target][part]. */
  readonly #finders: readonly (readonly MeetingFinder[])[];
  /** Targets in the order in which they may be engaged. */
  readonly #order: readonly number[];

  constructor(engagementCase: EngagementCase) {
    const { targets, parts } = engagementCase;
    this.#case = engagementCase;
    this.spans = targets.map(({ commitments }) => orderSpans(commitments, engagementCase));
    this.#finders = targets.map(({ path }, target) =>
      this.spans[target]?.length === 0 ? [] : parts.map(({ law }) => new MeetingFinder(path, law)),
    );
    const firstS = (target: number): number => this.spans[target]?.[0]?.fromS ?? Number.POSITIVE_INFINITY;
    this.#order = [...targets.keys()].toSorted((a, b) => {
      const [one, other] = [firstS(a), firstS(b)];
      return one === other ? a - b : one - other;
    });
  }

  at(moment: LaunchMoment): CaseOutcome {
    const { parts, targets, terms } = this.#case;
    const candidates = this.#finders.map((finders, target) =>
      finders.flatMap((finder, part): readonly Candidate[] => {
        const own = parts[part];
        if (own === undefined) return [];
        const found = firstOrders(finder, own.ephemeris, own.ready, this.spans[target] ?? [], moment);
        return found.map((order) => ({ part, ...order }));
      }),
    );
    const killProbs = parts.map(({ killProb }) => killProb);
    const inOrder = engagementPlan(
      this.#order.map((target) => candidates[target] ?? []),
      { ...terms, killProbs },
    );
    const placeOf = new Map(this.#order.map((target, place) => [target, place]));
    const shots = targets.map((_, target) => inOrder.shots[placeOf.get(target) ?? -1] ?? []);
    const leakProbs = targets.map((_, target) => inOrder.leakProbs[placeOf.get(target) ?? -1] ?? 1);
    return { candidates, shots, leakProbs };
  }

  /** Over all moments, which weigh the same; null when no target counts. */
  over(moments: readonly LaunchMoment[]): CaseLeak | null {
    const counted = this.#case.targets.flatMap(({ isCounted }, target) => (isCounted ? [target] : []));
    if (counted.length === 0 || moments.length === 0) return null;
    const tally = new LeakTally(counted.length);
    let reached = 0;
    for (const moment of moments) {
      const { candidates, shots, leakProbs } = this.at(moment);
      const own = counted.map((target) => leakProbs[target] ?? 1).toSorted((a, b) => a - b);
      const fired = shots.reduce((sum, each) => sum + each.length, 0);
      tally.add(own.join(' '), () => leaksOf(own), fired);
      for (const target of counted) {
        reached += candidates[target]?.length === 0 ? 0 : 1;
      }
    }
    const asked = counted.length * moments.length;
    return { leak: tally.result(0), inReachShare: reached / asked };
  }
}

/** Launch moments that fall at random, evenly over a window after the epoch. */
export function launchMoments(stream: RandomStream, count: number, windowS: number): readonly LaunchMoment[] {
  return Array.from({ length: count }, (_, draw) => {
    const zeroUs = usFromS(Math.floor(windowS * stream.uniform(draw, 0)));
    return { zeroUs, earthRad: (EARTH_ROTATION_RAD_PER_S * zeroUs) / 1e6 };
  });
}
