import { gatherBuckets } from '../buckets.ts';
import type { Buckets } from '../buckets.ts';
import { embedded } from '../../page/numbers.ts';
import { countOf } from '../run-view.ts';
import type { EventGroup, ObjectView, RunView } from '../run-view.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line, rectangle } from '../../page/svg/frame.ts';
import { bandPath, polylinePath } from '../../page/svg/path.ts';
import { flightTimeScale, logScale } from '../../page/svg/scale.ts';

/** Chi-square quantiles at 2.5 % and 97.5 % with six degrees of freedom: position and velocity. [Abramowitz-1964] table 26.8. */
export const NEES_BAND_95: readonly [number, number] = [1.237, 14.449];
const PANEL_PX = 118;

interface ErrorPanel {
  readonly yTitle: string;
  readonly error: (object: ObjectView) => Float64Array;
  readonly sigma: ((object: ObjectView) => Float64Array) | null;
}

const PANELS: readonly ErrorPanel[] = [
  {
    yTitle: 'position error (m)',
    error: (object) => object.record.positionErrorM,
    sigma: (object) => object.record.positionSigmaM,
  },
  {
    yTitle: 'velocity error (m/s)',
    error: (object) => object.record.velocityErrorMPerS,
    sigma: (object) => object.record.velocitySigmaMPerS,
  },
  {
    yTitle: 'NEES (no unit)',
    error: (object) => object.record.nees,
    sigma: null,
  },
];

/** Smallest and largest value above zero, for a logarithmic axis. */
function positiveSpan(...series: readonly (readonly number[])[]): readonly [number, number] | null {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const values of series) {
    for (const value of values) {
      if (value > 0 && value < Number.POSITIVE_INFINITY) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
  }
  return most > 0 ? [least, most] : null;
}

function drawPanel(
  view: RunView,
  group: EventGroup,
  panel: ErrorPanel,
  widthPx: number,
  top: number,
): string {
  const error = gatherBuckets(group, view.breakS, panel.error);
  const sigma = panel.sigma === null ? null : gatherBuckets(group, view.breakS, panel.sigma);
  const heading = label(widthPx - 8, top - 8, `${group.id} (${countOf(group.objects.length, 'object')})`, {
    anchor: 'end',
    className: 'strong',
  });
  const middle = panel.sigma === null ? error.mean : error.rms;
  const span = positiveSpan(middle, error.high, sigma?.rms ?? [...NEES_BAND_95]);
  if (span === null) {
    return heading + label(widthPx / 2, top + PANEL_PX / 2, 'no confirmed track', { anchor: 'middle' });
  }
  const x = flightTimeScale(group.flightS, view.breakS, [44, widthPx - 8]);
  // Single small errors would stretch the axis by decades: it starts no lower than a thousandth of the largest value.
  const y = logScale([Math.max(span[0], span[1] / 1e4), span[1]], [top + PANEL_PX, top]);
  const xs = error.atS.map((s) => x.at(s));
  const toY = (values: readonly number[]): number[] =>
    values.map((value) => (Number.isNaN(value) ? NaN : y.at(Math.max(value, y.domain[0]))));
  const [bandLow, bandHigh] = NEES_BAND_95;
  return [
    panel.sigma === null
      ? rectangle(
          x.range[0],
          y.at(bandHigh),
          x.range[1] - x.range[0],
          y.at(bandLow) - y.at(bandHigh),
          'expected',
        )
      : '',
    axes({ x, y, xTitle: 'time since launch (min)', yTitle: panel.yTitle }),
    x.breakAt < x.range[1] ? line(x.breakAt, top, x.breakAt, top + PANEL_PX, 'break') : '',
    heading,
    `<g class="k0"><path class="band" d="${bandPath(xs, toY(error.low), toY(error.high))}"/>`,
    `<path class="series" d="${polylinePath(xs, toY(middle))}"/></g>`,
    sigma === null ? '' : `<path class="sigma" d="${polylinePath(xs, toY(sigma.rms))}"/>`,
  ].join('');
}

function draw(view: RunView, widthPx: number): Drawing {
  const columns = widthPx > 600 ? PANELS.length : 1;
  const gapPx = 14;
  const cellWidth = (widthPx - gapPx * (columns - 1)) / columns;
  const cellPx = PANEL_PX + 66;
  const cells = view.groups.flatMap((group, row) =>
    PANELS.map((panel, k) => {
      const index = columns === 1 ? row * PANELS.length + k : row;
      const left = columns === 1 ? 0 : Math.round(k * (cellWidth + gapPx));
      const body = drawPanel(view, group, panel, Math.floor(cellWidth), 26 + index * cellPx);
      return left === 0 ? body : `<g transform="translate(${left} 0)">${body}</g>`;
    }),
  );
  const rows = columns === 1 ? view.groups.length * PANELS.length : view.groups.length;
  return { heightPx: rows * cellPx, body: cells.join('') };
}

function panelData(buckets: Buckets): object {
  return {
    low: buckets.low.map(embedded),
    rms: buckets.rms.map(embedded),
    mean: buckets.mean.map(embedded),
    high: buckets.high.map(embedded),
  };
}

/** Error of the confirmed tracks against the truth, with what the tracker itself predicted. */
export function errorFigure(view: RunView): string {
  return figure({
    id: 'errors',
    title: 'Error against truth, and what the tracker predicted',
    description:
      'Position error, velocity error and normalised estimation error squared of each event, against minutes since launch, on logarithmic axes; the predicted one-sigma is a dashed line.',
    caption:
      'Line: root mean square over the objects of the event and a stretch of time (for NEES the mean); band: smallest and largest; values below the axis stand on it. Dashed: the root of the trace of the predicted covariance, which a consistent tracker matches. Shaded in NEES: where 95 % of single values of a consistent filter lie.',
    legend: [
      { kind: 'line', className: 'k0 series', text: 'true error' },
      { kind: 'area', className: 'k0 band', text: 'smallest to largest' },
      { kind: 'line', className: 'sigma', text: 'predicted one sigma' },
      { kind: 'area', className: 'expected', text: 'NEES, 95 % band of one value' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => draw(view, widthPx),
    data: view.groups.map((group) => ({
      event: group.id,
      atS: gatherBuckets(group, view.breakS, () => undefined).atS,
      panels: PANELS.map((panel) => ({
        quantity: panel.yTitle,
        error: panelData(gatherBuckets(group, view.breakS, panel.error)),
        sigmaRms:
          panel.sigma === null ? null : gatherBuckets(group, view.breakS, panel.sigma).rms.map(embedded),
      })),
    })),
  });
}
