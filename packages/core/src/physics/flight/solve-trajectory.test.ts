import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2 } from '../earth.ts';
import { heightAboveEllipsoidM } from './ballistic.ts';
import { boostStepCount, flyBoostInto } from './boost.ts';
import { bearingRad, groundDistanceM, groundPointAt } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import { solveTrajectory } from './solve-trajectory.ts';
import type { BoostCapability, TrajectoryGoal, TrajectorySolution } from './trajectory.ts';
import { burnoutOf, flyTrial, radialSpeedMPerS } from './trial-flight.ts';

const LONG_RANGE: BoostCapability = {
  boostDurationS: { nominal: 180 },
  liftoffThrustToWeight: 2,
  verticalRiseS: 5,
  minRangeM: 3e6,
  maxRangeM: 1.5e7,
  maxApogeeM: 7.5e6,
  ballisticCoefficientKgPerM2: { nominal: 8000 },
};
const LAUNCHER: BoostCapability = {
  ...LONG_RANGE,
  boostDurationS: { nominal: 520 },
  liftoffThrustToWeight: 1.3,
  maxApogeeM: 6e5,
};

function at(latDeg: number, lonDeg: number): GroundPoint {
  return { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
}

function solved(
  site: GroundPoint,
  goal: TrajectoryGoal,
  capability: BoostCapability = LONG_RANGE,
): TrajectorySolution {
  const outcome = solveTrajectory(site, capability, goal);
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.detail}`);
  return outcome.solution;
}

describe('ground distance', () => {
  it('is the quarter meridian and the equator ([NIMA-TR8350.2]: 10,001,965.73 m)', () => {
    expect(Math.abs(groundDistanceM(at(0, 10), at(90, 10)) - 10_001_965.73)).toBeLessThan(20);
    expect(groundDistanceM(at(0, 0), at(0, 90))).toBeCloseTo((EARTH_EQUATORIAL_RADIUS_M * Math.PI) / 2, 3);
    expect(groundDistanceM(at(12, 34), at(12, 34))).toBe(0);
  });

  it('is half way round between opposite places, if roughly', () => {
    for (const latitude of [-90, -40.9, 0, 12]) {
      const oppositeM = groundDistanceM(at(latitude, 129.3), at(-latitude, -50.7));
      expect(Math.abs(oppositeM - 2 * 10_001_965.73)).toBeLessThan(70_000);
    }
  });

  it('undoes groundPointAt, across the date line and near the pole', () => {
    for (const [site, bearing, distanceM] of [
      [at(40, 179), 1.2, 5e6],
      [at(85, 10), 6, 3e6],
      [at(-20, -60), 4, 1000],
    ] as const) {
      const point = groundPointAt(site, bearing, distanceM);
      expect(Math.abs(groundDistanceM(site, point) - distanceM)).toBeLessThan(1);
      expect(bearingRad(site, point)).toBeCloseTo(bearing, 8);
    }
  });
});

describe('flights to an aim', () => {
  it.each([
    ['eastward across the date line', at(40, 140), at(45, -120)],
    ['westward against the turning Earth', at(34.7, -120.6), at(9.4, 167.5)],
    ['over the pole', at(60, 60), at(45, -110)],
    ['to the southern half', at(20, 10), at(-50, 60)],
  ])('land within 100 m: %s', (_name, site, aim) => {
    const solution = solved(site, { kind: 'minimum-energy', aim });
    expect(solution.impact).not.toBeNull();
    expect(groundDistanceM(aim, solution.impact ?? site)).toBeLessThan(100);
  });

  it('take the least loading: steeper and flatter climbs to the same aim need more', () => {
    const site = at(40, 130);
    const aim = at(45, -120);
    const least = solved(site, { kind: 'minimum-energy', aim }).profile.loading;
    for (const loftRad of [-0.12, -0.05, 0.05, 0.12, 0.4]) {
      const other = solved(site, { kind: 'minimum-energy', aim, loftRad });
      expect(other.profile.loading).toBeGreaterThan(least - 1e-5);
      expect(groundDistanceM(aim, other.impact ?? site)).toBeLessThan(100);
    }
  });

  it('rise by the loft asked for', () => {
    const site = at(40, 130);
    const aim = at(20, 170);
    const flat = solved(site, { kind: 'minimum-energy', aim });
    const steep = solved(site, { kind: 'minimum-energy', aim, loftRad: 0.3 });
    expect(steep.burnoutFlightPathAngleRad - flat.burnoutFlightPathAngleRad).toBeCloseTo(0.3, 4);
    expect(steep.flightTimeS ?? 0).toBeGreaterThan((flat.flightTimeS ?? 0) + 300);
  });
});

describe('lofted flights', () => {
  it.each([
    [6_648_400, 1_001_200, 60],
    [3_724_900, 998_000, 270],
    [2_000_000, 300_000, 0],
    [7_000_000, 2_500_000, 180],
  ])('meet apogee %d m and range %d m towards %d°', (apogeeM, rangeM, azimuthDeg) => {
    const site = at(39.2, 125.7);
    const azimuthRad = radians(azimuthDeg);
    const solution = solved(site, { kind: 'lofted', apogeeM, rangeM, azimuthRad });
    const impact = solution.impact ?? site;
    expect(Math.abs(solution.apogeeM - apogeeM)).toBeLessThan(1000);
    expect(Math.abs(groundDistanceM(site, impact) - rangeM)).toBeLessThan(1000);
    expect(Math.abs(Math.sin((bearingRad(site, impact) - azimuthRad) / 2))).toBeLessThan(1e-4);
  });
});

describe('flights into orbit', () => {
  it.each([
    [51.88, 42, 300_000],
    [5, 90, 200_000],
    [34.7, 190, 500_000],
  ])('from %d° towards %d° end in a circle %d m up', (latDeg, azimuthDeg, altitudeM) => {
    const site = at(latDeg, 10);
    const goal: TrajectoryGoal = { kind: 'orbit', altitudeM, azimuthRad: radians(azimuthDeg) };
    const solution = solved(site, goal, LAUNCHER);
    const burnout = burnoutOf(solution.profile, site);
    const r = Math.hypot(burnout[0]!, burnout[1]!, burnout[2]!);
    const v2 = burnout[3]! ** 2 + burnout[4]! ** 2 + burnout[5]! ** 2;
    const semiMajorM = 1 / (2 / r - v2 / EARTH_MU_M3_PER_S2);
    const eccentricity = Math.hypot(
      1 - r / semiMajorM,
      (r * radialSpeedMPerS(burnout)) / Math.sqrt(EARTH_MU_M3_PER_S2 * semiMajorM),
    );
    expect(Math.abs(r - EARTH_EQUATORIAL_RADIUS_M - altitudeM)).toBeLessThan(1000);
    expect(semiMajorM * (1 - eccentricity) - EARTH_EQUATORIAL_RADIUS_M).toBeGreaterThan(altitudeM - 10_000);
    expect(solution.impact).toBeNull();
    const climb = new Float64Array(6 * boostStepCount(solution.profile));
    flyBoostInto(climb, solution.profile, { ...site, heightM: 0 }, 0);
    for (let step = 1; step < boostStepCount(solution.profile); step++) {
      expect(
        heightAboveEllipsoidM(climb[6 * step]!, climb[6 * step + 1]!, climb[6 * step + 2]!),
      ).toBeGreaterThan(0);
    }
  });
});

describe('goals that cannot be met', () => {
  const site = at(40, 130);
  it.each([
    ['aim-equals-launch', { kind: 'minimum-energy', aim: at(40, 130.001) }, undefined],
    ['range-out-of-reach', { kind: 'minimum-energy', aim: at(-35, -60) }, 1.5e7],
    ['range-out-of-reach', { kind: 'minimum-energy', aim: at(42, 130) }, 3e6],
    ['aim-equals-launch', { kind: 'lofted', apogeeM: 4e6, rangeM: 0, azimuthRad: 1 }, undefined],
    ['range-out-of-reach', { kind: 'lofted', apogeeM: 4e6, rangeM: 1.6e7, azimuthRad: 1 }, 1.5e7],
    ['apogee-out-of-reach', { kind: 'lofted', apogeeM: 8e6, rangeM: 1e6, azimuthRad: 1 }, 7.5e6],
    ['apogee-out-of-reach', { kind: 'orbit', altitudeM: 1e5, azimuthRad: 1 }, 150_000],
    ['no-solution', { kind: 'lofted', apogeeM: 2000, rangeM: 9e6, azimuthRad: 1 }, undefined],
    ['aim-equals-launch', { kind: 'minimum-energy', aim: at(Number.NaN, 1) }, undefined],
  ] as const)('%s: %o', (code, goal, reachableM) => {
    const outcome = solveTrajectory(site, LONG_RANGE, goal);
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(outcome.error.code).toBe(code);
    expect(outcome.error.reachableM).toBe(reachableM);
  });
});

describe('the climb', () => {
  it('gives the same burnout, turned, at any hour', () => {
    const site = at(40, 130);
    const { profile } = solved(site, { kind: 'minimum-energy', aim: at(45, -120) });
    const rows = 6 * boostStepCount(profile);
    const now = new Float64Array(rows);
    const later = new Float64Array(rows);
    flyBoostInto(now, profile, { ...site, heightM: 0 }, 0);
    flyBoostInto(later, profile, { ...site, heightM: 0 }, 1);
    const [x, y] = [now[rows - 6]!, now[rows - 5]!];
    expect(later[rows - 6]!).toBeCloseTo(Math.cos(1) * x - Math.sin(1) * y, 4);
    expect(later[rows - 4]!).toBeCloseTo(now[rows - 4]!, 4);
  });

  it('lifts off from rest on the turning Earth and first goes straight up', () => {
    const site = at(0, 0);
    const { profile } = solved(site, { kind: 'minimum-energy', aim: at(0, 80) });
    const climb = new Float64Array(6 * boostStepCount(profile));
    flyBoostInto(climb, profile, { ...site, heightM: 0 }, 0);
    expect(climb[4]!).toBeCloseTo(465.1, 1);
    const rise = climb[6 * 4]! - climb[0]!;
    expect(rise).toBeGreaterThan(0.5 * 9.5 * 16);
    expect(rise).toBeLessThan(0.5 * 12 * 16);
    expect(Math.abs(climb[6 * 4 + 1]! - 4 * 465.1)).toBeLessThan(1);
  });

  it('is no trial when it ends in the ground', () => {
    const { profile } = solved(at(0, 0), { kind: 'minimum-energy', aim: at(0, 80) });
    const sunk = { ...profile, midPitchRad: -1.5, finalPitchRad: -1.5 };
    expect(flyTrial(sunk, at(0, 0), 8000)).toBeNull();
  });
});
