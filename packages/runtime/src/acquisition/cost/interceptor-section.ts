import { element, escapeText, table } from '../../page/markup.ts';
import { decimal } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import { axes, label, line, rectangle } from '../../page/svg/frame.ts';
import { linearScale } from '../../page/svg/scale.ts';
import { assumptionTable } from '../assumption-table.ts';
import { billions } from './cost-figures.ts';
import { interceptorSentences } from './interceptor-study.ts';
import type { InterceptorStudy } from './interceptor-study.ts';

/** A second fleet in both published ways, for the page of a cost estimate. Not in the total of the layer. */
export function interceptorSection(study: InterceptorStudy, baseYear: number): string {
  const { calculator, flat } = study;
  const parts = ['development', 'units', 'launch', 'operations', 'total'] as const;
  return [
    element(
      'p',
      { class: 'small' },
      'By itself: nothing here is in the total of the layer above. Closed forms on single values, undiscounted; the ranges are below.',
    ),
    element('ul', {}, ...interceptorSentences(study).map((text) => element('li', {}, escapeText(text)))),
    table(
      `Billions of dollars of ${baseYear}`,
      ['for', "AEI's calculator: learning in each generation", 'CBO: every unit at one price', 'difference'],
      parts.map((part) => [
        part,
        billions(calculator[part]),
        billions(flat[part]),
        billions(flat[part] - calculator[part]),
      ]),
    ),
    stepFigure(study, baseYear),
    table(
      `What each input moves by itself, from its tenth to its ninetieth percentile: total, billions`,
      ['input', "AEI's calculator", 'CBO'],
      study.swings.map(({ id, calculator: learned, flat: priced }) => [
        escapeText(study.assumptions.find((each) => each.id === id)?.title ?? id),
        `${billions(learned[0])} – ${billions(learned[1])}`,
        `${billions(priced[0])} – ${billions(priced[1])}`,
      ]),
    ),
    element('h3', {}, 'Every number of it'),
    assumptionTable(study.assumptions),
  ].join('');
}

const TOP_PX = 30;
const PANEL_PX = 240;
const BAR_SHARE = 0.6;
const USD_M_PER_B = 1000;

/** From one total to the other, one change after the other. */
function stepFigure({ calculator, flat, steps }: InterceptorStudy, baseYear: number): string {
  let at = calculator.total;
  const bars = [
    { name: "AEI's calculator", from: 0, to: calculator.total, className: 'k0 fill' },
    ...steps.map(({ change, usdM }) => {
      const from = at;
      at += usdM;
      return { name: change, from, to: at, className: usdM < 0 ? 'k2 fill' : 'k1 fill' };
    }),
    { name: 'CBO, one price', from: 0, to: flat.total, className: 'k0 fill' },
  ];
  const highest = Math.max(...bars.flatMap(({ from, to }) => [from, to])) / USD_M_PER_B;
  return figure({
    id: 'interceptor-steps',
    title: 'From one way to the other',
    description: `Total by AEI's calculator, ${billions(calculator.total)} billion, the two changes, and the total at one price, ${billions(flat.total)} billion.`,
    caption: 'Each change by itself, in this order; what both ways share does not appear.',
    legend: [
      { kind: 'area', className: 'k0 fill', text: 'total' },
      { kind: 'area', className: 'k1 fill', text: 'dearer' },
      { kind: 'area', className: 'k2 fill', text: 'cheaper' },
    ],
    widthsPx: [940, 360],
    draw: (widthPx) => {
      const y = linearScale([0, highest * 1.08], [TOP_PX + PANEL_PX, TOP_PX], 5);
      const x = { ...linearScale([0, bars.length], [48, widthPx - 12], bars.length), ticks: [] };
      const drawn = bars.map(({ name, from, to, className }, index) => {
        const left = x.at(index + (1 - BAR_SHARE) / 2);
        const width = x.at(1) - x.at(0);
        const [high, low] = [y.at(Math.max(from, to) / USD_M_PER_B), y.at(Math.min(from, to) / USD_M_PER_B)];
        const middle = left + (BAR_SHARE * width) / 2;
        const end = y.at(to / USD_M_PER_B);
        const joint =
          index === bars.length - 1 ? '' : line(left + BAR_SHARE * width, end, left + width, end, 'break');
        return [
          rectangle(left, high, BAR_SHARE * width, Math.max(1, low - high), className, name),
          label(middle, high - 5, decimal((from === 0 ? to : to - from) / USD_M_PER_B, 1), {
            anchor: 'middle',
            className: 'tick',
          }),
          ...nameLines(name, widthPx).map((text, row) =>
            label(middle, TOP_PX + PANEL_PX + 16 + 13 * row, text, { anchor: 'middle', className: 'tick' }),
          ),
          joint,
        ].join('');
      });
      const frame = axes({ x, y, xTitle: '', yTitle: `billions of dollars of ${baseYear}` });
      return { heightPx: TOP_PX + PANEL_PX + 62, body: frame + drawn.join('') };
    },
    data: bars.map(({ name, from, to }) => ({ name, fromUsdM: Math.round(from), toUsdM: Math.round(to) })),
  });
}

/** A name under its bar, word by word where there is little room. */
function nameLines(name: string, widthPx: number): readonly string[] {
  if (widthPx > 600) return [name];
  const words = name.split(' ');
  const middle = Math.ceil(words.length / 2);
  return [words.slice(0, middle).join(' '), words.slice(middle).join(' ')].filter((each) => each !== '');
}
