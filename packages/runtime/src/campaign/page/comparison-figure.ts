import type { Campaign, ComparedVariant, Comparison, Measure } from '@cupola/core/campaign';
import { embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { bandPath, dotsPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';
import { MEASURE_WORDS, shownMeasures } from './measures.ts';

const PANEL_PX = 170;
const CELL_PX = PANEL_PX + 74;

/** Combinations that differ on the last axis only: one line of the figure. */
export interface Line {
  readonly name: string;
  readonly points: readonly ComparedVariant[];
}

export function linesOf(campaign: Pick<Campaign, 'sweep'>, comparison: Comparison): readonly Line[] {
  const choices = campaign.sweep.at(-1)?.choices.length ?? 1;
  const others = campaign.sweep.slice(0, -1).map((axis) => axis.name);
  const lines: Line[] = [];
  for (let first = 0; first < comparison.variants.length; first += choices) {
    const points = comparison.variants.slice(first, first + choices);
    const labels = points[0]?.labels ?? {};
    const name = others.map((axis) => `${axis} ${labels[axis] ?? ''}`).join(', ');
    lines.push({ name: name === '' ? 'all runs' : name, points });
  }
  return lines;
}

/** Choices stand evenly apart: they need not be numbers. */
function choiceScale(labels: readonly string[], range: readonly [number, number]): Scale {
  const inner = 24;
  const from = range[0] + inner;
  const step = labels.length < 2 ? 0 : (range[1] - inner - from) / (labels.length - 1);
  return {
    domain: [0, Math.max(1, labels.length - 1)],
    range,
    ticks: labels.map((text, index) => ({ value: index, label: text })),
    at: (index) => from + index * step,
  };
}

function valueScale(lines: readonly Line[], measure: Measure, range: readonly [number, number]): Scale {
  const values = lines.flatMap(({ points }) =>
    points.flatMap(({ measured }) => {
      const { mean, low, high } = measured[measure];
      return [mean, low, high].filter((value) => value !== null);
    }),
  );
  const least = Math.min(...values);
  const most = Math.max(...values);
  if (!MEASURE_WORDS[measure].isShare) return linearScale([0, most * 1.05], range, 4);
  return linearScale([Math.max(0, Math.floor(10 * (least - 0.02)) / 10), 1], range, 4);
}

function drawPanel(
  axisName: string,
  lines: readonly Line[],
  measure: Measure,
  widthPx: number,
  top: number,
): string {
  const labels = (lines[0]?.points ?? []).map(({ labels: own }) => String(own[axisName] ?? ''));
  const x = choiceScale(labels, [44, widthPx - 8]);
  const y = valueScale(lines, measure, [top + PANEL_PX, top]);
  const parts = [axes({ x, y, xTitle: axisName, yTitle: MEASURE_WORDS[measure].axis })];
  const at = (value: number | null): number => (value === null ? Number.NaN : y.at(value));
  lines.forEach(({ points }, index) => {
    const shift = (index - (lines.length - 1) / 2) * 5;
    const xs = points.map((_, place) => x.at(place) + shift);
    const means = points.map(({ measured }) => at(measured[measure].mean));
    const lows = points.map(({ measured }) => at(measured[measure].low));
    const highs = points.map(({ measured }) => at(measured[measure].high));
    const dots = means.flatMap((mean, place): [number, number][] =>
      Number.isNaN(mean) ? [] : [[xs[place] ?? 0, mean]],
    );
    const whiskers = xs.flatMap((across, place) => {
      const low = lows[place] ?? Number.NaN;
      const high = highs[place] ?? Number.NaN;
      return Number.isNaN(low) || Number.isNaN(high) ? [] : [line(across, low, across, high, 'whisker')];
    });
    parts.push(
      `<g class="k${index % 6}"><path class="band" d="${bandPath(xs, lows, highs)}"/>${whiskers.join('')}` +
        `<path class="series dash${index % 6}" d="${polylinePath(xs, means)}"/></g>`,
      `<g class="k${index % 6}"><path class="series dot" d="${dotsPath(dots)}"/></g>`,
    );
  });
  return parts.join('');
}

function draw(
  axisName: string,
  lines: readonly Line[],
  measures: readonly Measure[],
  widthPx: number,
): Drawing {
  const columns = widthPx > 600 && measures.length > 1 ? 2 : 1;
  const cellWidth = columns === 2 ? widthPx / 2 - 10 : widthPx;
  const cells = measures.map((measure, i) => {
    const left = (i % columns) * (widthPx / 2 + 10);
    const body = drawPanel(axisName, lines, measure, cellWidth, 30 + Math.floor(i / columns) * CELL_PX);
    return left === 0 ? body : `<g transform="translate(${left} 0)">${body}</g>`;
  });
  const rows = Math.ceil(measures.length / columns);
  return {
    heightPx: Math.max(40, rows * CELL_PX),
    body: cells.length === 0 ? label(0, 20, 'No weapon flew.', {}) : cells.join(''),
  };
}

/** One panel for each measure, one line for each combination of the other axes, the last axis to the right. */
export function comparisonFigure(campaign: Campaign, comparison: Comparison): string {
  const axisName = campaign.sweep.at(-1)?.name ?? 'campaign';
  const lines = linesOf(campaign, comparison);
  const measures = shownMeasures(comparison.variants);
  return figure({
    id: 'comparison',
    title: `By ${axisName}`,
    description: `One panel for each of: ${measures.map((measure) => MEASURE_WORDS[measure].title).join(', ')}; against ${axisName}, with 95 % bands over the seeds. The table below has the numbers.`,
    caption: `Mean over ${campaign.seeds.count} seeds, each with the same flight, sky and noise at every point. Bands: 95 % percentile bootstrap over the runs. Scales of shares begin where the values do.`,
    legend:
      lines.length < 2
        ? []
        : lines.map(({ name }, index) => ({
            kind: 'line' as const,
            className: `k${index % 6} series dash${index % 6}`,
            text: name,
          })),
    widthsPx: [960, 366],
    draw: (widthPx) => draw(axisName, lines, measures, widthPx),
    data: comparison.variants.map(({ labels, measured }) => ({
      labels,
      ...Object.fromEntries(
        measures.map((measure) => {
          const { mean, low, high, count } = measured[measure];
          return [measure, { mean: number(mean), low: number(low), high: number(high), count }];
        }),
      ),
    })),
  });
}

function number(value: number | null): number | null {
  return value === null ? null : embedded(value);
}
