export { element, escapeText, table } from './markup.ts';
export { renderPage } from './page.ts';
export type { Section } from './page.ts';
