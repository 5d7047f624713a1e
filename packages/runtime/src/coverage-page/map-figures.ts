import type { CellTable } from '@cupola/core/coverage';
import { degrees } from '@cupola/core/foundation';
import { geoGraticule10 } from 'd3-geo';
import { element } from '../page/markup.ts';
import type { MapAreas } from '../page/map-shapes.ts';
import { decimal, embedded } from '../page/numbers.ts';
import { figure } from '../page/svg/figure.ts';
import { dotsPath } from '../page/svg/path.ts';
import { projectedPath, worldMap } from '../page/world-map.ts';
import type { CellRaster } from './cell-raster.ts';
import { COLOURS, OUTSIDE_COLOUR, shadeOf, valueClasses } from './colour-scale.ts';
import type { ValueClasses } from './colour-scale.ts';
import type { CoverageStudy } from './coverage-study.ts';
import { shareInFull } from './settings-text.ts';
import { pngDataUri } from './indexed-png.ts';

/** One quantity on the map. */
interface MapTheme {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly values: Float64Array | Int32Array;
  readonly whole: boolean;
  /** Of a quantity that is worse the more there is of it. */
  readonly darkIsMost: boolean;
  /** Text of a value at the edge of a class. */
  readonly text: (value: number) => string;
}

/** Cells whose values are embedded in the page; of more the files beside it have them. */
const EMBEDDED_CELLS_MAX = 3000;
const WIDTH_PX = 960;

function themes({ cells, report }: CoverageStudy): readonly MapTheme[] {
  const { stereoFraction } = cells;
  return [
    {
      id: 'map-mean',
      title: 'Satellites in view, mean',
      description: 'World map of the mean number of satellites in view.',
      values: cells.meanInView,
      whole: false,
      darkIsMost: false,
      text: plainText,
    },
    ...(report.gaps.count === 0
      ? []
      : [
          {
            id: 'map-covered',
            title: 'Time covered',
            description: 'World map of the share of samples with at least one satellite in view.',
            values: cells.coveredFraction,
            whole: false,
            darkIsMost: false,
            text: shareText,
          },
          {
            id: 'map-gap',
            title: 'Longest gap (min)',
            description: 'World map of the longest time without a satellite in view.',
            values: cells.longestGapS.map((s) => s / 60),
            whole: false,
            darkIsMost: true,
            text: plainText,
          },
        ]),
    {
      id: 'map-fewest',
      title: 'Satellites in view, fewest',
      description: 'World map of the smallest number of satellites in view at any sample.',
      values: cells.minInView,
      whole: true,
      darkIsMost: false,
      text: plainText,
    },
    ...(stereoFraction === null
      ? []
      : [
          {
            id: 'map-stereo',
            title: 'Time with a crossing angle in the band',
            description: 'World map of the share of samples at which two satellites cross in the band.',
            values: stereoFraction,
            whole: false,
            darkIsMost: false,
            text: shareText,
          },
        ]),
  ];
}

function plainText(value: number): string {
  return decimal(
    value,
    Number.isInteger(value) ? 0 : Math.min(4, (String(value).split('.')[1] ?? '').length),
  );
}

/** A share at the edge of a class, with the digits it needs. */
function shareText(share: number): string {
  return `${plainText(Number((share * 100).toPrecision(10)))}\u00a0%`;
}

function classText(theme: MapTheme, { edges }: ValueClasses, index: number): string {
  const low = edges[index] ?? 0;
  const high = edges[index + 1] ?? low;
  if (theme.whole) return high - low <= 1 ? theme.text(low) : `${theme.text(low)} to ${theme.text(high - 1)}`;
  return high === low ? theme.text(low) : `${theme.text(low)} to ${theme.text(high)}`;
}

/** The coloured cells as a picture of one colour number per pixel. */
export function colouredCells(
  raster: CellRaster,
  values: ArrayLike<number>,
  classes: ValueClasses,
  darkIsMost: boolean,
): Uint8Array {
  return Uint8Array.from(raster.cells, (cell) =>
    cell < 0 ? COLOURS.length : shadeOf(classes.classOf(values[cell] ?? Number.NaN), classes, darkIsMost),
  );
}

/** The coast lines stand in the first map; the others refer to them. */
const COAST_ID = 'coast-line';

function drawMap(
  uri: string,
  isFirst: boolean,
  land: MapAreas,
  worst: readonly [number, number],
): { heightPx: number; body: string } {
  const { projection, heightPx } = worldMap(WIDTH_PX, 0);
  const outline = projectedPath(projection, { type: 'Sphere' });
  const coast = isFirst
    ? `<defs><path id="${COAST_ID}" fill="none" vector-effect="non-scaling-stroke" d="${projectedPath(projection, land)}"/></defs>`
    : '';
  const at = projection([...worst]);
  const mark = at === null ? '' : dotsPath([at]);
  const body = [
    element('image', {
      class: 'cells',
      href: uri,
      x: 1,
      y: (heightPx - (WIDTH_PX - 2) / 2) / 2,
      width: WIDTH_PX - 2,
      height: (WIDTH_PX - 2) / 2,
      preserveAspectRatio: 'none',
    }),
    `<path class="meridians" d="${projectedPath(projection, geoGraticule10())}"/>`,
    `${coast}<use class="coast-under" href="#${COAST_ID}"/><use class="coast" href="#${COAST_ID}"/>`,
    `<path class="map-edge" d="${outline}"/>`,
    `<path class="worst-under" d="${mark}"/><path class="worst" d="${mark}"/>`,
  ].join('');
  return { heightPx, body };
}

/** World maps of what the cells saw, one for each quantity that the answer has. */
export function mapFigures(study: CoverageStudy, raster: CellRaster, land: MapAreas): string {
  const { cells, report } = study;
  const { worstCell } = report;
  const { area } = study.settings;
  const colours = area === undefined ? COLOURS : [...COLOURS, OUTSIDE_COLOUR];
  const grid = study.settings.grid === 'rows' ? 'its equal-area cell' : 'the nearest point';
  const pixelDeg = 180 / raster.heightPx;
  const marked = report.gaps.count === 0 ? 'fewest in view on average' : 'least covered place';
  const seen =
    report.gaps.count === 0
      ? ` Marked: the place with the fewest in view, ${decimal(worstCell.meanInView, 2)} on average.`
      : ` Marked: the least covered place, ${shareInFull(worstCell.coveredFraction)} of the time.`;
  return themes(study)
    .map((theme, index) => {
      const classes = valueClasses(theme.values, theme.whole);
      const pixels = colouredCells(raster, theme.values, classes, theme.darkIsMost);
      const uri = pngDataUri({ ...raster, pixels, colours });
      const indices = classes.edges.slice(1).map((_, k) => k);
      return figure({
        id: theme.id,
        title: theme.title,
        description: theme.description,
        caption: `Every pixel (${pixelDeg}°) has the colour of ${grid}. Equirectangular.${seen}`,
        legend: [
          ...indices.map((k) => ({
            kind: 'area' as const,
            className: `q${shadeOf(k, classes, theme.darkIsMost)}`,
            text: classText(theme, classes, k),
          })),
          ...(area === undefined
            ? []
            : [{ kind: 'area' as const, className: 'outside', text: 'not asked about' }]),
          { kind: 'dot', className: 'worst', text: marked },
        ],
        widthsPx: [WIDTH_PX],
        draw: () => drawMap(uri, index === 0, land, [worstCell.lonDeg, worstCell.latDeg]),
        data: {
          classEdges: classes.edges,
          columns: ['latDeg', 'lonDeg', 'value'],
          cells: cells.cellCount <= EMBEDDED_CELLS_MAX ? cellRows(cells, theme.values) : 'cells.csv',
        },
      });
    })
    .join('');
}

function cellRows(cells: CellTable, values: ArrayLike<number>): readonly (readonly (number | null)[])[] {
  return Array.from({ length: cells.cellCount }, (_, cell) => [
    hundredths(cells.latitudeRad[cell] ?? 0),
    hundredths(cells.longitudeRad[cell] ?? 0),
    embedded(values[cell] ?? Number.NaN),
  ]);
}

/** Degrees with two decimals. */
function hundredths(rad: number): number {
  return Math.round(degrees(rad) * 100) / 100;
}
