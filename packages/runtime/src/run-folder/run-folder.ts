import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../interruption.ts';
import { wholeFolderProblems, writeWholeFolder } from '../whole-folder.ts';
import type { WholeFile } from '../whole-folder.ts';

/** What a folder must hold to be taken for a former run, which may be replaced. */
export const MANIFEST_NAME = 'manifest.json';

/** May the run folder be put here? A former run or an empty folder is replaced; anything else is left alone and is a problem. */
export function runFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, {
    what: 'run folder',
    isFormer: (names) => names.includes(MANIFEST_NAME),
    otherwise: `and no ${MANIFEST_NAME}`,
  });
}

/**
 * Writes a run folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeRunFolder(
  folder: string,
  files: readonly WholeFile[],
  interruption: Interruption,
): Promise<void> {
  await writeWholeFolder('run folder', folder, files, interruption);
}
