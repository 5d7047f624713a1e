import type { CatalogueOutcome } from './catalogue-outcome.ts';
import { readOmm } from './read-omm.ts';
import { readTle } from './read-tle.ts';

/**
 * Reads a catalogue of mean elements: OMM as JSON when its content begins like JSON, otherwise two- or three-line element sets.
 *
 * @param fileName - Only for the message when the file holds nothing.
 * @param text - The whole file.
 * @returns All element sets, or every problem of the file at once; a file without a single element set is a problem.
 */
export function readCatalogue(fileName: string, text: string): CatalogueOutcome {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const outcome = /^\s*[[{]/.test(content) ? readOmm(content) : readTle(content);
  if (outcome.ok && outcome.elements.length === 0) {
    return { ok: false, problems: [{ line: 1, problem: `${fileName} holds no element set`, text: '' }] };
  }
  return outcome;
}
