import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../interruption.ts';
import { wholeFolderProblems, writeWholeFolder } from '../whole-folder.ts';
import type { FolderKind, FolderFile } from '../whole-folder.ts';

export const MANIFEST_NAME = 'manifest.json';

/** All that a run folder ever holds; a folder with anything else in it is somebody's own. */
export const RUN_FILE_NAMES: readonly string[] = [
  MANIFEST_NAME,
  'scenario.yaml',
  'summary.json',
  'events.jsonl',
  'tracks.parquet',
  'points.jsonl',
  'detections.parquet',
  'truth.parquet',
  'scene.czml',
  'report.html',
  'timing.json',
];

const RUN_FOLDER: FolderKind = {
  what: 'run folder',
  fileNames: RUN_FILE_NAMES,
  isFormer: (folder) => isManifest(join(folder, MANIFEST_NAME)),
};

/** May the run folder be put here? A former run or an empty folder is replaced; anything else is left alone and is a problem. */
export function runFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, RUN_FOLDER);
}

function isManifest(file: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return (
      typeof manifest === 'object' &&
      manifest !== null &&
      'runId' in manifest &&
      'simulated' in manifest &&
      manifest.simulated === true
    );
  } catch {
    return false;
  }
}

/**
 * Writes a run folder whole or not at all: into a folder beside it, which then takes its name. An interruption, or a failure, leaves
 * what was there before.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeRunFolder(
  folder: string,
  files: readonly FolderFile[],
  interruption: Interruption,
): Promise<void> {
  await writeWholeFolder(RUN_FOLDER, folder, files, interruption);
}
