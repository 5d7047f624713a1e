import type { TableColumn } from '../../../tables/parquet.ts';
import { shellsText } from '../design-report.ts';
import type { DesignReport } from './design-study.ts';

type Cell = number | string | null;

/** One row per design compared, with every value that a design has: columns follow the answer. Missing numbers are NaN. */
export function designColumns({ candidates, front, knee }: DesignReport): readonly TableColumn[] {
  // The answer holds a design more than once, and no two designs have the same values.
  const ofFront = new Set(front.map((entry) => JSON.stringify(entry)));
  const ofKnee = knee === null ? null : JSON.stringify(knee);
  return columnsOf(
    candidates.map((entry) => {
      const text = JSON.stringify(entry);
      return { ...entry, shells: shellsText(entry), onFront: ofFront.has(text), knee: text === ofKnee };
    }),
  );
}

/** What ten more satellites bring, one row for each step of the front. */
export function marginalColumns({ marginal }: DesignReport): readonly TableColumn[] {
  return columnsOf(marginal);
}

function columnsOf(rows: readonly object[]): readonly TableColumn[] {
  const flat = rows.map((row) => new Map(cellsOf(row, '')));
  const names = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return names.map((name) => {
    const values = flat.map((row) => row.get(name) ?? null);
    if (values.some((value) => typeof value === 'string')) {
      return { name, kind: 'text', values: values.map((value) => (value === null ? null : String(value))) };
    }
    return {
      name,
      kind: 'number',
      values: Float64Array.from(values, (value) => Number(value ?? Number.NaN)),
    };
  });
}

/** Values by name; those of an object inside have its name before theirs, yes and no are 1 and 0. */
function cellsOf(row: object, before: string): readonly (readonly [string, Cell])[] {
  return Object.entries(row).flatMap(([key, value]: [string, unknown]): (readonly [string, Cell])[] => {
    const name = before === '' ? key : `${before}${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
    if (typeof value === 'object' && value !== null) return [...cellsOf(value, name)];
    if (typeof value === 'boolean') return [[name, value ? 1 : 0]];
    return typeof value === 'number' || typeof value === 'string' ? [[name, value]] : [];
  });
}
