import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { FeedSink } from './feed.ts';
import { LiveFeed } from './live-feed.ts';

/** Takes seconds down, and says nothing. */
function sinkOf(seconds: number[]): FeedSink {
  return {
    record: () => Promise.resolve(),
    second: (second) => {
      seconds.push(second);
      return Promise.reject(new Error('nobody reads what a step brought'));
    },
    preview: () => Promise.resolve(),
    foresee: () => Promise.resolve(),
    finish: () => Promise.resolve(),
  };
}

it('stamps what comes by the wall, never in a second that was worked on, and doubts scans of the future', async () => {
  let nowUs = 5_400_000;
  const feed = new LiveFeed('wall', () => nowUs, 3);
  expect(feed.arrival()).toEqual({ kind: 'stamped', atUs: 5_400_000 });
  nowUs = 2_000_000;
  expect(feed.arrival()).toEqual({ kind: 'stamped', atUs: 3_000_001 });
  expect(feed.doubt(3_900_000, Number.NaN)).toBeNull();
  expect(feed.doubt(4_100_000, Number.NaN)).toMatch('2.1 s in the future');
  const seconds: number[] = [];
  nowUs = 7_900_000;
  await expect(feed.run(sinkOf(seconds))).rejects.toThrow('nobody');
  expect(seconds).toEqual([7]);
  expect(feed.arrival()).toEqual({ kind: 'stamped', atUs: 7_900_000 });
});

it('goes by what reports tell, two seconds behind the newest, and doubts those far ahead of all others', async () => {
  const feed = new LiveFeed('reports', () => 0, 3);
  expect(feed.arrival()).toEqual({ kind: 'told', atUs: 3_000_001 });
  expect(feed.doubt(0, Number.NaN)).toMatch('does not tell');
  expect(feed.doubt(0, 9e12)).toBeNull();
  const seconds: number[] = [];
  const running = feed.run(sinkOf(seconds));
  feed.kept(6_500_000);
  expect(feed.doubt(0, 66_400_000)).toBeNull();
  expect(feed.doubt(0, 66_600_000)).toMatch('after all others');
  await expect(running).rejects.toThrow('nobody');
  expect(seconds).toEqual([4]);
});

it('stops when it is told to, waiting or not', async () => {
  const waiting = new LiveFeed('reports', () => 0, null);
  const running = waiting.run(sinkOf([]));
  waiting.stop();
  await running;
  const stopped = new LiveFeed('wall', () => 0, 0);
  stopped.stop();
  await stopped.run(sinkOf([]));
  expect(stopped.arrival().atUs).toBe(1);
});

it.each([
  ['unless the work is done over for what comes later', true, 2],
  ['where reports come in bursts', false, 3],
])(
  'goes on telling tracks within the second when that takes long, as it does when a raid begins, %s',
  // oxlint-disable no-await-in-loop -- until it is told, or would have been
  async (_, isSteady, expected) => {
    let nowUs = 5_100_000;
    const told: number[] = [];
    const feed = new LiveFeed('wall', () => nowUs, 5);
    const running = feed.run({
      ...sinkOf([]),
      second: () => Promise.resolve(),
      preview: async () => {
        told.push(nowUs);
        if (told.length === 2) {
          // The second ends while its tracks are worked out; a steady trickle brings something before that.
          if (isSteady) feed.kept(Number.NaN);
          await sleep(100);
          nowUs = 6_010_000;
        }
        await sleep(560);
        if (told.length === 2) nowUs = 6_100_000;
      },
    });
    feed.kept(Number.NaN);
    await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 10_000 });
    feed.kept(Number.NaN);
    await vi.waitFor(() => expect(nowUs).toBe(6_100_000), { timeout: 10_000 });
    await sleep(50);
    feed.kept(Number.NaN);
    for (let waited = 0; waited < 20 && told.length < 3; waited++) await sleep(50);
    expect(told).toHaveLength(expected);
    feed.stop();
    await running;
  },
);
