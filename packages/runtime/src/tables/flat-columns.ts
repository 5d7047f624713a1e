import type { TableColumn } from './parquet.ts';

type Cell = number | string | null;

/** Columns from rows of plain data: as many as there are values, called by the keys that lead to them. Missing numbers are NaN. */
export function flatColumns(rows: readonly object[]): readonly TableColumn[] {
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
