import { ByteWriter, ParquetWriter, parquetWriteBuffer, schemaFromColumnData } from 'hyparquet-writer';

/** One column: numbers, whole numbers or texts, none of them missing unless `nullable`. */
export type TableColumn =
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'whole'; readonly values: Int32Array }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly (string | null)[] };

const PARQUET_TYPES = { number: 'DOUBLE', whole: 'INT32', text: 'STRING' } as const;
const ROWS_PER_GROUP = 100_000;
const CREATED_BY = 'cupola';

/** A Parquet file with the columns as given, rows in their order. The same columns give the same bytes. */
export function parquetBytes(columns: readonly TableColumn[]): Uint8Array {
  const columnData = columns.map((column) => ({
    ...sourceOf(column),
    nullable: column.kind === 'text' && column.values.includes(null),
  }));
  return new Uint8Array(
    parquetWriteBuffer({ columnData, rowGroupSize: ROWS_PER_GROUP, createdBy: CREATED_BY }),
  );
}

/**
 * A Parquet file piece by piece, for more rows than memory should hold: pieces of rows with the same columns, none of them missing, then the
 * end. What is returned is written in its order.
 */
export class ParquetPieces {
  readonly #bytes = new ByteWriter();
  #file: ParquetWriter | null = null;

  /** The bytes of some more rows: one row group. */
  rows(columns: readonly TableColumn[]): Uint8Array {
    const columnData = columns.map(sourceOf);
    this.#file ??= new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({
        columnData: columnData.map((column) => ({ ...column, nullable: false })),
      }),
      createdBy: CREATED_BY,
    });
    void this.#file.write({
      columnData: columnData.map(({ name, data }) => ({ name, data })),
      rowGroupSize: columnData[0]?.data.length ?? 1,
    });
    return this.#taken();
  }

  end(): Uint8Array {
    void this.#file?.finish();
    return this.#taken();
  }

  /** What was written since, which is then forgotten; the writer goes on counting offsets from the start of the file. */
  #taken(): Uint8Array {
    const piece = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return piece;
  }
}

/** The writer walks over either kind of array; its types know only the plain one for texts. */
function sourceOf(column: TableColumn) {
  return {
    name: column.name,
    data: column.kind === 'text' ? [...column.values] : column.values,
    type: PARQUET_TYPES[column.kind],
  };
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
