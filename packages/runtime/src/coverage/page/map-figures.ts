import type { CellPlaces, CellTable } from '@cupola/core/coverage';
import { degrees, present } from '@cupola/core/foundation';
import { geoGraticule10 } from 'd3-geo';
import { element } from '../../page/markup.ts';
import type { MapAreas } from '../../page/map-shapes.ts';
import { decimal, embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { dotsPath } from '../../page/svg/path.ts';
import { projectedPath, worldMap } from '../../page/world-map.ts';
import { cellShapes } from './cell-shapes.ts';
import type { CellShapes, MapTenths } from './cell-shapes.ts';
import { cellStrips, finenesses } from './cell-strips.ts';
import type { CellStrip, Fineness } from './cell-strips.ts';
import { shadeOf, valueClasses } from './colour-scale.ts';
import type { CoverageStudy } from './coverage-study.ts';
import { classText, mapThemes } from './map-themes.ts';
import { shareInFull } from './settings-text.ts';

/** Cells whose values are embedded in the page; of more the files beside it have them. */
const EMBEDDED_CELLS_MAX = 3000;
const WIDTH_PX = 960;

/** Rectangles of a map at most: coarser squares are taken when the colours change more often. */
const SHAPES_MAX = 12_000;
/** The coast lines stand in the first map; the others refer to them. */
const COAST_ID = 'coast-line';

/** Cells in their colours, and how fine they came out. */
export interface ColouredCells {
  readonly shapes: CellShapes;
  readonly fineness: Fineness;
}

/** Draws cells in their colours, as fine as a picture of bounded size can show. */
export function cellPainter(
  places: CellPlaces,
  cellCount: number,
  wholeCount: number,
): (colourOf: (cell: number) => number) => ColouredCells {
  const at = mapTenths();
  const ways = finenesses(places, cellCount, wholeCount);
  const cut = new Map<Fineness, readonly CellStrip[]>();
  return (colourOf) => {
    let found: ColouredCells | null = null;
    for (const fineness of ways) {
      const strips = cut.get(fineness) ?? cellStrips(places, cellCount, fineness);
      cut.set(fineness, strips);
      found = { fineness, shapes: cellShapes(strips, colourOf, at) };
      if (found.shapes.count <= SHAPES_MAX) break;
    }
    return present(found);
  };
}

/** Coloured cells under coast lines, with one place marked. `isFirst`: of the maps of a page; the others take its coast lines. */
export function drawMap(
  { paths }: CellShapes,
  isFirst: boolean,
  land: MapAreas,
  marked: readonly (readonly [number, number])[],
): Drawing {
  const { projection, heightPx } = worldMap(WIDTH_PX, 0);
  const outline = projectedPath(projection, { type: 'Sphere' });
  const coast = isFirst
    ? `<defs><path id="${COAST_ID}" fill="none" vector-effect="non-scaling-stroke" d="${projectedPath(projection, land)}"/></defs>`
    : '';
  const mark = dotsPath(marked.flatMap((place) => [projection([...place])].filter((at) => at !== null)));
  const cells = [...paths].map(([shade, d]) => `<path class="q${shade}" d="${d}"/>`);
  const body = [
    `<path class="outside" d="${outline}"/>`,
    element('g', { class: 'cells', transform: 'scale(.1)' }, ...cells),
    `<path class="meridians" d="${projectedPath(projection, geoGraticule10())}"/>`,
    `${coast}<use class="coast-under" href="#${COAST_ID}"/><use class="coast" href="#${COAST_ID}"/>`,
    `<path class="map-edge" d="${outline}"/>`,
    `<path class="worst-under" d="${mark}"/><path class="worst" d="${mark}"/>`,
  ].join('');
  return { heightPx, body };
}

/** Where a world map puts longitudes and latitudes, tenths of a pixel. */
function mapTenths(): MapTenths {
  const { projection } = worldMap(WIDTH_PX, 0);
  return {
    xAt: (lonDeg) => tenths(projection([lonDeg, 0])?.[0]),
    yAt: (latDeg) => tenths(projection([0, latDeg])?.[1]),
  };
}

function tenths(px: number | undefined): number {
  return Math.round(10 * (px ?? Number.NaN));
}

/** World maps of what the cells saw, one for each quantity that the answer has. */
export function mapFigures(study: CoverageStudy, places: CellPlaces, land: MapAreas): string {
  const { cells, report } = study;
  const { worstCell } = report;
  const { area } = study.settings;
  const marked = report.gaps.count === 0 ? 'fewest in view on average' : 'least covered place';
  const seen =
    report.gaps.count === 0
      ? ` Marked: the place with the fewest in view, ${decimal(worstCell.meanInView, 2)} on average.`
      : ` Marked: the least covered place, ${shareInFull(worstCell.coveredFraction)} of the time.`;
  const paint = cellPainter(places, cells.cellCount, study.settings.cellCount);
  return mapThemes(study)
    .map((theme, index) => {
      const classes = valueClasses(theme.values, theme.whole);
      const shadeOfCell = (cell: number): number =>
        shadeOf(classes.classOf(theme.values[cell] ?? Number.NaN), classes, theme.darkIsMost);
      const { shapes, fineness } = paint(shadeOfCell);
      const indices = classes.edges.slice(1).map((_, k) => k);
      return figure({
        id: theme.id,
        title: theme.title,
        description: theme.description,
        caption: `${finenessText(fineness, study)} Equirectangular.${seen}`,
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
        draw: () => drawMap(shapes, index === 0, land, [[worstCell.lonDeg, worstCell.latDeg]]),
        data: {
          classEdges: classes.edges,
          columns: ['latDeg', 'lonDeg', 'value'],
          cells: cells.cellCount <= EMBEDDED_CELLS_MAX ? cellRows(cells, theme.values) : 'cells.csv',
        },
      });
    })
    .join('');
}

function finenessText(fineness: Fineness, { settings }: CoverageStudy): string {
  if (fineness.kind === 'sides') return 'Each equal-area cell within its own sides.';
  const nearest = settings.grid === 'rows' ? 'its equal-area cell' : 'the nearest point';
  return `Squares of ${fineness.squareDeg}°, each with the colour of ${nearest}.`;
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
