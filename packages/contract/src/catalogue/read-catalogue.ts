import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import type {
  CatalogueFormat,
  CatalogueOutcome,
  CatalogueRecords,
  LocatedElements,
} from './catalogue-outcome.ts';
import { readOmmCsv } from './read-omm-csv.ts';
import { readOmmJson } from './read-omm-json.ts';
import { readOmmKvn } from './read-omm-kvn.ts';
import { readOmmXml } from './read-omm-xml.ts';
import { readTle } from './read-tle.ts';

/** A file with more faults than this is no catalogue with slips in it; the rest is only counted. */
const PROBLEMS_MAX = 1000;
const CATALOGUE = 'two- or three-line element sets, or OMM as JSON, CSV, KVN or XML';

/** As much of a file as decides what it is. */
const HEAD_LENGTH = 20_000;

const READERS: Readonly<Record<CatalogueFormat, (text: string) => CatalogueRecords>> = {
  tle: readTle,
  'omm-json': readOmmJson,
  'omm-csv': readOmmCsv,
  'omm-kvn': readOmmKvn,
  'omm-xml': readOmmXml,
};

/**
 * Reads a catalogue of mean elements. The content decides what it is: OMM as JSON, XML, CSV or KVN when it begins like one of them, otherwise
 * two- or three-line element sets.
 *
 * @param fileName - Only for the messages.
 * @param text - The whole file.
 * @param options - `skipBad`: use what can be read and tell the rest as `skipped`; of an object that stands there twice the first set is used.
 * @returns All element sets, or the problems of the file, at most 1,001. Unless `skipBad` is set one problem is enough to get no element set: a
 *   satellite that is silently missing would be a wrong answer. A file without any, or with the same object twice, is a problem too.
 */
export function readCatalogue(
  fileName: string,
  text: string,
  options: { readonly skipBad?: boolean } = {},
): CatalogueOutcome {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const format = formatOf(content);
  const records = READERS[format](content);
  const { once, twice } = eachOnce(fileName, records.elements);
  const problems = [...records.problems, ...twice];
  if (once.length === 0 && problems.length === 0) {
    problems.push({
      path: '',
      value: null,
      expected: CATALOGUE,
      message: `${fileName} holds no element set`,
    });
  }
  const isUsable = problems.length === 0 || (options.skipBad === true && once.length > 0);
  const told = limited(fileName, problems);
  return isUsable ? { ok: true, format, elements: once, skipped: told } : { ok: false, problems: told };
}

/** Names may begin with any character, so element lines are looked for first. Only the beginning is looked at, and comments before it. */
function formatOf(content: string): CatalogueFormat {
  const text = content.trimStart().slice(0, HEAD_LENGTH);
  if (/^(?:[^\n]*\n\s*)?1 [ 0-9A-Z][ 0-9]{3}\d[UCS ] .{50}/.test(text)) return 'tle';
  if (/^[[{]/.test(text)) return 'omm-json';
  if (text.startsWith('<')) return 'omm-xml';
  if (/^(?:[^\n]*,)? *"?(?:OBJECT_NAME|NORAD_CAT_ID|EPOCH|MEAN_MOTION)"? *,/.test(text)) return 'omm-csv';
  if (/^(?:COMMENT\b[^\n]*\n\s*)*[A-Z][A-Z0-9_]*[ \t]*=/.test(text)) return 'omm-kvn';
  return 'tle';
}

/** The same object twice would be one satellite counted as two. */
function eachOnce(
  fileName: string,
  elements: readonly LocatedElements[],
): { readonly once: readonly MeanElements[]; readonly twice: readonly Problem[] } {
  const once = new Map<number, MeanElements>();
  const twice: Problem[] = [];
  for (const { line, elements: each } of elements) {
    const { catalogueNumber, objectName } = each;
    if (once.has(catalogueNumber)) {
      const message = `${fileName} holds object ${catalogueNumber} (${objectName}) more than once`;
      twice.push({ path: '', value: catalogueNumber, expected: 'each object once', message, line });
    } else once.set(catalogueNumber, each);
  }
  return { once: [...once.values()], twice };
}

function limited(fileName: string, problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= PROBLEMS_MAX) return problems;
  const message = `${fileName} has ${problems.length - PROBLEMS_MAX} more problems, which are not listed`;
  const rest: Problem = { path: '', value: null, expected: CATALOGUE, message };
  return [...problems.slice(0, PROBLEMS_MAX), rest];
}
