import { mkdirSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { readManifest } from './backup-manifest.ts';
import type { BackupManifest, ManifestOutcome } from './backup-manifest.ts';
import { DUMP, restoreDatabase } from './database-dump.ts';
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

/** Does a backup with a database have one to go to, and one without none? */
export function storeProblems({ files }: BackupManifest, postgres: string | null): readonly Problem[] {
  const isDump = files.some(({ path }) => path === DUMP);
  if (isDump === (postgres !== null)) return [];
  const expected = isDump ? 'the URL of an empty PostgreSQL database' : 'none';
  const message = isDump
    ? 'the store of this backup was a PostgreSQL database'
    : 'the store of this backup was SQLite, which is restored to the folder';
  return [{ path: '--postgres', value: null, expected, message }];
}

/**
 * Makes a data folder of a backup that was checked; it appears when it is whole. Files are checked once more as they are copied. A database comes first,
 * in one transaction: it is refused when there is anything of ours in it.
 *
 * @throws OutsideFailure
 */
export async function restore(
  folder: string,
  manifest: BackupManifest,
  dataFolder: string,
  postgres: string | null,
): Promise<void> {
  const target = resolve(dataFolder);
  const partial = join(dirname(target), `.${basename(target)}.partial-${process.pid}`);
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const folders = new Set([partial]);
    if (postgres !== null) await restoreDatabase(postgres, join(folder, DUMP));
    for (const { path, sha256 } of manifest.files) {
      if (path === DUMP) continue;
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
    if (error instanceof OutsideFailure) throw error;
    throw new OutsideFailure('disk', `cannot restore to ${dataFolder}`, error);
  }
}
