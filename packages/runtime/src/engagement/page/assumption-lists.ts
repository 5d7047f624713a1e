import { element, escapeText } from '../../page/markup.ts';

/** What is in an answer and what is left out, side by side. */
export function assumptionLists(inIt: readonly string[], leftOut: readonly string[]): string {
  return element('div', { class: 'two' }, list('In it', inIt), list('Left out', leftOut));
}

function list(title: string, items: readonly string[]): string {
  return element(
    'div',
    {},
    element('h3', {}, title),
    element('ul', {}, ...items.map((item) => element('li', {}, escapeText(item)))),
  );
}
