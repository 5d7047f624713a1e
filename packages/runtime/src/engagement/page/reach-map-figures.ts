import { cellPlaces } from '@cupola/core/coverage';
import { valueClasses, shadeOf } from '../../coverage/page/colour-scale.ts';
import { cellPainter, drawMap } from '../../coverage/page/map-figures.ts';
import { classText } from '../../coverage/page/map-themes.ts';
import type { MapTheme } from '../../coverage/page/map-themes.ts';
import type { MapAreas } from '../../page/map-shapes.ts';
import { decimal } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { ReachMap } from '../reach-map.ts';
import type { LaunchArea } from '../reach-question.ts';

const WIDTH_PX = 960;
const NBSP = '\u00a0';

/** World maps: mean number in reach, and share of the time with at least one. */
export function reachMapFigures(
  { answer, settings }: ReachMap,
  areas: readonly LaunchArea[],
  land: MapAreas,
): string {
  const { cellTable } = answer;
  const paint = cellPainter(cellPlaces(settings), cellTable.cellCount, settings.cellCount);
  const marked = areas.map(({ lonDeg, latDeg }) => [lonDeg, latDeg] as const);
  const themes: readonly MapTheme[] = [
    {
      id: 'map-in-reach',
      title: 'Interceptors in reach, mean',
      description: 'World map of the mean number of interceptors in reach.',
      values: cellTable.meanInView,
      whole: false,
      darkIsMost: false,
      text: plain,
      unit: '',
    },
    {
      id: 'map-one-in-reach',
      title: 'Time with at least one in reach',
      description: 'World map of the share of samples with at least one interceptor in reach.',
      values: cellTable.coveredFraction,
      whole: false,
      darkIsMost: false,
      text: (value) => `${plain(Number((100 * value).toPrecision(10)))}${NBSP}%`,
      unit: '',
    },
  ];
  return themes
    .map((theme, index) => {
      const classes = valueClasses(theme.values, theme.whole);
      const shade = (cell: number): number =>
        shadeOf(classes.classOf(theme.values[cell] ?? Number.NaN), classes, theme.darkIsMost);
      const { shapes } = paint(shade);
      return figure({
        id: theme.id,
        title: theme.title,
        description: theme.description,
        caption: `${decimal(cellTable.cellCount, 0)} equal-area cells, a target in each at the height of the intercept, samples every ${decimal(settings.stepUs / 1e6, 0)} s. Equirectangular.`,
        legend: [
          ...classes.edges.slice(1).map((_, k) => ({
            kind: 'area' as const,
            className: `q${shadeOf(k, classes, theme.darkIsMost)}`,
            text: classText(theme, classes, k),
          })),
          {
            kind: 'dot',
            className: 'worst',
            text: marked.length === 1 ? (areas[0]?.title ?? 'launch area') : 'launch areas',
          },
        ],
        widthsPx: [WIDTH_PX],
        draw: () => drawMap(shapes, index === 0, land, marked),
        data: { classEdges: classes.edges, cells: 'cells.csv' },
      });
    })
    .join('');
}

function plain(value: number): string {
  return decimal(
    value,
    Number.isInteger(value) ? 0 : Math.min(4, (String(value).split('.')[1] ?? '').length),
  );
}
