import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line, rectangle } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import { decimal } from '../../page/numbers.ts';
import type { PortfolioAnswer } from './portfolio-answer.ts';

const TOP_PX = 30;
const PANEL_PX = 260;
const LEFT_PX = 48;
const RIGHT_PX = 16;
const ROW_PX = 24;
const WIDTHS: readonly [number, number] = [940, 360];

/** Value against price, with what no choice can exceed. */
export function frontFigure({ front, baseYear, costUsdM, value }: PortfolioAnswer): string {
  const costs = front.map((point) => point.costUsdM / 1000);
  const values = front.flatMap((point) => [point.value, point.valueBound]);
  const draw = (widthPx: number): Drawing => {
    const x = linearScale([Math.min(...costs), Math.max(...costs)], [LEFT_PX, widthPx - RIGHT_PX], 7);
    const y = linearScale(
      [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values))],
      [TOP_PX + PANEL_PX, TOP_PX],
      6,
    );
    const curve = (of: (point: (typeof front)[number]) => number): string =>
      polylinePath(
        front.map((point) => x.at(point.costUsdM / 1000)),
        front.map((point) => y.at(of(point))),
      );
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({ x, y, xTitle: `price, billions of dollars of ${baseYear}`, yTitle: 'value, of 100' }),
        `<path class="bound" d="${curve(({ valueBound }) => valueBound)}"/>`,
        `<path class="k0 series" d="${curve((point) => point.value)}"/>`,
        ...front.map(
          (point) =>
            `<path class="k0 series dot" d="M${x.at(point.costUsdM / 1000).toFixed(1)} ${y.at(point.value).toFixed(1)}h0"/>`,
        ),
      ].join(''),
    };
  };
  return figure({
    id: 'front-picture',
    title: 'Value against price',
    description: `The best value within a price at ${front.length} prices, rising to ${value.toFixed(1)} at ${decimal(costUsdM, 0)} million dollars.`,
    caption:
      'Each point: the best value found within its price, then the least price found for that value. The broken line is proven: no choice within the price lies above it.',
    legend: [
      { kind: 'line', className: 'k0 series', text: 'best found' },
      { kind: 'line', className: 'bound', text: 'no choice is above' },
    ],
    widthsPx: WIDTHS,
    draw,
    data: front,
  });
}

/** How much of the worth of each capability is reached. */
export function capabilityFigure({ capabilities }: PortfolioAnswer): string {
  return barFigure({
    id: 'capability-bars',
    title: 'How much of its full worth each capability reaches',
    description: `Share of the full worth of ${capabilities.length} capabilities.`,
    caption:
      'Bars: share of the full worth, by the curve of the capability. Written behind: level reached, and level needed.',
    legend: 'share of full worth',
    xTitle: 'share of full worth, %',
    most: 100,
    rows: capabilities.map(({ title, level, need, share, weight }) => ({
      name: `${title} (weight ${(100 * weight).toFixed(0)} %)`,
      amount: 100 * share,
      note: `level ${level.toFixed(1)}, needed ${need}`,
    })),
    data: capabilities,
  });
}

/** Money by member. */
export function concentrationFigure({ concentration, costUsdM }: PortfolioAnswer): string {
  if (concentration === null) return '';
  const shown = concentration.members.slice(0, MEMBERS_SHOWN);
  const rest = concentration.members.length - shown.length;
  return barFigure({
    id: 'concentration-bars',
    title: 'Shares of the money by member',
    description: `The largest ${shown.length} of ${concentration.members.length} members by share of the money.`,
    caption: `By work shares; teams are counted by their members. Concentration (HHI) ${concentration.hhi.toFixed(0)}, as ${concentration.effectiveMembers.toFixed(1)} equal firms.${rest > 0 ? ` ${rest} smaller ones are not drawn.` : ''}`,
    legend: 'share of the money',
    xTitle: 'share of the money, %',
    most: 100 * Math.max(...shown.map(({ share }) => share)),
    rows: shown.map(({ member, usdM, share }) => ({
      name: member,
      amount: 100 * share,
      note: `${decimal(usdM, 0)} of ${decimal(costUsdM, 0)} USD M`,
    })),
    data: concentration,
  });
}

const MEMBERS_SHOWN = 15;

interface Bars {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly caption: string;
  readonly legend: string;
  readonly xTitle: string;
  readonly most: number;
  readonly rows: readonly { readonly name: string; readonly amount: number; readonly note: string }[];
  readonly data: unknown;
}

/** Level bars under their names. */
function barFigure({ rows, most, xTitle, legend, ...rest }: Bars): string {
  const rowPx = ROW_PX + 12;
  const draw = (widthPx: number): Drawing => {
    const x = linearScale([0, most], [8, widthPx - RIGHT_PX], 6);
    const bottom = TOP_PX + rowPx * rows.length;
    return {
      heightPx: bottom + 40,
      body: [
        ...x.ticks.flatMap(({ value, label: text }) => [
          line(x.at(value), TOP_PX - 8, x.at(value), bottom, 'grid'),
          label(x.at(value), bottom + 16, text, { anchor: 'middle', className: 'tick' }),
        ]),
        label(widthPx / 2, bottom + 31, xTitle, { anchor: 'middle', className: 'axis-title' }),
        ...rows.flatMap(({ name, amount, note }, row) => {
          const top = TOP_PX + rowPx * row;
          return [
            label(8, top + 11, name, { className: 'halo' }),
            label(widthPx - RIGHT_PX, top + 11, note, { anchor: 'end', className: 'tick halo' }),
            rectangle(8, top + 16, x.at(amount) - 8, 12, 'k0 fill', `${amount.toFixed(1)} %`),
          ];
        }),
      ].join(''),
    };
  };
  return figure({
    ...rest,
    legend: [{ kind: 'area', className: 'k0 fill', text: legend }],
    widthsPx: WIDTHS,
    draw,
  });
}
