/**
 * Who is in reach of a launch area: 1,000 and 200 interceptors every 10 s for 24 h by shells, by positions and by the plain loop over all
 * pairs in the same run (the loop over a few samples, scaled up); the absentee ratio of a shell; what share of launches has enough of it in reach; raids of 1 to 100 missiles at 10,000 launches, from
 * one place and from several with optimal assignment; everywhere on the Earth; and whether the fast ways find exactly what the plain one finds on
 * 1,000 random cases.
 *
 *   npm run bench:engagement
 */
import { walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import {
  accelerationOfG,
  colocatedRaids,
  flownShare,
  flyOutReachM,
  launchTimes,
  naiveFinder,
  orbitInCapShare,
  patternArcs,
  patternShare,
  placeVolume,
  positionFinder,
  raidLeaks,
  reachAngleRad,
  reachCounts,
  readyCounts,
  shellFinder,
  walkerSizeFor,
} from '@cupola/core/engagement';
import type { RaidPlan, ReachFinder, ShotOdds } from '@cupola/core/engagement';
import { RandomStream, present, radians, usFromS } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import { randomCase } from '../packages/core/src/engagement/reach/random-case.test-data.ts';
import { performCoverage } from '../packages/runtime/src/coverage/perform-coverage.ts';
import type { SatelliteGroups } from '../packages/runtime/src/satellites/satellite-groups.ts';
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

{
  const shell = shellOf(1000);
  const demand = {
    missiles: 1,
    shotsPerTarget: 5,
    flyOut: FLY_OUT,
    flyOutS: 120,
    interceptAltitudeM: 200_000,
    confidence: 0.9,
    latitudesRad: [PLACE.latitudeRad],
  };
  let share = 0;
  const patternMs = timedMs(() => {
    share = patternShare(patternArcs(shell.planes, shell, VOLUME), 25, 1, 5);
  });
  const flown = flownShare(demand, shell, { kind: 'wgs84' }, 4000);
  const naive = naiveFinder(walkerEphemeris(shell), EARTH, VOLUME);
  const times = launchTimes(NAIVE_SAMPLES);
  const naiveMs = (timedMs(() => times.forEach((at) => naive.find(at))) * 4000) / NAIVE_SAMPLES;
  say(
    `share of launches with five of 1000 in reach: all positions of the pattern ${patternMs.toFixed(2)} ms (${share.toFixed(4)}), plain loop over 4,000 launches ${naiveMs.toFixed(0)} ms (${flown.toFixed(4)}; ratio ${(naiveMs / patternMs).toFixed(0)})`,
  );
  const orbit = { altitudeM: 300_000, inclinationRad: radians(43) };
  let satellites = 0;
  const searchMs = timedMs(() => {
    satellites = walkerSizeFor(demand, orbit, { kind: 'wgs84' })?.shell.count ?? 0;
  });
  say(
    `fewest satellites of a shell for five in reach at 90 % of launches: ${satellites}, ${searchMs.toFixed(0)} ms`,
  );
}

const SIZES = Array.from({ length: 100 }, (_, index) => index + 1);
const ODDS: ShotOdds = { killProb: 0.8, trackProb: 1, shotsPerTarget: 2, sharing: 'even' };
const draws = new RandomStream(6, 'benchmark-launches');
const LAUNCHES = Array.from({ length: 10_000 }, (_, launch) => usFromS(86_400 * draws.uniform(launch, 0)));
for (const count of [200, 1000, 2000]) {
  const shell = shellOf(count);
  const ready = new Uint8Array(count).fill(1);
  const ms = timedMs(() => {
    const counts = readyCounts(shellFinder(shell, EARTH, VOLUME), ready, LAUNCHES);
    colocatedRaids(counts, SIZES, ODDS, 0);
  });
  say(`raids of 1 to 100 from one place, 10,000 launches, ${count} interceptors: ${ms.toFixed(1)} ms`);
}

/** Five launch areas of the northern hemisphere. */
const PLACES = [
  [40, 127],
  [33, 53],
  [41, 94],
  [52, 85],
  [38, 112],
] as const;
for (const [sizes, spacingS] of [
  [[10, 20, 50, 100], 0],
  [SIZES, 0],
  [[10, 20, 50, 100], 10],
] as const) {
  const finders = PLACES.map(([latDeg, lonDeg]) =>
    shellFinder(
      shellOf(1000),
      EARTH,
      placeVolume(
        { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg), heightM: 200_000 },
        { kind: 'wgs84' },
        REACH_M,
      ),
    ),
  );
  const slotCount = spacingS > 0 ? 100 : PLACES.length;
  const plan: RaidPlan = {
    slots: Array.from({ length: slotCount }, (_, slot) => ({
      finder: present(finders[slot % finders.length]),
      offsetUs: usFromS(slot * spacingS),
    })),
    slotOfMissile: Array.from({ length: 100 }, (_, missile) => missile % slotCount),
    odds: ODDS,
    commonFailureProb: 0,
    decoys: null,
    assignment: 'optimal',
    secondAfterUs: null,
    ready: new Uint8Array(1000).fill(1),
  };
  const start = performance.now();
  raidLeaks(plan, sizes, LAUNCHES, draws);
  say(
    `raids from five places, ${spacingS === 0 ? 'at once' : `${spacingS} s apart`}, optimal assignment, 10,000 launches x ${sizes.length} sizes up to 100, 1,000 interceptors: ${((performance.now() - start) / 1000).toFixed(2)} s`,
  );
}

{
  const { kind, count, planes, phasing } = shellOf(200);
  const walker = { kind, count, planes, phasing, altitudeKm: 300, inclinationDeg: 45 };
  const epoch = { dayJd: 2461245.5, dayShare: 0 };
  const satellites: SatelliteGroups = {
    groups: [{ id: 'shell', sensors: [], walker }],
    catalogues: new Map(),
    window: { epoch, from: epoch, durationS: 86_400, maxElementAgeDays: 30 },
    fromUs: 0,
    catalogueObjects: null,
    lost: [],
  };
  for (const stepS of [60, 10]) {
    const settings = {
      surface: { kind: 'wgs84' },
      grid: 'rows',
      cellCount: 10_000,
      sight: { kind: 'shell', altitudeM: 200_000, limbM: 0, maxRangeM: REACH_M },
      stereo: null,
      stepUs: usFromS(stepS),
      sampleCount: 86_400 / stepS,
    } as const;
    const start = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each has the machine
    const answer = await performCoverage({ satellites, settings }, walkerEphemeris(shellOf(200)), {
      workers: 2,
      onSample: () => {},
    });
    say(
      `everywhere, ${answer.cellTable.cellCount} cells, 24 h / ${stepS} s, 200 interceptors, two threads: ${((performance.now() - start) / 1000).toFixed(2)} s`,
    );
  }
}

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
