import { COST_ELEMENTS } from '@cupola/core/acquisition';
import type { CostYear } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { columnsCsv } from '../../tables/csv.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import { costAnswer } from './cost-study.ts';
import type { CostStudy } from './cost-study.ts';
import { renderCost } from './render-cost.ts';

export const COST_FILE_NAMES: readonly string[] = ['cost.html', 'by-year.csv', 'answer.json'];
const COST_FOLDER = folderOfAll('cost folder', COST_FILE_NAMES);

export function costFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, COST_FOLDER);
}

/**
 * Writes a cost folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeCostFolder(
  folder: string,
  study: CostStudy,
  interruption: Interruption,
): Promise<void> {
  const answer = { ...costAnswer(study), provenance: study.provenance };
  await writeWholeFolder(
    COST_FOLDER,
    folder,
    [
      { name: 'cost.html', content: () => renderCost(study) },
      { name: 'by-year.csv', content: () => byYearCsv(study) },
      { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
    ],
    interruption,
  );
}

function byYearCsv({ estimate, acquisition }: CostStudy): string {
  const column = (name: string, of: (year: CostYear) => number) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(estimate.byYear, of),
  });
  return columnsCsv([
    column('fiscalYear', ({ year }) => acquisition.firstFiscalYear + year),
    ...COST_ELEMENTS.map((element) => column(`${element}UsdM`, ({ byElement }) => byElement[element])),
    column('meanUsdM', ({ mean }) => mean),
    column('thenYearMeanUsdM', ({ thenYear }) => thenYear),
    column('discountedMeanUsdM', ({ discounted }) => discounted),
    column('p20UsdM', ({ p20 }) => p20),
    column('p50UsdM', ({ p50 }) => p50),
    column('p80UsdM', ({ p80 }) => p80),
  ]);
}
