import type { ReconciledFigure } from '@cupola/core/acquisition';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { label, line, rectangle } from '../../page/svg/frame.ts';
import { logScale } from '../../page/svg/scale.ts';
import { spanText } from './span-text.ts';

const ROW_PX = 34;
const TOP_PX = 26;
const MARGIN_PX = 12;
const BAR_PX = 9;
/** Ends of the axis, billions of dollars. */
const AXIS_USD_B: readonly [number, number] = [1, 10_000];

/** Characters of name and amount that fit on a narrow axis. */
const NARROW_LINE = 58;

/** All totals on one logarithmic axis of dollars of one year, each under its own name, smallest first. */
export function headlineFigure(figures: readonly ReconciledFigure[], baseYear: number): string {
  const ordered = figures.toSorted((a, b) => a.usdBOfBaseYear[0] - b.usdBOfBaseYear[0]);
  return figure({
    id: 'totals',
    title: `Published totals in dollars of ${baseYear}`,
    description: `One bar for each of ${figures.length} published totals on a logarithmic axis; those that cover the same layers for the same years share a colour, all others are grey.`,
    caption:
      'Same colour: same layers over the same number of years, so these measure the same thing. Grey: nothing else in the list measures the same. Behind each name, where there is room: years covered, and missiles at once.',
    legend: [],
    widthsPx: [940, 360],
    draw: (widthPx) => drawHeadlines(ordered, widthPx),
    data: ordered.map(({ id, usdBOfBaseYear }) => ({ id, usdBOfBaseYear })),
  });
}

export function drawHeadlines(ordered: readonly ReconciledFigure[], widthPx: number): Drawing {
  const x = logScale(AXIS_USD_B, [MARGIN_PX, widthPx - MARGIN_PX]);
  const bottom = TOP_PX + ROW_PX * ordered.length;
  const kinds = groupsOf(ordered);
  const parts = x.ticks.flatMap((tick) => {
    const at = x.at(tick.value);
    return [
      line(at, TOP_PX - 4, at, bottom, 'grid'),
      label(at, bottom + 16, tick.label, { anchor: 'middle', className: 'tick' }),
    ];
  });
  parts.push(
    label(MARGIN_PX, 12, 'billions of dollars, constant', { className: 'axis-title' }),
    ...ordered.flatMap((each, row) => {
      const top = TOP_PX + ROW_PX * row;
      const [low, high] = each.usdBOfBaseYear;
      const from = x.at(low);
      // A single number is a mark of three pixels.
      const width = Math.max(3, x.at(high) - from);
      const group = kinds.get(each.id);
      // Where the axis is narrow, names begin at its left: beside their bars they would not fit.
      const narrow = widthPx < 500;
      const beyondMiddle = !narrow && from > widthPx / 2;
      const beside = beyondMiddle ? from + width : from;
      return [
        label(narrow ? MARGIN_PX : beside, top + 12, nameOf(each, narrow), {
          anchor: beyondMiddle ? 'end' : 'start',
          className: 'tick',
        }),
        rectangle(
          from,
          top + 17,
          width,
          BAR_PX,
          group === undefined ? 'gap-bar' : `k${group} total`,
          `${each.title}: ${spanText(each.usdBOfBaseYear)} billion`,
        ),
      ];
    }),
  );
  return { heightPx: bottom + 24, body: parts.join('') };
}

function nameOf({ title, years, missiles, usdBOfBaseYear }: ReconciledFigure, short: boolean): string {
  const amount = spanText(usdBOfBaseYear);
  if (short) {
    const room = NARROW_LINE - amount.length - 2;
    return `${title.length > room ? `${title.slice(0, room - 1)}…` : title}: ${amount}`;
  }
  const covered = years === null ? 'years not published' : `${years} years`;
  const sized = missiles === null ? '' : `, ${spanText(missiles)} missiles`;
  return `${title}: ${amount} (${covered}${sized})`;
}

/** Colour by set of figures that measure the same thing. */
function groupsOf(figures: readonly ReconciledFigure[]): ReadonlyMap<string, number> {
  const sets = new Map<string, number>();
  const found = new Map<string, number>();
  for (const each of figures) {
    if (each.comparableWith.length === 0) continue;
    const key = [each.id, ...each.comparableWith].toSorted().join();
    if (!sets.has(key)) sets.set(key, sets.size);
    found.set(each.id, sets.get(key) ?? 0);
  }
  return found;
}
