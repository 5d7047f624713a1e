import { CUSTODY_PHASES } from '@cupola/core/custody';
import type { CustodyPhase } from '@cupola/core/custody';
import { CUSTODY_TERMS } from '@cupola/core/messages';
import type { UnmeetableTerm } from '@cupola/core/mission';
import { isMissed } from '@cupola/core/metrics';
import type { CustodyGap, CustodyRecord, ObjectRecord, RunRecord } from '@cupola/core/metrics';
import { rounded } from './statistics.ts';
import type { ObjectSummary } from './object-summary.ts';

/** A term of a requirement that is not met. */
export interface UnmetRequirement {
  /** The object that shows it; null where it holds for every one. */
  readonly object: string | null;
  readonly requirement: 'custody' | 'declare';
  /** Which of the demands on custody; null for the declaration. */
  readonly id: string | null;
  readonly phase: CustodyPhase | null;
  /** The key of the scenario whose value was not reached. */
  readonly term: 'minSensors' | 'positionErrorKm' | 'maxLatencyS' | 'maxGapS' | 'declare';
  /** What was asked for, and the best that was reached while the term was missed; null where nothing was. */
  readonly needed: number | null;
  readonly reached: number | null;
  readonly detail: string;
}

export interface RequirementAnswer {
  readonly met: boolean;
  /** The first of those below. */
  readonly first: UnmetRequirement | null;
  /** What could be said before the run: no constellation can meet it within this scenario. */
  readonly foreseen: readonly UnmetRequirement[];
  /** What the run showed, in order of the objects, of the requirements and of the phases. */
  readonly unmet: readonly UnmetRequirement[];
}

/** Is it a weapon that truly comes down in a defended region? */
export function isThreat(object: ObjectSummary): boolean {
  return object.weapon && object.inRegions.length > 0;
}

/**
 * Custody: every weapon is held in each phase, under every requirement, without a gap longer than its `maxGapS`. Declaration: every threat
 * is declared, nothing else is, and no declaration of a threat is revoked.
 */
export function requirementAnswer(
  record: Pick<RunRecord, 'objects'>,
  summaries: readonly ObjectSummary[],
  foreseen: readonly UnmetRequirement[],
): RequirementAnswer {
  const unmet = record.objects.flatMap((object, index) => {
    const summary = summaries[index];
    return [
      ...(object.weapon ? object.custodyUnder.flatMap((under) => custodyShortfalls(object, under)) : []),
      ...(summary === undefined ? [] : decisionFaults(summary)),
    ];
  });
  const first = foreseen[0] ?? unmet[0] ?? null;
  return { met: first === null, first, foreseen, unmet };
}

/** Terms that cannot be met, in the words of the answer. */
export function foreseenUnmet(terms: readonly UnmeetableTerm[]): readonly UnmetRequirement[] {
  return terms.map(({ reason, ...term }) => {
    const where = term.phase === null ? '' : `${term.phase}: `;
    const detail = `${where}${term.term} ${term.needed} cannot be met, ${term.reached} at best: ${reason}`;
    return { ...term, detail };
  });
}

function custodyShortfalls(object: ObjectRecord, under: CustodyRecord): UnmetRequirement[] {
  const { maxGapS } = under.requirement;
  return CUSTODY_PHASES.flatMap((phase) => {
    const gaps = under.gaps.filter((gap) => gap.phase === phase && gap.toS - gap.fromS > maxGapS);
    const longest = gaps.toSorted((a, b) => b.toS - b.fromS - (a.toS - a.fromS))[0];
    if (longest === undefined) return [];
    const { term, needed, reached, text } = missedTerm(object, under, longest);
    const detail =
      `${phase}: ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} over ${maxGapS} s, the longest from ` +
      `${longest.fromS} to ${longest.toS} s, cause ${longest.cause}: ${text}`;
    return [
      {
        object: object.flight.id,
        requirement: 'custody' as const,
        id: under.requirement.id,
        phase,
        term,
        needed,
        reached,
        detail,
      },
    ];
  });
}

interface MissedTerm extends Pick<UnmetRequirement, 'term' | 'needed' | 'reached'> {
  readonly text: string;
}

/** The term that was missed for most of a gap, with the best value of the seconds in which it was. */
function missedTerm(object: ObjectRecord, under: CustodyRecord, gap: CustodyGap): MissedTerm {
  const { minSensors, positionErrorM, maxLatencyS, maxGapS } = under.requirement;
  const { track, ...short } = gap.short;
  const worst = CUSTODY_TERMS.toSorted((a, b) => short[b] - short[a])[0] ?? 'satellites';
  const gapS = gap.toS - gap.fromS;
  if (track >= short[worst]) {
    return { term: 'maxGapS', needed: maxGapS, reached: gapS, text: `no track for ${track} s` };
  }
  const best = (column: ArrayLike<number>, pick: (...values: number[]) => number): number => {
    const values: number[] = [];
    for (let second = gap.fromS; second < gap.toS; second++) {
      const value = column[second] ?? Number.NaN;
      if (isMissed(under.missed[second] ?? 0, worst) && !Number.isNaN(value)) values.push(value);
    }
    return pick(...values);
  };
  switch (worst) {
    case 'satellites': {
      const reached = best(under.holders, Math.max);
      return {
        term: 'minSensors',
        needed: minSensors,
        reached,
        text: `${minSensors} satellites needed, at most ${reached} reached`,
      };
    }
    case 'error': {
      const neededKm = positionErrorM[gap.phase] / 1000;
      const reachedKm = rounded(best(object.deskSigmaM, Math.min) / 1000);
      return {
        term: 'positionErrorKm',
        needed: neededKm,
        reached: reachedKm,
        text: `position known to ${neededKm} km needed, ${reachedKm} km at best reached`,
      };
    }
    case 'latency': {
      const reached = rounded(best(object.latencyS, Math.min));
      return {
        term: 'maxLatencyS',
        needed: maxLatencyS,
        reached,
        text: `a look at most ${maxLatencyS} s old needed, ${reached} s at best reached`,
      };
    }
    default:
      return worst;
  }
}

function decisionFaults(object: ObjectSummary): UnmetRequirement[] {
  const fault = (detail: string): UnmetRequirement[] => [
    {
      object: object.id,
      requirement: 'declare',
      id: null,
      phase: null,
      term: 'declare',
      needed: null,
      reached: object.probability,
      detail,
    },
  ];
  const declared = object.declaredAtS !== null;
  if (isThreat(object) && !declared) return fault('a threat that was not declared');
  if (!isThreat(object) && object.firstDeclaredAtS !== null) {
    return fault(`declared at ${object.firstDeclaredAtS} s, and no threat`);
  }
  if (object.revocations > 0) return fault(`declared, and revoked ${object.revocations} times`);
  return [];
}
