import type { Problem } from '@cupola/core/scenario';
import type { CatalogueRecords, LocatedElements } from './catalogue-outcome.ts';
import { addValue, elementsOfMessage, newMessage } from './omm-message.ts';
import type { OmmMessage } from './omm-message.ts';
import { placedProblem } from './omm-record.ts';
import { KNOWN_VERSIONS, isKnownVersion } from './omm-units.ts';
import { xmlEvents } from './xml-events.ts';
import type { XmlEvent } from './xml-events.ts';

const MESSAGE = 'omm';
const WRAPPER = 'ndm';

/** A message while its elements are being read. `key` is the innermost open element as long as nothing was opened in it. */
interface OpenMessage {
  readonly message: OmmMessage;
  depth: number;
  key: { readonly name: string; readonly unit: string | null; readonly line: number; text: string } | null;
}

/**
 * Reads orbit mean-elements messages as XML: one `omm`, or any number of them in an `ndm`. Values are the texts of the innermost elements;
 * `units` are checked, comments and user-defined values left alone. What is not well-formed costs the message it stands in.
 *
 * @returns The sets that can be read and every problem with its line. No text makes it throw.
 * @see [CCSDS-502]
 */
export function readOmmXml(text: string): CatalogueRecords {
  const elements: LocatedElements[] = [];
  const problems: Problem[] = [];
  let open: OpenMessage | null = null;
  let depth = 0;
  let count = 0;
  for (const event of xmlEvents(text, MESSAGE)) {
    if (event.kind === 'fault') {
      problems.push({
        path: '',
        value: null,
        expected: 'well-formed XML',
        message: event.message,
        line: event.line,
      });
      open = null;
      depth = Math.min(depth, 1);
    } else if (open !== null) {
      if (insideMessage(open, event)) continue;
      const read = elementsOfMessage(open.message, problems);
      if (read !== null) elements.push({ line: open.message.place.line, elements: read });
      open = null;
    } else if (event.kind === 'open' && event.name === MESSAGE) {
      open = { message: newMessage(count, event.line), depth: 0, key: null };
      count += 1;
      const version = event.attributes.get('version') ?? '';
      if (!isKnownVersion(version)) {
        open.message.problems.push(
          placedProblem(open.message.place, KNOWN_VERSIONS, `the version is "${version}"`, version),
        );
      }
    } else if (event.kind === 'open') {
      const isExpected =
        depth === 0
          ? event.name === WRAPPER
          : depth > 1 || event.name === 'COMMENT' || event.name === 'MESSAGE_ID';
      if (!isExpected) problems.push(strangeElement(event.name, event.line));
      depth += 1;
    } else if (event.kind === 'close') depth -= 1;
  }
  return { elements, problems };
}

/** Takes up an event inside a message; false when it is the end of the message. */
function insideMessage(open: OpenMessage, event: Exclude<XmlEvent, { kind: 'fault' }>): boolean {
  if (event.kind === 'open') {
    open.depth += 1;
    const unit = event.attributes.get('units') ?? null;
    open.key = { name: event.name, unit, line: event.line, text: '' };
    return true;
  }
  if (event.kind === 'text') {
    if (open.key !== null) open.key.text += event.text;
    else if (event.text.trim() !== '') {
      const { place, problems } = open.message;
      const value = event.text.trim();
      problems.push(
        placedProblem(
          { ...place, line: event.line },
          'text only in the innermost elements',
          `stray text ${JSON.stringify(value)}`,
          value,
        ),
      );
    }
    return true;
  }
  if (open.depth === 0) return false;
  open.depth -= 1;
  if (open.key !== null) {
    addValue(open.message, open.key.name, open.key.text.trim(), open.key.unit, open.key.line);
    open.key = null;
  }
  return true;
}

function strangeElement(name: string, line: number): Problem {
  const message = `<${name}> is no orbit mean-elements message`;
  return { path: '', value: name, expected: `<${MESSAGE}>, or several in <${WRAPPER}>`, message, line };
}
