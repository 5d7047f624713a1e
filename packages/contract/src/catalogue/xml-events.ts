/** What stands next in an XML text. A `fault` says that the text is not well-formed there; reading goes on after it where it can. */
export type XmlEvent =
  | {
      readonly kind: 'open';
      /** Without its namespace prefix. */
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly line: number;
    }
  | { readonly kind: 'close'; readonly name: string; readonly line: number }
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'fault'; readonly message: string; readonly line: number };

const NAME = String.raw`[A-Za-z_][\w.\-]*(?::[A-Za-z_][\w.\-]*)?`;
const OPEN = new RegExp(String.raw`<(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>`, 'y');
const CLOSE = new RegExp(String.raw`</(${NAME})\s*>`, 'y');
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g');
/** Comments, processing instructions and the declaration. */
const ASIDE = /<!--[^]*?-->|<\?[^]*?\?>/y;
const CDATA = /<!\[CDATA\[([^]*?)\]\]>/y;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the part of XML 1.0 that orbit data messages use: elements, attributes, text, CDATA, comments, the five named entities and numeric
 * ones. A document type is refused, so that no entity can grow. One root, every element closed.
 *
 * @param resumeAt - Name of an element (without prefix) at which reading goes on after a fault, inside the root only.
 */
export function* xmlEvents(text: string, resumeAt: string): Generator<XmlEvent, undefined> {
  const stack: string[] = [];
  const resume = new RegExp(String.raw`<(?:[\w.\-]+:)?${resumeAt}[\s>]`, 'g');
  let at = 0;
  let line = 1;
  let hasRoot = false;
  const advance = (to: number): void => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < to; next = text.indexOf('\n', next + 1))
      line += 1;
    at = to;
  };
  while (at < text.length) {
    const event = nextEvent(text, at, line, stack, hasRoot);
    const begin = at;
    if (event.fault === null) {
      yield* event.events;
      hasRoot ||= event.opens;
      advance(event.end);
      continue;
    }
    yield { kind: 'fault', message: event.fault, line: line + event.linesOn };
    resume.lastIndex = begin + 1;
    const found = resume.exec(text);
    if (found === null) return;
    stack.length = localName(stack[0] ?? '') === resumeAt ? 0 : Math.min(stack.length, 1);
    if (stack.length === 0) hasRoot = false;
    advance(found.index);
  }
  const unclosed = stack.at(-1);
  if (unclosed !== undefined) yield { kind: 'fault', message: `<${unclosed}> is never closed`, line };
}

interface Step {
  readonly events: readonly XmlEvent[];
  /** Where the next event begins. */
  readonly end: number;
  readonly opens: boolean;
  readonly fault: string | null;
  /** How many lines after the place of the event the fault stands. */
  readonly linesOn: number;
}

/** The event that begins at a place. Elements are put on `stack` and taken from it. */
function nextEvent(text: string, at: number, line: number, stack: string[], hasRoot: boolean): Step {
  if (text[at] !== '<') return textStep(text, at, line, stack);
  const aside = matchAt(ASIDE, text, at);
  if (aside !== null) return step([], at + aside[0].length);
  const cdata = matchAt(CDATA, text, at);
  if (cdata !== null) {
    if (stack.length === 0) return fault('text stands outside the root element');
    return step([{ kind: 'text', text: cdata[1] ?? '', line }], at + cdata[0].length);
  }
  const close = matchAt(CLOSE, text, at);
  if (close !== null) {
    const [whole, name = ''] = close;
    if (stack.at(-1) !== name) {
      return fault(stack.length === 0 ? `</${name}> closes nothing` : `</${name}> closes <${stack.at(-1)}>`);
    }
    stack.pop();
    return step([{ kind: 'close', name: localName(name), line }], at + whole.length);
  }
  const open = matchAt(OPEN, text, at);
  if (open === null) {
    return fault(text.startsWith('<!DOCTYPE', at) ? 'a document type is not read' : 'this is no markup');
  }
  if (stack.length === 0 && hasRoot) return fault(`<${open[1]}> stands after the end of the root element`);
  return openStep(open, at, line, stack);
}

function openStep(
  [whole, name = '', attributeText = '', slash]: RegExpExecArray,
  at: number,
  line: number,
  stack: string[],
): Step {
  const attributes = new Map<string, string>();
  for (const [, key = '', double, single] of attributeText.matchAll(ATTRIBUTE)) {
    const value = decoded(double ?? single ?? '');
    if (value === null) return fault(`an unknown entity stands in the attribute ${key}`);
    if (attributes.has(key)) return fault(`the attribute ${key} stands more than once`);
    attributes.set(key, value);
  }
  const local = localName(name);
  const opened: XmlEvent = { kind: 'open', name: local, attributes, line };
  if (slash === '/')
    return { ...step([opened, { kind: 'close', name: local, line }], at + whole.length), opens: true };
  stack.push(name);
  return { ...step([opened], at + whole.length), opens: true };
}

function textStep(text: string, at: number, line: number, stack: readonly string[]): Step {
  const next = text.indexOf('<', at);
  const end = next < 0 ? text.length : next;
  const raw = text.slice(at, end);
  const blank = raw.slice(0, raw.length - raw.trimStart().length);
  const first = line + blank.split('\n').length - 1;
  if (stack.length === 0) {
    return raw.trim() === '' ? step([], end) : fault('text stands outside the root element', first - line);
  }
  const value = decoded(raw);
  return value === null
    ? fault('an unknown entity stands in the text')
    : step([{ kind: 'text', text: value, line: first }], end);
}

function step(events: readonly XmlEvent[], end: number): Step {
  return { events, end, opens: false, fault: null, linesOn: 0 };
}

function fault(message: string, linesOn: number = 0): Step {
  return { events: [], end: 0, opens: false, fault: message, linesOn };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Text with its entities replaced; `null` when one of them is unknown or an ampersand stands alone. */
function decoded(text: string): string | null {
  if (!text.includes('&')) return text;
  let isKnown = true;
  const value = text.replaceAll(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));|&/g, (_, decimal, hex, name) => {
    const code =
      typeof decimal === 'string' ? Number(decimal) : typeof hex === 'string' ? parseInt(hex, 16) : null;
    const known = code === null ? ENTITIES[String(name)] : characterOf(code);
    if (known === undefined) isKnown = false;
    return known ?? '';
  });
  return isKnown ? value : null;
}

function characterOf(code: number): string | undefined {
  const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
