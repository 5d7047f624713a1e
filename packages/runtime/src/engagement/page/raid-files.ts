import type { RaidLeak } from '@cupola/core/engagement';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { provenanceOf } from '../../mission/provenance.ts';
import type { Provenance } from '../../page/reproduction.ts';
import { columnsCsv } from '../../tables/csv.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import { compareRaids } from '../raid-comparison.ts';
import type { RaidComparison } from '../raid-comparison.ts';
import type { RaidQuestion } from '../raid-question.ts';
import type { RaidReport } from '../raid-report.ts';
import { renderRaid } from './render-raid.ts';

export const RAID_FILE_NAMES: readonly string[] = ['raid.html', 'leakage.csv', 'answer.json'];
const RAID_FOLDER = folderOfAll('raid folder', RAID_FILE_NAMES);

/** An answer about raids with what led to it. Nothing in it depends on when, where or how fast. */
export interface RaidStudy {
  readonly title: string;
  readonly report: RaidReport;
  readonly question: RaidQuestion;
  readonly comparison: RaidComparison;
  readonly provenance: Provenance;
}

export function raidStudy(
  report: RaidReport,
  question: RaidQuestion,
  asked: { readonly name: string; readonly command: string },
): RaidStudy {
  const areas = question.areas.map(({ title }) => title).join(' and ');
  return {
    title: `What leaks of raids from ${areas}: ${asked.name}`,
    report,
    question,
    comparison: compareRaids(question, report.sizes),
    provenance: provenanceOf(asked.command),
  };
}

/** May a raid folder be put here? A former one or an empty folder is replaced; anything else is a problem. */
export function raidFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, RAID_FOLDER);
}

/**
 * Writes a raid folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeRaidFolder(
  folder: string,
  study: RaidStudy,
  interruption: Interruption,
): Promise<void> {
  const { report, comparison, provenance } = study;
  const answer = { ...report, comparison, provenance };
  const files = [
    { name: 'raid.html', content: () => renderRaid(study) },
    { name: 'leakage.csv', content: () => leakageCsv(study) },
    { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
  ];
  await writeWholeFolder(RAID_FOLDER, folder, files, interruption);
}

/** Every raid of the page, one line per size. */
function leakageCsv({ report, comparison }: RaidStudy): string {
  const greedy = new Map(report.sizes.map(({ k, greedyMeanLeak }) => [k, greedyMeanLeak]));
  const rows: readonly { readonly raid: string; readonly leak: RaidLeak }[] = [
    ...report.sizes.map((leak) => ({ raid: 'first', leak })),
    ...(report.second?.sizes ?? []).map((leak) => ({ raid: 'second', leak })),
    ...[...comparison.doctrines, ...comparison.readiness].flatMap(({ name, sizes }) =>
      sizes.map((leak) => ({ raid: name, leak })),
    ),
  ];
  const column = (name: string, of: (leak: RaidLeak) => number) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(rows, ({ leak }) => of(leak)),
  });
  return columnsCsv([
    { name: 'raid', kind: 'text' as const, values: rows.map(({ raid }) => raid) },
    column('missiles', ({ k }) => k),
    column('meanLeak', ({ meanLeak }) => meanLeak),
    column('meanLeakLow', ({ meanLeakCi }) => meanLeakCi[0]),
    column('meanLeakHigh', ({ meanLeakCi }) => meanLeakCi[1]),
    column('p10', ({ p10 }) => p10),
    column('p90', ({ p90 }) => p90),
    column('pNoLeak', ({ pNoLeak }) => pNoLeak),
    column('meanShots', ({ meanShots }) => meanShots),
    {
      name: 'greedyMeanLeak',
      kind: 'number' as const,
      values: Float64Array.from(rows, ({ raid, leak }) =>
        raid === 'first' ? (greedy.get(leak.k) ?? Number.NaN) : Number.NaN,
      ),
    },
  ]);
}
