import { describe, expect, it } from 'vitest';
import { present } from '../../foundation/index.ts';
import { groundDistanceM } from '../../physics/index.ts';
import { vehicleClass } from '../../vehicles/index.ts';
import { carriedImpact, isCarried } from './carried-impact.ts';

/** East over the equator, inertial. */
const east = (heightM: number, speedMPerS: number): Float64Array =>
  Float64Array.of(6_378_137 + heightM, 0, 0, 0, speedMPerS, 0);
const START = { latitudeRad: 0, longitudeRad: 0 };
const glider = present(vehicleClass('boost-glide'));
const orbiter = present(vehicleClass('fractional-orbit'));

const RADIUS_M = 6_378_137;
const glide = (speed: number, length: number, aside = 0) =>
  carriedImpact(glider, east(90_000, speed), 0, { length, aside });
const orbit = (length: number, flownM = 0) =>
  carriedImpact(orbiter, east(200_000, 7_790), 0, { length, aside: 0, flownM });
/** The Earth's own turning, rad. */
const turned = (seconds: number): number => 7.292e-5 * seconds;

describe('what is carried on', () => {
  it('is a glider or a fractional orbit', () => {
    expect(
      ['boost-glide', 'fractional-orbit', 'icbm-solid', 'space-launch'].map((id) =>
        isCarried(present(vehicleClass(id)).course),
      ),
    ).toEqual([true, true, false, false]);
  });

  it('glides ahead, farther for a larger share and for more speed, and to the side it is drawn to', () => {
    const [near, far, fast] = [glide(6_000, 0), glide(6_000, 1), glide(6_800, 1)];
    expect(groundDistanceM(START, far) / groundDistanceM(START, near)).toBeCloseTo(2.5, 1);
    expect(groundDistanceM(START, fast)).toBeGreaterThan(groundDistanceM(START, far));
    expect(Math.abs(far.latitudeRad)).toBeLessThan(1e-9);
    expect(glide(6_000, 1, 1).latitudeRad).toBeLessThan(0);
    expect(far.afterS).toBeGreaterThan(near.afterS);
  });

  it('orbits to anywhere between its shortest and longest way from launch, the Earth turning beneath it', () => {
    const { minRangeM, maxRangeM } = orbiter;
    const shortest = orbit(0);
    expect(shortest.longitudeRad + turned(shortest.afterS)).toBeCloseTo(minRangeM / RADIUS_M, 2);
    // Three quarters round, seen from the other side.
    const farther = orbit((30e6 - minRangeM) / (maxRangeM - minRangeM));
    expect(Math.cos(farther.longitudeRad + turned(farther.afterS))).toBeCloseTo(Math.cos(30e6 / RADIUS_M), 1);
    // The shorter part of its way is behind it; the longest is nearly over.
    expect(orbit(0, 10e6).longitudeRad).toBeCloseTo(1e6 / RADIUS_M, 1);
    expect(orbit(1, maxRangeM - 2e6).longitudeRad).toBeCloseTo(2e6 / RADIUS_M, 1);
  });
});
