import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { expect, it } from 'vitest';
import { EMPTY_PICTURE } from '../picture/picture.ts';
import {
  moveSnapshot,
  openedSnapshot,
  readSnapshot,
  resumePosition,
  sequencesAt,
  snapshotPath,
  snapshotPlace,
  writeSnapshot,
} from './snapshot-file.ts';

it('is gone on from by the program that wrote it, and not when what makes and reads it has changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cupola-snapshot-'));
  try {
    const path = snapshotPath(folder);
    const engine = { second: 9, resumeFrom: 77, state: new Uint8Array() };
    const sequences = new Map([['a', { newest: 5, used: [5] }]]);
    await writeSnapshot(path, { writtenBy: 'one', engine, picture: EMPTY_PICTURE, sequences, log: 'stream' });
    expect([readSnapshot(path, 'one')?.engine.second, readSnapshot(path, 'two')]).toEqual([9, null]);
    expect([resumePosition(path, null), resumePosition(path, 'two')]).toEqual([77, null]);
    await moveSnapshot(path, 12);
    expect([snapshotPlace(path), readSnapshot(path, 'one')?.log]).toEqual([12, 'files']);
    // As a service left it whose engine, picture or log was another one, under the same run.
    const { sources, ...rest }: { sources: string } = deserialize(readFileSync(path));
    expect(sources).toMatch(/^[0-9a-f]{16}$/);
    writeFileSync(path, serialize({ ...rest, sources: 'of another' }));
    expect([readSnapshot(path, 'one'), resumePosition(path, null)]).toEqual([null, null]);
    // Numbers that were used are taken from any: nothing is believed twice.
    expect(sequencesAt(path).size).toBe(1);
    expect(openedSnapshot(path, 'one')).toEqual({ snapshot: null, log: 'files' });
    writeFileSync(path, serialize({ ...rest, log: undefined }));
    expect(openedSnapshot(path, 'one').log).toBeNull();
    expect(readSnapshot(path, 'one')).toBeNull();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
