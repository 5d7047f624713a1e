import type { Problem } from '@cupola/core/scenario';
import type { CatalogueRecords, LocatedElements } from './catalogue-outcome.ts';
import { elementsFromLines } from './tle-elements.ts';
import { lineProblem } from './tle-line.ts';
import type { TleLine } from './tle-line.ts';

/** Names have at most 24 characters, so what is longer and begins like an element line is one, however damaged. */
const NAME_LENGTH_MAX = 24;

const PAIR = 'lines 1 and 2 of one object, after its name if it has one';

/**
 * Reads two- and three-line element sets, also mixed. Line ends may be LF or CRLF; empty lines and blanks at line ends do not count; a name
 * may be preceded by `0 `, as Space-Track writes it.
 *
 * @returns The sets that can be read and every problem with its line. No text makes it throw.
 */
export function readTle(text: string): CatalogueRecords {
  const elements: LocatedElements[] = [];
  const problems: Problem[] = [];
  let name: TleLine | null = null;
  let first: TleLine | null = null;
  const dropUnfinished = (): void => {
    if (first !== null) problems.push(lineProblem(first, PAIR, 'no line 2 follows this line 1'));
    else if (name !== null) problems.push(lineProblem(name, PAIR, 'no element lines follow this line'));
    name = null;
    first = null;
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const line: TleLine = { line: index + 1, text: raw.trimEnd() };
    if (line.text === '') continue;
    const kind = tleLineKind(line.text);
    if (kind === 'name' || (kind === 'first' && first !== null)) dropUnfinished();
    if (kind === 'name') name = line;
    else if (kind === 'first') first = line;
    else if (first === null) {
      problems.push(lineProblem(line, PAIR, 'no line 1 stands before this line 2'));
      name = null;
    } else {
      const read = elementsFromLines(name === null ? null : nameOf(name), first, line, problems);
      if (read !== null) elements.push({ line: first.line, elements: read });
      name = null;
      first = null;
    }
  }
  dropUnfinished();
  return { elements, problems };
}

/** What a line will be taken for. */
export function tleLineKind(text: string): 'name' | 'first' | 'second' {
  const looksLikeElements = text.length > NAME_LENGTH_MAX || /^[12] [ 0-9A-Z][ 0-9]{3}\d[UCS ]/.test(text);
  if (looksLikeElements && text.startsWith('1 ')) return 'first';
  if (looksLikeElements && text.startsWith('2 ')) return 'second';
  return 'name';
}

function nameOf({ text }: TleLine): string {
  return (text.startsWith('0 ') ? text.slice(2) : text).trim();
}
