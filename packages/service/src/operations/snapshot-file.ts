import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { EngineSnapshot } from '../engine/engine-core.ts';
import type { SavedSequences } from '../ingest/sequence-book.ts';
import type { Picture } from '../picture/picture.ts';

/** Raised when records of the picture change, so that a snapshot of others is not gone on from. */
const PICTURE_FORMAT = 4;

/** What a session goes on from after a restart, together with the log from `engine.resumeFrom` on. */
export interface SessionSnapshot {
  /** Hash of the program and of the mission that wrote it: another one cannot go on from its memory. */
  readonly writtenBy: string;
  readonly engine: EngineSnapshot;
  readonly picture: Picture;
  readonly sequences: SavedSequences;
}

/** Written whole or not at all, and durable when done. */
export async function writeSnapshot(path: string, snapshot: SessionSnapshot): Promise<void> {
  const underWay = `${path}.part`;
  try {
    const file = await open(underWay, 'w');
    try {
      await file.writeFile(serialize({ ...snapshot, pictureFormat: PICTURE_FORMAT }));
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
  const snapshot = snapshotAt(path);
  return snapshot?.writtenBy === writtenBy && snapshot.pictureFormat === PICTURE_FORMAT ? snapshot : null;
}

/**
 * Where in the log a restart begins to read.
 *
 * @param writtenBy - Null: whichever program of this format.
 * @returns Null when there is no snapshot to go on from.
 */
export function resumePosition(path: string, writtenBy: string | null): number | null {
  const snapshot = snapshotAt(path);
  if (snapshot?.pictureFormat !== PICTURE_FORMAT) return null;
  return writtenBy === null || snapshot.writtenBy === writtenBy ? snapshot.engine.resumeFrom : null;
}

/** Numbers that satellites have used: of a snapshot of any program. */
export function sequencesAt(path: string): SavedSequences {
  return snapshotAt(path)?.sequences ?? new Map();
}

function snapshotAt(path: string): (SessionSnapshot & { readonly pictureFormat: number }) | null {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of our own, told by `writtenBy`
    return deserialize(readFileSync(path)) as SessionSnapshot & { readonly pictureFormat: number };
  } catch {
    return null;
  }
}
