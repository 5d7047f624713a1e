import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { radians } from '../../foundation/index.ts';
import {
  SENSOR_KINDS,
  STAGE_SIGNAL,
  emptyLook,
  fieldStage,
  measureLookInto,
  sunCosineOf,
} from '../../sensors/index.ts';
import type { Look, SensorView } from '../../sensors/index.ts';
import { EQUATORIAL_SPHERE } from '../grid/surface.ts';
import type { Surface } from '../grid/surface.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';
import { coverageGrid } from '../grid/coverage-grid.ts';
import type { GridKind } from '../grid/coverage-grid.ts';
import { gridPoints } from '../grid/grid-points.ts';
import { gridCounter } from './grid-counter.ts';
import { pointCounter } from './point-counter.ts';
import { targetHeightM } from '../sight/sight.ts';
import type { Sight } from '../sight/sight.ts';

const CELLS = 300;
const WGS84: Surface = { kind: 'wgs84' };

function view(
  sunDeg: number,
  ...fields: [from: number, to: number, rangeKm: number, floorKm?: number][]
): SensorView {
  return {
    sunExclusionRad: radians(sunDeg),
    fields: fields.map(([from, to, rangeKm, floorKm]) => ({
      offNadirRad: [radians(from), radians(to)],
      maxRangeM: 1000 * rangeKm,
      tangentFloorM: floorKm === undefined ? null : 1000 * floorKm,
    })),
  };
}

const VIEWS: readonly (readonly [string, SensorView])[] = [
  ...SENSOR_KINDS.map((kind) => [kind.id, kind] as const),
  ['a narrow cone', view(0, [0, 30, 1e6])],
  ['a ring with a range', view(0, [20, 55, 2500])],
  ['all but the Sun', view(40, [0, 180, 1e6])],
  ['rays above 80 km beside a disc', view(15, [0, 50, 3000], [55, 180, 6000, 80])],
];
const SIGHTS: readonly Sight[] = [
  { kind: 'elevation', minElevationRad: radians(5) },
  { kind: 'shell', altitudeM: 150_000, limbM: 50_000, maxRangeM: Number.POSITIVE_INFINITY },
  { kind: 'shell', altitudeM: 1_200_000, limbM: 0, maxRangeM: 6_000_000 },
];

const DIRECTION = fc.record({
  sinLatitude: fc.double({ min: -1, max: 1, noNaN: true }),
  longitudeRad: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
});
const SATELLITES = fc.array(
  fc
    .tuple(fc.integer({ min: 6_600_000, max: 12_000_000 }), DIRECTION)
    .map(([radiusM, at]) => vector(radiusM, at)),
  { minLength: 1, maxLength: 12 },
);

function vector(
  length: number,
  { sinLatitude, longitudeRad }: { readonly sinLatitude: number; readonly longitudeRad: number },
): readonly number[] {
  const axis = length * Math.sqrt(1 - sinLatitude * sinLatitude);
  return [axis * Math.cos(longitudeRad), axis * Math.sin(longitudeRad), length * sinLatitude];
}

/** Every limit moved by so much that a direction on an edge is in or out. */
function moved({ fields, sunExclusionRad }: SensorView, by: number): SensorView {
  return {
    sunExclusionRad: sunExclusionRad === 0 ? 0 : sunExclusionRad - by,
    fields: fields.map(({ offNadirRad: [from, to], maxRangeM, tangentFloorM }) => ({
      offNadirRad: [from === 0 ? 0 : from - by, to >= Math.PI ? 4 : to + by],
      maxRangeM: maxRangeM * (1 + by),
      tangentFloorM: tangentFloorM === null ? null : tangentFloorM - 1e7 * by,
    })),
  };
}

/** Pairs in line of sight, by the counter without sensors, asked one by one of the sensors room. */
function oneByOne(
  points: SurfacePoints,
  sight: Sight,
  sensor: SensorView,
  satellites: Float64Array,
  sun: readonly number[],
): Uint16Array {
  const taken = new Uint16Array(points.count);
  const counter = pointCounter(points, sight, (point, satellite) => {
    const look = lookAt(points, point, satellites, satellite);
    const sunCosine = sunCosineOn(points.surface, look, satellites, satellite, sun);
    if (fieldStage(sensor, { ...look, blocked: false }, sunCosine) === STAGE_SIGNAL) taken[point]! += 1;
  });
  counter.countInto(new Uint16Array(points.count), new Uint16Array(0), satellites);
  return taken;
}

/** The sensors room knows the shadow of the ellipsoid only; that of a sphere covers whom the Sun's ray reaches nearer than its radius. */
function sunCosineOn(
  surface: Surface,
  look: Look,
  satellites: Float64Array,
  satellite: number,
  sun: readonly number[],
): number {
  if (surface.kind === 'wgs84') return sunCosineOf(look, satellites, 3 * satellite, Float64Array.from(sun));
  const [sx = 0, sy = 0, sz = 0] = satellites.subarray(3 * satellite, 3 * satellite + 3);
  const sunward = sx * sun[0]! + sy * sun[1]! + sz * sun[2]!;
  const isHidden = sunward < 0 && sx * sx + sy * sy + sz * sz - sunward * sunward < surface.radiusM ** 2;
  return isHidden ? -1 : look.losX * sun[0]! + look.losY * sun[1]! + look.losZ * sun[2]!;
}

function lookAt(
  { surface, positionsItrfM }: SurfacePoints,
  point: number,
  satellites: Float64Array,
  satellite: number,
): Look {
  const look = emptyLook();
  const [x = 0, y = 0, z = 0] = positionsItrfM.subarray(3 * point, 3 * point + 3);
  measureLookInto(look, satellites, 3 * satellite, x, y, z);
  if (surface.kind === 'wgs84') return look;
  // The sensors room knows the ellipsoid only; on a sphere the lowest point of the ray is at |s × d|.
  const [sx = 0, sy = 0, sz = 0] = satellites.subarray(3 * satellite, 3 * satellite + 3);
  const inward = -(look.losX * sx + look.losY * sy + look.losZ * sz);
  const lowestM = Math.sqrt(sx * sx + sy * sy + sz * sz - Math.max(0, inward) ** 2);
  return { ...look, tangentHeightM: lowestM - surface.radiusM };
}

const CASES = (['rows', 'fibonacci'] as const).flatMap((grid) =>
  [EQUATORIAL_SPHERE, WGS84].flatMap((surface) =>
    SIGHTS.flatMap((sight) =>
      VIEWS.map(
        ([name, sensor]) => [grid, surface.kind, sight.kind, name, { surface, sight, sensor }] as const,
      ),
    ),
  ),
);

describe('counting with sensors', () => {
  test.each(CASES)(
    'is asking one by one: %s, %s, %s, %s',
    (grid: GridKind, _surface, _sight, _name, asked) => {
      const question = { ...asked, grid, cellCount: CELLS };
      const { surface, sight, sensor } = asked;
      const cells = coverageGrid(question);
      const points = gridPoints(cells, surface, targetHeightM(sight));
      fc.assert(
        fc.property(SATELLITES, DIRECTION, (positions, sunAt) => {
          const satellites = Float64Array.from(positions.flat());
          const sun = vector(1, sunAt);
          const fast = new Uint16Array(cells.cellCount);
          const below = new Uint16Array(sight.kind === 'shell' ? cells.cellCount : 0);
          gridCounter(cells, asked).countInto(fast, below, satellites, Float64Array.from(sun));
          const least = oneByOne(points, sight, moved(sensor, -1e-7), satellites, sun);
          const most = oneByOne(points, sight, moved(sensor, 1e-7), satellites, sun);
          const wrong = [...fast.keys()].filter(
            (cell) => fast[cell]! < least[cell]! || fast[cell]! > most[cell]!,
          );
          expect(wrong).toEqual([]);
          expect([...below.keys()].filter((cell) => below[cell]! > fast[cell]!)).toEqual([]);
        }),
        { numRuns: 6, seed: 11 },
      );
    },
  );
});
