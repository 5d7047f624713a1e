import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_FLATTENING } from '../../physics/index.ts';
import { firstNotAbove } from './first-not-above.ts';
import { firstRowNotAbove, rowOfCell, rowsGrid } from './rows-grid.ts';

const ECCENTRICITY = Math.sqrt(EARTH_FLATTENING * (2 - EARTH_FLATTENING));

/** Proportional to the area between the equator and a parallel. [Snyder-1987] eq. 3-12. */
function area(sine: number): number {
  return sine / (2 * (1 - (ECCENTRICITY * sine) ** 2)) + Math.atanh(ECCENTRICITY * sine) / (2 * ECCENTRICITY);
}

/** Share of the ellipsoid north of a parallel. */
function northOf(latitudeRad: number): number {
  return (1 - area(Math.sin(latitudeRad)) / area(1)) / 2;
}

describe('rows of equal-area cells', () => {
  test.each([1, 2, 10, 2500, 10_000])(
    'about %i cells, from north to south and alike in both halves',
    (count) => {
      const { cellCount, rowCount, latitudeRad, firstCell } = rowsGrid(count, { kind: 'sphere', radiusM: 1 });
      expect(Math.abs(cellCount - count)).toBeLessThanOrEqual(Math.max(4, 0.01 * count));
      expect(firstCell[rowCount]).toBe(cellCount);
      for (let row = 0; row < rowCount; row++)
        expect(latitudeRad[row]).toBeCloseTo(-(latitudeRad[rowCount - 1 - row] ?? Number.NaN), 12);
      expect([...latitudeRad]).toEqual([...latitudeRad].toSorted((a, b) => b - a));
    },
  );

  test('the row where a latitude is reached is the one that a search finds', () => {
    const limits = fc.oneof(fc.double({ min: -4, max: 4, noNaN: true }), fc.constantFrom(Number.NaN, 0));
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 10, 2500), limits, fc.nat(), (count, limitRad, some) => {
        const grid = rowsGrid(count, { kind: 'wgs84' });
        for (const limit of [limitRad, grid.latitudeRad[some % grid.rowCount] ?? 0]) {
          expect(firstRowNotAbove(grid, limit)).toBe(firstNotAbove(grid.latitudeRad, limit));
        }
      }),
    );
  });

  test('every cell finds its row', () => {
    const grid = rowsGrid(500, { kind: 'wgs84' });
    for (let row = 0; row < grid.rowCount; row++) {
      expect(rowOfCell(grid, grid.firstCell[row] ?? -1)).toBe(row);
      expect(rowOfCell(grid, (grid.firstCell[row + 1] ?? 0) - 1)).toBe(row);
    }
  });

  test('on the ellipsoid a row halves the area of its cells: closed form of the area north of a parallel', () => {
    const { rowCount, latitudeRad, firstCell, cellCount, axisDistanceM } = rowsGrid(2500, { kind: 'wgs84' });
    for (let row = 0; row < rowCount; row++) {
      const middle = ((firstCell[row] ?? 0) + (firstCell[row + 1] ?? 0)) / 2 / cellCount;
      expect(northOf(latitudeRad[row] ?? Number.NaN)).toBeCloseTo(middle, 8);
    }
    expect(Math.max(...axisDistanceM)).toBeLessThanOrEqual(EARTH_EQUATORIAL_RADIUS_M);
  });
});
