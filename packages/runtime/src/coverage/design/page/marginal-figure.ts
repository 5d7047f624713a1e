import { figure } from '../../../page/svg/figure.ts';
import type { Drawing } from '../../../page/svg/figure.ts';
import { axes, line } from '../../../page/svg/frame.ts';
import { bandPath, polylinePath } from '../../../page/svg/path.ts';
import { linearScale } from '../../../page/svg/scale.ts';
import type { DesignReport } from './design-study.ts';
import { satellitesScale } from './front-figure.ts';

const TOP_PX = 26;
const PANEL_PX = 220;

export function drawMarginal(report: DesignReport, widthPx: number): Drawing {
  const { marginal, knee } = report;
  const x = satellitesScale(report, widthPx);
  const gains = marginal.map(({ gainPerTen }) => 100 * gainPerTen);
  const errors = marginal.map(({ standardError }) => 100 * standardError);
  const lows = gains.map((gain, index) => gain - (errors[index] ?? 0));
  const highs = gains.map((gain, index) => gain + (errors[index] ?? 0));
  const y = linearScale([Math.min(0, ...lows), Math.max(...highs)], [TOP_PX + PANEL_PX, TOP_PX], 5);
  const stairs = marginal.flatMap(({ fromSatellites, toSatellites }) => [
    x.at(fromSatellites),
    x.at(toSatellites),
  ]);
  const doubled = (values: readonly number[]): readonly number[] =>
    values.flatMap((value) => [y.at(value), y.at(value)]);
  const body = [
    axes({ x, y, xTitle: 'satellites', yTitle: 'gain by ten more (percentage points)' }),
    line(x.range[0], y.at(0), x.range[1], y.at(0), 'axis'),
    `<path class="k0 band" d="${bandPath(stairs, doubled(lows), doubled(highs))}"/>`,
    `<path class="k0 series" d="${polylinePath(stairs, doubled(gains))}"/>`,
    knee === null
      ? ''
      : line(x.at(knee.satellites), TOP_PX, x.at(knee.satellites), TOP_PX + PANEL_PX, 'reference'),
  ].join('');
  return { heightPx: TOP_PX + PANEL_PX + 40, body };
}

/** What ten more satellites buy, by how many there are. */
export function marginalFigure(report: DesignReport): string {
  if (report.marginal.length === 0) return '';
  return figure({
    id: 'marginal',
    title: 'What ten more satellites buy',
    description:
      'Gain of stereo coverage in the worst row of latitude by ten more satellites, in percentage points, against the number of satellites, between neighbours of the front.',
    caption:
      'Level between two neighbours of the front: their difference for each ten satellites. The band is one standard error of the shortcut.',
    legend: [
      { kind: 'line', className: 'k0 series', text: 'gain' },
      { kind: 'area', className: 'k0 band', text: 'one standard error' },
      ...(report.knee === null ? [] : [{ kind: 'line', className: 'reference', text: 'knee' } as const]),
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => drawMarginal(report, widthPx),
    data: report.marginal,
  });
}
