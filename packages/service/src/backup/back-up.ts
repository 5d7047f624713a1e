import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { FIRST_HASH } from '../audit/audit-chain.ts';
import { logFiles, wholeFile } from '../log/log-files.ts';
import type { StreamPlan } from '../delivery/nats/kept-streams.ts';
import { moveSnapshot, snapshotPath, snapshotPlace } from '../operations/snapshot-file.ts';
import { openStore } from '../store/stores.ts';
import { MANIFEST } from './backup-manifest.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { exportStream } from './export-stream.ts';
import { DUMP, dumpDatabase } from './database-dump.ts';
import { copyDurably, fileDigest, syncFolder, writeDurably } from './durable-files.ts';

const STORE = 'store.sqlite';
const SESSIONS = 'sessions';
const LOG = 'log';
/** Left where they are: locks, what SQLite keeps beside its files, files under way. */
const PASSED_OVER = /^(?:lock\.sqlite.*|store\.sqlite.*|.*\.part)$/;
/** The store is copied in one step, so that a service that writes all the time does not make it begin again. */
const ALL_PAGES = 2 ** 30;

export interface BackupOrder {
  readonly dataFolder: string;
  /** URL of the database that is the store; null: the store is in the folder. */
  readonly postgres: string | null;
  /** Logs of sessions that are streams; null: all are files. */
  readonly streams?: StreamPlan | null;
  /** Not there yet; it appears when it is whole. */
  readonly outFolder: string;
  readonly nowMs: number;
}

/**
 * Copies a data folder while its service runs. Snapshots are copied first, then the store, then the logs: each is then at least as new as the one
 * before, which is how a restart finds them after a crash. Logs are copied up to their last whole frame.
 *
 * @throws OutsideFailure
 */
export async function backUp({
  dataFolder,
  postgres,
  streams = null,
  outFolder,
  nowMs,
}: BackupOrder): Promise<BackupManifest> {
  const target = resolve(outFolder);
  const partial = join(dirname(target), `.${basename(target)}.partial-${process.pid}`);
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const files: BackupManifest['files'][number][] = [];
    const copied = async (path: string, length: number | null): Promise<void> => {
      const to = join(partial, path);
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
      files.push({ path, ...(await copyDurably(join(dataFolder, path), to, length)) });
    };
    // oxlint-disable no-await-in-loop -- in this order
    for (const path of plainFiles(dataFolder)) await copied(path, null);
    const store = postgres === null ? STORE : DUMP;
    const told = await (postgres === null
      ? copyStore(join(dataFolder, STORE), join(partial, STORE))
      : copyDatabase(postgres, join(partial, DUMP)));
    // SQLite and pg_dump write for everybody on the machine: the copy is as secret as the folder, also when it is moved.
    chmodSync(join(partial, store), 0o600);
    files.push({ path: store, ...(await fileDigest(join(partial, store))) });
    for (const { path, length } of logParts(dataFolder)) await copied(path, length);
    if (streams !== null) await copyStreams(streams, told.sessions, partial, files);
    // oxlint-enable no-await-in-loop
    const manifest: BackupManifest = {
      cupolaBackup: 1,
      takenAt: new Date(nowMs).toISOString(),
      ...told,
      files,
    };
    await syncFolders(partial, files);
    await writeDurably(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await syncFolder(partial);
    renameSync(partial, target);
    await syncFolder(dirname(target));
    return manifest;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (error instanceof OutsideFailure) throw error;
    throw new OutsideFailure('disk', `cannot back up ${dataFolder}`, error);
  }
}

/** Logs that are streams become files, and the snapshots that go with them name the same places in these. */
async function copyStreams(
  plan: StreamPlan,
  sessions: BackupManifest['sessions'],
  partial: string,
  files: BackupManifest['files'][number][],
): Promise<void> {
  const { KeptStreams } = await import('../delivery/nats/kept-streams.ts');
  const streams = await KeptStreams.connect(plan);
  try {
    // oxlint-disable no-await-in-loop -- one session after the other
    for (const { id } of sessions) {
      if (!(await streams.has(id))) continue;
      const folder = join(SESSIONS, id, LOG);
      if (files.some(({ path }) => path.startsWith(join(folder, '/'))))
        throw new OutsideFailure(
          'disk',
          `the log of ${id} is in files and on a stream`,
          'one of them is another one',
        );
      const snapshot = snapshotPath(join(SESSIONS, id));
      const resumeFrom = snapshotPlace(join(partial, snapshot)) ?? 0;
      const isWhole = await streams.isWhole(id);
      const place = await exportStream(streams.entries(id), join(partial, folder), isWhole, resumeFrom);
      for (const { path } of logFiles(join(partial, folder))) {
        files.push({ path: join(folder, basename(path)), ...(await fileDigest(path)) });
      }
      const at = files.findIndex(({ path }) => path === snapshot);
      if (at < 0) continue;
      await moveSnapshot(join(partial, snapshot), place);
      files[at] = { path: snapshot, ...(await fileDigest(join(partial, snapshot))) };
    }
    // oxlint-enable no-await-in-loop
  } finally {
    await streams.close();
  }
}

/** Every file but the store and the logs: snapshots, and whatever else a service keeps. */
function plainFiles(dataFolder: string): readonly string[] {
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name).slice(join(dataFolder, '/').length);
    const isOfLog = path.split('/')[0] === SESSIONS && path.split('/')[2] === LOG;
    return entry.isFile() && !isOfLog && !PASSED_OVER.test(entry.name) ? [path] : [];
  });
}

/** What there is of every log now; its last file may be written to, and ends with its last whole frame. */
function logParts(dataFolder: string): readonly { readonly path: string; readonly length: number }[] {
  return sessionNames(dataFolder).flatMap((session) => {
    const files = logFiles(join(dataFolder, SESSIONS, session, LOG));
    return files.map((file, index) => {
      const { length } = wholeFile(file).bytes;
      if (index < files.length - 1 && length !== statSync(file.path).size) {
        throw new OutsideFailure('disk', `${file.path} is damaged at byte ${length}`, 'another file follows');
      }
      return { path: join(SESSIONS, session, LOG, basename(file.path)), length };
    });
  });
}

function sessionNames(dataFolder: string): readonly string[] {
  try {
    return readdirSync(join(dataFolder, SESSIONS)).toSorted();
  } catch {
    return [];
  }
}

async function copyStore(from: string, to: string): Promise<Pick<BackupManifest, 'sessions' | 'audit'>> {
  const store = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
  try {
    await backup(store, to, { rate: ALL_PAGES });
  } finally {
    store.close();
  }
  const copy = new DatabaseSync(to);
  try {
    const verdict = copy.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    if (verdict !== 'ok') throw new Error(`the store is damaged: ${String(verdict)}`);
    const sessions = copy.prepare('SELECT id, kind, through_second FROM sessions ORDER BY id').all();
    const last = copy.prepare('SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1').get();
    return {
      sessions: sessions.map((row) => ({
        id: String(row['id']),
        kind: String(row['kind']),
        throughSecond: row['through_second'] === null ? null : Number(row['through_second']),
      })),
      audit: { entries: Number(last?.['sequence'] ?? 0), lastHash: String(last?.['hash'] ?? FIRST_HASH) },
    };
  } finally {
    copy.close();
  }
}

/** What the manifest tells of the sessions was so a moment before the dump. */
async function copyDatabase(url: string, to: string): Promise<Pick<BackupManifest, 'sessions' | 'audit'>> {
  const db = await openStore(url);
  try {
    const sessions = await db
      .selectFrom('sessions')
      .select(['id', 'kind', 'through_second'])
      .orderBy('id')
      .execute();
    const last = await db
      .selectFrom('audit')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    await dumpDatabase(url, to);
    return {
      sessions: sessions.map(({ id, kind, through_second: throughSecond }) => ({ id, kind, throughSecond })),
      audit: { entries: last?.sequence ?? 0, lastHash: last?.hash ?? FIRST_HASH },
    };
  } finally {
    await db.destroy();
  }
}

async function syncFolders(root: string, files: BackupManifest['files']): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(join(root, path))));
  for (const folder of folders) {
    // oxlint-disable-next-line no-await-in-loop -- few
    await syncFolder(folder);
  }
}
