import { cellPlaces } from '@cupola/core/coverage';
import type { GridKind } from '@cupola/core/coverage';
import { degrees, radians } from '@cupola/core/foundation';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellShapes } from './cell-shapes.ts';
import { cellStrips, finenesses } from './cell-strips.ts';
import type { Fineness } from './cell-strips.ts';

const SIDES: Fineness = { kind: 'sides' };
const SQUARES: Fineness = { kind: 'squares', squareDeg: 2 };
const TENTHS = { xAt: (lonDeg: number) => 10 * (lonDeg + 180), yAt: (latDeg: number) => 10 * (90 - latDeg) };

function placesOf(kind: GridKind, count: number) {
  return cellPlaces({
    grid: kind,
    cellCount: count,
    surface: { kind: 'wgs84' },
    sight: { kind: 'elevation', minElevationRad: 0 },
  });
}

test.each([
  ['rows', SIDES],
  ['rows', SQUARES],
  ['fibonacci', SQUARES],
] as const)('strips of %s, %j, cover the Earth once, each piece with the cell at its middle', (kind, way) => {
  const places = placesOf(kind, 300);
  const strips = cellStrips(places, way.kind === 'sides' ? cellsOf(places) : 300, way);
  expect(strips.at(-1)?.southDeg).toBeCloseTo(-90, 9);
  strips.forEach(({ northDeg, southDeg, pieces }, index) => {
    expect(northDeg).toBeCloseTo(strips[index - 1]?.southDeg ?? 90, 9);
    let reached = -180;
    for (const { westDeg, eastDeg, cell } of pieces) {
      expect(westDeg).toBeCloseTo(reached, 9);
      reached = eastDeg;
      if (eastDeg - westDeg < 1e-6) continue;
      expect(places.cellAt(radians((northDeg + southDeg) / 2), radians((westDeg + eastDeg) / 2))).toBe(cell);
    }
    expect(reached).toBeCloseTo(180, 9);
  });
});

/** Rows have about as many cells as asked for: those that have sides in the last row. */
function cellsOf(places: ReturnType<typeof placesOf>): number {
  return places.cellAt(-Math.PI / 2, -1e-9) + 1;
}

test('a place has the colour of its cell in the path data, whichever colours cells have', () => {
  const places = placesOf('rows', 300);
  const strips = cellStrips(places, cellsOf(places), SIDES);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 50 }),
      fc.double({ min: -89, max: 89, noNaN: true }),
      fc.double({ min: -179, max: 179, noNaN: true }),
      (colours, latDeg, lonDeg) => {
        const colourOf = (cell: number): number => colours[cell % colours.length] ?? 0;
        const { paths, count } = cellShapes(strips, colourOf, TENTHS);
        const rectangles = [...paths].flatMap(([colour, d]) =>
          rectanglesOf(d).map((one) => ({ colour, ...one })),
        );
        expect(rectangles).toHaveLength(count);
        const x = TENTHS.xAt(lonDeg);
        const y = TENTHS.yAt(latDeg);
        // Sides are rounded to whole tenths.
        const here = rectangles.filter(
          ({ west, top, width, height }) =>
            x >= west - 0.5 && x <= west + width + 0.5 && y >= top - 0.5 && y <= top + height + 0.5,
        );
        expect(here.map(({ colour }) => colour)).toContain(
          colourOf(places.cellAt(radians(latDeg), radians(lonDeg))),
        );
        // Away from the sides of cells there is one.
        const edgeTenths = 6;
        const inside = here.filter(
          ({ west, top, width, height }) =>
            x > west + edgeTenths &&
            x < west + width - edgeTenths &&
            y > top + edgeTenths &&
            y < top + height - edgeTenths,
        );
        expect(inside.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 60 },
  );
});

function rectanglesOf(path: string) {
  let west = 0;
  let top = 0;
  return [...path.matchAll(/([Mm])(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)h-([\d.]+)z/g)].map((match) => {
    const [, move, dx, dy, width, height] = match;
    west = move === 'M' ? Number(dx) : west + Number(dx);
    top = move === 'M' ? Number(dy) : top + Number(dy);
    return { west, top, width: Number(width), height: Number(height) };
  });
}

test('cells of one colour are one rectangle in each row', () => {
  const places = placesOf('rows', 2500);
  const strips = cellStrips(places, cellsOf(places), SIDES);
  const { paths, count } = cellShapes(strips, () => 7, TENTHS);
  expect(count).toBe(strips.length);
  expect([...paths.keys()]).toEqual([7]);
});

test('places without a cell stay free', () => {
  const north = { ...placesOf('fibonacci', 300), cellAt: (lat: number) => (degrees(lat) > 0 ? 0 : -1) };
  const strips = cellStrips(north, 1, SQUARES);
  expect(cellShapes(strips, () => 0, TENTHS).count).toBe(45);
});

test('few cells are drawn within their sides, more by squares that grow finer with them', () => {
  const rows = placesOf('rows', 300);
  expect(finenesses(rows, 300, 300)).toEqual([
    SIDES,
    ...[1, 1.5, 2].map((squareDeg) => ({ kind: 'squares', squareDeg })),
  ]);
  expect(finenesses(placesOf('fibonacci', 300), 300, 300)[0]).toEqual({ kind: 'squares', squareDeg: 1 });
  expect(finenesses(rows, 1_000_000, 1_000_000)[0]).toEqual({ kind: 'squares', squareDeg: 0.5 });
});
