import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EQUATORIAL_SPHERE } from '../../coverage/index.ts';
import { degrees, present, radians } from '../../foundation/index.ts';
import { accelerationOfG } from '../closed-form/fly-out.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import { placeVolume } from '../reach/place-volume.ts';
import { shellFinder } from '../reach/shell-finder.ts';
import { bestInclination } from './best-inclination.ts';
import { closedFormSize, thinnestShare } from './closed-form-size.ts';
import type { FleetDemand } from './demand.ts';
import { designFront, fleetDesigns } from './design-front.ts';
import { impliedFlyOutS } from './implied.ts';
import { placeShare } from './place-share.ts';
import { launchTimes, walkerSizeFor } from './walker-size.ts';

const DEMAND: FleetDemand = {
  missiles: 1,
  shotsPerTarget: 2,
  flyOut: { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) },
  flyOutS: 120,
  interceptAltitudeM: 200_000,
  confidence: 0.9,
  latitudesRad: [radians(40)],
};
const POLAR = { altitudeM: 300_000, inclinationRad: Math.PI / 2 };

test('the calculator’s defaults', () => {
  const size = closedFormSize(DEMAND, POLAR, Math.PI / 2);
  expect(size.flat.interceptors).toBe(998);
  expect(size.flat.absenteeRatio).toBeCloseTo(498.57, 2);
  expect(impliedFlyOutS(DEMAND, 300_000, Math.PI / 2, 998)).toBeCloseTo(120, 1);
});

test('more missiles, more confidence or less time never need fewer', () => {
  const bands = fc.record({
    missiles: fc.integer({ min: 1, max: 40 }),
    flyOutS: fc.double({ min: 45, max: 300, noNaN: true }),
    confidence: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  });
  fc.assert(
    fc.property(
      bands,
      fc.integer({ min: 0, max: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (one, more, share) => {
        const demand = { ...DEMAND, ...one };
        const numbers = (other: Partial<FleetDemand>) => {
          const size = closedFormSize({ ...demand, ...other }, POLAR, Math.PI / 2);
          return [size.flat.interceptors, size.byLatitude.interceptors, size.binomial ?? Infinity];
        };
        const base = numbers({});
        for (const harder of [
          { missiles: one.missiles + more },
          { flyOutS: one.flyOutS * share },
          { confidence: one.confidence + (0.999 - one.confidence) * share },
        ]) {
          numbers(harder).forEach((number, index) => expect(number).toBeGreaterThanOrEqual(base[index] ?? 0));
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('the best inclination lies a little above the launch latitude, and is best', () => {
  const { inclinationRad, absenteeRatio } = bestInclination(DEMAND, 300_000, { kind: 'wgs84' });
  expect(degrees(inclinationRad)).toBeGreaterThan(40);
  expect(degrees(inclinationRad)).toBeLessThan(46);
  for (const other of [30, 41, 50, 60, 90]) {
    const share = thinnestShare(DEMAND, { altitudeM: 300_000, inclinationRad: radians(other) });
    expect(1 / share).toBeGreaterThanOrEqual(absenteeRatio * (1 - 1e-3));
  }
});

test('the share of a place on the ellipsoid is what a real shell shows', () => {
  const orbit = { altitudeM: 350_000, inclinationRad: radians(55) };
  const shell = { kind: 'delta', count: 700, planes: 35, phasing: 3, ...orbit } as const;
  const reachM = flyOutReachM(DEMAND.flyOut, DEMAND.flyOutS);
  for (const surface of [EQUATORIAL_SPHERE, { kind: 'wgs84' }] as const) {
    const place = { latitudeRad: radians(50), longitudeRad: 0, heightM: 200_000 };
    const finder = shellFinder(shell, { angleAtEpochRad: 0 }, placeVolume(place, surface, reachM));
    const times = launchTimes(20_000);
    const mean = times.reduce((sum, at) => sum + finder.find(at), 0) / times.length;
    expect(mean / (700 * placeShare(DEMAND, orbit, radians(50), surface))).toBeCloseTo(1, 1.7);
  }
});

test('a Walker shell that is said to be enough is, and needs no more than independent places do', () => {
  const orbit = { altitudeM: 300_000, inclinationRad: radians(43) };
  const size = present(walkerSizeFor(DEMAND, orbit, { kind: 'wgs84' }));
  expect(size.achieved).toBeGreaterThanOrEqual(0.9);
  const { binomial, byLatitude } = closedFormSize(DEMAND, orbit, Math.PI / 2);
  expect(size.shell.count).toBeLessThan(present(binomial));
  expect(size.shell.count).toBeGreaterThan(0.9 * byLatitude.interceptors);
  const reachM = flyOutReachM(DEMAND.flyOut, DEMAND.flyOutS);
  const place = { latitudeRad: radians(40), longitudeRad: 2, heightM: 200_000 };
  const finder = shellFinder(
    size.shell,
    { angleAtEpochRad: 1 },
    placeVolume(place, { kind: 'wgs84' }, reachM),
  );
  let enough = 0;
  for (let sample = 0; sample < 8640; sample++) enough += finder.find(sample * 10_000_000) >= 2 ? 1 : 0;
  expect(enough / 8640).toBeGreaterThan(0.88);
});

test('nothing is enough without time or where no orbit comes', () => {
  expect(walkerSizeFor({ ...DEMAND, flyOutS: 0 }, POLAR, { kind: 'wgs84' })).toBeNull();
  const far = { ...DEMAND, latitudesRad: [radians(80)] };
  const orbit = { altitudeM: 300_000, inclinationRad: radians(40) };
  expect(walkerSizeFor(far, orbit, { kind: 'wgs84' })).toBeNull();
  expect(closedFormSize(far, orbit, 1).byLatitude.interceptors).toBe(Infinity);
  expect(
    bestInclination({ ...DEMAND, flyOutS: 0 }, 300_000, { kind: 'wgs84' }).absenteeRatio,
  ).toBeGreaterThan(1e9);
});

test('no design of the front is beaten by any other', () => {
  const designs = fleetDesigns(DEMAND, [300_000, 500_000], [0, 20, 40], { kind: 'wgs84' });
  const front = designFront(designs);
  expect(front.length).toBeGreaterThan(2);
  for (const one of front) {
    const better = designs.filter(
      (other) =>
        other.interceptors < one.interceptors &&
        other.extraDecisionS >= one.extraDecisionS &&
        other.altitudeM >= one.altitudeM,
    );
    expect(better).toEqual([]);
  }
});
