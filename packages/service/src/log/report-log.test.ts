import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { NatsServers, WITHOUT_NATS } from '../delivery/nats/nats-servers.test-data.ts';
import { JetStreamLog } from './jetstream-log.ts';
import type { LogEntry } from './log-files.ts';
import type { ReportLog } from './report-log.ts';
import { SegmentLog } from './segment-log.ts';

let folder = '';
let servers: NatsServers | null = null;
let connection: NatsConnection | null = null;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-logs-'));
  if (WITHOUT_NATS !== null) return;
  servers = await NatsServers.start(1);
  await servers.ready();
  connection = await connect({
    servers: servers.urls.map((each) => each.replace('nats://', '')),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 100,
  });
});
afterAll(async () => {
  await connection?.close();
  await servers?.end();
  rmSync(folder, { recursive: true });
});

const KINDS: readonly (readonly [string, (name: string) => Promise<ReportLog>])[] = [
  ['files', (name) => SegmentLog.open(join(folder, name))],
  [
    'a stream',
    (name) =>
      JetStreamLog.open({
        connection: present(connection),
        stream: name,
        subject: `log.${name}`,
        replicas: null,
        owner: 'test',
      }),
  ],
];

async function all(log: ReportLog, from = 0): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const each of log.entries(from)) entries.push(each);
  return entries;
}

describe.each(KINDS)('a log in %s', (kind, open) => {
  const skipped = kind === 'a stream' && WITHOUT_NATS !== null;

  it.skipIf(skipped)('gives back what was appended, in order, from any position, over openings', async () => {
    let log = await open('order');
    expect(await all(log)).toEqual([]);
    const first = await Promise.all(['one', 'two', 'x'].map((each) => log.append(Buffer.from(each))));
    await log.close();
    log = await open('order');
    const second = await log.append(Buffer.from('three'));
    await log.passed();
    const positions = [...first, second];
    expect(positions.toSorted((a, b) => a - b)).toEqual(positions);
    const entries = await all(log);
    expect(entries.map(({ payload }) => String(payload))).toEqual(['one', 'two', 'x', 'three']);
    expect(entries.map(({ position }) => position)).toEqual(positions);
    expect((await all(log, present(first[1]))).map(({ payload }) => String(payload))).toEqual([
      'two',
      'x',
      'three',
    ]);
    expect((await all(log, present(first[2]) + 1)).map(({ payload }) => String(payload))).toEqual(['three']);
    expect(await all(log, second + 1)).toEqual([]);
    expect(log.trouble).toBeNull();
    await log.close();
  });

  it.skipIf(skipped)('takes records that are longer than a message may be, and many at once', async () => {
    const log = await open('sizes');
    const sizes = [3_000_000, 1, 600_000, ...Array.from({ length: 500 }, (_, index) => 1 + index)];
    const records = sizes.map((size, index) => Buffer.alloc(size, index));
    const positions = await Promise.all(records.map((each) => log.append(each)));
    expect(log.waitingBytes).toBe(0);
    const entries = await all(log);
    expect(entries.map(({ position }) => position)).toEqual(positions);
    expect(entries.every(({ payload }, index) => payload.equals(present(records[index])))).toBe(true);
    expect(await all(log, present(positions[2]))).toEqual(entries.slice(2));
    await log.close();
  });
});

it.skipIf(WITHOUT_NATS !== null)(
  'a stream has one writer: the other is found out and writes nothing more',
  async () => {
    const [, open] = present(KINDS[1]);
    const [one, other] = [await open('writers'), await open('writers')];
    await one.append(Buffer.from('mine'));
    await expect(other.append(Buffer.from('theirs'))).rejects.toThrow('somebody else wrote message 1');
    await expect(other.append(Buffer.from('again'))).rejects.toThrow('not written any more');
    expect(other.trouble).toContain('somebody else');
    await one.append(Buffer.from('still mine'));
    expect((await all(one)).map(({ payload }) => String(payload))).toEqual(['mine', 'still mine']);
  },
);

it.skipIf(WITHOUT_NATS !== null)('a stream of another session is not gone on with', async () => {
  const plan = { connection: present(connection), stream: 'owned', subject: 'log.owned', replicas: null };
  await (await JetStreamLog.open({ ...plan, owner: 'one' })).close();
  await expect(JetStreamLog.open({ ...plan, owner: 'two' })).rejects.toThrow('is "one", not "two"');
});

it.skipIf(WITHOUT_NATS !== null)(
  'what waits while the server is away is there once when it is back; what is appended to no end is refused at a stop',
  async () => {
    const [, open] = present(KINDS[1]);
    const log = await open('away');
    await log.append(Buffer.from('before'));
    await present(servers).stopOne('n1');
    const during = [log.append(Buffer.from('during')), log.append(Buffer.from('during 2'))];
    await expect.poll(() => log.trouble).not.toBeNull();
    present(servers).startOne('n1');
    await Promise.all(during);
    expect(log.trouble).toBeNull();
    expect((await all(log)).map(({ payload }) => String(payload))).toEqual(['before', 'during', 'during 2']);
    await present(servers).stopOne('n1');
    const late = log.append(Buffer.from('late'));
    log.hurry();
    await expect(late).rejects.toThrow('nobody answers');
    await log.close();
  },
);
