import { dataScript, element, escapeText } from '../markup.ts';
import { coordinate } from './path.ts';

/** What a figure drew at one width. */
export interface Drawing {
  readonly heightPx: number;
  readonly body: string;
}

/** One entry of a legend: a swatch drawn with the same class as in the figure, and its meaning. */
export interface LegendEntry {
  readonly kind: 'line' | 'area' | 'dot' | 'triangle' | 'cross' | 'ring';
  readonly className: string;
  readonly text: string;
}

export interface FigureOptions {
  readonly id: string;
  readonly title: string;
  /** Says in words what the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly caption: string;
  readonly legend: readonly LegendEntry[];
  /** Widths at which it is drawn: for a desk and for a phone. One width serves both. */
  readonly widthsPx: readonly [number] | readonly [number, number];
  readonly draw: (widthPx: number) => Drawing;
  /** The numbers behind it. */
  readonly data: unknown;
}

const SWATCHES: Readonly<Record<LegendEntry['kind'], (className: string) => string>> = {
  line: (className) => `<path class="${className}" d="M1 7H25"/>`,
  area: (className) => `<rect class="${className}" x="1" y="2" width="24" height="10"/>`,
  dot: (className) => `<path class="${className}" d="M13 7h0"/>`,
  triangle: (className) => triangle(13, 7, className),
  cross: (className) => cross(13, 7, className),
  ring: (className) => `<circle class="${className}" cx="13" cy="7" r="4.5"/>`,
};

export function triangle(x: number, y: number, className: string): string {
  return `<path class="${className}" d="M${coordinate(x)} ${coordinate(y - 5)}l5 9h-10z"/>`;
}

export function cross(x: number, y: number, className: string): string {
  return `<path class="${className}" d="M${coordinate(x - 4)} ${coordinate(y - 4)}l8 8m0-8l-8 8"/>`;
}

/** A legend in HTML, so that it wraps on a narrow screen. */
function legend(entries: readonly LegendEntry[]): string {
  if (entries.length === 0) return '';
  const items = entries.map((entry) =>
    element(
      'li',
      {},
      `<svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true">${SWATCHES[entry.kind](entry.className)}</svg>`,
      escapeText(entry.text),
    ),
  );
  return element('ul', { class: 'legend' }, ...items);
}

/** A figure with title, description, legend, caption and its numbers as embedded JSON. */
export function figure(options: FigureOptions): string {
  const [deskPx, phonePx] = options.widthsPx;
  const drawn = (widthPx: number, layout: 'desk' | 'phone' | 'both'): string => {
    const { heightPx, body } = options.draw(widthPx);
    const titleId = `${options.id}-${layout}-title`;
    const descriptionId = `${options.id}-${layout}-desc`;
    return element(
      'svg',
      {
        class: layout,
        role: 'img',
        viewBox: `0 0 ${widthPx} ${Math.ceil(heightPx)}`,
        'aria-labelledby': `${titleId} ${descriptionId}`,
      },
      element('title', { id: titleId }, escapeText(options.title)),
      element('desc', { id: descriptionId }, escapeText(options.description)),
      body,
    );
  };
  return element(
    'figure',
    { id: options.id },
    element('h3', {}, escapeText(options.title)),
    legend(options.legend),
    drawn(deskPx, phonePx === undefined ? 'both' : 'desk'),
    phonePx === undefined ? '' : drawn(phonePx, 'phone'),
    element('figcaption', {}, escapeText(options.caption)),
    dataScript(`${options.id}-data`, options.data),
  );
}
