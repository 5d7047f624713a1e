import { expect, test } from 'vitest';
import type { WalkerShell } from '../../constellation/index.ts';
import { radians } from '../../foundation/index.ts';
import type { Sight } from '../sight/sight.ts';
import { EQUATORIAL_SPHERE } from '../grid/surface.ts';
import { bestPhasings, phasingSamples, phasingsTried, usualPhasing } from './best-phasing.ts';
import { rowsWithin } from './row-points.ts';
import { walkerLatitudes } from './walker-latitudes.ts';

const SIGHT: Sight = { kind: 'elevation', minElevationRad: radians(15) };
const SPAN = { southRad: radians(-50), northRad: radians(50) };
const WITHIN = rowsWithin(200, EQUATORIAL_SPHERE, SIGHT, SPAN);
const ASKED = {
  within: WITHIN,
  sight: SIGHT,
  stereo: { minRad: radians(30), maxRad: radians(150) },
  seed: 1,
};

function shell(kind: WalkerShell['kind'], count: number, planes: number, phasing: number): WalkerShell {
  return { kind, count, planes, phasing, altitudeM: 1_200_000, inclinationRad: radians(55) };
}

test('the best phasing leaves as much stereo in the worst row as any, to the error of the samples', () => {
  const of = shell('delta', 60, 6, 1);
  const [best] = bestPhasings({ ...ASKED, shells: [of] }, 1);
  const all = [0, 1, 2, 3, 4, 5].map((phasing) =>
    walkerLatitudes({ ...ASKED, shells: [{ ...of, phasing }], fineness: 'search' }),
  );
  const chosen = all[best?.phasing ?? -1];
  const most = Math.max(...all.map(({ worst }) => worst.stereoFraction));
  const least = Math.min(...all.map(({ worst }) => worst.stereoFraction));
  expect(most - least).toBeGreaterThan(0.1);
  expect(chosen?.worst.stereoFraction).toBeGreaterThan(most - 0.02);
});

test('shells beside the swept ones stay as they are', () => {
  const shells = [shell('delta', 30, 5, 4), { ...shell('star', 30, 5, 4), altitudeM: 800_000 }];
  const found = bestPhasings({ ...ASKED, shells }, 1);
  expect(found[1]).toEqual(shells[1]);
  expect(bestPhasings({ ...ASKED, shells }, 0)).toEqual(shells);
});

test('of equals the usual phasing stays', () => {
  const blind: Sight = { kind: 'elevation', minElevationRad: radians(89.9) };
  for (const of of [shell('delta', 12, 4, 0), shell('star', 12, 4, 0), shell('delta', 5, 1, 0)]) {
    const [found] = bestPhasings({ ...ASKED, sight: blind, shells: [of] }, 1);
    expect(found?.phasing).toBe(usualPhasing(of));
  }
});

test('all phasings are tried up to 24 planes, of more planes as many', () => {
  expect([...phasingsTried(shell('star', 24, 24, 0))].toSorted((a, b) => a - b)).toEqual([
    ...Array(24).keys(),
  ]);
  const tried = phasingsTried(shell('delta', 1000, 1000, 0));
  expect(new Set(tried).size).toBe(tried.length);
  expect(tried.length).toBe(25);
  expect(tried[0]).toBe(1);
  expect(Math.max(...tried)).toBeLessThan(1000);
  expect(phasingSamples(shell('delta', 10, 1, 0))).toBe(0);
  expect(phasingSamples(shell('delta', 10, 10, 0))).toBe(8 * (10 * 21 + 4 * 55));
});
