import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SMALL_SCENARIO } from '../../../core/src/mission/small-mission.test-data.ts';
import { SequenceBook } from '../ingest/sequence-book.ts';
import type { ReportLog } from '../log/report-log.ts';
import { Sayings, operationsTo } from './heard-operations.test-data.ts';
import { sequencesAt, snapshotPath } from './snapshot-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'cupola-numbers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A log that keeps nothing before it is told how that ends. */
class SlowLog implements ReportLog {
  readonly kind = 'files';
  readonly waitingBytes = 0;
  readonly tornBytes = 0;
  readonly trouble = null;
  #ends: PromiseWithResolvers<number> = Promise.withResolvers();

  get ends(): PromiseWithResolvers<number> {
    return this.#ends;
  }

  append(): Promise<number> {
    this.#ends = Promise.withResolvers();
    return this.#ends.promise;
  }

  passed(): Promise<void> {
    return Promise.resolve();
  }

  async *entries(): AsyncIterable<never> {}

  hurry(): void {}

  close(): Promise<void> {
    return Promise.resolve();
  }
}

it('a snapshot has no numbers of what is not durable: after a crash they may come again', async () => {
  const log = new SlowLog();
  const sequences = new SequenceBook();
  const failures: unknown[] = [];
  const operations = await operationsTo(
    new Sayings(),
    { scenario: SMALL_SCENARIO, catalogues: new Map(), regions: [] },
    {
      folder,
      sequences,
      openLog: () => Promise.resolve(log),
      onSnapshotFailure: (error) => failures.push(error),
    },
  );
  await operations.second(1);
  const path = snapshotPath(folder);
  const written = async (sequence: number, end: () => void): Promise<readonly number[]> => {
    sequences.use('a', sequence);
    const kept = operations
      .record({ form: 'jws', bytes: Buffer.from(' '), arrival: { kind: 'stamped', atUs: 1_500_000 } })
      .catch(() => sequences.giveBack('a', sequence));
    const snapshot = operations.snapshot();
    await operations.second(1 + sequence);
    const meanwhile = sequencesAt(path).get('a')?.used ?? [];
    end();
    await Promise.all([kept, snapshot]);
    expect(meanwhile).not.toContain(sequence);
    return sequencesAt(path).get('a')?.used ?? [];
  };
  expect(await written(1, () => log.ends.resolve(0))).toEqual([1]);
  expect(await written(2, () => log.ends.reject(new Error('the disk is full')))).toEqual([1]);
  expect(failures).toEqual([new Error('the disk is full')]);
  await operations.snapshot();
  expect(sequencesAt(path).get('a')?.used).toEqual([1]);
  await operations.close();
});
