import { expect, test } from 'vitest';
import { RandomStream, usFromS } from '../../foundation/index.ts';
import { AS_FLOWN, firstOrders } from './first-orders.ts';
import { meetableSeconds } from './meeting-law.ts';
import { MeetingFinder } from './meeting-finder.ts';
import { opportunities } from './order-windows.ts';
import { naiveMeetingS, randomTarget } from './random-target.test-data.ts';
import type { RandomTarget } from './random-target.test-data.ts';

const ALL_READY = new Uint8Array(60).fill(1);

/** Second by second, interceptor by interceptor: [interceptor, order, meeting]. */
function naive(target: RandomTarget): readonly (readonly [number, number, number])[] {
  const { ephemeris, spans } = target;
  const allowed = meetableSeconds(target.path, target.law);
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  return spans.flatMap(({ fromS, toS }) =>
    Array.from({ length: toS - fromS + 1 }, (_, k) => fromS + k).flatMap((second) => {
      ephemeris.positionsInertialInto(positions, usFromS(second));
      return [...ALL_READY.keys()].flatMap((each): readonly (readonly [number, number, number])[] => {
        const [x = 0, y = 0, z = 0] = positions.subarray(3 * each, 3 * each + 3);
        const meetS = naiveMeetingS(target, allowed, [x, y, z], second);
        return Number.isNaN(meetS) ? [] : [[each, second, meetS]];
      });
    }),
  );
}

test('who could be ordered, when, and when it meets: as trying everything finds it, on 15 random flights', () => {
  const stream = new RandomStream(2026, 'opportunities');
  let met = 0;
  for (let number = 0; number < 15; number++) {
    const target = randomTarget(number, stream);
    const finder = new MeetingFinder(target.path, target.law);
    const expected = naive(target);
    met += expected.length;
    const { fromS, counts, windows } = opportunities(finder, target.ephemeris, ALL_READY, target.spans);
    const inWindows = windows.flatMap((window) =>
      Array.from(
        { length: window.toS - window.fromS + 1 },
        (_, k) => `${window.interceptor}@${window.fromS + k}`,
      ),
    );
    expect(inWindows.toSorted()).toEqual(expected.map(([each, second]) => `${each}@${second}`).toSorted());
    const meetings = new Map(expected.map(([each, second, meetS]) => [`${each}@${second}`, meetS]));
    expect(windows.map(({ interceptor, fromS: from }) => meetings.get(`${interceptor}@${from}`))).toEqual(
      windows.map(({ meetS }) => meetS),
    );
    const bySecond = [...counts.keys()].map(
      (k) => expected.filter(([, second]) => second === fromS + k).length,
    );
    expect([...counts]).toEqual(bySecond);
    const firsts = [...Map.groupBy(expected, ([each]) => each).values()]
      .map(([first]) => first)
      .toSorted((a, b) => (a?.[0] ?? 0) - (b?.[0] ?? 0));
    const found = firstOrders(finder, target.ephemeris, ALL_READY, target.spans, AS_FLOWN);
    expect(found.map(({ interceptor, orderS, meetS }) => [interceptor, orderS, meetS])).toEqual(firsts);
  }
  expect(met).toBeGreaterThan(1000);
});

test('more interceptors, more time, more speed, more room: never fewer who can meet it', () => {
  const stream = new RandomStream(7, 'opportunities-more');
  let gained = 0;
  for (let number = 0; number < 60; number++) {
    const target = randomTarget(number, stream);
    const { path, law, ephemeris, spans } = target;
    const who = (
      change: Partial<RandomTarget['law']>,
      orders = spans,
      ready = ALL_READY,
    ): readonly number[] =>
      firstOrders(new MeetingFinder(path, { ...law, ...change }), ephemeris, ready, orders, AS_FLOWN).map(
        ({ interceptor }) => interceptor,
      );
    const now = who({});
    const half = Uint8Array.from(ALL_READY, (_, index) => index % 2);
    expect(who({}, spans, half)).toEqual(now.filter((each) => half[each] === 1));
    const more = [
      who({ flyOut: { ...law.flyOut, speedMPerS: 1.2 * law.flyOut.speedMPerS } }),
      who({ flyOut: { ...law.flyOut, accelerationMPerS2: 1.5 * law.flyOut.accelerationMPerS2 } }),
      who({ longestFlyOutS: law.longestFlyOutS + 60 }),
      who({ marginS: 0 }),
      who({ lowestM: 0, highestM: 3e6 }),
      who({ phases: ['boost', 'midcourse', 'glide'] }),
      who(
        {},
        spans.map((span, index) => (index === 0 ? { ...span, fromS: path.fromS } : span)),
      ),
    ];
    for (const those of more) {
      expect(those).toEqual(expect.arrayContaining([...now]));
      gained += those.length - now.length;
    }
  }
  expect(gained).toBeGreaterThan(100);
});

test('nobody meets what may not be met: no phase, no height, no time, an order after the end', () => {
  const target = randomTarget(3, new RandomStream(2026, 'opportunities'));
  const { path, law, ephemeris } = target;
  const all = [{ fromS: path.fromS, toS: path.fromS + path.heightsM.length }];
  const none = (change: Partial<RandomTarget['law']>, spans = all): void => {
    const finder = new MeetingFinder(path, { ...law, ...change });
    expect(firstOrders(finder, ephemeris, ALL_READY, spans, AS_FLOWN)).toEqual([]);
    expect(opportunities(finder, ephemeris, ALL_READY, spans).windows).toEqual([]);
  };
  none({ phases: [] });
  none({ lowestM: 5e6, highestM: 6e6 });
  none({ longestFlyOutS: 0 });
  none({ marginS: 1e6 });
  none({}, []);
  none({}, [{ fromS: 5000, toS: 6000 }]);
});
