import { decimal } from '../../../page/numbers.ts';
import { figure } from '../../../page/svg/figure.ts';
import type { Drawing } from '../../../page/svg/figure.ts';
import { axes, label, line } from '../../../page/svg/frame.ts';
import { coordinate, dotsPath } from '../../../page/svg/path.ts';
import { linearScale } from '../../../page/svg/scale.ts';
import { shellsText } from '../design-report.ts';
import type { DesignEntry, DesignReport } from './design-study.ts';

const TOP_PX = 26;
const ROW_PX = 34;

interface Finalist {
  readonly entry: DesignEntry;
  readonly shortcut: number;
  readonly error: number;
  readonly full: number;
}

/** Percentages, fewest satellites first. */
export function finalistsOf({ candidates }: DesignReport): readonly Finalist[] {
  return candidates
    .flatMap((entry) =>
      entry.full === null
        ? []
        : [
            {
              entry,
              shortcut: 100 * entry.worstStereoFraction,
              error: 100 * entry.standardError,
              full: 100 * entry.full.worstStereoFraction,
            },
          ],
    )
    .toSorted((a, b) => a.entry.satellites - b.entry.satellites);
}

export function drawFinalists(finalists: readonly Finalist[], widthPx: number): Drawing {
  const farthest = Math.max(
    0.01,
    ...finalists.flatMap(({ shortcut, error, full }) => [error, Math.abs(full - shortcut)]),
  );
  const bottom = TOP_PX + finalists.length * ROW_PX;
  const x = linearScale([-1.15 * farthest, 1.15 * farthest], [8, widthPx - 14], widthPx / 90);
  const y = { ...linearScale([0, 1], [bottom, TOP_PX], 1), ticks: [] };
  const rows = finalists.map(({ entry, shortcut, error, full }, index) => {
    const at = TOP_PX + index * ROW_PX + 24;
    const name = `${decimal(entry.satellites, 0)} satellites, ${shellsText(entry)}: ${decimal(shortcut, 2)} %`;
    return [
      line(x.range[0], at, x.range[1], at, 'grid'),
      label(x.range[0] + 4, at - 9, name, { className: 'halo' }),
      line(x.at(-error), at, x.at(error), at, 'error-bar'),
      ...[-error, error].map((end) => line(x.at(end), at - 4, x.at(end), at + 4, 'error-bar')),
      `<path class="front-dot" d="${dotsPath([[x.at(0), at]])}"/>`,
      `<circle class="full-ring" cx="${coordinate(x.at(full - shortcut))}" cy="${at}" r="5"/>`,
    ].join('');
  });
  const frame = axes({ x, y, xTitle: 'full computation less shortcut (percentage points)', yTitle: '' });
  return { heightPx: bottom + 40, body: frame + rows.join('') };
}

/** How far the shortcut is from the full computation, beside the error that it states. */
export function finalistsFigure(report: DesignReport): string {
  const finalists = finalistsOf(report);
  if (finalists.length === 0) return '';
  return figure({
    id: 'finalists',
    title: 'Shortcut and full computation of the finalists',
    description: `For ${finalists.length} designs, how far stereo in the worst row of latitude by the full computation is from that by the symmetry shortcut, beside one standard error of the shortcut.`,
    caption:
      'The shortcut samples places and moments at random (the spread of eight lattices is the bar), the full computation steps through its window. A bar without width: the shortcut found no hole. The worst of many rows is a minimum of estimates, and so a little too low.',
    legend: [
      { kind: 'dot', className: 'front-dot', text: 'shortcut (its value in words)' },
      { kind: 'line', className: 'error-bar', text: 'one standard error up and down' },
      { kind: 'ring', className: 'full-ring', text: 'full computation' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => drawFinalists(finalists, widthPx),
    data: finalists.map(({ entry, shortcut, error, full }) => ({
      satellites: entry.satellites,
      shortcutPercent: shortcut,
      standardErrorPercent: error,
      fullPercent: full,
    })),
  });
}
