import type { Problem } from '@cupola/core/scenario';
import { cellsOf } from '../csv-line.ts';
import type { CatalogueRecords, LocatedElements } from './catalogue-outcome.ts';
import { elementsFromRecord, placedProblem } from './omm-record.ts';

/** Without these a row is no element set; said once of the header instead of once of each row. */
const COLUMNS = [
  'NORAD_CAT_ID',
  'EPOCH',
  'MEAN_MOTION',
  'ECCENTRICITY',
  'INCLINATION',
  'RA_OF_ASC_NODE',
  'ARG_OF_PERICENTER',
  'MEAN_ANOMALY',
  'BSTAR',
  'MEAN_MOTION_DOT',
  'MEAN_MOTION_DDOT',
] as const;

/**
 * Reads orbit mean-elements messages as comma-separated values, as CelesTrak writes them: a header of the keys of CCSDS 502.0-B-3 in any
 * order, then one object a line. Values may be quoted as in RFC 4180, but none runs over a line end. Other columns are left alone.
 *
 * @returns The sets that can be read and every problem with its line. No text makes it throw.
 */
export function readOmmCsv(text: string): CatalogueRecords {
  const rows = text
    .split('\n')
    .map((row, index) => ({ line: index + 1, text: row.trimEnd() }))
    .filter((row) => row.text !== '');
  const [header, ...records] = rows;
  if (header === undefined) return { elements: [], problems: [] };
  const keys = cellsOf(header.text) ?? [];
  const headerFaults = headerProblems(keys, header.line);
  if (headerFaults.length > 0) return { elements: [], problems: headerFaults };
  const elements: LocatedElements[] = [];
  const problems: Problem[] = [];
  for (const [index, { line, text: row }] of records.entries()) {
    const cells = cellsOf(row);
    if (cells?.length === keys.length) {
      const given = keys.flatMap((key, column) => {
        const cell = cells[column] ?? '';
        return cell === '' ? [] : [[key, cell] as const];
      });
      const read = elementsFromRecord(Object.fromEntries(given), { index, line }, problems);
      if (read !== null) elements.push({ line, elements: read });
    } else {
      const fault =
        cells === null ? 'a quotation mark is out of place' : `the row has ${cells.length} values`;
      const expected = `${keys.length} values, as many as the header has`;
      problems.push(placedProblem({ index, line }, expected, fault, row));
    }
  }
  return { elements, problems };
}

function headerProblems(keys: readonly string[], line: number): readonly Problem[] {
  const missing = COLUMNS.filter((key) => !keys.includes(key));
  const twice = keys.filter((key, column) => keys.indexOf(key) !== column);
  return [
    ...missing.map((key) => ({ expected: `a column ${key}`, message: `the header has no ${key}` })),
    ...twice.map((key) => ({
      expected: 'each column once',
      message: `the header has ${key} more than once`,
    })),
  ].map(({ expected, message }) => ({ path: '', value: keys.join(','), expected, message, line }));
}
