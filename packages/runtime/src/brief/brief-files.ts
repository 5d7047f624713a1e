import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../interruption.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../whole-folder.ts';
import { briefMarkdown } from './brief-markdown.ts';
import type { Brief } from './brief.ts';
import { renderBrief } from './render-brief.ts';

export const BRIEF_FILE_NAMES: readonly string[] = ['brief.html', 'brief.md'];
const BRIEF_FOLDER = folderOfAll('brief folder', BRIEF_FILE_NAMES);

export function briefFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, BRIEF_FOLDER);
}

/**
 * Writes a brief whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeBriefFolder(
  folder: string,
  brief: Brief,
  interruption: Interruption,
): Promise<void> {
  await writeWholeFolder(
    BRIEF_FOLDER,
    folder,
    [
      { name: 'brief.html', content: () => renderBrief(brief) },
      { name: 'brief.md', content: () => briefMarkdown(brief) },
    ],
    interruption,
  );
}
