import { CUSTODY_LEVELS, LOOK_STAGES } from '../messages/index.ts';
import type { LookFailure } from '../messages/index.ts';
import type { CustodyGap, PhaseShares } from './run-record.ts';

const HELD = CUSTODY_LEVELS.indexOf('held');
const SEEN = LOOK_STAGES.indexOf('seen');

/** Phases of the flight in which custody is asked for, with their whole seconds: [from, until). */
export interface CustodySpan {
  readonly phase: 'boost' | 'midcourse' | 'reentry';
  readonly fromS: number;
  readonly untilS: number;
}

/** What happened to one object second by second, as far as gaps are concerned. */
export interface GapEvidence {
  /** Index into CUSTODY_LEVELS per second. */
  readonly custody: Uint8Array;
  /** Per sensor kind: furthest stage reached per second, index into LOOK_STAGES. */
  readonly stage: Readonly<Record<string, Uint8Array>>;
  /** Per sensor kind: distinct satellites associated per second. */
  readonly observers: Readonly<Record<string, Uint8Array>>;
}

/** The stretches of each span in which custody was not held, with their causes. A gap that crosses a change of phase is two. */
export function custodyGaps(evidence: GapEvidence, spans: readonly CustodySpan[]): readonly CustodyGap[] {
  const gaps: CustodyGap[] = [];
  for (const { phase, fromS, untilS } of spans) {
    let start: number | null = null;
    for (let second = fromS; second <= untilS; second++) {
      const open = second < untilS && evidence.custody[second] !== HELD;
      if (open && start === null) start = second;
      if (!open && start !== null) {
        gaps.push({ phase, fromS: start, toS: second, ...causesOf(evidence, start, second) });
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
  const kinds = Object.keys(evidence.stage);
  const sensorKind = lastHolder(evidence, fromS);
  const causeOfKind = new Map(kinds.map((kind) => [kind, mainFailure(evidence.stage[kind], fromS, toS)]));
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

/** The most frequent failing stage; the further one on a tie. Looks that succeeded all the time failed only at being associated in time. */
function mainFailure(stage: Uint8Array | undefined, fromS: number, toS: number): LookFailure {
  const counts = new Uint32Array(LOOK_STAGES.length);
  for (let second = fromS; second < toS; second++) counts[stage?.[second] ?? 0]!++;
  let best = -1;
  for (let index = 0; index < SEEN; index++) {
    if (counts[index]! > 0 && (best < 0 || counts[index]! >= counts[best]!)) best = index;
  }
  const failure = LOOK_STAGES[best];
  return failure === undefined || failure === 'seen' ? 'association' : failure;
}

/** Share of each span in which the seconds are held; null when the span did not occur. */
export function heldShares(held: (second: number) => boolean, spans: readonly CustodySpan[]): PhaseShares {
  const shareOf = (phase: CustodySpan['phase']): number | null => {
    let total = 0;
    let kept = 0;
    for (const span of spans) {
      if (span.phase !== phase) continue;
      for (let second = span.fromS; second < span.untilS; second++) {
        total++;
        if (held(second)) kept++;
      }
    }
    return total === 0 ? null : kept / total;
  };
  return { boost: shareOf('boost'), midcourse: shareOf('midcourse'), reentry: shareOf('reentry') };
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
