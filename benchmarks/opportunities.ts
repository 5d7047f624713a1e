/**
 * Who could be ordered against a flight: 300 random flights with 60 satellites each, by the finder that skips what cannot be and by trying every satellite
 * at every second of the order and of the meeting, in the same run; and whether both find the same.
 *
 *   npm run bench:opportunities
 */
import { AS_FLOWN, MeetingFinder, firstOrders, meetableSeconds } from '@cupola/core/engagement';
import { RandomStream, usFromS } from '@cupola/core/foundation';
import {
  naiveMeetingS,
  randomTarget,
} from '../packages/core/src/engagement/opportunities/random-target.test-data.ts';
import type { RandomTarget } from '../packages/core/src/engagement/opportunities/random-target.test-data.ts';
import { machineLine } from './machine.ts';

const FLIGHTS = 300;

/** `interceptor:order:meeting` of everybody's first order. */
function naive(target: RandomTarget): readonly string[] {
  const { path, law, ephemeris, spans } = target;
  const allowed = meetableSeconds(path, law);
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  const first = new Map<number, string>();
  for (const { fromS, toS } of spans) {
    for (let second = fromS; second <= toS; second++) {
      ephemeris.positionsInertialInto(positions, usFromS(second));
      for (let each = 0; each < ephemeris.satelliteCount; each++) {
        if (first.has(each)) continue;
        const [x = 0, y = 0, z = 0] = positions.subarray(3 * each, 3 * each + 3);
        const meetS = naiveMeetingS(target, allowed, [x, y, z], second);
        if (!Number.isNaN(meetS)) first.set(each, `${each}:${second}:${meetS}`);
      }
    }
  }
  return [...first].toSorted(([a], [b]) => a - b).map(([, told]) => told);
}

function fast({ path, law, ephemeris, spans }: RandomTarget): readonly string[] {
  const ready = new Uint8Array(ephemeris.satelliteCount).fill(1);
  const found = firstOrders(new MeetingFinder(path, law), ephemeris, ready, spans, AS_FLOWN);
  return found.map(({ interceptor, orderS, meetS }) => `${interceptor}:${orderS}:${meetS}`);
}

const stream = new RandomStream(41, 'benchmark-opportunities');
const targets = Array.from({ length: FLIGHTS }, (_, number) => randomTarget(number, stream));

function timedMs(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

targets.slice(0, 30).forEach((target) => fast(target));
targets.slice(0, 5).forEach((target) => naive(target));
let bySkipping: readonly (readonly string[])[] = [];
let byTrying: readonly (readonly string[])[] = [];
const fastMs = timedMs(() => (bySkipping = targets.map(fast)));
const naiveMs = timedMs(() => (byTrying = targets.map(naive)));
const different = byTrying.filter((own, index) => own.join() !== bySkipping[index]?.join()).length;
const found = bySkipping.reduce((sum, own) => sum + own.length, 0);
process.stdout.write(
  `${machineLine()}\n${FLIGHTS} flights, ${found} interceptors that could be ordered: ${fastMs.toFixed(0)} ms, trying everything ${(naiveMs / 1000).toFixed(1)} s, ${(naiveMs / fastMs).toFixed(0)} times; ${different} flights differ\n`,
);
