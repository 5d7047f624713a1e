import { strFromU8, unzipSync } from 'fflate';

/** Cells of a workbook as they are in the file: numbers, texts and formulas, by sheet and address. */
export type ReadBook = ReadonlyMap<string, ReadonlyMap<string, string | number>>;

/** Reads a workbook that has no more than cells and shared texts. A formula keeps its `=`. */
export function readBook(bytes: Uint8Array): ReadBook {
  const files = unzipSync(bytes);
  const file = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const shared = [...file('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, body = '']) =>
    unescaped(body.replaceAll(/<[^>]*>/g, '')),
  );
  const names = [...file('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name = '']) => name,
  );
  return new Map(
    names.map((name, place) => {
      const cells = new Map<string, string | number>();
      for (const [, attributes = '', body = ''] of file(`xl/worksheets/sheet${place + 1}.xml`).matchAll(
        /<c ([^>]*)>(.*?)<\/c>/gs,
      )) {
        const address = /r="([^"]*)"/.exec(attributes)?.[1] ?? '';
        const formula = /<f>(.*?)<\/f>/s.exec(body)?.[1];
        const value = /<v>(.*?)<\/v>/s.exec(body)?.[1];
        if (formula !== undefined) cells.set(address, unescaped(formula));
        else if (value !== undefined)
          cells.set(address, attributes.includes('t="s"') ? (shared[Number(value)] ?? '') : Number(value));
      }
      return [name, cells] as const;
    }),
  );
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/**
 * Computes a cell by itself: + - * / ^, brackets, SUM and SUMPRODUCT, addresses and spans with or without a sheet. Written from the grammar of formulas, not from
 * what made the workbook.
 */
export function cellValue(book: ReadBook, sheet: string, address: string): number {
  const stored = book.get(sheet)?.get(address.replaceAll('$', ''));
  if (stored === undefined) return 0;
  if (typeof stored === 'number') return stored;
  if (!stored.startsWith('=')) throw new Error(`${sheet}!${address} is a text`);
  const tokens =
    stored
      .slice(1)
      .match(/'[^']*'!|[A-Za-z]+!|\$?[A-Z]{1,2}\$?\d+|[A-Z]+(?=\()|\d+(?:\.\d+)?|[-+*/^(),:]/g) ?? [];
  let place = 0;
  const peek = (): string => tokens[place] ?? '';
  const take = (): string => tokens[place++] ?? '';

  const span = (): readonly number[] => {
    let of = sheet;
    if (peek().endsWith('!')) of = take().slice(0, -1).replaceAll("'", '');
    const from = take().replaceAll('$', '');
    if (peek() !== ':') return [cellValue(book, of, from)];
    take();
    return addresses(from, take().replaceAll('$', '')).map((each) => cellValue(book, of, each));
  };
  const primary = (): number => {
    const token = peek();
    if (token === '(') {
      take();
      const inside = sum();
      take();
      return inside;
    }
    if (token === 'SUM' || token === 'SUMPRODUCT') {
      take();
      take();
      let product = span();
      while (peek() === ',') {
        take();
        const next = span();
        product = product.map((each, i) => each * (next[i] ?? Number.NaN));
      }
      take();
      return product.reduce((total, each) => total + each, 0);
    }
    if (/^\d/.test(token)) return Number(take());
    return span()[0] ?? Number.NaN;
  };
  const power = (): number => {
    const base = primary();
    if (peek() !== '^') return base;
    take();
    return base ** primary();
  };
  const product = (): number => {
    let value = power();
    while (peek() === '*' || peek() === '/') value = take() === '*' ? value * power() : value / power();
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (peek() === '+' || peek() === '-') value = take() === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  if (place !== tokens.length) throw new Error(`${sheet}!${address}: cannot read ${stored}`);
  return value;
}

/** All addresses of a span in one row. */
function addresses(from: string, to: string): readonly string[] {
  const row = /\d+/.exec(from)?.[0] ?? '';
  const [first, last] = [from, to].map((each) => columnPlace(each.replace(/\d+/, '')));
  return Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, i) => nameOf((first ?? 0) + i) + row);
}

function columnPlace(name: string): number {
  return Array.from(name).reduce((place, letter) => place * 26 + (letter.codePointAt(0) ?? 0) - 64, 0);
}

function nameOf(place: number): string {
  const before = Math.floor((place - 1) / 26);
  return (before > 0 ? nameOf(before) : '') + String.fromCodePoint(65 + ((place - 1) % 26));
}
