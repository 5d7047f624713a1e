import { describe, expect, it } from 'vitest';
import { NEW_EXISTENCE, existenceAfter, existenceProb } from './existence.ts';
import type { Existence } from './existence.ts';

function after(from: Existence, scans: number, logOdds: number, missedProb: number): Existence {
  let existence = from;
  for (let scan = 0; scan < scans; scan++) {
    existence = existenceAfter(existence, 1, logOdds, missedProb, logOdds > 0);
  }
  return existence;
}

describe('existence', () => {
  it('of a new track is doubted, gone after four scans that should have seen it, and sure after three that did', () => {
    expect(existenceProb(NEW_EXISTENCE)).toBe(0.5);
    expect(existenceProb(after(NEW_EXISTENCE, 4, 0, 1e-3))).toBeLessThan(0.02);
    expect(existenceProb(after(NEW_EXISTENCE, 3, 30, 1))).toBeGreaterThan(1 - 1e-6);
  });

  it('of an object seen for long outlasts the dark: it may hide', () => {
    const long = after(NEW_EXISTENCE, 20, 30, 1);
    expect(existenceProb(after(long, 60, 0, 1e-3))).toBeGreaterThan(0.999);
    expect(existenceProb(after(long, 2_000, 0, 1))).toBeGreaterThan(0.999);
  });

  it('is a probability whatever the evidence, and unmoved by none', () => {
    for (const logOdds of [-1e3, -5, 0, 5, 1e3]) {
      const { seenProb, hiddenProb } = existenceAfter(NEW_EXISTENCE, 1, logOdds, 1, true);
      expect(seenProb).toBeGreaterThanOrEqual(0);
      expect(hiddenProb).toBeGreaterThanOrEqual(0);
      expect(seenProb + hiddenProb).toBeLessThanOrEqual(1);
    }
    expect(existenceProb(existenceAfter(NEW_EXISTENCE, 10, 0, 1, true))).toBeCloseTo(0.5, 9);
  });
});
