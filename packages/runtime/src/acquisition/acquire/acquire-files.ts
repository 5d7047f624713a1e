import { sumOfRows } from '@cupola/core/acquisition';
import type { FlowRow } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { columnsCsv } from '../../tables/csv.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import { acquireAnswer } from './acquire-answer.ts';
import type { AcquireStudy } from './acquire-study.ts';
import { renderAcquire } from './render-acquire.ts';
import { acquireWorkbook } from './workbook.ts';

export const ACQUIRE_FILE_NAMES: readonly string[] = [
  'acquire.html',
  'acquire.xlsx',
  'cash-flows.csv',
  'answer.json',
];
const ACQUIRE_FOLDER = folderOfAll('offers folder', ACQUIRE_FILE_NAMES);

export function acquireFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, ACQUIRE_FOLDER);
}

/**
 * Writes the folder of a comparison whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeAcquireFolder(
  folder: string,
  study: AcquireStudy,
  interruption: Interruption,
): Promise<void> {
  const workbook = await acquireWorkbook(study);
  const answer = { ...acquireAnswer(study), provenance: study.provenance };
  await writeWholeFolder(
    ACQUIRE_FOLDER,
    folder,
    [
      { name: 'acquire.html', content: () => renderAcquire(study) },
      { name: 'acquire.xlsx', content: () => workbook },
      { name: 'cash-flows.csv', content: () => cashFlowsCsv(study) },
      { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
    ],
    interruption,
  );
}

/** Long form: a line for each offer, side, kind of payment and fiscal year. Millions. */
export function cashFlowsCsv({ offers, acquisition, setting }: AcquireStudy): string {
  const { years } = setting.plan;
  const lines = offers.flatMap(({ id, buyerRows, providerRows }) =>
    (
      [
        ['buyer', 'constant', buyerRows],
        ['provider', 'then-year', providerRows],
      ] as const
    ).flatMap(([side, dollars, rows]) =>
      withTotal(rows, years).flatMap(({ what, usdM }) =>
        Array.from(usdM, (each, year) => ({
          offer: id,
          side,
          dollars,
          what,
          fiscalYear: acquisition.firstFiscalYear + year,
          usdM: each,
        })),
      ),
    ),
  );
  const column = (name: 'offer' | 'side' | 'dollars' | 'what') => ({
    name,
    kind: 'text' as const,
    values: lines.map((each) => each[name]),
  });
  return columnsCsv([
    column('offer'),
    column('side'),
    column('dollars'),
    column('what'),
    { name: 'fiscalYear', kind: 'number', values: Float64Array.from(lines, ({ fiscalYear }) => fiscalYear) },
    { name: 'usdM', kind: 'number', values: Float64Array.from(lines, ({ usdM }) => usdM) },
  ]);
}

function withTotal(
  rows: readonly FlowRow[],
  years: number,
): readonly { readonly what: string; readonly usdM: Float64Array }[] {
  return rows.length === 0 ? [] : [...rows, { what: 'all', usdM: sumOfRows(rows, years) }];
}
