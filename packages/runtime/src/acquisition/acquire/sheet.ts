import type { CellObject, SheetData } from 'write-excel-file/node';

/** One sheet of a workbook in the making: rows are added from the top, and a later row's formulas name earlier ones. */
export interface SheetRows {
  readonly name: string;
  readonly rows: SheetData;
}

/** Years stand in columns from the third on: labels first, then the total. */
const FIRST_YEAR_COLUMN = 2;
const LETTERS = 26;

/** `A`, `B`, ..., `Z`, `AA`, ... for a column counted from 0. */
export function columnName(column: number): string {
  const last = String.fromCodePoint(65 + (column % LETTERS));
  return column < LETTERS ? last : columnName(Math.floor(column / LETTERS) - 1) + last;
}

export function yearColumn(year: number): string {
  return columnName(FIRST_YEAR_COLUMN + year);
}

export function text(value: string, bold = false): CellObject {
  return { value, type: String, ...(bold ? { fontWeight: 'bold' as const } : {}) };
}

export function number(value: number, format = '#,##0.00'): CellObject {
  return { value, type: Number, format };
}

export function formula(value: string, format = '#,##0.00'): CellObject {
  return { value: `=${value}`, type: 'Formula', format };
}

/** Adds a row and says its number, as formulas call it. */
export function addRow(sheet: SheetRows, cells: SheetData[number]): number {
  sheet.rows.push(cells);
  return sheet.rows.length;
}

/** A row with a label, the sum over the years, and a cell for each. */
export function addYears(
  sheet: SheetRows,
  label: string,
  years: number,
  cell: (year: number, column: string) => CellObject,
  summed = true,
): number {
  const row = sheet.rows.length + 1;
  const span = `${yearColumn(0)}${row}:${yearColumn(years - 1)}${row}`;
  return addRow(sheet, [
    text(label),
    summed ? formula(`SUM(${span})`) : null,
    ...Array.from({ length: years }, (_, year) => cell(year, yearColumn(year))),
  ]);
}
