import { parquetWriteBuffer } from 'hyparquet-writer';

/** One column: numbers, whole numbers or texts, none of them missing unless `nullable`. */
export type TableColumn =
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'whole'; readonly values: Int32Array }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly (string | null)[] };

const PARQUET_TYPES = { number: 'DOUBLE', whole: 'INT32', text: 'STRING' } as const;
const ROWS_PER_GROUP = 100_000;

/** A Parquet file with the columns as given, rows in their order. The same columns give the same bytes. */
export function parquetBytes(columns: readonly TableColumn[]): Uint8Array {
  const columnData = columns.map((column) => ({
    name: column.name,
    // The writer walks over either kind of array; its types know only the plain one for texts.
    data: column.kind === 'text' ? [...column.values] : column.values,
    type: PARQUET_TYPES[column.kind],
    nullable: column.kind === 'text' && column.values.includes(null),
  }));
  return new Uint8Array(
    parquetWriteBuffer({ columnData, rowGroupSize: ROWS_PER_GROUP, createdBy: 'cupola' }),
  );
}

/** The order of rows by time, then id, then where they stood: indices into the two columns. */
export function rowOrder(times: ArrayLike<number>, ids: readonly string[]): Uint32Array {
  return new Uint32Array(ids.length)
    .map((_, row) => row)
    .toSorted((a, b) => {
      const byTime = (times[a] ?? 0) - (times[b] ?? 0);
      if (byTime !== 0) return byTime;
      const idA = ids[a] ?? '';
      const idB = ids[b] ?? '';
      if (idA !== idB) return idA < idB ? -1 : 1;
      return a - b;
    });
}
