import { US_PER_S, present } from '../foundation/index.ts';
import type { Instant } from './flight-plan.ts';
import { SIZE_OF, USUAL_LOG_COEFFICIENT } from './motion.ts';
import { smoothedFlight } from './smooth.ts';
import type { SmoothedFlight } from './smooth.ts';

/** One reading of a flight: which laws it followed when, and what came out. */
export interface Candidate {
  readonly instants: readonly Instant[];
  readonly flight: SmoothedFlight;
  /** Natural logarithm of prior times likelihood. */
  readonly logWeight: number;
}

/** A burn seen to burn ends in a given second with this probability: it lasts one to nine minutes. */
const END_RATE_PER_S = 0.005;

/** The end of thrust is looked for this many instants to either side of the best so far, ... */
const ENDS_AROUND = 1;
/** ... at so many instants in all, at the most. */
const MOST_ENDS = 12;

/** @param prior - How probable these laws are before any look is weighed, against those of the other candidates. */
export function smoothedWith(
  instants: readonly Instant[],
  guess: readonly Float64Array[],
  prior: number,
): Candidate | null {
  const flight = smoothedFlight(
    instants,
    guess.map((state, k) => {
      const { law } = present(instants[k]);
      const out = state.slice(0, SIZE_OF[law]);
      if (law === 'free') out[6] = USUAL_LOG_COEFFICIENT;
      return out;
    }),
  );
  return flight === null ? null : { instants, flight, logWeight: flight.logLikelihood + Math.log(prior) };
}

/** Flights with the end of thrust at instants around `end`, spreading until the likelihood falls to both sides. */
export function weighedEnds(
  instants: readonly Instant[],
  guess: readonly Float64Array[],
  end: number,
): readonly (Candidate | null)[] {
  const tried = new Map<number, Candidate | null>();
  const startOfDrive = instants.findIndex((each) => each.law === 'driven');
  let best = end;
  while (tried.size < MOST_ENDS) {
    const around = [];
    for (let k = best - ENDS_AROUND; k <= best + ENDS_AROUND; k++) {
      if (k > startOfDrive && k < instants.length && !tried.has(k)) around.push(k);
    }
    if (around.length === 0) break;
    for (const k of around) {
      const intervalS = (present(instants[k]).atUs - present(instants[k - 1]).atUs) / US_PER_S;
      const prior = END_RATE_PER_S * intervalS;
      tried.set(k, smoothedWith(endingAt(instants, startOfDrive, end, k), guess, prior));
    }
    best = [...tried].reduce(
      (top, [k, each]) => (logWeightOf(each) > logWeightOf(tried.get(top) ?? null) ? k : top),
      best,
    );
  }
  return [...tried.values()];
}

function logWeightOf(candidate: Candidate | null): number {
  return candidate?.logWeight ?? Number.NEGATIVE_INFINITY;
}

/** The same instants with the first drive over at instant `k` instead of `end`. */
function endingAt(instants: readonly Instant[], start: number, end: number, k: number): readonly Instant[] {
  return instants.map((each, i) => {
    if (i < start || i >= Math.max(end, k)) return each;
    return { ...each, law: i < k ? 'driven' : 'free' };
  });
}

/** The same instants with no drive at all: a track may have been taken for burning in its first seconds. */
export function undriven(instants: readonly Instant[]): readonly Instant[] {
  return instants.map((each) => ({ ...each, law: 'free' }));
}
