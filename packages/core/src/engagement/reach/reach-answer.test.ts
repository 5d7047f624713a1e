import { expect, test } from 'vitest';
import { reachByHour, reachStatistics } from './reach-answer.ts';

test('shares, mean and gaps of a series written out by hand', () => {
  const statistics = reachStatistics(
    [Int32Array.of(0, 0, 1, 2, 0, 1, 0, 0), Int32Array.of(1, 1, 1, 1, 1, 1, 1, 0)],
    10,
  );
  expect(statistics).toEqual({
    samples: 16,
    meanInReach: 11 / 16,
    maxInReach: 2,
    atLeast: [
      { k: 1, share: 10 / 16 },
      { k: 2, share: 1 / 16 },
    ],
    gaps: { count: 4, meanS: 15, p95S: 20, maxS: 20 },
  });
  expect(reachStatistics([new Int32Array(3)], 10)).toMatchObject({
    meanInReach: 0,
    atLeast: [{ k: 1, share: 0 }],
    gaps: { count: 1, maxS: 30 },
  });
});

test('hours are those of the day, over midnight too', () => {
  const hours = reachByHour([Int32Array.of(1, 0, 4, 2)], 1800, 23.25);
  expect(hours).toEqual([
    { hourUtc: 0, meanInReach: 3, share: 1 },
    { hourUtc: 23, meanInReach: 0.5, share: 0.5 },
  ]);
});
