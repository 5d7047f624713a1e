import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fleetByYear } from './fleet.ts';

const NEVER_FAILS = { shape: 1, scaleYears: 1e12 };

function launchedPerYear(scaleYears: number): number {
  const wanted = Array.from({ length: 60 }, (_, year) => Math.min(400, 80 * (year + 1)));
  const fleet = fleetByYear({ wanted, lifeYears: 5, failures: { shape: 0.4521, scaleYears } });
  return fleet.slice(20).reduce((sum, each) => sum + each.launched, 0) / 40;
}

function total(lifeYears: number): number {
  return fleetByYear({
    wanted: Array.from({ length: 20 }, () => 50),
    lifeYears,
    failures: NEVER_FAILS,
  }).reduce((sum, { launched }) => sum + launched, 0);
}

it('without failures, buys a constellation once a life', () => {
  const fleet = fleetByYear({
    wanted: Array.from({ length: 15 }, () => 100),
    lifeYears: 5,
    failures: NEVER_FAILS,
  });
  // A cohort launched through a year is replaced through the year five years later.
  expect(fleet.map(({ launched }) => Math.round(launched))).toEqual([
    100, 0, 0, 0, 0, 100, 0, 0, 0, 0, 100, 0, 0, 0, 0,
  ]);
  expect(fleet[7]?.inService).toBe(100);
});

it('in the long run buys N over L a year, and more with early failures: 400 for 5 years is 80', () => {
  expect(launchedPerYear(1e12)).toBeCloseTo(80, 0);
  expect(launchedPerYear(2607)).toBeGreaterThan(82);
  expect(launchedPerYear(2607)).toBeLessThan(88);
});

it('launches no less when satellites live shorter, and nothing when none are wanted', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 12, noNaN: true }),
      fc.double({ min: 1, max: 12, noNaN: true }),
      (a, b) => {
        expect(total(Math.min(a, b))).toBeGreaterThanOrEqual(total(Math.max(a, b)) - 1e-9);
      },
    ),
  );
  const none = fleetByYear({ wanted: [0, 0], lifeYears: 5, failures: NEVER_FAILS });
  expect(none).toEqual([
    { launched: 0, inService: 0 },
    { launched: 0, inService: 0 },
  ]);
});
