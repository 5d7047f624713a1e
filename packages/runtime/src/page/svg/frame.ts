import { element, escapeText } from '../markup.ts';
import { coordinate } from './path.ts';
import type { Scale } from './scale.ts';

/** Text in a figure. `anchor` says which end stands at x. */
export function label(
  x: number,
  y: number,
  text: string,
  options: { readonly anchor?: 'start' | 'middle' | 'end'; readonly className?: string } = {},
): string {
  return element(
    'text',
    {
      x: coordinate(x),
      y: coordinate(y),
      'text-anchor': options.anchor === 'start' ? undefined : options.anchor,
      class: options.className,
    },
    escapeText(text),
  );
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return `<path class="${className}" d="M${coordinate(x1)} ${coordinate(y1)}L${coordinate(x2)} ${coordinate(y2)}"/>`;
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  className: string,
  tooltip = '',
): string {
  const title = tooltip === '' ? '' : element('title', {}, escapeText(tooltip));
  return element(
    'rect',
    {
      x: coordinate(x),
      y: coordinate(y),
      width: coordinate(Math.max(0.3, width)),
      height: coordinate(height),
      class: className,
    },
    title,
  );
}

/**
 * Grid and axes of one panel: values of `x` run to the right, of `y` upward. The axis titles name the quantity and its unit; the y
 * title stands above the axis, level, where it can be read without turning the head.
 */
export function axes(options: {
  readonly x: Scale;
  readonly y: Scale;
  readonly xTitle: string;
  readonly yTitle: string;
}): string {
  const { x, y } = options;
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const parts: string[] = [];
  for (const tick of y.ticks) {
    const at = y.at(tick.value);
    parts.push(line(left, at, right, at, 'grid'));
    parts.push(label(left - 5, at + 4, tick.label, { anchor: 'end', className: 'tick' }));
  }
  for (const tick of x.ticks) {
    const at = x.at(tick.value);
    parts.push(line(at, bottom, at, bottom + 4, 'axis'));
    parts.push(label(at, bottom + 16, tick.label, { anchor: 'middle', className: 'tick' }));
  }
  parts.push(line(left, bottom, right, bottom, 'axis'), line(left, bottom, left, top, 'axis'));
  if (options.xTitle !== '') {
    parts.push(
      label((left + right) / 2, bottom + 31, options.xTitle, { anchor: 'middle', className: 'axis-title' }),
    );
  }
  if (options.yTitle !== '')
    parts.push(label(left - 32, top - 8, options.yTitle, { className: 'axis-title' }));
  return parts.join('');
}

/** Level axis below rows of bars: a line up from every tick, and the title with its unit in the middle below. */
export function axisUnderBars(x: Scale, topPx: number, bottomPx: number, title: string): string {
  const [left, right] = x.range;
  return [
    ...x.ticks.flatMap(({ value, label: text }) => [
      line(x.at(value), topPx, x.at(value), bottomPx, 'grid'),
      label(x.at(value), bottomPx + 16, text, { anchor: 'middle', className: 'tick' }),
    ]),
    label((left + right) / 2, bottomPx + 31, title, { anchor: 'middle', className: 'axis-title' }),
  ].join('');
}
