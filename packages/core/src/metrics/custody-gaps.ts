import { CUSTODY_PHASES } from '../custody/index.ts';
import type { CustodyPhase } from '../custody/index.ts';
import { CUSTODY_LEVELS, CUSTODY_TERMS, LOOK_STAGES } from '../messages/index.ts';
import type { CustodyTerm, LookFailure } from '../messages/index.ts';
import type { CustodyGap, PhaseShares } from './run-record.ts';

const HELD = CUSTODY_LEVELS.indexOf('held');
const ASSOCIATION = LOOK_STAGES.indexOf('association');
const SEEN = LOOK_STAGES.indexOf('seen');
/** Names told of those who held last and of those who held next. */
const MOST_NAMES = 8;

/** Phases of the flight in which custody is asked for, with their whole seconds: [from, until). */
export interface CustodySpan {
  readonly phase: CustodyPhase;
  readonly fromS: number;
  readonly untilS: number;
}

/** What happened to one object second by second, as far as gaps are concerned. */
export interface GapEvidence {
  /** Index into CUSTODY_LEVELS per second. */
  readonly custody: Uint8Array;
  /** Terms of the requirement that were not met, one bit each in the order of CUSTODY_TERMS; `UNTRACKED` where nobody judged. */
  readonly missed: Uint8Array;
  /** Per sensor kind: stage at which the looks of the satellites that were needed failed per second, index into LOOK_STAGES. */
  readonly failure: Readonly<Record<string, Uint8Array>>;
  /** Per sensor kind: furthest stage that any satellite's look reached per second, index into LOOK_STAGES. */
  readonly stage: Readonly<Record<string, Uint8Array>>;
  /** Per sensor kind: distinct satellites associated per second. */
  readonly observers: Readonly<Record<string, Uint8Array>>;
  /** Names of the satellites with an associated look at one second. */
  readonly namesAt: (second: number) => readonly string[];
}

/** Stands for the missed terms of a second in which the object had no track. */
export const UNTRACKED = 255;

/** The stretches of each span in which custody was not held, with their causes. A gap that crosses a change of phase is two. */
export function custodyGaps(evidence: GapEvidence, spans: readonly CustodySpan[]): readonly CustodyGap[] {
  const gaps: CustodyGap[] = [];
  for (const { phase, fromS, untilS } of spans) {
    let start: number | null = null;
    for (let second = fromS; second <= untilS; second++) {
      const open = second < untilS && evidence.custody[second] !== HELD;
      if (open && start === null) start = second;
      if (!open && start !== null) {
        gaps.push({
          phase,
          fromS: start,
          toS: second,
          ...causesOf(evidence, start, second),
          short: shortOf(evidence.missed, start, second),
          lastHolders: lastHolders(evidence, start),
          nextHolders: second < untilS ? nextHolders(evidence, start, second) : [],
        });
        start = null;
      }
    }
  }
  return gaps;
}

/** The sensor kind that last held the object, and for each kind the stage at which its looks failed for most of the gap. */
function causesOf(
  evidence: GapEvidence,
  fromS: number,
  toS: number,
): Pick<CustodyGap, 'sensorKind' | 'cause' | 'otherCauses'> {
  const kinds = Object.keys(evidence.failure);
  const sensorKind = lastHolder(evidence, fromS);
  const causeOfKind = new Map(kinds.map((kind) => [kind, mainFailure(evidence, kind, fromS, toS)]));
  const own = sensorKind ?? kinds.toSorted((a, b) => rank(causeOfKind.get(b)) - rank(causeOfKind.get(a)))[0];
  const otherCauses = Object.fromEntries(
    kinds.filter((kind) => kind !== own).map((kind) => [kind, causeOfKind.get(kind) ?? 'geometry']),
  );
  return { sensorKind, cause: causeOfKind.get(own ?? '') ?? 'geometry', otherCauses };
}

function rank(failure: LookFailure | undefined): number {
  return failure === undefined ? -1 : LOOK_STAGES.indexOf(failure);
}

function lastHolder(evidence: GapEvidence, fromS: number): string | null {
  for (let second = fromS; second >= 0; second--) {
    let best: string | null = null;
    let most = 0;
    for (const [kind, observers] of Object.entries(evidence.observers)) {
      if (observers[second]! > most) {
        most = observers[second]!;
        best = kind;
      }
    }
    if (best !== null) return best;
  }
  return null;
}

/** Who had the last look before the gap. */
function lastHolders(evidence: GapEvidence, fromS: number): readonly string[] {
  for (let second = fromS - 1; second >= 0; second--) {
    const names = evidence.namesAt(second);
    if (names.length > 0) return names.slice(0, MOST_NAMES);
  }
  return [];
}

/** Whose looks ended the gap: the newest of its end, seen from the first held second. */
function nextHolders(evidence: GapEvidence, fromS: number, toS: number): readonly string[] {
  for (let second = toS; second >= fromS; second--) {
    const names = evidence.namesAt(second);
    if (names.length > 0) return names.slice(0, MOST_NAMES);
  }
  return [];
}

/**
 * The most frequent failing stage; the further one on a tie. Where looks were sent down and there was no track, what failed is that they were
 * taken for one, although some may have been since, when the track began.
 */
function mainFailure(evidence: GapEvidence, kind: string, fromS: number, toS: number): LookFailure {
  const counts = new Uint32Array(LOOK_STAGES.length);
  for (let second = fromS; second < toS; second++) {
    const wasSent = (evidence.stage[kind]?.[second] ?? 0) >= ASSOCIATION;
    const isUntracked = evidence.missed[second] === UNTRACKED;
    counts[wasSent && isUntracked ? ASSOCIATION : (evidence.failure[kind]?.[second] ?? 0)]!++;
  }
  let best = 0;
  for (let index = 0; index < SEEN; index++) {
    if (counts[index]! > 0 && counts[index]! >= counts[best]!) best = index;
  }
  const found = LOOK_STAGES[best];
  return found === undefined || found === 'seen' ? 'association' : found;
}

/** Was a term of the requirement missed at a second whose bits are given? */
export function isMissed(bits: number, term: CustodyTerm): boolean {
  return bits !== UNTRACKED && ((bits >> CUSTODY_TERMS.indexOf(term)) & 1) === 1;
}

function shortOf(missed: Uint8Array, fromS: number, toS: number): CustodyGap['short'] {
  const seconds = missed.subarray(fromS, toS);
  const of = (term: CustodyTerm): number =>
    seconds.reduce((sum, each) => sum + Number(isMissed(each, term)), 0);
  return {
    track: seconds.reduce((sum, each) => sum + Number(each === UNTRACKED), 0),
    satellites: of('satellites'),
    error: of('error'),
    latency: of('latency'),
  };
}

/** One value for each phase, from its spans; null when the phase did not occur. */
export function perPhase(
  spans: readonly CustodySpan[],
  valueOf: (own: readonly CustodySpan[]) => number,
): PhaseShares {
  const of = (phase: CustodyPhase): number | null => {
    const own = spans.filter((span) => span.phase === phase);
    return own.length === 0 ? null : valueOf(own);
  };
  const [boost = null, midcourse = null, glide = null, reentry = null] = CUSTODY_PHASES.map(of);
  return { boost, midcourse, glide, reentry };
}

/** Share of each span in which the seconds are held; null when the span did not occur. */
export function heldShares(held: (second: number) => boolean, spans: readonly CustodySpan[]): PhaseShares {
  return perPhase(spans, (own) => {
    let total = 0;
    let kept = 0;
    for (const { fromS, untilS } of own) {
      for (let second = fromS; second < untilS; second++) {
        total++;
        if (held(second)) kept++;
      }
    }
    return kept / total;
  });
}

/**
 * Longest stretch of a span without looks from at least `satellites` distinct satellites, s. It is counted from the first such look of all,
 * or from the start of the span when that came before it: the wait for a first track is another figure.
 */
export function longestLookGapS(
  observers: ArrayLike<number>,
  satellites: number,
  fromS: number,
  untilS: number,
): number {
  let first = 0;
  while (first < untilS && (observers[first] ?? 0) < satellites) first++;
  let longest = 0;
  let last = Math.max(fromS - 1, first);
  for (let second = last + 1; second < untilS; second++) {
    if ((observers[second] ?? 0) >= satellites) last = second;
    longest = Math.max(longest, second - last);
  }
  return longest;
}
