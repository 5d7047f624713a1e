import { readFileSync } from 'node:fs';
import { readCatalogue } from '@cupola/contract';
import { catalogueEphemeris, checkElements, selectSatellites } from '@cupola/core/constellation';
import type { MeanElements } from '@cupola/core/constellation';
import { fibonacciPoints, groundCoverage } from '@cupola/core/coverage';
import type { GroundCoverage, SurfacePoints } from '@cupola/core/coverage';
import { radians, usFromS } from '@cupola/core/foundation';
import { earthRotationFrom, itrfFromGeodeticInto } from '@cupola/core/physics';
import { describe, expect, test } from 'vitest';

/** 2026 July 24, 00:00 UTC. */
const EPOCH = { dayJd: 2461245.5, dayShare: 0 };
const HOURS = 24;
const STEP_S = 120;
const POINTS = 2500;

function iridium(): readonly MeanElements[] {
  const file = 'iridium-next_2026-07-24.tle';
  const url = new URL(`../../../../../data/catalogues/${file}`, import.meta.url);
  const outcome = readCatalogue(file, readFileSync(url, 'utf8'));
  return outcome.ok ? selectSatellites(outcome.elements, { inclinationDeg: [86, 87] }) : [];
}

/** The lattice of the reference values: the same latitudes as ours, longitude i π (3 - √5) instead of (i + 1/2) π (1 + √5). */
function referencePoints(): SurfacePoints {
  const points = fibonacciPoints(POINTS, { kind: 'wgs84' });
  points.latitudeRad.forEach((latitudeRad, i) => {
    const longitudeRad = i * Math.PI * (3 - Math.sqrt(5));
    itrfFromGeodeticInto(points.positionsItrfM, 3 * i, { latitudeRad, longitudeRad, heightM: 0 });
    points.zenithsItrf[3 * i] = Math.cos(latitudeRad) * Math.cos(longitudeRad);
    points.zenithsItrf[3 * i + 1] = Math.cos(latitudeRad) * Math.sin(longitudeRad);
  });
  return points;
}

function covered(elevationDeg: number, points: SurfacePoints): GroundCoverage {
  return groundCoverage({
    ephemeris: catalogueEphemeris(iridium(), EPOCH),
    earth: earthRotationFrom(EPOCH),
    points,
    minElevationRad: radians(elevationDeg),
    fromUs: 0,
    stepUs: usFromS(STEP_S),
    sampleCount: (3600 * HOURS) / STEP_S,
  });
}

function coveredPercent({ folds }: GroundCoverage): number {
  return 100 * (folds[0]?.fraction ?? 0);
}

describe('Iridium on 2026 July 24 reproduces its own design claim: global coverage at 8.2 degrees', () => {
  test('the operational shell is 67 satellites, all in orbit', () => {
    expect(iridium()).toHaveLength(67);
    expect(checkElements(iridium(), EPOCH, 3600 * HOURS)).toEqual([]);
  });

  test('on the lattice of the reference every digit of it: 99.9997 %, 2.034 in view; 99.598 % at 10 degrees', () => {
    const at8 = covered(8.2, referencePoints());
    expect(coveredPercent(at8).toFixed(4)).toBe('99.9997');
    expect(at8.meanInView.toFixed(3)).toBe('2.034');
    expect(coveredPercent(covered(10, referencePoints())).toFixed(3)).toBe('99.598');
  });

  test('on our own lattice within its sampling error, which finer ones put at 0.02 % at 10 degrees', () => {
    const points = fibonacciPoints(POINTS, { kind: 'wgs84' });
    expect(coveredPercent(covered(8.2, points))).toBeGreaterThan(99.999);
    expect(Math.abs(coveredPercent(covered(10, points)) - 99.5865)).toBeLessThan(0.02);
  });
});
