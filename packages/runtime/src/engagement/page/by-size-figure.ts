import type { RaidLeak } from '@cupola/core/engagement';
import { embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import { axes } from '../../page/svg/frame.ts';
import { dotsPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';

/** Height of the first panel's top, and of a panel. */
export const TOP_PX = 26;
export const PANEL_PX = 230;
const PANEL_STEP_PX = PANEL_PX + 72;

/** A line of values against the size of the raid. */
export interface SizeLine {
  readonly name: string;
  /** Colour and dash. */
  readonly className: string;
  readonly sizes: readonly RaidLeak[];
}

/** What a panel shows of each line. */
export interface SizePanel {
  readonly yTitle: string;
  /** Upper end of the axis; null for what the values reach. */
  readonly most: number | null;
  /** Not a number where a line has none. */
  readonly value: (leak: RaidLeak) => number;
  /** Drawn under the lines. */
  readonly under?: (x: Scale, y: Scale) => string;
}

export interface BySizeOptions {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly caption: string;
  readonly lines: readonly SizeLine[];
  readonly panels: readonly SizePanel[];
  /** Of what is drawn under the lines. */
  readonly legend?: Parameters<typeof figure>[0]['legend'];
}

/** Panels one below the other, all against the number of missiles. */
export function bySizeFigure(options: BySizeOptions): string {
  const { lines, panels } = options;
  const sizes = lines.flatMap((each) => each.sizes.map(({ k }) => k));
  const ends = [Math.min(...sizes), Math.max(...sizes)] as const;
  const dotted = new Set(sizes).size <= MOST_DOTTED;
  return figure({
    ...options,
    legend: [
      ...(options.legend ?? []),
      ...lines.map(({ name, className }) => ({
        kind: 'line' as const,
        className: `${className} series`,
        text: name,
      })),
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const x = wholeTicks(linearScale([Math.min(0, ends[0]), ends[1]], [44, widthPx - 12], widthPx / 70));
      const body = panels.map((panel, index) => {
        const top = TOP_PX + index * PANEL_STEP_PX;
        const values = lines.flatMap((each) => each.sizes.map(panel.value)).filter(Number.isFinite);
        const y = linearScale([0, panel.most ?? Math.max(1e-9, ...values)], [top + PANEL_PX, top], 5);
        const drawn = lines.map(({ className, sizes: row }) => {
          const points = row
            .filter((leak) => !Number.isNaN(panel.value(leak)))
            .map((leak) => [x.at(leak.k), y.at(panel.value(leak))] as const);
          const path = polylinePath(
            points.map(([px]) => px),
            points.map(([, py]) => py),
          );
          const dots = dotted
            ? `<path class="${className.split(' ')[0]} series dot" d="${dotsPath(points)}"/>`
            : '';
          return `<path class="${className} series" d="${path}"/>${dots}`;
        });
        return [
          axes({ x, y, xTitle: 'missiles of the raid', yTitle: panel.yTitle }),
          panel.under?.(x, y) ?? '',
          ...drawn,
        ].join('');
      });
      return { heightPx: TOP_PX + panels.length * PANEL_STEP_PX - 26, body: body.join('') };
    },
    data: lines.map(({ name, sizes: row }) => ({
      name,
      rows: row.map((leak) => [leak.k, ...panels.map(({ value }) => embedded(value(leak)))]),
    })),
  });
}

/** More sizes than this are a line only. */
const MOST_DOTTED = 40;

/** There is no half of a missile. */
function wholeTicks(scale: Scale): Scale {
  return { ...scale, ticks: scale.ticks.filter(({ value }) => Number.isInteger(value)) };
}
