import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combinedEphemeris, walkerEphemeris } from '../../constellation/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { pointCounter } from '../counters/point-counter.ts';
import type { Sight } from '../sight/sight.ts';
import { EQUATORIAL_SPHERE } from '../grid/surface.ts';
import { nearRowsCounter, nearRowsOfShells } from './near-rows-counter.ts';
import { meridianPoints, rowsWithin } from './row-points.ts';

const anySight: fc.Arbitrary<Sight> = fc.oneof(
  fc.integer({ min: 0, max: 80 }).map((deg): Sight => ({ kind: 'elevation', minElevationRad: radians(deg) })),
  fc.record({
    kind: fc.constant<'shell'>('shell'),
    altitudeM: fc.integer({ min: 0, max: 1_500_000 }),
    limbM: fc.constantFrom(0, 50_000),
    maxRangeM: fc.constantFrom(1_000_000, 5_000_000, Number.POSITIVE_INFINITY),
  }),
);

test('counts and tells of what testing every pair finds', () => {
  fc.assert(
    fc.property(
      anySight,
      fc.constantFrom(EQUATORIAL_SPHERE, { kind: 'wgs84' as const }),
      fc.integer({ min: 200_000, max: 40_000_000 }),
      fc.integer({ min: 0, max: 180 }),
      fc.nat(20_000),
      (sight, surface, altitudeM, inclinationDeg, atS) => {
        const { grid, rows } = rowsWithin(500, surface, sight, { southRad: -2, northRad: 2 });
        const { points } = meridianPoints(grid, rows);
        const inclinationRad = radians(inclinationDeg);
        const ephemeris = walkerEphemeris({
          kind: 'delta',
          count: 200,
          planes: 10,
          phasing: 3,
          altitudeM,
          inclinationRad,
        });
        const satellites = new Float64Array(600);
        ephemeris.positionsInertialInto(satellites, usFromS(atS));
        const below = new Uint16Array(points.count);
        const expected = new Uint16Array(points.count);
        const told = new Uint16Array(points.count);
        const inView = new Uint16Array(points.count);
        pointCounter(points, sight).countInto(expected, below, satellites);
        const radiusM = EARTH_EQUATORIAL_RADIUS_M + altitudeM;
        nearRowsCounter(points, sight, radiusM, (point) => (told[point]! += 1)).countInto(
          inView,
          below,
          satellites,
        );
        expect(inView).toEqual(expected);
        expect(told).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});

test('of several orbit radii counts and tells of what testing every pair finds', () => {
  const sight: Sight = { kind: 'elevation', minElevationRad: radians(5) };
  const { grid, rows } = rowsWithin(500, { kind: 'wgs84' }, sight, { southRad: -2, northRad: 2 });
  const { points } = meridianPoints(grid, rows);
  const shells = [500_000, 1_400_000, 900_000].map((altitudeM, index) => ({
    kind: 'star' as const,
    count: 40 + 20 * index,
    planes: 5,
    phasing: 3,
    altitudeM,
    inclinationRad: radians(80),
  }));
  const groups = shells.map(({ count, altitudeM }) => ({
    satelliteCount: count,
    orbitRadiusM: EARTH_EQUATORIAL_RADIUS_M + altitudeM,
  }));
  const satellites = new Float64Array(3 * 180);
  const ephemeris = combinedEphemeris(shells.map((shell) => walkerEphemeris(shell)));
  ephemeris.positionsInertialInto(satellites, usFromS(777));
  const below = new Uint16Array(points.count);
  const seen = ['every pair', 'near rows'].map((way) => {
    const pairs: string[] = [];
    const inView = new Uint16Array(points.count);
    const tell = (point: number, satellite: number): unknown => pairs.push(`${point} ${satellite}`);
    const counter =
      way === 'near rows' ? nearRowsOfShells(points, sight, groups, tell) : pointCounter(points, sight, tell);
    counter.countInto(inView, below, satellites);
    return { pairs: pairs.toSorted(), inView };
  });
  expect(seen[0]?.pairs.length).toBeGreaterThan(100);
  expect(seen[1]).toEqual(seen[0]);
});
