import { mkdirSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { OutsideFailure } from '@cupola/runtime';
import { readManifest } from './backup-manifest.ts';
import type { BackupManifest, ManifestOutcome } from './backup-manifest.ts';
import { copyDurably, fileDigest, syncFolder } from './durable-files.ts';

/** Is every file of a backup what it was? Every one that is not is a problem. */
export async function checkBackup(folder: string): Promise<ManifestOutcome> {
  const read = readManifest(folder);
  if (!read.ok) return read;
  const problems: Problem[] = [];
  for (const { path, bytes, sha256 } of read.manifest.files) {
    const file = join(folder, path);
    // oxlint-disable-next-line no-await-in-loop -- one file after the other is as fast as the disk
    const found = await fileDigest(file).catch((error: unknown) => String(error));
    const expected = `${bytes} bytes with SHA-256 ${sha256}`;
    const isSame = typeof found !== 'string' && found.bytes === bytes && found.sha256 === sha256;
    if (isSame) continue;
    const message = typeof found === 'string' ? found : 'it is not what was backed up';
    problems.push({ file, path: '', value: typeof found === 'string' ? null : found, expected, message });
  }
  return problems.length === 0 ? read : { ok: false, problems };
}

/** May a data folder be put here? Only where there is nothing. */
export function restoreProblems(dataFolder: string): readonly Problem[] {
  const problem = { path: '--data', value: dataFolder, expected: 'a new path or an empty folder' };
  try {
    const names = readdirSync(dataFolder);
    if (names.length === 0) return [];
    return [{ ...problem, message: `the folder holds other things (${names.slice(0, 3).join(', ')})` }];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOENT' ? [] : [{ ...problem, message: String(error) }];
  }
}

/**
 * Makes a data folder of a backup that was checked; it appears when it is whole. Files are checked once more as they are copied.
 *
 * @throws OutsideFailure
 */
export async function restore(folder: string, manifest: BackupManifest, dataFolder: string): Promise<void> {
  const target = resolve(dataFolder);
  const partial = join(dirname(target), `.${basename(target)}.partial-${process.pid}`);
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const folders = new Set([partial]);
    for (const { path, sha256 } of manifest.files) {
      const to = join(partial, path);
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
      folders.add(dirname(to));
      // oxlint-disable-next-line no-await-in-loop -- one file after the other
      const copied = await copyDurably(join(folder, path), to, null);
      if (copied.sha256 !== sha256) throw new Error(`${path} has changed meanwhile`);
    }
    // oxlint-disable-next-line no-await-in-loop -- few
    for (const each of folders) await syncFolder(each);
    // An empty folder of that name gives way; one in which something has appeared meanwhile does not.
    try {
      rmdirSync(target);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    renameSync(partial, target);
    await syncFolder(dirname(target));
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new OutsideFailure('disk', `cannot restore to ${dataFolder}`, error);
  }
}
