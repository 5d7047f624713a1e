import { bidsCsv } from '@cupola/contract';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { columnsCsv } from '../../tables/csv.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import { portfolioAnswer } from './portfolio-answer.ts';
import type { PortfolioStudy } from './portfolio-study.ts';
import { renderPortfolio } from './render-portfolio.ts';

export const PORTFOLIO_FILE_NAMES: readonly string[] = [
  'portfolio.html',
  'bids.csv',
  'front.csv',
  'answer.json',
];
const PORTFOLIO_FOLDER = folderOfAll('portfolio folder', PORTFOLIO_FILE_NAMES);

export function portfolioFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, PORTFOLIO_FOLDER);
}

/**
 * Writes a portfolio folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writePortfolioFolder(
  folder: string,
  study: PortfolioStudy,
  interruption: Interruption,
): Promise<void> {
  const answer = { ...portfolioAnswer(study), provenance: study.provenance };
  await writeWholeFolder(
    PORTFOLIO_FOLDER,
    folder,
    [
      { name: 'portfolio.html', content: () => renderPortfolio(study) },
      { name: 'bids.csv', content: () => bidsCsv(study.portfolio) },
      { name: 'front.csv', content: () => frontCsv(study) },
      { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
    ],
    interruption,
  );
}

function frontCsv(study: PortfolioStudy): string {
  const { front } = portfolioAnswer(study);
  const numbers = (name: string, of: (point: (typeof front)[number]) => number) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(front, of),
  });
  return columnsCsv([
    numbers('capUsdM', ({ capUsdM }) => capUsdM),
    numbers('costUsdM', ({ costUsdM }) => costUsdM),
    numbers('value', ({ value }) => value),
    numbers('valueBound', ({ valueBound }) => valueBound),
    numbers('valueProvenGap', ({ valueProvenGap }) => valueProvenGap),
    numbers('costProvenGap', ({ costProvenGap }) => costProvenGap),
    { name: 'chosen', kind: 'text', values: front.map(({ chosen }) => chosen.join(' ')) },
  ]);
}
