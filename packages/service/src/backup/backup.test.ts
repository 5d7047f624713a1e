import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanBatch } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { sentInExercise } from '../serve/recorded-exercise.test-data.ts';
import { emptyScan, liveOptions, sent, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { backUp } from './back-up.ts';
import type { BackupOrder } from './back-up.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { HAS_POSTGRES, emptyDatabase } from '../store/postgres-server.test-data.ts';
import { checkBackup, restore, restoreProblems, storeProblems } from './restore.ts';

const config = smallConfig();
/** Seconds after the first, of which there are as many as bring events. */
const BACKED_UP_AT = 30;
const SECONDS = 60;
let folder = '';
let key = '';
/** What satellites sent in an exercise, by second of arrival. */
let sentBySecond: readonly (readonly ScanBatch[])[] = [];
let manifest: BackupManifest;
const place = (name: string): string => join(folder, name);

function orderOf(data: string, out: string): BackupOrder {
  return { dataFolder: place(data), postgres: null, outFolder: place(out), nowMs: 0 };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-backup-'));
  sentBySecond = (await sentInExercise()).slice(0, SECONDS);
});
afterAll(() => rmSync(folder, { recursive: true }));

const headers = (running: RunningService): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  host: new URL(running.url).host,
});

async function eventsOf(running: RunningService): Promise<readonly unknown[]> {
  const response = await running.app.inject({ url: '/v1/events?limit=1000', headers: headers(running) });
  return response.json<{ items: unknown[] }>().items;
}

async function settled(running: RunningService, second: number): Promise<void> {
  await expect.poll(() => running.service.picture.second).toBeGreaterThanOrEqual(second);
}

it('copies a service that goes on writing: what is restored has everything acknowledged before, and says the same from there on', async () => {
  const origin = await startService(liveOptions(place('data'), config));
  key = origin.firstKey ?? '';
  const acknowledgedBefore: ScanBatch[] = [];
  let backingUp: Promise<BackupManifest> | null = null;
  for (const [second, batches] of sentBySecond.entries()) {
    if (second === BACKED_UP_AT) {
      await settled(origin, BACKED_UP_AT - 10);
      acknowledgedBefore.push(...sentBySecond.slice(0, BACKED_UP_AT).flat());
      backingUp = backUp(orderOf('data', 'backup'));
    }
    expect(await sent(origin, key, batches)).toEqual(batches.map(() => 'accepted'));
  }
  manifest = await present(backingUp);
  const modes = manifest.files.map(({ path }) => statSync(join(place('backup'), path)).mode & 0o077);
  expect(modes, 'nobody else may read it').toEqual(modes.map(() => 0));
  await settled(origin, sentBySecond.length - 3);
  const said = await eventsOf(origin);
  await origin.stop();
  expect(manifest.sessions).toEqual([expect.objectContaining({ id: 'live-0001', kind: 'live' })]);
  expect(manifest.audit).toMatchObject({ entries: 1 });
  const checked = await checkBackup(place('backup'));
  expect(checked).toEqual({ ok: true, manifest });
  await restore(place('backup'), manifest, place('restored'), null);
  expect(readdirSync(place('restored')).toSorted()).toEqual(['sessions', 'store.sqlite']);

  const running = await startService(liveOptions(place('restored'), config));
  expect(running.firstKey).toBeNull();
  expect(running.service.store.session.id).toBe('live-0001');
  const again = await sent(running, key, acknowledgedBefore);
  expect(again).toEqual(acknowledgedBefore.map(() => 'duplicate'));
  for (const batches of sentBySecond.slice(BACKED_UP_AT)) {
    const answer = await sent(running, key, batches);
    expect(answer.every((each) => each === 'accepted' || each === 'duplicate')).toBe(true);
  }
  await settled(running, sentBySecond.length - 3);
  expect(said.length).toBeGreaterThan(2);
  await expect.poll(async () => (await eventsOf(running)).slice(0, said.length)).toEqual(said);
  await running.stop();
});

it('refuses a backup that is torn, damaged, or never became whole, and names the file', async () => {
  const log = present(manifest.files.find(({ path }) => path.endsWith('.log'))).path;
  const damages: readonly [name: string, damage: (copy: string) => void, said: RegExp][] = [
    ['cut', (copy) => truncateSync(join(copy, log), 1000), /not what was backed up/],
    ['changed', (copy) => flip(join(copy, 'store.sqlite')), /not what was backed up/],
    ['gone', (copy) => rmSync(join(copy, log)), /ENOENT/],
    ['under way', (copy) => rmSync(join(copy, 'manifest.json')), /manifest\.json/],
    [
      'other',
      (copy) => writeFileSync(join(copy, 'manifest.json'), '{"files":[]}'),
      /cupolaBackup|expected 1/,
    ],
    [
      'outward',
      (copy) => {
        const files = [{ path: 'sessions/../../out', bytes: 0, sha256: '0'.repeat(64) }];
        writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, files }));
      },
      /a path below the folder/,
    ],
  ];
  for (const [name, damage, reason] of damages) {
    cpSync(place('backup'), place(name), { recursive: true });
    damage(place(name));
    const checked = await checkBackup(place(name));
    expect(checked.ok ? 'taken' : JSON.stringify(checked.problems)).toMatch(reason);
  }
});

it('restores over nothing', () => {
  expect(restoreProblems(place('new'))).toEqual([]);
  expect(
    restoreProblems(place('data'))
      .map((each) => each.message)
      .join(),
  ).toMatch(/holds other things/);
});

it('leaves nothing behind when it cannot be done', async () => {
  await expect(backUp(orderOf('nowhere', 'out'))).rejects.toThrow(/cannot back up/);
  await expect(restore(place('backup'), manifest, place('data'), null)).rejects.toThrow(/cannot restore/);
  const left = readdirSync(folder).filter((name) => name.includes('partial') || name === 'out');
  expect(left).toEqual([]);
});

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[5000] = (bytes[5000] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  it('backs up the database between snapshots and logs, and restores it into an empty one', async () => {
    const postgres = await emptyDatabase();
    const options = { ...liveOptions(place('with database'), config), postgres };
    let running = await startService(options);
    const firstKey = running.firstKey ?? '';
    const batches = Array.from({ length: 8 }, (_, sequence) => emptyScan(config, sequence));
    expect(await sent(running, firstKey, batches)).toEqual(batches.map(() => 'accepted'));
    const order = { dataFolder: options.dataFolder, postgres, outFolder: place('dumped'), nowMs: 0 };
    const dumped = await backUp(order);
    await running.stop();
    expect(dumped.files.map(({ path }) => path)).toContain('store.dump');
    expect(await checkBackup(place('dumped'))).toMatchObject({ ok: true });
    expect(storeProblems(dumped, null)).toHaveLength(1);
    await expect(restore(place('dumped'), dumped, place('twice'), postgres)).rejects.toThrow(
      /cannot restore to postgres/,
    );

    const empty = await emptyDatabase();
    await restore(place('dumped'), dumped, place('from dump'), empty);
    running = await startService({ ...options, dataFolder: place('from dump'), postgres: empty });
    expect(running.firstKey).toBeNull();
    expect(await sent(running, firstKey, batches)).toEqual(batches.map(() => 'duplicate'));
    await running.stop();
  });
});
