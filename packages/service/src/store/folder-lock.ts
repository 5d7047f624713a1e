import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OutsideFailure } from '@cupola/runtime/outside-failure';

/** One service for each folder: a lock that the system lets go when the process ends, however it ends. @returns Lets go. */
export function lockFolder(dataFolder: string): () => void {
  const lock = new DatabaseSync(join(dataFolder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    lock.close();
    throw new OutsideFailure('disk', `${dataFolder} is in use by another service`, error);
  }
  return () => lock.close();
}
