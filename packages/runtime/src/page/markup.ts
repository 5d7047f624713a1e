/** Attributes of an element; `undefined` leaves one out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text made safe between tags and inside double-quoted attributes. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** One HTML or SVG element. Children are markup already; attribute values are escaped here. */
export function element(tag: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeText(String(value))}"`)
    .join('');
  return `<${tag}${written}>${children.join('')}</${tag}>`;
}

/** Data for programs inside the page. `<` is written as an escape so that no text can end the script. */
export function dataScript(id: string, data: unknown): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${escapeText(id)}">${json}</script>`;
}

/** A table that scrolls sideways on a narrow screen. The first cell of each row is its heading; cells are markup. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = headings.map((text) => element('th', { scope: 'col' }, escapeText(text))).join('');
  const body = rows.map((cells) => {
    const [first = '', ...rest] = cells;
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, first),
      ...rest.map((cell) => element('td', {}, cell)),
    );
  });
  const sheet = element(
    'table',
    { 'aria-label': caption },
    `<thead><tr>${head}</tr></thead>`,
    element('tbody', {}, ...body),
  );
  // The caption stands outside what scrolls, so that it stays whole on a narrow screen.
  return (
    element('p', { class: 'caption', 'aria-hidden': 'true' }, escapeText(caption)) +
    element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption }, sheet)
  );
}
