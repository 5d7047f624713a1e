import { describe, expect, it } from 'vitest';
import { conflictsOf } from './conflicts.ts';
import type { ScansOf } from './conflicts.ts';

/** Six detections of each object in each scan: object k has rows 6k to 6k + 5. */
function rowsOf(object: number): readonly number[] {
  return Array.from({ length: 6 }, (_, k) => 6 * object + k);
}

/** A prospect that took these rows, scan after scan. */
function taking(...rows: readonly (readonly number[])[]): ScansOf {
  return { scans: rows.map((own, second) => ({ atUs: 1e6 * second, rows: own, evidence: 1 })) };
}

function contradictions(...prospects: readonly ScansOf[]): readonly (readonly number[])[] {
  return conflictsOf(prospects).map((each) => [...each.keys()].toSorted((a, b) => a - b));
}

describe('prospects contradict one another', () => {
  const first = taking(rowsOf(0), rowsOf(0), rowsOf(0), rowsOf(0), rowsOf(0));
  const second = taking(rowsOf(1), rowsOf(1), rowsOf(1), rowsOf(1), rowsOf(1));

  it('not when they are of two objects, even if one took a neighbour’s detection now and then', () => {
    const fooled = taking(
      [...rowsOf(1).slice(1), 0],
      rowsOf(1),
      [...rowsOf(1).slice(1), 0],
      rowsOf(1),
      rowsOf(1),
    );
    expect(contradictions(first, second)).toEqual([[], []]);
    expect(contradictions(first, fooled)).toEqual([[], []]);
  });

  it('when one goes from object to object, with each of these, though it shares a fifth of its detections', () => {
    const hopping = taking(rowsOf(4), rowsOf(0), rowsOf(1), rowsOf(2), rowsOf(3));
    expect(contradictions(first, hopping, second)).toEqual([[1], [0, 2], [1]]);
  });

  it('when they share more than a third of all, two in every scan not counting', () => {
    const two = rowsOf(1).slice(2);
    const near = taking(...[0, 1, 2, 3, 4].map(() => [0, 1, ...two]));
    const nearer = taking(...[0, 1, 2, 3, 4].map(() => [0, 1, 2, ...two.slice(1)]));
    expect(contradictions(first, near)).toEqual([[], []]);
    expect(contradictions(first, nearer)).toEqual([[1], [0]]);
  });

  it('by what the younger can have in common with the older', () => {
    const younger = { scans: first.scans.slice(3) };
    expect(contradictions(first, younger)).toEqual([[1], [0]]);
  });
});
