import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../../interruption.ts';
import { columnsCsv } from '../../../tables/csv.ts';
import { parquetBytes } from '../../../tables/parquet.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../../whole-folder.ts';
import type { FolderFile } from '../../../whole-folder.ts';
import type { DesignStudy } from './design-study.ts';
import { designColumns, marginalColumns } from './design-tables.ts';
import { renderDesign } from './render-design.ts';

/** The files of a design folder. All of them depend on the question, the satellites and the program alone. */
export function designFiles(study: DesignStudy): readonly FolderFile[] {
  const { report, provenance, given } = study;
  const answer = { ...report, provenance: { ...provenance, satellites: given } };
  return [
    { name: 'design.html', content: () => renderDesign(study) },
    { name: 'designs.csv', content: () => columnsCsv(designColumns(report)) },
    { name: 'designs.parquet', content: () => parquetBytes(designColumns(report)) },
    { name: 'marginal.csv', content: () => columnsCsv(marginalColumns(report)) },
    { name: 'marginal.parquet', content: () => parquetBytes(marginalColumns(report)) },
    { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
  ];
}

export const DESIGN_FILE_NAMES: readonly string[] = [
  'design.html',
  'designs.csv',
  'designs.parquet',
  'marginal.csv',
  'marginal.parquet',
  'answer.json',
];

const DESIGN_FOLDER = folderOfAll('design folder', DESIGN_FILE_NAMES);

/** May a design folder be put here? A former one or an empty folder is replaced; anything else is a problem. */
export function designFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, DESIGN_FOLDER);
}

/**
 * Writes a design folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeDesignFolder(
  folder: string,
  study: DesignStudy,
  interruption: Interruption,
): Promise<void> {
  await writeWholeFolder(DESIGN_FOLDER, folder, designFiles(study), interruption);
}
