import { expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';
import type { Sight } from '../sight/sight.ts';
import { fullLatitudes, latitudeMeter } from './latitude-meter.ts';
import { cellPoints, rowsWithin } from './row-points.ts';

const SIGHT: Sight = { kind: 'elevation', minElevationRad: radians(10) };
const STEREO = { minRad: radians(40), maxRad: radians(120) };
const SATELLITES = 30;
const ephemeris = walkerEphemeris({
  kind: 'delta',
  count: SATELLITES,
  planes: 5,
  phasing: 2,
  altitudeM: 1_500_000,
  inclinationRad: radians(65),
});

test('rows are those of trying every cell, satellite and pair', () => {
  const earth = { angleAtEpochRad: 2 };
  const within = rowsWithin(300, { kind: 'wgs84' }, SIGHT, { southRad: radians(-40), northRad: radians(75) });
  const meter = latitudeMeter({
    ephemeris,
    earth,
    within,
    sight: SIGHT,
    stereo: STEREO,
    fromUs: 0,
    stepUs: usFromS(600),
  });
  const { points, rowOfPoint } = cellPoints(within.grid, within.rows);
  const seen = new Float64Array(within.rows.length);
  const crossed = new Float64Array(within.rows.length);
  const cells = new Float64Array(within.rows.length);
  for (let sample = 0; sample < 5; sample++) {
    meter.measure(sample);
    const positions = new Float64Array(3 * SATELLITES);
    ephemeris.positionsInertialInto(positions, usFromS(600 * sample));
    turnToEarthFixed(positions, earthAngleRad(earth, usFromS(600 * sample)));
    for (let point = 0; point < points.count; point++) {
      const row = rowOfPoint[point]!;
      cells[row]! += 1;
      const lines = linesInView(point, positions);
      seen[row]! += lines.length;
      const crosses = lines.some((a, i) =>
        lines.some((b, j) => {
          const angle = Math.acos(a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!);
          return j < i && angle >= STEREO.minRad && angle <= STEREO.maxRad;
        }),
      );
      if (crosses) crossed[row]! += 1;
    }
  }
  const { rows, worst } = fullLatitudes(within, [meter.tally]);
  expect(rows).toHaveLength(within.rows.length);
  rows.forEach((row, index) => {
    expect(row.stereoFraction).toBe(crossed[index]! / cells[index]!);
    expect(row.meanInView).toBeCloseTo(seen[index]! / cells[index]!, 12);
  });
  expect(worst.stereoFraction).toBe(Math.min(...rows.map((row) => row.stereoFraction)));

  /** Unit vectors to the satellites above 10 degrees. */
  function linesInView(point: number, positions: Float64Array): Float64Array[] {
    const lines: Float64Array[] = [];
    for (let satellite = 0; satellite < SATELLITES; satellite++) {
      const line = Float64Array.from(
        [0, 1, 2],
        (axis) => positions[3 * satellite + axis]! - points.positionsItrfM[3 * point + axis]!,
      );
      const range = Math.hypot(...line);
      const up = line.reduce((sum, value, axis) => sum + value * points.zenithsItrf[3 * point + axis]!, 0);
      if (Math.asin(up / range) >= radians(10)) lines.push(line.map((value) => value / range));
    }
    return lines;
  }
});

test('rows are those whose middle lies in the span', () => {
  const { grid, rows } = rowsWithin(300, { kind: 'wgs84' }, SIGHT, { southRad: 0.2, northRad: 0.5 });
  expect(rows.length).toBeGreaterThan(0);
  rows.forEach((row) => expect(grid.latitudeRad[row]! >= 0.2 && grid.latitudeRad[row]! <= 0.5).toBe(true));
  expect(rowsWithin(300, { kind: 'wgs84' }, SIGHT, { southRad: 0.2, northRad: 0.2001 }).rows).toEqual([]);
});
