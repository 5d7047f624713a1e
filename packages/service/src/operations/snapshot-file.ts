import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { foldersHash } from '@cupola/runtime/mission';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { EngineSnapshot } from '../engine/engine-core.ts';
import type { LogKind } from '../log/report-log.ts';
import type { SavedSequences } from '../ingest/sequence-book.ts';
import type { Picture } from '../picture/picture.ts';

/** What a snapshot is made by, and read by, beside what a run's id holds: with any of it changed it is not gone on from. Doors and profiles are none of it. */
const FOLDERS = ['engine', 'ingest', 'log', 'operations', 'picture'].map(
  (name) => `packages/service/src/${name}`,
);
let ownSources: string | null = null;

function sourcesNow(): string {
  ownSources ??= foldersHash(FOLDERS);
  return ownSources;
}

/** What a session goes on from after a restart, together with the log from `engine.resumeFrom` on. */
export interface SessionSnapshot {
  /** Hash of the program and of the mission that wrote it: another one cannot go on from its memory. */
  readonly writtenBy: string;
  readonly engine: EngineSnapshot;
  readonly picture: Picture;
  readonly sequences: SavedSequences;
  /** What `engine.resumeFrom` is a place in. */
  readonly log: LogKind;
}

type WrittenSnapshot = SessionSnapshot & { readonly sources: string };

/** Written whole or not at all, and durable when done. */
export function writeSnapshot(path: string, snapshot: SessionSnapshot): Promise<void> {
  return write(path, { ...snapshot, sources: sourcesNow() });
}

/** Its log has become files, and the place to go on from another one. Whoever wrote it wrote it. */
export async function moveSnapshot(path: string, resumeFrom: number): Promise<void> {
  const snapshot = snapshotAt(path);
  if (snapshot === null) return;
  await write(path, { ...snapshot, engine: { ...snapshot.engine, resumeFrom }, log: 'files' });
}

/** The place in its log that a snapshot of any program goes on from; null when there is none. */
export function snapshotPlace(path: string): number | null {
  return snapshotAt(path)?.engine.resumeFrom ?? null;
}

async function write(path: string, snapshot: WrittenSnapshot): Promise<void> {
  const underWay = `${path}.part`;
  try {
    const file = await open(underWay, 'w');
    try {
      await file.writeFile(serialize(snapshot));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(underWay, path);
  } catch (error) {
    throw new OutsideFailure('disk', `cannot write ${path}`, error);
  }
}

export function snapshotPath(sessionFolder: string): string {
  return join(sessionFolder, 'snapshot.bin');
}

/** @returns Null when there is none, or none that this program can go on from: the log then has everything. */
export function readSnapshot(path: string, writtenBy: string): SessionSnapshot | null {
  return openedSnapshot(path, writtenBy).snapshot;
}

/** The same, and which kind of log there is by a snapshot of any program; null where none says it. It is read once: it may be long. */
export function openedSnapshot(
  path: string,
  writtenBy: string,
): { readonly snapshot: SessionSnapshot | null; readonly log: LogKind | null } {
  const known = snapshotAt(path);
  const { log }: Partial<SessionSnapshot> = known ?? {};
  const isOurs = known?.writtenBy === writtenBy && known.sources === sourcesNow();
  return { snapshot: isOurs ? known : null, log: log ?? null };
}

/**
 * Where in the log a restart begins to read.
 *
 * @param writtenBy - Null: whichever program that keeps snapshots as this one does.
 * @returns Null when there is no snapshot to go on from.
 */
export function resumePosition(path: string, writtenBy: string | null): number | null {
  const snapshot = snapshotAt(path);
  if (snapshot?.sources !== sourcesNow()) return null;
  return writtenBy === null || snapshot.writtenBy === writtenBy ? snapshot.engine.resumeFrom : null;
}

/** Numbers that satellites have used: of a snapshot of any program. */
export function sequencesAt(path: string): SavedSequences {
  return snapshotAt(path)?.sequences ?? new Map();
}

function snapshotAt(path: string): WrittenSnapshot | null {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of our own, told by `writtenBy`
    return deserialize(readFileSync(path)) as WrittenSnapshot;
  } catch {
    return null;
  }
}
