import type { Requirements } from '@cupola/core/scenario';
import { CUSTODY_PHASES } from './object-summary.ts';
import type { ObjectSummary } from './object-summary.ts';

/** A requirement of the scenario that an object shows to be unmet. */
export interface UnmetRequirement {
  readonly object: string;
  readonly requirement: 'custody' | 'declare';
  readonly detail: string;
}

/** Is it a weapon that truly comes down in a defended region? */
export function isThreat(object: ObjectSummary): boolean {
  return object.weapon && object.inRegions.length > 0;
}

/**
 * Custody: every weapon is held in each phase without a gap longer than `maxGapS`. Declaration: every threat is declared, nothing else is,
 * and no declaration of a threat is revoked.
 */
export function unmetRequirements(
  objects: readonly ObjectSummary[],
  requirements: Requirements,
): UnmetRequirement[] {
  return objects.flatMap((object) => [
    ...(object.weapon ? custodyShortfalls(object, requirements.custody.maxGapS) : []),
    ...decisionFaults(object),
  ]);
}

function custodyShortfalls(object: ObjectSummary, maxGapS: number): UnmetRequirement[] {
  return CUSTODY_PHASES.flatMap((phase) => {
    const gaps = object.gaps.filter((gap) => gap.phase === phase && gap.toS - gap.fromS > maxGapS);
    const longest = gaps.toSorted((a, b) => b.toS - b.fromS - (a.toS - a.fromS))[0];
    if (longest === undefined) return [];
    const detail =
      `${phase}: ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} over ${maxGapS} s, the longest from ` +
      `${longest.fromS} to ${longest.toS} s, cause ${longest.cause}`;
    return [{ object: object.id, requirement: 'custody', detail }];
  });
}

function decisionFaults(object: ObjectSummary): UnmetRequirement[] {
  const fault = (detail: string): UnmetRequirement[] => [
    { object: object.id, requirement: 'declare', detail },
  ];
  const declared = object.declaredAtS !== null;
  if (isThreat(object) && !declared) return fault('a threat that was not declared');
  if (!isThreat(object) && object.firstDeclaredAtS !== null) {
    return fault(`declared at ${object.firstDeclaredAtS} s, and no threat`);
  }
  if (object.revocations > 0) return fault(`declared, and revoked ${object.revocations} times`);
  return [];
}
