import { sampleName } from '@cupola/core/campaign';
import type { Calibration, CalibrationAt } from '@cupola/core/campaign';
import type { ReliabilityBin } from '@cupola/core/metrics';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { coordinate } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';
import { groupName } from './group-names.ts';

const GAP_PX = 56;
const TOP_PX = 44;
const BELOW_PX = 44;

/** Stated against happened for one group, one panel for each time. */
export function reliabilityFigure({ scores }: Calibration, group: CalibrationAt['group']): string {
  const drawn = scores.filter((score) => score.group === group && score.stated > 0);
  if (drawn.length === 0) return '';
  return figure({
    id: `reliability-${group}`,
    title: `What was stated, and what happened: ${groupName(group)}`,
    description:
      'For each time a panel: the share of objects that turned out to be threats, with its interval, against the mean probability stated for them, by bins of the stated probability. On the diagonal both are equal.',
    caption:
      'Bars are exact intervals (Clopper and Pearson), 95 % for all bins of a panel together (Šidák). A bar that misses the diagonal is drawn in warning colour. The number beside a dot is how many objects it stands for.',
    legend: [
      { kind: 'dot', className: 'k0 bin-dot', text: 'share that happened' },
      { kind: 'line', className: 'k0 bin-bar', text: 'its interval' },
      { kind: 'line', className: 'reference', text: 'stated = happened' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => panels(drawn, widthPx),
    data: drawn.map(({ at, reliability }) => ({ at, ...reliability })),
  });
}

function panels(scores: readonly CalibrationAt[], widthPx: number): Drawing {
  const columns = widthPx > 500 ? 3 : 1;
  const sidePx = (widthPx - 16) / columns - GAP_PX;
  const rowPx = TOP_PX + sidePx + BELOW_PX;
  const body = scores.map((score, index) => {
    const left = (index % columns) * (sidePx + GAP_PX) + GAP_PX - 10;
    const top = Math.floor(index / columns) * rowPx + TOP_PX;
    return panel(score, left, top, sidePx);
  });
  return { heightPx: Math.ceil(scores.length / columns) * rowPx, body: body.join('') };
}

function panel({ at, reliability }: CalibrationAt, left: number, top: number, sidePx: number): string {
  const x = linearScale([0, 1], [left, left + sidePx], 5);
  const y = linearScale([0, 1], [top + sidePx, top], 5);
  let closeBefore = 0;
  let beforePx = Number.NEGATIVE_INFINITY;
  const marks = reliability.bins.map((bin) => {
    const className = bin.inside ? 'k0' : 'off';
    const atPx = x.at(bin.meanProb);
    closeBefore = atPx - beforePx < CLOSE_PX ? closeBefore + 1 : 0;
    beforePx = atPx;
    const bar = line(atPx, y.at(bin.interval[0]), atPx, y.at(bin.interval[1]), `${className} bin-bar`);
    const dot = `<path class="${className} bin-dot" d="M${coordinate(atPx)} ${coordinate(y.at(bin.happenedShare))}h0"/>`;
    return bar + dot + countLabel(bin, closeBefore, x, y);
  });
  return [
    axes({ x, y, xTitle: 'stated probability', yTitle: '' }),
    label(left, top - 10, sampleName(at), { className: 'strong' }),
    line(x.at(0), y.at(0), x.at(1), y.at(1), 'reference'),
    ...marks,
  ].join('');
}

/** Dots nearer than this have their numbers one below the other. */
const CLOSE_PX = 22;
const LINE_PX = 12;

/** To the left of the dot on the right half, so that it stays in the panel. */
function countLabel(
  { meanProb, happenedShare, forecasts }: ReliabilityBin,
  lines: number,
  x: Scale,
  y: Scale,
): string {
  const isRight = meanProb > 0.5;
  const isHigh = happenedShare > 0.5;
  const offsetPx = isHigh ? 14 + LINE_PX * lines : -6 - LINE_PX * lines;
  return label(x.at(meanProb) + (isRight ? -7 : 7), y.at(happenedShare) + offsetPx, String(forecasts), {
    anchor: isRight ? 'end' : 'start',
    className: 'tick halo',
  });
}
