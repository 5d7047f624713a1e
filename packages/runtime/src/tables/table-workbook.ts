import { unzipSync, zipSync } from 'fflate';
import writeSheets from 'write-excel-file/node';
import type { TableColumn } from './parquet.ts';

/** Rows that a sheet holds, its head included. */
export const MOST_SHEET_ROWS = 1_048_576;

/** Tables as sheets of a workbook, each with a line of names. The same tables give the same bytes. */
export async function tableWorkbook(
  sheets: readonly { readonly name: string; readonly columns: readonly TableColumn[] }[],
): Promise<Uint8Array> {
  const bytes = await writeSheets(
    sheets.map(({ name, columns }) => {
      const rows = columns[0]?.values.length ?? 0;
      return {
        sheet: name,
        data: [
          columns.map((column) => ({ value: column.name, type: String, fontWeight: 'bold' as const })),
          ...Array.from({ length: rows }, (_, row) => columns.map(({ values }) => cell(values[row]))),
        ],
        stickyRowsCount: 1,
      };
    }),
  ).toBuffer();
  // Entries of an archive carry the time of day; these all carry the first day that one can.
  return zipSync(unzipSync(bytes), { mtime: new Date(1980, 0, 1) });
}

function cell(value: number | string | null | undefined) {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
}
