import { cellPlaces } from '@cupola/core/coverage';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import type { FolderFile } from '../../whole-folder.ts';
import { cellsCsv, cellsGeojson, cellsParquet, latitudeCsv } from './cell-files.ts';
import type { CoverageStudy } from './coverage-study.ts';
import { latitudeProfile } from './latitude-profile.ts';
import { renderCoverage } from './render-coverage.ts';

/** The files of a coverage folder. All of them depend on the question, the satellites and the program alone. */
export function coverageFiles(study: CoverageStudy): readonly FolderFile[] {
  const places = cellPlaces(study.settings);
  const profile = latitudeProfile(study.cells);
  const answer = { ...study.told, title: study.title, from: study.from, provenance: study.provenance };
  return [
    { name: 'coverage.html', content: () => renderCoverage(study, places, profile) },
    { name: 'cells.csv', content: () => cellsCsv(study.cells) },
    { name: 'cells.parquet', content: () => cellsParquet(study.cells) },
    { name: 'cells.geojson', content: () => cellsGeojson(study.cells, places) },
    { name: 'latitude.csv', content: () => latitudeCsv(profile) },
    { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
  ];
}

export const COVERAGE_FILE_NAMES: readonly string[] = [
  'coverage.html',
  'cells.csv',
  'cells.parquet',
  'cells.geojson',
  'latitude.csv',
  'answer.json',
];

const COVERAGE_FOLDER = folderOfAll('coverage folder', COVERAGE_FILE_NAMES);

/** May a coverage folder be put here? A former one or an empty folder is replaced; anything else is a problem. */
export function coverageFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, COVERAGE_FOLDER);
}

/**
 * Writes a coverage folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeCoverageFolder(
  folder: string,
  study: CoverageStudy,
  interruption: Interruption,
): Promise<void> {
  await writeWholeFolder(COVERAGE_FOLDER, folder, coverageFiles(study), interruption);
}
