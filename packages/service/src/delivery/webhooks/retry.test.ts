import { expect, it } from 'vitest';
import { MOST_ATTEMPTS, waitAfterUs } from './retry.ts';

it('waits longer each time, within its jitter and its bound, the same for the same message', () => {
  const nominalS = [5, 20, 80, 320, 1_280, 5_120, 20_480, 21_600, 21_600];
  expect(nominalS.length).toBe(MOST_ATTEMPTS - 1);
  for (const [index, seconds] of nominalS.entries()) {
    for (const id of ['msg_a', 'msg_b', 'msg_c']) {
      const waitS = waitAfterUs(id, index + 1) / 1e6;
      expect(waitS).toBeGreaterThanOrEqual(0.8 * seconds);
      expect(waitS).toBeLessThanOrEqual(1.2 * seconds);
      expect(waitAfterUs(id, index + 1) / 1e6).toBe(waitS);
    }
  }
  expect(waitAfterUs('msg_a', 1)).not.toBe(waitAfterUs('msg_b', 1));
});

it('spreads what failed together over the whole of its jitter', () => {
  const waits = Array.from({ length: 500 }, (_, index) => waitAfterUs(`msg_${index}`, 1) / 5e6);
  expect(Math.min(...waits)).toBeLessThan(0.82);
  expect(Math.max(...waits)).toBeGreaterThan(1.18);
  expect(waits.reduce((sum, each) => sum + each, 0) / waits.length).toBeCloseTo(1, 1);
});
