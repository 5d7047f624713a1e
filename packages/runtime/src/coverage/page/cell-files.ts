import type { CellPlaces, CellTable } from '@cupola/core/coverage';
import { degrees } from '@cupola/core/foundation';
import { parquetBytes } from '../../tables/parquet.ts';
import type { TableColumn } from '../../tables/parquet.ts';
import type { LatitudeRow } from './latitude-profile.ts';

/** Decimals of a degree in text files: a tenth of a metre. */
const DEGREE_DIGITS = 6;
/** Cells of a GeoJSON file at most; readers of such files draw no more. */
export const GEOJSON_CELLS_MAX = 20_000;

function roundedDeg(rad: number): number {
  return Number(degrees(rad).toFixed(DEGREE_DIGITS));
}

/** The values of a cell by the name of their column. Degrees aside, numbers are written with all their digits. */
function valuesOf(table: CellTable, cell: number): Record<string, number> {
  return {
    coveredFraction: table.coveredFraction[cell] ?? 0,
    meanInView: table.meanInView[cell] ?? 0,
    minInView: table.minInView[cell] ?? 0,
    longestGapS: table.longestGapS[cell] ?? 0,
    gaps: table.gaps[cell] ?? 0,
    meanGapS: table.meanGapS[cell] ?? 0,
    ...(table.p95GapS === null ? {} : { p95GapS: table.p95GapS[cell] ?? 0 }),
    revisits: table.revisits[cell] ?? 0,
    meanRevisitS: table.meanRevisitS[cell] ?? 0,
    meanResponseS: table.meanResponseS[cell] ?? 0,
    unansweredFraction: table.unansweredFraction[cell] ?? 0,
    ...(table.stereoFraction === null ? {} : { stereoFraction: table.stereoFraction[cell] ?? 0 }),
  };
}

/** One line per cell, north to south; `cell` is its number in the grid of the whole Earth. */
export function cellsCsv(table: CellTable): string {
  const lines = [['cell', 'latDeg', 'lonDeg', ...Object.keys(valuesOf(table, 0))].join(',')];
  for (let cell = 0; cell < table.cellCount; cell++) {
    const place = [roundedDeg(table.latitudeRad[cell] ?? 0), roundedDeg(table.longitudeRad[cell] ?? 0)];
    lines.push([table.cellNumber[cell] ?? cell, ...place, ...Object.values(valuesOf(table, cell))].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** The same as a Parquet table. */
export function cellsParquet(table: CellTable): Uint8Array {
  return parquetBytes([
    { name: 'cell', kind: 'whole', values: table.cellNumber },
    numberColumn('latDeg', table.latitudeRad.map(degrees)),
    numberColumn('lonDeg', table.longitudeRad.map(degrees)),
    numberColumn('coveredFraction', table.coveredFraction),
    numberColumn('meanInView', table.meanInView),
    { name: 'minInView', kind: 'whole', values: table.minInView },
    numberColumn('longestGapS', table.longestGapS),
    { name: 'gaps', kind: 'whole', values: table.gaps },
    numberColumn('meanGapS', table.meanGapS),
    ...(table.p95GapS === null ? [] : [numberColumn('p95GapS', table.p95GapS)]),
    { name: 'revisits', kind: 'whole', values: table.revisits },
    numberColumn('meanRevisitS', table.meanRevisitS),
    numberColumn('meanResponseS', table.meanResponseS),
    numberColumn('unansweredFraction', table.unansweredFraction),
    ...(table.stereoFraction === null ? [] : [numberColumn('stereoFraction', table.stereoFraction)]),
  ]);
}

function numberColumn(name: string, values: Float64Array): TableColumn {
  return { name, kind: 'number', values };
}

/** Bands of latitude from south to north. */
export function latitudeCsv(rows: readonly LatitudeRow[]): string {
  const stereo = rows.some((row) => row.stereoFraction !== null);
  const p95 = rows.some((row) => row.p95GapS !== null);
  const names = [
    'southDeg',
    'northDeg',
    'cells',
    'coveredFraction',
    'meanInView',
    'minInView',
    'longestGapS',
    'gaps',
    'meanGapS',
    ...(p95 ? ['p95GapS'] : []),
    'revisits',
    'meanRevisitS',
    'meanResponseS',
    'unansweredFraction',
  ];
  const lines = rows.map((row) =>
    [
      row.southDeg,
      row.northDeg,
      row.cells,
      row.coveredFraction,
      row.meanInView,
      row.minInView,
      row.longestGapS,
      row.gaps,
      row.meanGapS,
      ...(row.p95GapS === null ? [] : [row.p95GapS]),
      row.revisits,
      row.meanRevisitS,
      row.meanResponseS,
      row.unansweredFraction,
      ...(row.stereoFraction === null ? [] : [row.stereoFraction]),
    ].join(','),
  );
  return `${[[...names, ...(stereo ? ['stereoFraction'] : [])].join(','), ...lines].join('\n')}\n`;
}

/**
 * Cells as GeoJSON (RFC 7946): areas of rows, cut at the date line, or points. Of more than `GEOJSON_CELLS_MAX` cells one in n is
 * written, and the member `cupola` says so.
 */
export function cellsGeojson(table: CellTable, places: CellPlaces): string {
  const { cellCount } = table;
  const every = Math.ceil(cellCount / GEOJSON_CELLS_MAX);
  const features: string[] = [];
  for (let cell = 0; cell < cellCount; cell += every) {
    features.push(
      JSON.stringify({
        type: 'Feature',
        id: table.cellNumber[cell],
        geometry: geometryOf(table, places, cell),
        properties: valuesOf(table, cell),
      }),
    );
  }
  const note = every === 1 ? 'all cells' : `one cell in ${every}; cells.csv and cells.parquet hold all`;
  const cupola = JSON.stringify({ simulated: true, cells: cellCount, written: features.length, note });
  return `{"type":"FeatureCollection","cupola":${cupola},"features":[\n${features.join(',\n')}\n]}\n`;
}

function geometryOf(table: CellTable, places: CellPlaces, cell: number): object {
  const sides = places.sides(cell);
  if (sides === null) {
    const coordinates = [roundedDeg(table.longitudeRad[cell] ?? 0), roundedDeg(table.latitudeRad[cell] ?? 0)];
    return { type: 'Point', coordinates };
  }
  const south = roundedDeg(sides.southRad);
  const north = roundedDeg(sides.northRad);
  const ring = (west: number, east: number): number[][][] => [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
  const west = roundedDeg(sides.westRad);
  const east = roundedDeg(sides.eastRad);
  if (east <= 180) return { type: 'Polygon', coordinates: ring(west, east) };
  return {
    type: 'MultiPolygon',
    coordinates: [ring(west, 180), ring(-180, Number((east - 360).toFixed(DEGREE_DIGITS)))],
  };
}
