import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { TWO_PI, present, radians, usFromS } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, circularRates } from '../../physics/index.ts';
import { capHalfAngleRad, capShare } from '../cap.ts';
import { turnToEarthFixed } from '../earth-fixed.ts';
import type { Sight } from '../sight.ts';
import { EQUATORIAL_SPHERE } from '../surface-points.ts';
import { latitudeMeter } from './latitude-meter.ts';
import { rowsWithin } from './row-points.ts';
import { walkerLatitudes } from './walker-latitudes.ts';
import type { WalkerLatitudeQuestion } from './walker-latitudes.ts';

const STEREO = { minRad: radians(30), maxRad: radians(150) };
const EVERYWHERE = { southRad: -Math.PI / 2, northRad: Math.PI / 2 };

function shell(count: number, planes: number, phasing: number, inclinationDeg: number): WalkerShell {
  const inclinationRad = radians(inclinationDeg);
  return { kind: 'delta', count, planes, phasing, altitudeM: 1_000_000, inclinationRad };
}

function question(of: WalkerShell, elevationDeg: number): WalkerLatitudeQuestion {
  const sight: Sight = { kind: 'elevation', minElevationRad: radians(elevationDeg) };
  const within = rowsWithin(400, EQUATORIAL_SPHERE, sight, EVERYWHERE);
  return { shell: of, within, sight, stereo: STEREO, fineness: 'search', seed: 1 };
}

const anyShell: fc.Arbitrary<WalkerShell> = fc
  .record({
    planes: fc.integer({ min: 1, max: 12 }),
    perPlane: fc.integer({ min: 1, max: 12 }),
    phasing: fc.nat(11),
    inclinationDeg: fc.integer({ min: 0, max: 180 }),
  })
  .map(({ planes, perPlane, phasing, inclinationDeg }) =>
    shell(planes * perPlane, planes, phasing % planes, inclinationDeg),
  );

/** Positions to 10 m, as a set. */
function places(of: WalkerShell, atS: number, turnRad = 0, flip = 1): ReadonlySet<string> {
  const out = new Float64Array(3 * of.count);
  walkerEphemeris(of).positionsInertialInto(out, usFromS(atS));
  turnToEarthFixed(out, turnRad);
  const rounded = [...out].map((value, at) => Math.round((at % 3 === 0 ? value : flip * value) / 10) + 0);
  return new Set(Array.from({ length: of.count }, (_, i) => rounded.slice(3 * i, 3 * i + 3).join(' ')));
}

/** Shares of the places of one set that lie within rounding of a place of the other. */
function sameShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const others = [...b].map((text) => text.split(' ').map(Number));
  const close = [...a].filter((text) => {
    const [x = 0, y = 0, z = 0] = text.split(' ').map(Number);
    return others.some(([u = 0, v = 0, w = 0]) => Math.hypot(x - u, y - v, z - w) < 4);
  });
  return close.length / a.size;
}

describe('the pattern of a delta shell', () => {
  test('comes back after nodal period / satellites per plane, turned by the drift of the nodes', () => {
    fc.assert(
      fc.property(anyShell, fc.integer({ min: 0, max: 20_000 }), (of, atS) => {
        const rates = circularRates(of.altitudeM, of.inclinationRad);
        const sliceS = (TWO_PI / rates.argumentOfLatitudeRadPerS / of.count) * of.planes;
        expect(sameShare(places(of, atS + sliceS, rates.nodeRadPerS * sliceS), places(of, atS))).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  test('turned half about the x axis is itself run backwards, so that south is as north', () => {
    fc.assert(
      fc.property(anyShell, fc.integer({ min: 0, max: 20_000 }), (of, atS) => {
        expect(sameShare(places(of, atS, 0, -1), places(of, -atS))).toBe(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the shortcut', () => {
  test('counts N (1 - cos λ)/2 in view over all rows', () => {
    for (const of of [shell(400, 20, 1, 80), shell(60, 5, 2, 55), shell(7, 7, 3, 97)]) {
      const lambda = capHalfAngleRad(
        EARTH_EQUATORIAL_RADIUS_M,
        EARTH_EQUATORIAL_RADIUS_M + of.altitudeM,
        radians(10),
      );
      const expected = of.count * capShare(lambda);
      expect(Math.abs(walkerLatitudes(question(of, 10)).meanInView / expected - 1)).toBeLessThan(0.01);
    }
  });

  test.each([
    [shell(100, 10, 1, 70), 10],
    [shell(200, 10, 3, 60), 20],
    [shell(60, 6, 0, 85), 5],
    [shell(13, 1, 0, 50), 5],
  ])('is what the full computation finds, %j', (of, elevationDeg) => {
    const asked = question(of, elevationDeg);
    const short = walkerLatitudes(asked);
    const meter = latitudeMeter({
      ...asked,
      ephemeris: walkerEphemeris(of),
      earth: { angleAtEpochRad: 1 },
      fromUs: 0,
      stepUs: usFromS(157),
    });
    for (let sample = 0; sample < 1100; sample++) meter.measure(sample);
    const full = meter.statistics();
    short.rows.forEach((row, index) => {
      const other = present(full.rows[index]);
      expect(Math.abs(row.stereoFraction - other.stereoFraction)).toBeLessThan(0.03);
      expect(Math.abs((row.folds[0]?.fraction ?? 0) - (other.folds[0]?.fraction ?? 0))).toBeLessThan(0.03);
    });
    expect(Math.abs(short.worst.stereoFraction - full.worst.stereoFraction)).toBeLessThan(
      0.01 + 3 * short.standardError,
    );
  });

  test('depends on the seed and on nothing else', () => {
    const asked = question(shell(60, 6, 1, 70), 10);
    expect(walkerLatitudes(asked)).toEqual(walkerLatitudes(asked));
    expect(walkerLatitudes({ ...asked, seed: 2 }).rows).not.toEqual(walkerLatitudes(asked).rows);
  });

  test('finds nothing for one satellite, and for an orbit that sees nothing', () => {
    expect(walkerLatitudes(question(shell(1, 1, 0, 60), 10)).worst.stereoFraction).toBe(0);
    const low: WalkerShell = { ...shell(100, 10, 1, 60), altitudeM: -1000 };
    expect(walkerLatitudes(question(low, 10))).toMatchObject({ meanInView: 0, standardError: 0 });
  });
});
