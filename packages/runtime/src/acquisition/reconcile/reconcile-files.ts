import type { PriceIndex, ReconciledFigure } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import type { Provenance } from '../../page/reproduction.ts';
import { columnsCsv } from '../../tables/csv.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import { renderReconciliation } from './render-reconciliation.ts';

/** Published totals on one axis, and what put them there. */
export interface Reconciliation {
  readonly figures: readonly ReconciledFigure[];
  readonly index: PriceIndex;
  readonly baseYear: number;
  readonly provenance: Provenance;
}

export const RECONCILE_FILE_NAMES: readonly string[] = ['reconcile.html', 'figures.csv', 'answer.json'];
const RECONCILE_FOLDER = folderOfAll('folder of a reconciliation', RECONCILE_FILE_NAMES);

export function reconcileFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, RECONCILE_FOLDER);
}

/**
 * Writes the folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeReconcileFolder(
  folder: string,
  reconciliation: Reconciliation,
  interruption: Interruption,
): Promise<void> {
  const { figures, baseYear, provenance } = reconciliation;
  await writeWholeFolder(
    RECONCILE_FOLDER,
    folder,
    [
      { name: 'reconcile.html', content: () => renderReconciliation(reconciliation) },
      { name: 'figures.csv', content: () => figuresCsv(figures) },
      {
        name: 'answer.json',
        content: () => `${JSON.stringify({ baseYear, figures, provenance }, null, 2)}\n`,
      },
    ],
    interruption,
  );
}

function figuresCsv(figures: readonly ReconciledFigure[]): string {
  const numbers = (name: string, of: (figure: ReconciledFigure) => number | null) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(figures, (figure) => of(figure) ?? Number.NaN),
  });
  const texts = (name: string, of: (figure: ReconciledFigure) => string) => ({
    name,
    kind: 'text' as const,
    values: figures.map(of),
  });
  return columnsCsv([
    texts('id', ({ id }) => id),
    texts('title', ({ title }) => title),
    numbers('publishedLowUsdB', ({ usdB }) => usdB[0]),
    numbers('publishedHighUsdB', ({ usdB }) => usdB[1]),
    texts('dollars', ({ dollars }) => String(dollars)),
    numbers('years', ({ years }) => years),
    texts('layers', ({ layers }) => layers.join(' ')),
    numbers('missilesLow', ({ missiles }) => missiles?.[0] ?? null),
    numbers('missilesHigh', ({ missiles }) => missiles?.[1] ?? null),
    numbers('lowUsdBOfBaseYear', ({ usdBOfBaseYear }) => usdBOfBaseYear[0]),
    numbers('highUsdBOfBaseYear', ({ usdBOfBaseYear }) => usdBOfBaseYear[1]),
    numbers('lowUsdBPerYear', ({ usdBPerYear }) => usdBPerYear?.[0] ?? null),
    numbers('highUsdBPerYear', ({ usdBPerYear }) => usdBPerYear?.[1] ?? null),
    texts('comparableWith', ({ comparableWith }) => comparableWith.join(' ')),
    texts('cautions', ({ cautions }) => cautions.join('; ')),
    texts('source', ({ source }) => source),
    texts('confidence', ({ confidence }) => confidence),
  ]);
}
