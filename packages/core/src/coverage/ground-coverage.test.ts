import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circularEphemeris, walkerEphemeris } from '../constellation/index.ts';
import { degrees, radians, usFromS } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, earthAngleRad } from '../physics/index.ts';
import type { Ephemeris } from '../physics/index.ts';
import { capHalfAngleRad, capShare } from './closed-form/cap.ts';
import { groundCoverage } from './ground-coverage.ts';
import type { GroundCoverageQuestion } from './ground-coverage.ts';
import { EQUATORIAL_SPHERE } from './grid/surface.ts';
import { fibonacciPoints } from './grid/surface-points.ts';
import type { Surface } from './grid/surface.ts';

const EARTH = { angleAtEpochRad: 1 };
const SURFACES: readonly Surface[] = [EQUATORIAL_SPHERE, { kind: 'wgs84' }];

function shell(count: number, planes: number, altitudeM: number, inclinationDeg: number): Ephemeris {
  const inclinationRad = radians(inclinationDeg);
  return walkerEphemeris({ kind: 'delta', count, planes, phasing: 1, altitudeM, inclinationRad });
}

/** Every satellite against every point, by the angle itself. */
function countedOneByOne(question: GroundCoverageQuestion): { mean: number; min: number; max: number } {
  const { ephemeris, points, earth, minElevationRad } = question;
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  const counts: number[] = [];
  for (let sample = 0; sample < question.sampleCount; sample++) {
    const atUs = question.fromUs + sample * question.stepUs;
    ephemeris.positionsInertialInto(positions, atUs);
    const angle = earthAngleRad(earth, atUs);
    for (let point = 0; point < points.count; point++) {
      const [px, py, pz] = points.positionsItrfM.subarray(3 * point, 3 * point + 3);
      const [nx, ny, nz] = points.zenithsItrf.subarray(3 * point, 3 * point + 3);
      let count = 0;
      for (let at = 0; at < positions.length; at += 3) {
        const x = Math.cos(angle) * positions[at]! + Math.sin(angle) * positions[at + 1]! - px!;
        const y = Math.cos(angle) * positions[at + 1]! - Math.sin(angle) * positions[at]! - py!;
        const z = positions[at + 2]! - pz!;
        const sinElevation = (x * nx! + y * ny! + z * nz!) / Math.hypot(x, y, z);
        if (Math.asin(sinElevation) >= minElevationRad) count += 1;
      }
      counts.push(count);
    }
  }
  return {
    mean: counts.reduce((sum, each) => sum + each, 0) / counts.length,
    min: Math.min(...counts),
    max: Math.max(...counts),
  };
}

describe('ground coverage', () => {
  test.each(SURFACES)('agrees with counting one by one on $kind', (surface) => {
    fc.assert(
      fc.property(
        fc.record({
          altitudeM: fc.integer({ min: 200_000, max: 36_000_000 }),
          inclinationDeg: fc.integer({ min: 0, max: 180 }),
          elevationDeg: fc.integer({ min: 0, max: 85 }),
        }),
        ({ altitudeM, inclinationDeg, elevationDeg }) => {
          const question = {
            ephemeris: shell(12, 3, altitudeM, inclinationDeg),
            earth: EARTH,
            points: fibonacciPoints(200, surface),
            minElevationRad: radians(elevationDeg),
            fromUs: usFromS(100),
            stepUs: usFromS(1000),
            sampleCount: 2,
          };
          const { meanInView: mean, minInView: min, maxInView: max } = groundCoverage(question);
          expect({ mean, min, max }).toEqual(countedOneByOne(question));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the mean in view is N (1 - cos λ)/2, whatever the pattern', () => {
    const minElevationRad = radians(20);
    const result = groundCoverage({
      ephemeris: shell(200, 10, 1_000_000, 80),
      earth: EARTH,
      points: fibonacciPoints(2500, EQUATORIAL_SPHERE),
      minElevationRad,
      fromUs: 0,
      stepUs: usFromS(300),
      sampleCount: 48,
    });
    const lambda = capHalfAngleRad(
      EARTH_EQUATORIAL_RADIUS_M,
      EARTH_EQUATORIAL_RADIUS_M + 1_000_000,
      minElevationRad,
    );
    expect(degrees(lambda)).toBeCloseTo(15.676, 3);
    expect(result.meanInView / (200 * capShare(lambda))).toBeCloseTo(1, 2);
    expect(Math.abs(result.meanInView / (200 * capShare(lambda)) - 1)).toBeLessThan(1e-3);
  });

  test('folds fall with k, sum to the mean, and end at the most in view', () => {
    const { folds, meanInView, maxInView } = groundCoverage({
      ephemeris: shell(60, 6, 1_000_000, 70),
      earth: EARTH,
      points: fibonacciPoints(500, { kind: 'wgs84' }),
      minElevationRad: 0,
      fromUs: 0,
      stepUs: usFromS(600),
      sampleCount: 5,
    });
    expect(folds.map(({ k }) => k)).toEqual(Array.from({ length: maxInView }, (_, index) => index + 1));
    expect(folds.reduce((sum, { fraction }) => sum + fraction, 0)).toBeCloseTo(meanInView, 10);
    expect(folds).toEqual(folds.toSorted((a, b) => b.fraction - a.fraction));
  });

  test('no satellites, nothing in view', () => {
    const rates = { nodeRadPerS: 0, argumentOfLatitudeRadPerS: 1e-3 };
    const ephemeris = circularEphemeris({ radiusM: 7e6, inclinationRad: 1, rates, slots: [] });
    const points = fibonacciPoints(10, EQUATORIAL_SPHERE);
    const question = {
      ephemeris,
      earth: EARTH,
      points,
      minElevationRad: 0,
      fromUs: 0,
      stepUs: 1,
      sampleCount: 1,
    };
    expect(groundCoverage(question)).toEqual({
      satellites: 0,
      samples: 1,
      meanInView: 0,
      minInView: 0,
      maxInView: 0,
      folds: [],
    });
  });
});
