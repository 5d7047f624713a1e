import { OFFER_IDS } from '@cupola/core/acquisition';
import type { TurningPoint } from '@cupola/core/acquisition';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, axisUnderBars, label, line, rectangle } from '../../page/svg/frame.ts';
import { bandPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import { decimal } from '../../page/numbers.ts';
import { billions, rowNameX } from '../cost/cost-figures.ts';
import type { AcquireStudy, OfferSteps } from './acquire-study.ts';
import { OFFER_TITLES } from './offer-titles.ts';

const TOP_PX = 30;
const PANEL_PX = 240;
const LEFT_PX = 48;
const RIGHT_PX = 20;
const USD_M_PER_B = 1000;
const CURVE_POINTS = 200;
const CURVE_END = 0.995;

/** Billions that a share of the sorted draws stays below. */
function usdB(values: Float64Array, prob: number): number {
  return (values[Math.round(prob * (values.length - 1))] ?? 0) / USD_M_PER_B;
}

/** How probable it is that an offer costs the buyer no more than an amount. */
export function offerCurvesFigure({ comparison, acquisition }: AcquireStudy): string {
  const { sortedBuyer, buyer } = comparison;
  const draw = (widthPx: number): Drawing => {
    const ends = OFFER_IDS.map((id) => sortedBuyer[id]);
    const x = linearScale(
      [
        Math.min(...ends.map((each) => usdB(each, 0))),
        Math.max(...ends.map((each) => usdB(each, CURVE_END))),
      ],
      [LEFT_PX, widthPx - RIGHT_PX],
      6,
    );
    const y = linearScale([0, 100], [TOP_PX + PANEL_PX, TOP_PX], 5);
    const probs = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => (CURVE_END * i) / CURVE_POINTS);
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({
          x,
          y,
          xTitle: `cost to the buyer, billions of dollars of ${acquisition.baseYear}, discounted`,
          yTitle: 'probability of not more (%)',
        }),
        ...OFFER_IDS.map(
          (id, place) =>
            `<path class="k${place} series${place === 0 ? '' : ` dash${place}`}" d="${polylinePath(
              probs.map((prob) => x.at(usdB(sortedBuyer[id], prob))),
              probs.map((prob) => y.at(100 * prob)),
            )}"/>`,
        ),
      ].join(''),
    };
  };
  return figure({
    id: 's-curves',
    title: 'How probable a cost is',
    description: OFFER_IDS.map(
      (id) => `${OFFER_TITLES[id]}: half of the draws stay below ${billions(buyer[id].p50)} billion`,
    ).join('; '),
    caption: `${decimal(acquisition.draws, 0)} draws, common correlation ${acquisition.correlation}; the dearest half percent lies beyond the axis. The two forms of owning differ by who operates, which is little of the money.`,
    legend: OFFER_IDS.map((id, place) => ({
      kind: 'line',
      className: `k${place} series${place === 0 ? '' : ` dash${place}`}`,
      text: OFFER_TITLES[id],
    })),
    widthsPx: [940, 360],
    draw,
    data: buyer,
  });
}

/** What the subscription has cost more than owning by the end of each year. */
export function breakEvenFigure({ comparison, acquisition }: AcquireStudy): string {
  const { differenceByYear, breakEven, owned } = comparison;
  const draw = (widthPx: number): Drawing => {
    const first = acquisition.firstFiscalYear;
    const all = differenceByYear.flatMap(({ p10, p90 }) => [p10 / USD_M_PER_B, p90 / USD_M_PER_B]);
    const y = linearScale([Math.min(0, ...all), Math.max(0, ...all)], [TOP_PX + PANEL_PX, TOP_PX], 6);
    const x = linearScale(
      [first, first + differenceByYear.length - 1],
      [LEFT_PX, widthPx - RIGHT_PX],
      widthPx < 500 ? 4 : 10,
    );
    const xs = differenceByYear.map((_, year) => x.at(first + year));
    const ys = (of: 'p10' | 'p50' | 'p90'): number[] =>
      differenceByYear.map((each) => y.at(each[of] / USD_M_PER_B));
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({
          x,
          y,
          xTitle: 'by the end of fiscal year',
          yTitle: `subscription less owning, USD B of ${acquisition.baseYear}, discounted`,
        }),
        `<path class="k0 band" d="${bandPath(xs, ys('p10'), ys('p90'))}"/>`,
        line(LEFT_PX, y.at(0), widthPx - RIGHT_PX, y.at(0), 'axis'),
        `<path class="k0 series" d="${polylinePath(xs, ys('p50'))}"/>`,
      ].join(''),
    };
  };
  return figure({
    id: 'break-even',
    title: 'When the subscription becomes the dearer one',
    description: `Cumulative cost of the subscription less that of owning (${OFFER_TITLES[owned].toLowerCase()}) by fiscal year, with the middle four fifths of the draws. Above zero the subscription has cost more.`,
    caption: `Above zero the subscription has cost more. Owned satellites count at the straight-line rest of their life, if the case says so. In ${(100 * breakEven.noCrossingShare).toFixed(1)} % of the draws the line is not crossed.`,
    legend: [
      { kind: 'line', className: 'k0 series', text: 'P50 of the draws' },
      { kind: 'area', className: 'k0 band', text: 'P10 to P90' },
    ],
    widthsPx: [940, 360],
    draw,
    data: differenceByYear,
  });
}

/** Bars that a tornado shows; smaller swings are in the table. */
const TORNADO_BARS = 12;

/** What moves the difference between subscribing and owning. */
export function differenceTornado(turns: readonly TurningPoint[], baseYear: number): string {
  const bars = turns
    .filter(({ differenceAtP10, differenceAtP90 }) => differenceAtP10 !== differenceAtP90)
    .slice(0, TORNADO_BARS);
  if (bars.length === 0) return '';
  const ends = bars.flatMap(({ differenceAtP10, differenceAtP90 }) =>
    [differenceAtP10, differenceAtP90].map((usdM) => usdM / USD_M_PER_B),
  );
  const rowPx = 34;
  const draw = (widthPx: number): Drawing => {
    const x = linearScale([Math.min(0, ...ends), Math.max(0, ...ends)], [LEFT_PX, widthPx - RIGHT_PX], 6);
    const bottom = TOP_PX + rowPx * bars.length;
    return {
      heightPx: bottom + 40,
      body: [
        axisUnderBars(x, TOP_PX - 6, bottom, `subscription less owning, billions of dollars of ${baseYear}`),
        line(x.at(0), TOP_PX - 6, x.at(0), bottom, 'axis'),
        ...bars.flatMap(({ title, differenceAtP10, differenceAtP90 }, row) => {
          const [a, b] = [x.at(differenceAtP10 / USD_M_PER_B), x.at(differenceAtP90 / USD_M_PER_B)];
          const top = TOP_PX + rowPx * row;
          return [
            rectangle(
              Math.min(a, b),
              top + 16,
              Math.abs(b - a),
              10,
              'k1 fill',
              `${billions(differenceAtP10)} to ${billions(differenceAtP90)}`,
            ),
            label(rowNameX(widthPx), top + 11, title, { className: 'tick halo' }),
          ];
        }),
      ].join(''),
    };
  };
  return figure({
    id: 'tornado',
    title: 'What moves the difference',
    description: `Cost of the subscription less that of owning with one input at its tenth and ninetieth percentile, all others at their values; the largest swing first: ${bars[0]?.title ?? ''}.`,
    caption: 'One input at a time. Left of zero the subscription costs the buyer less.',
    legend: [{ kind: 'area', className: 'k1 fill', text: 'from P10 to P90 of the input' }],
    widthsPx: [940, 360],
    draw,
    data: bars,
  });
}

/** From one case to another, payment by payment. */
export function waterfallFigure({ id, fromUsdM, toUsdM, steps }: OfferSteps, baseYear: number): string {
  const bars = [
    { name: 'the other case', from: 0, to: fromUsdM, kind: 2 },
    ...steps.map(({ what, usdM }, place) => {
      const from = fromUsdM + steps.slice(0, place).reduce((sum, step) => sum + step.usdM, 0);
      return { name: what, from, to: from + usdM, kind: usdM > 0 ? 1 : 0 };
    }),
    { name: 'this case', from: 0, to: toUsdM, kind: 2 },
  ];
  const rowPx = 30;
  const draw = (widthPx: number): Drawing => {
    const ends = bars.flatMap(({ from, to }) => [from / USD_M_PER_B, to / USD_M_PER_B]);
    const left = LEFT_PX + 90;
    const x = linearScale([Math.min(0, ...ends), Math.max(...ends)], [left, widthPx - 60], 5);
    const bottom = TOP_PX + rowPx * bars.length;
    return {
      heightPx: bottom + 40,
      body: [
        ...x.ticks.flatMap(({ value, label: tick }) => [
          line(x.at(value), TOP_PX - 6, x.at(value), bottom, 'grid'),
          label(x.at(value), bottom + 16, tick, { anchor: 'middle', className: 'tick' }),
        ]),
        label((left + widthPx - 60) / 2, bottom + 31, `billions of dollars of ${baseYear}, discounted`, {
          anchor: 'middle',
          className: 'axis-title',
        }),
        ...bars.flatMap(({ name, from, to, kind }, row) => {
          const [a, b] = [x.at(from / USD_M_PER_B), x.at(to / USD_M_PER_B)];
          const top = TOP_PX + rowPx * row;
          const change = row === 0 || row === bars.length - 1 ? to : to - from;
          return [
            label(left - 6, top + 15, name, { anchor: 'end', className: 'tick' }),
            rectangle(Math.min(a, b), top + 4, Math.abs(b - a), 16, `k${kind} fill`),
            label(Math.max(a, b) + 4, top + 15, billions(change), { className: 'tick' }),
          ];
        }),
      ].join(''),
    };
  };
  return figure({
    id: `waterfall-${id}`,
    title: OFFER_TITLES[id],
    description: `From ${billions(fromUsdM)} to ${billions(toUsdM)} billion dollars, by kind of payment.`,
    caption: 'At the values of each case; kinds of payment that do not change are left out.',
    legend: [
      { kind: 'area', className: 'k1 fill', text: 'dearer' },
      { kind: 'area', className: 'k0 fill', text: 'cheaper' },
    ],
    widthsPx: [940, 360],
    draw,
    data: { fromUsdM, toUsdM, steps },
  });
}
