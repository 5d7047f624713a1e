import type { SimTimeUs } from '../../foundation/index.ts';
import type { DeclarationRule } from './decision-context.ts';
import type { Verdict } from './decision-memory.ts';

/** A declared threat is revoked when it is more probably none. */
export const REVOKE_BELOW_PROB = 0.5;
/** An exclusion is taken back from this joint probability. Notional. */
export const REOPEN_FROM_PROB = 0.1;
/** Under thrust, where only the class excludes, it takes this many times as many updates. Notional. */
export const BURNING_EXCLUSION_FACTOR = 10;

/** What the rule goes by. */
export interface VerdictFacts {
  readonly jointProb: number;
  readonly weaponProb: number;
  /** The end of thrust is confirmed. */
  readonly confirmed: boolean;
  readonly atUs: SimTimeUs;
}

/**
 * The rule after one more update.
 *
 * Declared: the joint probability is at least `probability` in `consecutive` successive updates, each with the end of thrust confirmed; revoked when it is
 * below one half in as many. Excluded: the joint probability is below `excludeBelow` in as many updates with the end of thrust confirmed, or the
 * probability of a weapon is, in ten times as many, while it burns; reopened when the joint probability is 0.1 or more in as many updates, or it is
 * declared. Everything is counted; nothing is final before the object is down.
 */
export function nextVerdict(verdict: Verdict, facts: VerdictFacts, rule: DeclarationRule): Verdict {
  const judged = nextDeclaration(verdict, facts, rule);
  return judged.declaredAtUs === null
    ? nextExclusion(judged, facts, rule)
    : { ...judged, updatesOut: 0, ...(judged.excludedAtUs === null ? null : reopened(judged)) };
}

function nextDeclaration(verdict: Verdict, facts: VerdictFacts, rule: DeclarationRule): Verdict {
  const { jointProb, confirmed, atUs } = facts;
  if (verdict.declaredAtUs === null) {
    const updatesAbove = confirmed && jointProb >= rule.probability ? verdict.updatesAbove + 1 : 0;
    const next = { ...verdict, updatesAbove, updatesBelow: 0 };
    return updatesAbove >= rule.consecutive
      ? { ...next, declaredAtUs: atUs, declarations: verdict.declarations + 1 }
      : next;
  }
  const updatesBelow = jointProb < REVOKE_BELOW_PROB ? verdict.updatesBelow + 1 : 0;
  return updatesBelow >= rule.consecutive
    ? {
        ...verdict,
        updatesAbove: 0,
        updatesBelow: 0,
        declaredAtUs: null,
        revocations: verdict.revocations + 1,
      }
    : { ...verdict, updatesBelow };
}

function nextExclusion(verdict: Verdict, facts: VerdictFacts, rule: DeclarationRule): Verdict {
  const { jointProb, weaponProb, confirmed, atUs } = facts;
  if (verdict.excludedAtUs !== null) {
    const updatesOut = jointProb >= REOPEN_FROM_PROB ? verdict.updatesOut + 1 : 0;
    return updatesOut >= rule.consecutive
      ? { ...verdict, updatesOut: 0, ...reopened(verdict) }
      : { ...verdict, updatesOut };
  }
  const isOut = (confirmed ? jointProb : weaponProb) < rule.excludeBelow;
  const updatesOut = isOut ? verdict.updatesOut + 1 : 0;
  const needed = rule.consecutive * (confirmed ? 1 : BURNING_EXCLUSION_FACTOR);
  return updatesOut >= needed
    ? { ...verdict, updatesOut: 0, excludedAtUs: atUs, exclusions: verdict.exclusions + 1 }
    : { ...verdict, updatesOut };
}

function reopened(verdict: Verdict): Pick<Verdict, 'excludedAtUs' | 'reopenings'> {
  return { excludedAtUs: null, reopenings: verdict.reopenings + 1 };
}
