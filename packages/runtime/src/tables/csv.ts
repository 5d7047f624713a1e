import type { TableColumn } from './parquet.ts';

/** The same columns as text: a line of names, then one line per row. What is missing is empty. */
export function columnsCsv(columns: readonly TableColumn[]): string {
  const rowCount = columns[0]?.values.length ?? 0;
  const lines = [columns.map(({ name }) => name).join(',')];
  for (let row = 0; row < rowCount; row++) {
    lines.push(columns.map(({ values }) => cellText(values[row])).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** Texts with commas, quotes or line ends stand in quotes (RFC 4180). */
function cellText(value: number | string | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
