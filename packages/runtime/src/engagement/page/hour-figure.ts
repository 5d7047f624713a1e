import type { HourOfReach } from '@cupola/core/engagement';
import { embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import { axes } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';

const TOP_PX = 26;
const PANEL_PX = 130;
const PANEL_STEP_PX = PANEL_PX + 72;

/** Reach against the time of day: mean number, and share of launches with at least one. */
export function hourFigure(hours: readonly HourOfReach[]): string {
  return figure({
    id: 'hours',
    title: 'In reach by hour of the day',
    description: 'Mean number in reach and share of launches with at least one, by hour UTC, one panel each.',
    caption:
      'All launch areas and samples of an hour. The hour matters because the orbits stand almost still among the stars while the Earth turns; over weeks it averages out.',
    legend: [
      { kind: 'line', className: 'k0 series', text: 'mean number in reach' },
      { kind: 'line', className: 'k2 series', text: 'at least one' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const x = linearScale([0, 24], [40, widthPx - 8], 12);
      const panel = (
        index: number,
        value: (hour: HourOfReach) => number,
        most: number,
        titles: { readonly y: string; readonly className: string },
      ): string => {
        const top = TOP_PX + index * PANEL_STEP_PX;
        const y = linearScale([0, most], [top + PANEL_PX, top], 4);
        const xs = hours.flatMap(({ hourUtc }) => [x.at(hourUtc), x.at(hourUtc + 1)]);
        const ys = hours.flatMap((hour) => [y.at(value(hour)), y.at(value(hour))]);
        return `${axes({ x, y, xTitle: 'hour (UTC)', yTitle: titles.y })}<path class="${titles.className}" d="${polylinePath(xs, ys)}"/>`;
      };
      const most = Math.max(0.1, ...hours.map(({ meanInReach }) => meanInReach));
      const body = [
        panel(0, ({ meanInReach }) => meanInReach, most, {
          y: 'mean in reach',
          className: 'k0 series',
        }),
        panel(1, ({ share }) => 100 * share, 100, {
          y: 'launches with at least one (%)',
          className: 'k2 series',
        }),
      ].join('');
      return { heightPx: 2 * PANEL_STEP_PX, body };
    },
    data: hours.map(({ hourUtc, meanInReach, share }) => [hourUtc, embedded(meanInReach), embedded(share)]),
  });
}
