import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import type { CatalogueOutcome } from './catalogue-outcome.ts';
import { readOmm } from './read-omm.ts';
import { readTle } from './read-tle.ts';

/** A file with more faults than this is no catalogue with slips in it; the rest is only counted. */
const PROBLEMS_MAX = 1000;
const CATALOGUE = 'two- or three-line element sets, or OMM as JSON';

/**
 * Reads a catalogue of mean elements: OMM as JSON when its content begins like JSON, otherwise two- or three-line element sets.
 *
 * @param fileName - Only for the messages.
 * @param text - The whole file.
 * @returns All element sets, or the problems of the file, at most 1,001. One problem is enough to get no element set: a satellite that is
 *   silently missing would be a wrong answer. A file without any, or with the same object twice, is a problem too.
 */
export function readCatalogue(fileName: string, text: string): CatalogueOutcome {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const outcome = /^\s*[[{]/.test(content) ? readOmm(content) : readTle(content);
  const problems = outcome.ok ? contentProblems(fileName, outcome.elements) : outcome.problems;
  if (outcome.ok && problems.length === 0) return outcome;
  if (problems.length <= PROBLEMS_MAX) return { ok: false, problems };
  const message = `${fileName} has ${problems.length - PROBLEMS_MAX} more problems, which are not listed`;
  const rest: Problem = { path: '', value: null, expected: CATALOGUE, message };
  return { ok: false, problems: [...problems.slice(0, PROBLEMS_MAX), rest] };
}

/** The same object twice would be one satellite counted as two. */
function contentProblems(fileName: string, elements: readonly MeanElements[]): readonly Problem[] {
  if (elements.length === 0) {
    return [{ path: '', value: null, expected: CATALOGUE, message: `${fileName} holds no element set` }];
  }
  const seen = new Set<number>();
  return elements.flatMap(({ catalogueNumber, objectName }): Problem[] => {
    const isNew = !seen.has(catalogueNumber);
    seen.add(catalogueNumber);
    const message = `${fileName} holds object ${catalogueNumber} (${objectName}) more than once`;
    return isNew ? [] : [{ path: '', value: catalogueNumber, expected: 'each object once', message }];
  });
}
