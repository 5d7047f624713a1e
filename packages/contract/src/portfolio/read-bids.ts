import type { Problem } from '@cupola/core/scenario';
import { cellsOf } from '../csv-line.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';

/** Bids as a file holds them, nothing checked yet but that they are there. */
export interface RawBids {
  readonly bids: readonly unknown[];
  readonly problems: readonly Problem[];
  /** Puts the place in the file to a problem whose path begins with `bids.N`. */
  readonly placed: (problems: readonly Problem[]) => readonly Problem[];
}

/** A file of bids: a YAML list, or CSV with a header when its name ends so. No text makes it throw. */
export function readBidsFile(text: string, file: string): RawBids {
  return file.toLowerCase().endsWith('.csv') ? csvBids(text, file) : yamlBids(text, file);
}

function yamlBids(text: string, file: string): RawBids {
  const yaml = yamlText(text);
  const raw = plainValue(yaml.document);
  const problems = [...yaml.problems];
  if (problems.length === 0 && !Array.isArray(raw))
    problems.push({ path: '', value: null, expected: 'a list of bids', message: 'the file is no list' });
  const placed = (found: readonly Problem[]): readonly Problem[] =>
    inLineOrder(
      found.map((problem) => ({ ...problem, path: problem.path.replace(/^bids\./, '') })),
      yaml,
    ).map((problem) => ({ ...problem, file }));
  return {
    bids: Array.isArray(raw) ? raw : [],
    problems: problems.map((problem) => ({ ...problem, file })),
    placed,
  };
}

/*
 * Columns: those of a bid in YAML; `cost_YEAR` and `gives_CAPABILITY` in place of the two tables. Lists are parted by semicolons: members `a:0.6;b:0.4`, synergies
 * `other+another:capability:amount`.
 */
function csvBids(text: string, file: string): RawBids {
  const rows = text
    .split('\n')
    .map((row, index) => ({ line: index + 1, text: row.trim() }))
    .filter((row) => row.text !== '');
  const [header, ...records] = rows;
  const keys = header === undefined ? [] : (cellsOf(header.text) ?? []);
  const problems: Problem[] = [];
  if (!keys.includes('id')) {
    const message = header === undefined ? 'the file is empty' : 'the header has no id';
    problems.push({ path: '', value: keys.join(','), expected: 'a header with a column id', message, file });
  }
  const lines: number[] = [];
  const bids: unknown[] = [];
  for (const { line, text: row } of records) {
    const cells = cellsOf(row);
    if (cells?.length === keys.length) {
      lines.push(line);
      bids.push(bidOfCells(keys, cells));
    } else {
      const message =
        cells === null ? 'a quotation mark is out of place' : `the row has ${cells.length} values`;
      problems.push({
        path: '',
        value: row,
        expected: `${keys.length} values, as many as the header has`,
        message,
        file,
        line,
      });
    }
  }
  const placed = (found: readonly Problem[]): readonly Problem[] =>
    found
      .map((problem) => {
        const line = lines[Number(/^bids\.(\d+)/.exec(problem.path)?.[1])];
        return { ...problem, file, ...(line === undefined ? {} : { line }) };
      })
      .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { bids, problems, placed };
}

function bidOfCells(keys: readonly string[], cells: readonly string[]): unknown {
  const bid: Record<string, unknown> = { costUsdM: {}, gives: {} };
  const put = (table: 'costUsdM' | 'gives', key: string, cell: string): void => {
    bid[table] = { ...Object(bid[table]), [key]: numberOrText(cell) };
  };
  keys.forEach((key, column) => {
    const cell = cells[column] ?? '';
    if (cell === '') return;
    if (key.startsWith('cost_')) put('costUsdM', key.slice(5), cell);
    else if (key.startsWith('gives_')) put('gives', key.slice(6), cell);
    else bid[key] = valueOfCell(key, cell);
  });
  return bid;
}

function valueOfCell(key: string, cell: string): unknown {
  switch (key) {
    case 'id':
    case 'title':
      return cell;
    case 'members':
      return cell.includes(':') ? Object.fromEntries(listOf(cell).map(pairOf)) : cell;
    case 'excludes':
    case 'requires':
      return listOf(cell);
    case 'synergies':
      return listOf(cell).map((each) => {
        const [others = '', capability = '', amount = ''] = each.split(':');
        return { with: others.split('+'), adds: { [capability]: numberOrText(amount) } };
      });
    case 'smallBusiness':
      return cell === 'true' ? true : cell === 'false' ? false : cell;
    default:
      return numberOrText(cell);
  }
}

function pairOf(text: string): readonly [string, unknown] {
  const [name = '', share = ''] = text.split(':');
  return [name.trim(), numberOrText(share.trim())];
}

function listOf(cell: string): readonly string[] {
  return cell
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** What is no number stays a text, and is then told as what it is. */
function numberOrText(cell: string): number | string {
  const value = Number(cell);
  return cell.trim() === '' || Number.isNaN(value) ? cell : value;
}
