import { greedyPlan, optimalPlan } from '../raid/assignment.ts';
import type { ShotPlan, ShotProblem } from '../raid/assignment.ts';
import { convolved } from '../raid/leak-odds.ts';
import type { LeakPmf, ShotSharing } from '../raid/leak-odds.ts';

/** An interceptor that can meet a target: who, when it could first be ordered, when it then meets it. */
export interface Candidate {
  /** Place of its part in the fleet, and its own in the part. */
  readonly part: number;
  readonly interceptor: number;
  readonly orderS: number;
  readonly meetS: number;
}

/** What shots are worth and how many there may be. */
export interface ShotTerms {
  /** Of each part of the fleet, of one shot. */
  readonly killProbs: readonly number[];
  /** Per target: that nothing fails which all shots at it share, such as its track. R7. */
  readonly trackProb: number;
  readonly shotsPerTarget: number;
  /** A first shot at each target before a second at any, or all shots at one before the next. */
  readonly sharing: ShotSharing;
  /** `optimal` knows all targets beforehand; `greedy` takes them as orders come. */
  readonly assignment: 'optimal' | 'greedy';
}

/** Who is ordered against whom, and what is left of it. */
export interface EngagementPlan {
  /** Ordered at each target. */
  readonly shots: readonly (readonly Candidate[])[];
  /** That each target is not stopped. */
  readonly leakProbs: readonly number[];
}

/**
 * One interceptor shoots once. Targets that nobody can meet are not stopped.
 *
 * @param candidates - Of each target, in the order in which they may be engaged.
 */
export function engagementPlan(
  candidates: readonly (readonly Candidate[])[],
  { killProbs, trackProb, shotsPerTarget, sharing, assignment }: ShotTerms,
): EngagementPlan {
  const { problem, who } = shotProblem(candidates, shotsPerTarget);
  const plan: ShotPlan =
    assignment === 'optimal' ? optimalPlan(problem, sharing) : greedyPlan(problem, sharing);
  const shots: Candidate[][] = candidates.map(() => []);
  plan.groupOf.forEach((target, index) => {
    const shot = who[index]?.get(target);
    if (shot !== undefined) shots[target]?.push(shot);
  });
  const leakProbs = shots.map((own) => {
    const survives = own.reduce((prob, { part }) => prob * (1 - (killProbs[part] ?? 0)), 1);
    return 1 - trackProb * (1 - survives);
  });
  return { shots, leakProbs };
}

/** Interceptors in the order of the fleet, each with the targets it can meet. */
function shotProblem(
  candidates: readonly (readonly Candidate[])[],
  shotsPerTarget: number,
): { readonly problem: ShotProblem; readonly who: readonly ReadonlyMap<number, Candidate>[] } {
  const byInterceptor = new Map<string, Map<number, Candidate>>();
  candidates.forEach((own, target) => {
    for (const candidate of own) {
      const key = `${candidate.part}:${candidate.interceptor}`;
      const known = byInterceptor.get(key);
      if (known === undefined) byInterceptor.set(key, new Map([[target, candidate]]));
      else known.set(target, candidate);
    }
  });
  const place = (own: ReadonlyMap<number, Candidate>): readonly [number, number] => {
    const [first] = own.values();
    return [first?.part ?? 0, first?.interceptor ?? 0];
  };
  const who = [...byInterceptor.values()].toSorted((a, b) => {
    const [partA, interceptorA] = place(a);
    const [partB, interceptorB] = place(b);
    return partA - partB || interceptorA - interceptorB;
  });
  const start = [0];
  const groups: number[] = [];
  for (const own of who) {
    groups.push(...own.keys());
    start.push(groups.length);
  }
  return { problem: { missiles: candidates.map(() => 1), shotsPerTarget, start, groups }, who };
}

/** The number of leaks among targets that leak independently of one another. */
export function leaksOf(leakProbs: readonly number[]): LeakPmf {
  return leakProbs.reduce<LeakPmf>(
    (pmf, prob) => convolved(pmf, Float64Array.of(1 - prob, prob)),
    Float64Array.of(1),
  );
}
