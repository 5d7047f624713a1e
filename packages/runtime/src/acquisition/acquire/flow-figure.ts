import type { FlowKind, FlowRow } from '@cupola/core/acquisition';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, line, rectangle } from '../../page/svg/frame.ts';
import { linearScale } from '../../page/svg/scale.ts';

const TOP_PX = 30;
const PANEL_PX = 220;
const LEFT_PX = 48;
const RIGHT_PX = 12;
const USD_M_PER_B = 1000;
const COLOURS = 6;

/** One layer of a sand chart: rows of one colour, added up. */
interface Layer {
  readonly name: string;
  readonly usdM: Float64Array;
}

/** Rows that share a colour: who operates counts as operations, credits come off the fee. */
const SHOWN_WITH: Partial<Record<FlowKind, FlowKind>> = {
  'contractor fee': 'operations',
  'own team': 'operations',
  credits: 'service fee',
};

export interface FlowFigure {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly FlowRow[];
  readonly firstFiscalYear: number;
  /** Such as `billions of dollars of 2026`. */
  readonly unit: string;
  readonly caption: string;
  /** Billions: the same for charts that are compared. */
  readonly highest: number;
}

/** Payments by fiscal year, stacked by what they are for. What comes back at the end is no payment and is left out. */
export function flowFigure({ id, title, rows, firstFiscalYear, unit, caption, highest }: FlowFigure): string {
  const layers = layersOf(rows);
  const years = layers[0]?.usdM.length ?? 0;
  const draw = (widthPx: number): Drawing => {
    const y = linearScale([0, highest], [TOP_PX + PANEL_PX, TOP_PX], 5);
    const x = linearScale(
      [firstFiscalYear, firstFiscalYear + years],
      [LEFT_PX, widthPx - RIGHT_PX],
      widthPx < 500 ? 4 : 10,
    );
    const barPx = (x.at(firstFiscalYear + 1) - x.at(firstFiscalYear)) * 0.8;
    const bars: string[] = [];
    for (let year = 0; year < years; year++) {
      let below = 0;
      for (const [place, { name, usdM }] of layers.entries()) {
        const from = below;
        below += Math.max(0, usdM[year] ?? 0) / USD_M_PER_B;
        const heightPx = y.at(from) - y.at(below);
        if (heightPx < 0.05) continue;
        const left = x.at(firstFiscalYear + year);
        bars.push(
          rectangle(
            left,
            y.at(below),
            barPx,
            heightPx,
            `k${place % COLOURS} fill`,
            `${firstFiscalYear + year} ${name}`,
          ),
        );
      }
    }
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [axes({ x, y, xTitle: 'fiscal year (from October before)', yTitle: unit }), ...bars].join(''),
    };
  };
  return figure({
    id,
    title,
    description: `${title}: payments of ${years} fiscal years, stacked by ${layers.map(({ name }) => name).join(', ')}.`,
    caption,
    legend: layers.map(({ name }, place) => ({
      kind: 'area',
      className: `k${place % COLOURS} fill`,
      text: name,
    })),
    widthsPx: [940, 360],
    draw,
    data: rows.map(({ what, usdM }) => ({ what, usdM: [...usdM] })),
  });
}

function layersOf(rows: readonly FlowRow[]): readonly Layer[] {
  const layers = new Map<string, Float64Array>();
  for (const { what, usdM } of rows) {
    if (what === 'residual value') continue;
    const name = SHOWN_WITH[what] ?? what;
    const sum = layers.get(name) ?? new Float64Array(usdM.length);
    layers.set(
      name,
      sum.map((each, year) => each + (usdM[year] ?? 0)),
    );
  }
  return [...layers].map(([name, usdM]) => ({ name, usdM }));
}

/** Two profiles of budget authority side by side in each year. */
export function authorityFigure(profiles: {
  readonly firstFiscalYear: number;
  readonly annualUsdM: Float64Array;
  readonly upFrontUsdM: Float64Array;
}): string {
  const { firstFiscalYear, annualUsdM, upFrontUsdM } = profiles;
  const all = [...annualUsdM, ...upFrontUsdM].map((usdM) => usdM / USD_M_PER_B);
  const years = annualUsdM.length;
  const draw = (widthPx: number): Drawing => {
    const y = linearScale([Math.min(0, ...all), Math.max(...all)], [TOP_PX + PANEL_PX, TOP_PX], 5);
    const x = linearScale(
      [firstFiscalYear, firstFiscalYear + years],
      [LEFT_PX, widthPx - RIGHT_PX],
      widthPx < 500 ? 4 : 10,
    );
    const barPx = (x.at(firstFiscalYear + 1) - x.at(firstFiscalYear)) * 0.38;
    const bar = (profile: Float64Array, year: number, kind: number): string => {
      const usdB = (profile[year] ?? 0) / USD_M_PER_B;
      if (usdB === 0) return '';
      const left = x.at(firstFiscalYear + year) + kind * barPx;
      return rectangle(left, y.at(Math.max(0, usdB)), barPx, Math.abs(y.at(usdB) - y.at(0)), `k${kind} fill`);
    };
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({ x, y, xTitle: 'fiscal year', yTitle: 'billions of then-year dollars' }),
        line(LEFT_PX, y.at(0), widthPx - RIGHT_PX, y.at(0), 'axis'),
        ...Array.from({ length: years }, (_, year) => bar(annualUsdM, year, 0) + bar(upFrontUsdM, year, 1)),
      ].join(''),
    };
  };
  return figure({
    id: 'authority',
    title: 'Budget authority of the subscription, counted either way',
    description:
      'Two bars for each fiscal year: authority year by year with what it takes to hold the liability of ending the contract, and authority counted as a purchase.',
    caption:
      'Both add up to the payments of the agreed term. A negative year gives back what was held for ending the contract.',
    legend: [
      { kind: 'area', className: 'k0 fill', text: 'year by year, with the liability held' },
      {
        kind: 'area',
        className: 'k1 fill',
        text: 'as a purchase: present value at the start, then interest',
      },
    ],
    widthsPx: [940, 360],
    draw,
    data: { annualUsdM: [...annualUsdM], upFrontUsdM: [...upFrontUsdM] },
  });
}
