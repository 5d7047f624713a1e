import { COST_ELEMENTS } from '@cupola/core/acquisition';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, axisUnderBars, label, line, rectangle } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import { decimal } from '../../page/numbers.ts';
import type { CostStudy } from './cost-study.ts';

const TOP_PX = 30;
const PANEL_PX = 240;
const LEFT_PX = 48;
const RIGHT_PX = 12;
const USD_M_PER_B = 1000;
/** Points of the S-curve; more than can be told apart. */
const CURVE_POINTS = 200;

/** How probable it is that the total is not above an amount. */
export function sCurveFigure({ estimate, acquisition }: CostStudy): string {
  const { sortedTotals, total, point } = estimate;
  const draw = (widthPx: number): Drawing => {
    const usdB = (rank: number): number => (sortedTotals[rank] ?? 0) / USD_M_PER_B;
    const last = sortedTotals.length - 1;
    // A few draws far out would squeeze the rest: the axis ends where a hundredth is left.
    const x = linearScale([usdB(0), usdB(Math.round(0.995 * last))], [LEFT_PX, widthPx - RIGHT_PX], 6);
    const y = linearScale([0, 100], [TOP_PX + PANEL_PX, TOP_PX], 5);
    const probs = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => (0.995 * i) / CURVE_POINTS);
    const marks = [
      { usdM: total.mean, name: 'mean', dy: 14 },
      { usdM: point.total, name: 'point estimate', dy: 28 },
    ];
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({
          x,
          y,
          xTitle: `total, billions of dollars of ${acquisition.baseYear}`,
          yTitle: 'probability of not more (%)',
        }),
        `<path class="k0 series" d="${polylinePath(
          probs.map((prob) => x.at(usdB(Math.round(prob * last)))),
          probs.map((prob) => y.at(100 * prob)),
        )}"/>`,
        ...marks.flatMap(({ usdM, name, dy }) => {
          const at = x.at(usdM / USD_M_PER_B);
          return [
            line(at, TOP_PX, at, TOP_PX + PANEL_PX, 'break'),
            label(at + 4, TOP_PX + dy, name, { className: 'tick' }),
          ];
        }),
      ].join(''),
    };
  };
  return figure({
    id: 's-curve',
    title: 'How probable a total is',
    description: `Distribution of the total: a fifth of the draws stay below ${billions(total.p20)}, half below ${billions(total.p50)}, four fifths below ${billions(total.p80)} billion dollars.`,
    caption: `${decimal(acquisition.draws, 0)} draws, common correlation ${acquisition.correlation}. The dearest half percent lies beyond the axis.`,
    legend: [{ kind: 'line', className: 'k0 series', text: 'share of draws that are not dearer' }],
    widthsPx: [940, 360],
    draw,
    data: { totalUsdM: total, point },
  });
}

/** Mean spending by fiscal year, stacked by what it is for. */
export function sandFigure({ estimate, acquisition }: CostStudy): string {
  const { byYear } = estimate;
  const highest = Math.max(...byYear.map(({ mean, p80 }) => Math.max(mean, p80))) / USD_M_PER_B;
  const draw = (widthPx: number): Drawing => {
    const y = linearScale([0, highest], [TOP_PX + PANEL_PX, TOP_PX], 5);
    const first = acquisition.firstFiscalYear;
    const x = linearScale(
      [first, first + byYear.length],
      [LEFT_PX, widthPx - RIGHT_PX],
      widthPx < 500 ? 4 : 10,
    );
    const barPx = (x.at(first + 1) - x.at(first)) * 0.8;
    const bars = byYear.flatMap(({ year, byElement, p20, p80 }) => {
      let below = 0;
      const left = x.at(first + year);
      const stacked = COST_ELEMENTS.map((element, kind) => {
        const from = below;
        below += byElement[element] / USD_M_PER_B;
        const [top, bottom] = [y.at(below), y.at(from)];
        return bottom - top < 0.05
          ? ''
          : rectangle(left, top, barPx, bottom - top, `k${kind} fill`, `${first + year} ${element}`);
      });
      const middle = left + barPx / 2;
      return [...stacked, line(middle, y.at(p20 / USD_M_PER_B), middle, y.at(p80 / USD_M_PER_B), 'whisker')];
    });
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({
          x,
          y,
          xTitle: 'fiscal year (from October before)',
          yTitle: `billions of dollars of ${acquisition.baseYear}`,
        }),
        ...bars,
      ].join(''),
    };
  };
  return figure({
    id: 'sand',
    title: 'When it is spent, and on what',
    description: `Mean spending in each of ${byYear.length} fiscal years, stacked by element, with the middle three fifths of the draws as a line.`,
    caption: 'Bars: mean of the draws. Lines: P20 to P80 of the year.',
    legend: COST_ELEMENTS.map((element, kind) => ({
      kind: 'area',
      className: `k${kind} fill`,
      text: element,
    })),
    widthsPx: [940, 360],
    draw,
    data: byYear,
  });
}

/** Where names above bars begin: on a narrow page at its left edge, or the longest would not fit. */
export function rowNameX(widthPx: number): number {
  return widthPx < 500 ? 4 : LEFT_PX;
}

/** What moves the total most. */
export function tornadoFigure({ estimate, assumptions, acquisition }: CostStudy): string {
  const { tornado, total } = estimate;
  if (tornado.length === 0) return '';
  const titleOf = new Map(assumptions.map(({ id, title }) => [id, title]));
  const ends = tornado.flatMap(({ atP10, atP90 }) => [atP10, atP90]).map((usdM) => usdM / USD_M_PER_B);
  const rowPx = 34;
  const draw = (widthPx: number): Drawing => {
    const x = linearScale([Math.min(...ends), Math.max(...ends)], [LEFT_PX, widthPx - RIGHT_PX], 6);
    const bottom = TOP_PX + rowPx * tornado.length;
    return {
      heightPx: bottom + 40,
      body: [
        axisUnderBars(x, TOP_PX - 6, bottom, `total, billions of dollars of ${acquisition.baseYear}`),
        ...tornado.flatMap(({ id, atP10, atP90 }, row) => {
          const [low, high] = [Math.min(atP10, atP90), Math.max(atP10, atP90)].map((usdM) =>
            x.at(usdM / USD_M_PER_B),
          );
          const top = TOP_PX + rowPx * row;
          return [
            label(rowNameX(widthPx), top + 11, titleOf.get(id) ?? id, { className: 'tick halo' }),
            rectangle(
              low ?? 0,
              top + 16,
              (high ?? 0) - (low ?? 0),
              10,
              'k1 fill',
              `${billions(atP10)} to ${billions(atP90)}`,
            ),
          ];
        }),
      ].join(''),
    };
  };
  return figure({
    id: 'tornado',
    title: 'What moves the total',
    description: `Total with one input at its tenth and ninetieth percentile and all others at their medians, largest swing first: ${titleOf.get(tornado[0]?.id ?? '') ?? ''}.`,
    caption: `One input at a time, P10 to P90; the mean of the draws is ${billions(total.mean)} billion.`,
    legend: [{ kind: 'area', className: 'k1 fill', text: 'from P10 to P90 of the input' }],
    widthsPx: [940, 360],
    draw,
    data: tornado,
  });
}

/** Millions told in billions, three digits. */
export function billions(usdM: number): string {
  const usdB = Number((usdM / USD_M_PER_B).toPrecision(3));
  const size = Math.abs(usdB);
  return decimal(usdB, size < 10 ? 2 : size < 100 ? 1 : 0);
}
