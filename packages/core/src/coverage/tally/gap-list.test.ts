import { describe, expect, test } from 'vitest';
import { addGap, emptyGapList, gapsByCell, p95Of } from './gap-list.ts';

describe('gaps one by one', () => {
  test('of several lists come together by cell, shortest first', () => {
    const [a, b] = [emptyGapList(), emptyGapList()];
    addGap(a, 2, 9);
    addGap(a, 0, 5);
    addGap(b, 2, 3);
    addGap(b, 2, 4);
    const found = gapsByCell([a, b], 3);
    expect([...(found?.start ?? [])]).toEqual([0, 1, 1, 4]);
    expect([...(found?.lengths ?? [])]).toEqual([5, 3, 4, 9]);
  });

  test('are given up as a whole when there are more than are kept', () => {
    const list = emptyGapList();
    for (let k = 0; k < 5; k++) addGap(list, 0, k, 4);
    addGap(list, 0, 7, 4);
    expect(list.count).toBe(-1);
    expect(gapsByCell([emptyGapList(), list], 1)).toBeNull();
  });
});

test('the 95th percentile is the shortest length that 95 % do not exceed', () => {
  expect(p95Of(Int32Array.from({ length: 20 }, (_, k) => k + 1))).toBe(19);
  expect(p95Of(Int32Array.from({ length: 21 }, (_, k) => k + 1))).toBe(20);
  expect(p95Of(Int32Array.of(6))).toBe(6);
  expect(p95Of(new Int32Array(0))).toBe(0);
});
