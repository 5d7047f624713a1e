import type { Calibration } from '@cupola/core/campaign';
import type { OperatingPoint } from '@cupola/core/metrics';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes } from '../../page/svg/frame.ts';
import { coordinate, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';

const TOP_PX = 28;
const PANEL_PX = 240;
const LEFT_PX = 46;
/** Thresholds marked on the curve. */
const MARKED = [0.5, 0.8, 0.95, 0.99] as const;

/** What other thresholds would catch and call falsely, one minute after burnout. */
export function operatingFigure({ operatingCurve }: Calibration): string {
  if (operatingCurve.length === 0) return '';
  return figure({
    id: 'operating',
    title: 'What another threshold would do',
    description:
      'Share of threats whose stated probability one minute after burnout reaches a threshold, against the share of other objects whose probability does, for all thresholds.',
    caption:
      'One minute after burnout. Only the corner is drawn; to the right of it the curve goes on to 100 %. Dots: thresholds 0.5, 0.8, 0.95 and 0.99, from right to left.',
    legend: [
      { kind: 'line', className: 'k0 series', text: 'all thresholds' },
      { kind: 'dot', className: 'k1 bin-dot', text: 'thresholds 0.5, 0.8, 0.95, 0.99' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => drawOperating(operatingCurve, widthPx),
    data: operatingCurve,
  });
}

function drawOperating(points: readonly OperatingPoint[], widthPx: number): Drawing {
  const most = cornerShare(points);
  const x = linearScale([0, 100 * most], [LEFT_PX, widthPx - 16], widthPx > 500 ? 10 : 5);
  const y = linearScale([0, 100], [TOP_PX + PANEL_PX, TOP_PX], 5);
  const shown = points.filter(({ falselyCalled }) => falselyCalled <= most);
  const path = polylinePath(
    [x.at(0), ...shown.map(({ falselyCalled }) => x.at(100 * falselyCalled))],
    [y.at(0), ...shown.map(({ caught }) => y.at(100 * caught))],
  );
  const dots = MARKED.flatMap((threshold) => {
    const point = points.findLast((each) => each.threshold >= threshold);
    if (point === undefined || point.falselyCalled > most) return [];
    return [
      `<path class="k1 bin-dot" d="M${coordinate(x.at(100 * point.falselyCalled))} ${coordinate(y.at(100 * point.caught))}h0"/>`,
    ];
  });
  const body = [
    axes({ x, y, xTitle: 'other objects called threats, %', yTitle: 'threats caught, %' }),
    `<path class="k0 series" d="${path}"/>`,
    ...dots,
  ].join('');
  return { heightPx: TOP_PX + PANEL_PX + 40, body };
}

/** The curve's corner: up to three times where 99 % are caught, at least 5 %. */
function cornerShare(points: readonly OperatingPoint[]): number {
  const nearlyAll = points.find(({ caught }) => caught >= 0.99)?.falselyCalled ?? 1;
  return Math.min(1, Math.max(0.05, 3 * nearlyAll));
}
