import { expect, test } from 'vitest';
import { RandomStream, usFromS } from '../foundation/index.ts';
import { batchesOf, drawnIndices, isOut } from './outages.ts';
import { isSpareSlot } from './walker.ts';

test('out of service for the whole run, or from an instant until another', () => {
  const periods = new Map([
    [
      1,
      [
        { fromUs: usFromS(10), untilUs: usFromS(20) },
        { fromUs: usFromS(50), untilUs: Number.POSITIVE_INFINITY },
      ],
    ],
  ]);
  const outages = { lost: Uint8Array.of(1, 0, 0), periods };
  const out = (satellite: number) =>
    [0, 10, 19, 20, 49, 50, 1e5].filter((s) => isOut(outages, satellite, usFromS(s)));
  expect(out(0)).toEqual([0, 10, 19, 20, 49, 50, 1e5]);
  expect(out(1)).toEqual([10, 19, 50, 1e5]);
  expect(out(2)).toEqual([]);
});

test('batches are neighbours of one plane; what is left over is a smaller one', () => {
  expect(batchesOf(['a', 'a', 'a', 'b', 'b', 'b', 'b', 'b'], 2)).toEqual([[0, 1], [2], [3, 4], [5, 6], [7]]);
  expect(batchesOf([], 3)).toEqual([]);
});

test('more drawn from one stream are the same and others, never more than there are', () => {
  const few = drawnIndices(30, 4, new RandomStream(5, 'x'));
  const many = drawnIndices(30, 9, new RandomStream(5, 'x'));
  expect(many).toEqual(expect.arrayContaining([...few]));
  expect(drawnIndices(3, 9, new RandomStream(5, 'x'))).toEqual([0, 1, 2]);
});

test.each([
  [30, 3, [0, 10, 20]],
  [11, 1, [0]],
  [10, 3, [0, 3, 6]],
  [8, 0, []],
])('of %i slots %i are spares, evenly spaced from slot 0', (perPlane, spares, expected) => {
  const slots = Array.from({ length: perPlane }, (_, slot) => slot);
  expect(slots.filter((slot) => isSpareSlot(slot, perPlane, spares))).toEqual(expected);
});
