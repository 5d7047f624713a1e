import { describe, expect, it } from 'vitest';
import { usFromS } from '../../foundation/index.ts';
import { newDecisionMemory } from './decision-memory.ts';
import type { Verdict } from './decision-memory.ts';
import { nextVerdict } from './verdict.ts';

const RULE = { probability: 0.9, consecutive: 3, excludeBelow: 0.01, responseS: 600 };

/** The verdict after these joint probabilities, one a second. */
function after(
  probs: readonly number[],
  { confirmed = true, weaponProb = 1, from = newDecisionMemory('T1').verdict } = {},
): Verdict {
  return probs.reduce(
    (verdict, jointProb, second) =>
      nextVerdict(verdict, { jointProb, weaponProb, confirmed, atUs: usFromS(second) }, RULE),
    from,
  );
}

describe('a verdict', () => {
  it('declares and excludes only after as many successive updates, and never before the end of thrust is confirmed', () => {
    expect(after([0.95, 0.95])).toMatchObject({ declaredAtUs: null });
    expect(after([0.95, 0.95, 0.8, 0.95, 0.95])).toMatchObject({ declaredAtUs: null });
    expect(after([0.95, 0.95, 0.95])).toMatchObject({ declaredAtUs: usFromS(2), declarations: 1 });
    expect(after([0.001, 0.001])).toMatchObject({ excludedAtUs: null });
    expect(after([0.001, 0.001, 0.001])).toMatchObject({ excludedAtUs: usFromS(2), exclusions: 1 });
    const burning = { confirmed: false };
    expect(after(Array<number>(60).fill(0.99), burning).declaredAtUs).toBeNull();
    expect(after(Array<number>(60).fill(0), burning).excludedAtUs).toBeNull();
  });

  it('excludes what burns when it is known for no weapon, after ten times as many', () => {
    const launcher = { confirmed: false, weaponProb: 0.005 };
    expect(after(Array<number>(29).fill(0.002), launcher).excludedAtUs).toBeNull();
    expect(after(Array<number>(30).fill(0.002), launcher).excludedAtUs).toBe(usFromS(29));
  });

  it('takes back what was wrong and counts it', () => {
    const declared = after([1, 1, 1]);
    expect(after([0.4, 0.4, 0.6, 0.4, 0.4], { from: declared }).declaredAtUs).not.toBeNull();
    expect(after([0.4, 0.4, 0.4], { from: declared })).toMatchObject({ declaredAtUs: null, revocations: 1 });
    const excluded = after([0, 0, 0]);
    expect(after([0.05, 0.05, 0.05], { from: excluded }).excludedAtUs).not.toBeNull();
    expect(after([0.2, 0.2, 0.2], { from: excluded })).toMatchObject({ excludedAtUs: null, reopenings: 1 });
  });

  it('is never both: what is declared is no longer excluded', () => {
    const both = after([1, 1, 1], { from: after([0, 0, 0]) });
    expect(both).toMatchObject({ excludedAtUs: null, exclusions: 1, reopenings: 1, declarations: 1 });
    expect(both.declaredAtUs).not.toBeNull();
  });
});
