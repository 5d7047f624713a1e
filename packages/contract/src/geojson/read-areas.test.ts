import { radians } from '@cupola/core/foundation';
import { describe, expect, test } from 'vitest';
import { readGeojsonAreas } from './read-areas.ts';

const RING = [
  [10, 20],
  [30, 20],
  [30, 40],
  [10, 20],
];
const POLYGON = { type: 'Polygon', coordinates: [RING] };

function box(west: number, east: number, south: number, north: number): readonly (readonly number[])[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function problems(document: unknown): readonly (readonly [string, string])[] {
  const outcome = readGeojsonAreas(typeof document === 'string' ? document : JSON.stringify(document));
  return outcome.ok ? [] : outcome.problems.map(({ path, message }) => [path, message]);
}

describe('areas of GeoJSON', () => {
  test.each([
    ['a polygon', POLYGON, 1],
    ['a multipolygon', { type: 'MultiPolygon', coordinates: [[RING], [RING]] }, 2],
    ['a feature', { type: 'Feature', properties: null, geometry: POLYGON }, 1],
    [
      'collections of features and geometries',
      {
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: {}, geometry: null },
          { type: 'Feature', geometry: { type: 'GeometryCollection', geometries: [POLYGON, POLYGON] } },
        ],
      },
      2,
    ],
  ])('are found in %s', (_name, document, count) => {
    const outcome = readGeojsonAreas(JSON.stringify(document));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    expect(outcome.polygons).toHaveLength(count);
    expect(outcome.polygons[0]?.[0]?.[1]).toEqual([radians(30), radians(20)]);
  });

  test.each([
    ['{', '', /^it is not JSON: /],
    ['[]', 'type', /`type` is missing/],
    [{ type: 'Point', coordinates: [1, 2] }, 'type', /a Point has no area/],
    [{ type: 'FeatureCollection', features: [] }, 'features', /the list is empty/],
    [{ type: 'Feature', geometry: null }, '', /it holds no area/],
    [{ type: 'Polygon', coordinates: [RING.slice(0, 3)] }, 'coordinates.0', /this is no ring/],
    [{ type: 'Polygon', coordinates: [[...RING, [0, 0]]] }, 'coordinates.0', /this ring is not closed/],
    [{ type: 'Polygon', coordinates: [[[200, 0], ...RING]] }, 'coordinates.0.0', /no place on the Earth/],
    [{ type: 'Polygon', coordinates: 7 }, 'coordinates', /this is no list/],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 8],
            [120, -8],
            [-120, 8],
            [0, 8],
          ],
        ],
      },
      'coordinates.0',
      /this ring goes round the Earth/,
    ],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [170, 10],
            [-170, 20],
            [-170, 10],
            [170, 20],
            [170, 10],
          ],
        ],
      },
      'coordinates.0',
      /^ring 0 crosses itself at 15\.000 N 180\.000 [EW]: the edge from \[170, 10\] and that from \[-170, 10\]$/,
    ],
    [
      {
        type: 'Polygon',
        coordinates: [
          RING,
          [
            [25, 20],
            [28, 30],
            [22, 15],
            [25, 20],
          ],
        ],
      },
      'coordinates.1',
      /^ring 0 and ring 1 cross at 20\.000 N \d+\.\d{3} E/,
    ],
    [
      { type: 'Polygon', coordinates: [RING, RING.map(([lon = 0, lat = 0]) => [lon - 60, lat])] },
      'coordinates.1',
      /^ring 1 lies outside ring 0$/,
    ],
    [
      { type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: [[RING], [[[0, 91], ...RING]]] } },
      'geometry.coordinates.1.0.0',
      /no place on the Earth/,
    ],
  ])('%j is refused with its place', (document, path, message) => {
    expect(problems(document)).toEqual([[path, expect.stringMatching(message) as unknown]]);
  });

  test.each([
    ['inside', [22, 22], [28, 22], [28, 28]],
    ['that touches with all its corners', [20, 20], [30, 30], [20, 30]],
  ])('a hole %s is taken', (_name, ...corners) => {
    const hole = [...corners, corners[0]];
    expect(problems({ type: 'Polygon', coordinates: [RING, hole] })).toEqual([]);
  });

  test('a hole over the 180° meridian is inside a ring over it', () => {
    const coordinates = [box(170, -170, 50, 60), box(178, -178, 54, 56)];
    expect(problems({ type: 'Polygon', coordinates })).toEqual([]);
  });

  test('no more than ten faults are told', () => {
    expect(
      problems({ type: 'Polygon', coordinates: [Array.from({ length: 50 }, () => 'here')] }),
    ).toHaveLength(10);
  });
});

test.each([
  [
    'one place told four times',
    [
      [10, 20],
      [10, 20],
      [10, 20],
      [10, 20],
    ],
  ],
  [
    'corners on one line',
    [
      [0, 0],
      [10, 10],
      [20, 20],
      [0, 0],
    ],
  ],
  [
    'there and back over the date line',
    [
      [179, 5],
      [-179, 6],
      [-178, 6.5],
      [179, 5],
    ],
  ],
])('%s bound no area', (_name, ring) => {
  expect(problems({ type: 'Polygon', coordinates: [ring] })).toEqual([
    ['coordinates.0', 'there is no area inside this ring'],
  ]);
});

test('a cap over a pole and a garden have an area', () => {
  const cap = [-180, -90, 0, 90, -180].map((lon) => [lon, 89.99]);
  const garden = box(10, 10.0001, 50, 50.0001);
  for (const ring of [cap, garden]) expect(problems({ type: 'Polygon', coordinates: [ring] })).toEqual([]);
});
