import { embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import { axes } from '../../page/svg/frame.ts';
import { dotsPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale, logScale } from '../../page/svg/scale.ts';
import type { FlyOutPoint } from '../fly-out-curve.ts';

const TOP_PX = 26;
const PANEL_PX = 280;

/** What was counted over a window of real orbits. */
export interface CountedRatio {
  readonly flyoutS: number;
  readonly absenteeRatio: number | null;
}

/** Number against fly-out time: interceptors in orbit for each one in reach. */
export function flyOutFigure(curve: readonly FlyOutPoint[], counted: readonly CountedRatio[]): string {
  const drawn = curve.filter(({ flat }) => Number.isFinite(flat));
  const dots = counted.flatMap(({ flyoutS, absenteeRatio }) =>
    absenteeRatio === null ? [] : [{ flyoutS, absenteeRatio }],
  );
  const values = [
    ...drawn.map(({ flat }) => flat),
    ...drawn.map(({ byLatitude }) => byLatitude),
    ...dots.map(({ absenteeRatio }) => absenteeRatio),
  ].filter(Number.isFinite);
  return figure({
    id: 'fly-out',
    title: 'Interceptors in orbit for each one in reach',
    description:
      'Number of interceptors per one in reach against the time that they have to fly, logarithmic.',
    caption:
      'Even spread is the flat relation of the studies (R1 to R3). Real orbits on average, at the launch area where they are thinnest (R5 over the footprint). Dots: counted over the window.',
    legend: [
      {
        kind: 'line',
        className: 'k1 series dash1',
        text: 'evenly spread over the Earth (published relation)',
      },
      { kind: 'line', className: 'k0 series', text: 'these orbits, on average' },
      { kind: 'dot', className: 'k2 series dot', text: 'counted, all launch areas' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const x = linearScale([0, drawn.at(-1)?.flyoutS ?? 300], [44, widthPx - 12], widthPx / 90);
      const y = logScale([Math.min(...values), Math.max(...values)], [TOP_PX + PANEL_PX, TOP_PX]);
      const xs = drawn.map(({ flyoutS }) => x.at(flyoutS));
      const line = (value: (point: FlyOutPoint) => number): string =>
        polylinePath(
          xs,
          drawn.map((point) => (Number.isFinite(value(point)) ? y.at(value(point)) : Number.NaN)),
        );
      const body = [
        axes({ x, y, xTitle: 'time to fly (s)', yTitle: 'interceptors for each in reach' }),
        `<path class="k1 series dash1" d="${line(({ flat }) => flat)}"/>`,
        `<path class="k0 series" d="${line(({ byLatitude }) => byLatitude)}"/>`,
        `<path class="k2 series dot" d="${dotsPath(dots.map((each) => [x.at(each.flyoutS), y.at(each.absenteeRatio)]))}"/>`,
      ].join('');
      return { heightPx: TOP_PX + PANEL_PX + 40, body };
    },
    data: {
      curve: drawn.map(({ flyoutS, flat, byLatitude }) => [flyoutS, embedded(flat), embedded(byLatitude)]),
      counted: dots,
    },
  });
}
