import { element, escapeText } from './markup.ts';
import { PAGE_STYLE } from './page-style.ts';

/** A part of a page under its own heading. The body is markup. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

export interface Page {
  /** Also the title of the window, where it is followed by "simulated". */
  readonly title: string;
  /** What was computed from what: markup, one line. */
  readonly about: string;
  /** Sentences with numbers, the most important first. */
  readonly headlines: readonly string[];
  readonly sections: readonly Section[];
  /** Rules that only this page has. */
  readonly style: string;
  /** Data for programs at the end of the page: markup. */
  readonly data: string;
}

/** A self-contained page: no outside fonts, files or requests; follows light and dark; says that it is simulated. */
export function renderPage({ title, about, headlines, sections, style, data }: Page): string {
  const main = element(
    'main',
    {},
    element('h1', {}, escapeText(title)),
    element('p', { class: 'run' }, about),
    element(
      'ul',
      { class: 'headlines' },
      ...headlines.map((sentence) => element('li', {}, escapeText(sentence))),
    ),
    element(
      'nav',
      { 'aria-label': 'Contents' },
      ...sections.map((section) => element('a', { href: `#${section.id}` }, escapeText(section.title))),
    ),
    ...sections.map((section) =>
      element(
        'section',
        { id: section.id, 'aria-labelledby': `${section.id}-heading` },
        element('h2', { id: `${section.id}-heading` }, escapeText(section.title)),
        section.body,
      ),
    ),
  );
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    element('title', {}, `${escapeText(title)} – simulated`),
    `<style>${PAGE_STYLE}${style}</style>`,
  ].join('');
  const banner = element('div', { class: 'banner', role: 'note' }, 'SIMULATED: generic, cited parameters');
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body>${banner}${main}${data}</body></html>\n`;
}
