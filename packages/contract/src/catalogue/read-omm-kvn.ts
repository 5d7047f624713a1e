import type { Problem } from '@cupola/core/scenario';
import type { CatalogueRecords, LocatedElements } from './catalogue-outcome.ts';
import { addValue, elementsOfMessage, newMessage } from './omm-message.ts';
import type { OmmMessage } from './omm-message.ts';
import { placedProblem } from './omm-record.ts';
import { KNOWN_VERSIONS, isKnownVersion } from './omm-units.ts';

const VERSION = 'CCSDS_OMM_VERS';
/** Their values may end in a bracket that is no unit. */
const TEXTS: ReadonlySet<string> = new Set(['OBJECT_NAME', 'OBJECT_ID']);

/**
 * Reads orbit mean-elements messages in keyword-value notation, one after another. A message begins with its version, or, where a file
 * leaves that out, with the name of its object. Units in brackets are checked; comments and user-defined values are left alone.
 *
 * @returns The sets that can be read and every problem with its line. No text makes it throw.
 * @see [CCSDS-502]
 */
export function readOmmKvn(text: string): CatalogueRecords {
  const elements: LocatedElements[] = [];
  const problems: Problem[] = [];
  let message: OmmMessage | null = null;
  let count = 0;
  const finish = (): void => {
    const read = message === null ? null : elementsOfMessage(message, problems);
    if (message !== null && read !== null) elements.push({ line: message.place.line, elements: read });
  };
  for (const [lineIndex, raw] of text.split('\n').entries()) {
    const line = lineIndex + 1;
    const content = raw.trim();
    if (content === '' || /^COMMENT(\s|$)/.test(content)) continue;
    const match = /^([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(content);
    const [, key = '', value = ''] = match ?? [];
    if (message === null || key === VERSION || (key === 'OBJECT_NAME' && message.values.has(key))) {
      finish();
      message = newMessage(count, line);
      count += 1;
    }
    if (match === null) {
      const expected = 'KEY = value, or COMMENT';
      message.problems.push(
        placedProblem({ ...message.place, line }, expected, 'no key stands here', content),
      );
    } else if (key === VERSION && !isKnownVersion(value)) {
      const place = { ...message.place, line };
      message.problems.push(placedProblem(place, KNOWN_VERSIONS, `${VERSION} is ${value}`, value));
    } else {
      const bracket = value.endsWith(']') && !TEXTS.has(key) ? value.lastIndexOf('[') : -1;
      const plain = bracket < 0 ? value : value.slice(0, bracket).trimEnd();
      addValue(message, key, plain, bracket < 0 ? null : value.slice(bracket + 1, -1), line);
    }
  }
  finish();
  return { elements, problems };
}
