import { expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { EQUATORIAL_SPHERE } from '../../coverage/index.ts';
import { RandomStream, radians, usFromS } from '../../foundation/index.ts';
import { binomialAtLeast } from '../closed-form/odds.ts';
import { orbitInCapShare } from '../closed-form/bunching.ts';
import { accelerationOfG, flyOutReachM } from '../closed-form/fly-out.ts';
import { reachAngleRad } from '../closed-form/footprint.ts';
import { naiveFinder } from './naive-finder.ts';
import { placeVolume } from './place-volume.ts';
import { positionFinder } from './position-finder.ts';
import { randomCase } from './random-case.test-data.ts';
import { reachStatistics } from './reach-answer.ts';
import { combinedFinder } from './reach-finder.ts';
import type { ReachFinder } from './reach-finder.ts';
import { reachCounts } from './reach-series.ts';
import { NO_VOLUME, prunedVolume } from './reach-volume.ts';
import { shellFinder } from './shell-finder.ts';

function foundBy(finder: ReachFinder, atUs: number): readonly number[] {
  const count = finder.find(atUs);
  return [...finder.found.subarray(0, count)].toSorted((a, b) => a - b);
}

test('fast finders find what the oracle finds, on 60 random cases at 20 moments each', () => {
  const stream = new RandomStream(2026, 'reach-finders');
  let inReach = 0;
  for (let number = 0; number < 60; number++) {
    const { shell, earth, volume, atUs } = randomCase(number, stream);
    const ephemeris = walkerEphemeris(shell);
    const naive = naiveFinder(ephemeris, earth, volume);
    const fast = [
      shellFinder(shell, earth, volume),
      shellFinder(shell, earth, prunedVolume(volume)),
      positionFinder(ephemeris, earth, volume),
    ];
    for (const at of atUs) {
      const expected = foundBy(naive, at);
      inReach += expected.length;
      for (const finder of fast) expect(foundBy(finder, at)).toEqual(expected);
    }
  }
  expect(inReach).toBeGreaterThan(1000);
});

test('an interceptor exactly at the edge is the oracle’s to decide', () => {
  const shell: WalkerShell = {
    kind: 'delta',
    count: 36,
    planes: 1,
    phasing: 0,
    altitudeM: 300_000,
    inclinationRad: 0,
  };
  const radiusM = EQUATORIAL_SPHERE.kind === 'sphere' ? EQUATORIAL_SPHERE.radiusM : 0;
  const reachM = Math.hypot(
    (radiusM + 3e5) * Math.cos(radians(10)) - (radiusM + 2e5),
    (radiusM + 3e5) * Math.sin(radians(10)),
  );
  const place = { latitudeRad: 0, longitudeRad: 0, heightM: 200_000 };
  for (const nudge of [-1e-6, 0, 1e-6]) {
    const volume = placeVolume(place, EQUATORIAL_SPHERE, reachM + nudge);
    const earth = { angleAtEpochRad: 0 };
    const naive = naiveFinder(walkerEphemeris(shell), earth, volume);
    expect(foundBy(shellFinder(shell, earth, volume), 0)).toEqual(foundBy(naive, 0));
  }
});

const AEI = { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) };

test('independent random orbits agree with the closed form within sampling error', () => {
  const stream = new RandomStream(2026, 'random-fleet');
  const reachM = flyOutReachM(AEI, 120);
  const inclinationRad = radians(60);
  const place = { latitudeRad: radians(40), longitudeRad: 1, heightM: 200_000 };
  const volume = placeVolume(place, EQUATORIAL_SPHERE, reachM);
  const share = orbitInCapShare(
    place.latitudeRad,
    inclinationRad,
    reachAngleRad(reachM, 6_678_137, 6_578_137),
  );
  const fleets = 400;
  const count = 200;
  let sum = 0;
  let covered = 0;
  for (let fleet = 0; fleet < fleets; fleet++) {
    const nodes = Array.from({ length: count }, (_, index) => ({
      nodeRad: 2 * Math.PI * stream.uniform(fleet, index, 0),
      argumentOfLatitudeRad: 2 * Math.PI * stream.uniform(fleet, index, 1),
    }));
    let inReach = 0;
    for (const { nodeRad, argumentOfLatitudeRad: u } of nodes) {
      const x = Math.cos(u) * Math.cos(nodeRad) - Math.sin(u) * Math.cos(inclinationRad) * Math.sin(nodeRad);
      const y = Math.cos(u) * Math.sin(nodeRad) + Math.sin(u) * Math.cos(inclinationRad) * Math.cos(nodeRad);
      const at = [x, y, Math.sin(u) * Math.sin(inclinationRad)].map((part) => 6_678_137 * part);
      const away = Math.hypot(...at.map((part, axis) => part - volume.centresM[axis]!));
      inReach += away <= reachM ? 1 : 0;
    }
    sum += inReach;
    covered += inReach > 0 ? 1 : 0;
  }
  const mean = count * share;
  // 99.9 % bands: 3.29 standard errors of a binomial mean and share.
  expect(Math.abs(sum / fleets - mean)).toBeLessThan(3.29 * Math.sqrt((mean * (1 - share)) / fleets));
  const prob = binomialAtLeast(count, share, 1);
  expect(Math.abs(covered / fleets - prob)).toBeLessThan(3.29 * Math.sqrt((prob * (1 - prob)) / fleets));
});

test('a real shell has the mean of the closed form over days', () => {
  const shell: WalkerShell = {
    kind: 'delta',
    count: 210,
    planes: 15,
    phasing: 4,
    altitudeM: 350_000,
    inclinationRad: radians(52),
  };
  const reachM = flyOutReachM(AEI, 150);
  const place = { latitudeRad: radians(48), longitudeRad: 0.3, heightM: 200_000 };
  const finder = shellFinder(shell, { angleAtEpochRad: 2 }, placeVolume(place, EQUATORIAL_SPHERE, reachM));
  const counts = reachCounts(finder, { fromUs: 0, stepUs: usFromS(67), count: 20_000 });
  const { meanInReach } = reachStatistics([counts], 67);
  const share = orbitInCapShare(
    place.latitudeRad,
    shell.inclinationRad,
    reachAngleRad(reachM, 6_728_137, 6_578_137),
  );
  expect(Math.abs(meanInReach / (210 * share) - 1)).toBeLessThan(0.01);
});

test('more satellites, more time and more speed never leave fewer in reach', () => {
  const stream = new RandomStream(2027, 'reach-laws');
  for (let number = 0; number < 20; number++) {
    const { shell, earth, atUs } = randomCase(number, stream);
    const place = {
      latitudeRad: Math.asin(2 * stream.uniform(number, 900) - 1),
      longitudeRad: 0,
      heightM: 200_000,
    };
    const at = (flyOut: typeof AEI, timeS: number): ReachFinder =>
      shellFinder(shell, earth, placeVolume(place, { kind: 'wgs84' }, flyOutReachM(flyOut, timeS)));
    const base = at(AEI, 120);
    const later = at(AEI, 150);
    const faster = at({ ...AEI, speedMPerS: 9000 }, 120);
    const fasterYet = at({ ...AEI, speedMPerS: 30_000 }, 120);
    const both = combinedFinder([base, at(AEI, 90)]);
    for (const moment of atUs) {
      const count = base.find(moment);
      expect(later.find(moment)).toBeGreaterThanOrEqual(count);
      const quick = faster.find(moment);
      expect(quick).toBeGreaterThanOrEqual(count);
      expect(fasterYet.find(moment)).toBeGreaterThanOrEqual(quick);
      expect(both.find(moment)).toBeGreaterThanOrEqual(count);
    }
  }
});

test('an empty volume reaches nobody, at the pole and anywhere', () => {
  const { shell, earth, atUs } = randomCase(1, new RandomStream(1, 'any'));
  for (const moment of atUs) {
    expect(shellFinder(shell, earth, NO_VOLUME).find(moment)).toBe(0);
    expect(positionFinder(walkerEphemeris(shell), earth, NO_VOLUME).find(moment)).toBe(0);
  }
});
