import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { radians } from '../../foundation/index.ts';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_POLAR_RADIUS_M,
  itrfFromGeodeticInto,
} from '../../physics/index.ts';
import { emptyLook, measureLookInto } from '../../sensors/index.ts';
import { coverageGrid } from '../grid/coverage-grid.ts';
import type { GridKind } from '../grid/coverage-grid.ts';
import { targetHeightM } from '../sight/sight.ts';
import type { Sight } from '../sight/sight.ts';
import type { Surface } from '../grid/surface.ts';
import { gridCounter } from './grid-counter.ts';

const SPHERE: Surface = { kind: 'sphere', radiusM: EARTH_EQUATORIAL_RADIUS_M };
const WGS84: Surface = { kind: 'wgs84' };
const CELLS = 300;

/** Satellites of any height and direction, the poles included. */
const SATELLITES = fc
  .array(
    fc.record({
      radiusM: fc.integer({ min: 6_550_000, max: 42_000_000 }),
      sinLatitude: fc.oneof(fc.constantFrom(-1, 1), fc.double({ min: -1, max: 1, noNaN: true })),
      longitudeRad: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((satellites) =>
    Float64Array.from(
      satellites.flatMap(({ radiusM, sinLatitude, longitudeRad }) => {
        const axis = radiusM * Math.sqrt(1 - sinLatitude * sinLatitude);
        return [axis * Math.cos(longitudeRad), axis * Math.sin(longitudeRad), radiusM * sinLatitude];
      }),
    ),
  );

interface Counts {
  readonly inView: readonly number[];
  readonly below: readonly number[];
}

function counted(kind: GridKind, surface: Surface, sight: Sight, satellites: Float64Array): Counts {
  const grid = coverageGrid({ grid: kind, cellCount: CELLS, surface, sight });
  const inView = new Uint16Array(grid.cellCount);
  const below = new Uint16Array(grid.cellCount);
  gridCounter(grid, { sight }).countInto(inView, below, satellites);
  return { inView: [...inView], below: [...below] };
}

/** Every cell against every satellite, by the vectors; `margin` moves every limit so that a cell on an edge is in or out. */
function oneByOne(
  kind: GridKind,
  surface: Surface,
  sight: Sight,
  satellites: Float64Array,
  margin: number,
): Counts {
  const grid = coverageGrid({ grid: kind, cellCount: CELLS, surface, sight });
  const inView: number[] = [];
  const below: number[] = [];
  for (let cell = 0; cell < grid.cellCount; cell++) {
    const latitudeRad = grid.latitudeRad(cell);
    const longitudeRad = grid.longitudeRad(cell);
    const zenith = [
      Math.cos(latitudeRad) * Math.cos(longitudeRad),
      Math.cos(latitudeRad) * Math.sin(longitudeRad),
      Math.sin(latitudeRad),
    ] as const;
    const heightM = targetHeightM(sight);
    const place = new Float64Array(
      zenith.map((each) => (surface.kind === 'sphere' ? surface.radiusM + heightM : 0) * each),
    );
    if (surface.kind === 'wgs84') itrfFromGeodeticInto(place, 0, { latitudeRad, longitudeRad, heightM });
    let seen = 0;
    let seenBelow = 0;
    for (let at = 0; at < satellites.length; at += 3) {
      const view =
        sight.kind === 'elevation'
          ? elevationRad(place, zenith, satellites, at) >= sight.minElevationRad - margin
            ? 'above'
            : 'hidden'
          : shellView(surface, sight, place, satellites, at, margin);
      if (view !== 'hidden') seen += 1;
      if (view === 'below') seenBelow += 1;
    }
    inView.push(seen);
    below.push(seenBelow);
  }
  return { inView, below };
}

function elevationRad(
  place: Float64Array,
  zenith: readonly [number, number, number],
  satellites: Float64Array,
  at: number,
): number {
  const x = satellites[at]! - place[0]!;
  const y = satellites[at + 1]! - place[1]!;
  const z = satellites[at + 2]! - place[2]!;
  return Math.asin((x * zenith[0] + y * zenith[1] + z * zenith[2]) / Math.hypot(x, y, z));
}

/** By the line of sight of the sensors room, in which the Earth is the ellipsoid; a sphere is shrunk to it first. */
function shellView(
  surface: Surface,
  sight: Extract<Sight, { kind: 'shell' }>,
  place: Float64Array,
  satellites: Float64Array,
  at: number,
  margin: number,
): 'hidden' | 'below' | 'above' {
  const squash = surface.kind === 'sphere' ? EARTH_POLAR_RADIUS_M / EARTH_EQUATORIAL_RADIUS_M : 1;
  const stretch = surface.kind === 'sphere' ? 1 : EARTH_EQUATORIAL_RADIUS_M / EARTH_POLAR_RADIUS_M;
  const satellite = new Float64Array([satellites[at]!, satellites[at + 1]!, satellites[at + 2]! * squash]);
  const look = emptyLook();
  measureLookInto(look, satellite, 0, place[0]!, place[1]!, place[2]! * squash);
  const x = place[0]! - satellites[at]!;
  const y = place[1]! - satellites[at + 1]!;
  const z = place[2]! - satellites[at + 2]!;
  if (Math.hypot(x, y, z) > sight.maxRangeM * (1 + margin)) return 'hidden';
  if (look.tangentHeightM >= sight.limbM - margin * 1e7) return 'above';
  const inward = x * place[0]! + y * place[1]! + stretch * stretch * z * place[2]!;
  return inward <= margin * 1e13 ? 'below' : 'hidden';
}

const SHELLS: readonly Sight[] = [
  { kind: 'shell', altitudeM: 150_000, limbM: 50_000, maxRangeM: Number.POSITIVE_INFINITY },
  { kind: 'shell', altitudeM: 150_000, limbM: 0, maxRangeM: 3_000_000 },
  { kind: 'shell', altitudeM: 0, limbM: 0, maxRangeM: Number.POSITIVE_INFINITY },
  { kind: 'shell', altitudeM: 20_000, limbM: 50_000, maxRangeM: 5_000_000 },
  { kind: 'shell', altitudeM: 1_500_000, limbM: 80_000, maxRangeM: Number.POSITIVE_INFINITY },
];
const SIGHTS: readonly Sight[] = [
  ...[0, 5, 60, 89].map((elevationDeg): Sight => ({
    kind: 'elevation',
    minElevationRad: radians(elevationDeg),
  })),
  ...SHELLS,
];
const CASES = (['rows', 'fibonacci'] as const).flatMap((kind) =>
  [SPHERE, WGS84].flatMap((surface) => SIGHTS.map((sight) => ({ kind, surface, sight }))),
);

describe('counting over a grid', () => {
  test.each(CASES)('is counting one by one: $kind, $surface.kind, $sight', ({ kind, surface, sight }) => {
    fc.assert(
      fc.property(SATELLITES, (satellites) => {
        const fast = counted(kind, surface, sight, satellites);
        const stricter = oneByOne(kind, surface, sight, satellites, -1e-7);
        const looser = oneByOne(kind, surface, sight, satellites, 1e-7);
        const outside = fast.inView.filter(
          (count, cell) => count < stricter.inView[cell]! || count > looser.inView[cell]!,
        );
        expect(outside).toEqual([]);
        if (sight.kind === 'elevation') return;
        const wrong = fast.below.filter((count, cell) => {
          const bounds = [
            stricter.below[cell]!,
            looser.below[cell]!,
            looser.inView[cell]! - stricter.inView[cell]!,
          ];
          return (
            count < Math.min(bounds[0]!, bounds[1]!) - bounds[2]! ||
            count > Math.max(bounds[0]!, bounds[1]!) + bounds[2]!
          );
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('above and below the horizon at one satellite over the equator have the published cap angles', () => {
    const sight: Sight = {
      kind: 'shell',
      altitudeM: 150_000,
      limbM: 50_000,
      maxRangeM: Number.POSITIVE_INFINITY,
    };
    const surface: Surface = { kind: 'sphere', radiusM: 6_371_000 };
    const grid = coverageGrid({ grid: 'rows', cellCount: 100_000, surface, sight });
    const inView = new Uint16Array(grid.cellCount);
    const below = new Uint16Array(grid.cellCount);
    gridCounter(grid, { sight }).countInto(inView, below, new Float64Array([7_371_000, 0, 0]));
    const capDeg = (counts: Uint16Array): number => {
      const share = counts.reduce((sum, count) => sum + count, 0) / grid.cellCount;
      return (Math.acos(1 - 2 * share) * 180) / Math.PI;
    };
    expect(capDeg(below)).toBeCloseTo(19.36, 1);
    expect(capDeg(inView)).toBeCloseTo(39.44, 1);
  });
});
