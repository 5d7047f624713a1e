/**
 * Who is in reach of a launch area: 1,000 and 200 interceptors every 10 s for 24 h by shells, by positions and by the plain loop over all
 * pairs in the same run (the loop over a few samples, scaled up); the absentee ratio of a shell; and whether the fast ways find exactly what
 * the plain one finds on 1,000 random cases.
 *
 *   npm run bench:engagement
 */
import { walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import {
  accelerationOfG,
  flyOutReachM,
  naiveFinder,
  orbitInCapShare,
  placeVolume,
  positionFinder,
  reachAngleRad,
  reachCounts,
  shellFinder,
} from '@cupola/core/engagement';
import type { ReachFinder } from '@cupola/core/engagement';
import { RandomStream, radians, usFromS } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import { randomCase } from '../packages/core/src/engagement/reach/random-case.test-data.ts';
import { machineLine } from './machine.ts';

const EARTH = { angleAtEpochRad: 5.26 };
const FLY_OUT = { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) };
const REACH_M = flyOutReachM(FLY_OUT, 120);
const PLACE = { latitudeRad: radians(40), longitudeRad: radians(127), heightM: 200_000 };
const VOLUME = placeVolume(PLACE, { kind: 'wgs84' }, REACH_M);
const DAY = { fromUs: 0, stepUs: usFromS(10), count: 8640 };
const NAIVE_SAMPLES = 200;
const RUNS = 7;

function shellOf(count: number): WalkerShell {
  return {
    kind: 'delta',
    count,
    planes: count / 25,
    phasing: 1,
    altitudeM: 300_000,
    inclinationRad: radians(45),
  };
}

/** Median of several runs after one that warms up, ms. */
function timedMs(run: () => void): number {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}

/** One line of the result. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

say(machineLine());
for (const count of [200, 1000, 2000]) {
  const shell = shellOf(count);
  const ephemeris = walkerEphemeris(shell);
  const ms = (finder: () => ReachFinder, samples: number): number =>
    (timedMs(() => void reachCounts(finder(), { ...DAY, count: samples })) * DAY.count) / samples;
  const naiveMs = ms(() => naiveFinder(ephemeris, EARTH, VOLUME), NAIVE_SAMPLES);
  const shellMs = ms(() => shellFinder(shell, EARTH, VOLUME), DAY.count);
  const positionMs = ms(() => positionFinder(ephemeris, EARTH, VOLUME), DAY.count);
  say(
    `reach of ${count}, 24 h / 10 s: by planes ${shellMs.toFixed(1)} ms, by positions ${positionMs.toFixed(1)} ms, plain ${naiveMs.toFixed(0)} ms (ratio ${(naiveMs / shellMs).toFixed(0)})`,
  );
}

const angle = reachAngleRad(
  REACH_M,
  EARTH_EQUATORIAL_RADIUS_M + 300_000,
  EARTH_EQUATORIAL_RADIUS_M + 200_000,
);
const ratioMs = timedMs(() => {
  for (let repeat = 0; repeat < 100; repeat++) {
    orbitInCapShare(PLACE.latitudeRad, radians(45 + repeat / 1000), angle);
  }
});
say(`absentee ratio of a shell: ${(ratioMs * 10).toFixed(1)} us`);

const stream = new RandomStream(6, 'benchmark-cases');
let moments = 0;
let different = 0;
let found = 0;
for (let number = 0; number < 1000; number++) {
  const { shell, earth, volume, atUs } = randomCase(number, stream);
  const ephemeris = walkerEphemeris(shell);
  const naive = naiveFinder(ephemeris, earth, volume);
  const fast = [shellFinder(shell, earth, volume), positionFinder(ephemeris, earth, volume)];
  for (const at of atUs) {
    const count = naive.find(at);
    const expected = naive.found.slice(0, count).toSorted().join();
    found += count;
    for (const finder of fast) {
      const own = finder.find(at);
      if (finder.found.slice(0, own).toSorted().join() !== expected) different += 1;
    }
    moments += 1;
  }
}
say(`1,000 random cases, ${moments} moments, ${found} in reach: ${different} differ from the plain loop`);
