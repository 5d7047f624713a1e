import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { connect } from '@nats-io/transport-node';
import { expect, it } from 'vitest';
import { EMPTY_PICTURE, NO_CHANGES } from '../../picture/picture.ts';
import { SAMPLE_TRACK } from '../../profiles/sample-records.test-data.ts';
import { liveOptions, smallConfig } from '../../serve/small-service.test-data.ts';
import { startService } from '../../serve/start-service.ts';
import { NatsServers, WITHOUT_NATS } from './nats-servers.test-data.ts';

const BOUNDS = 'max_pending: 1MB\nwrite_deadline: "1s"';

it.skipIf(WITHOUT_NATS !== null)(
  'a reader that does not read is cut off by its server; the service and other readers do not notice',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cupola-slow-reader-'));
    const servers = await NatsServers.start(1, BOUNDS);
    await servers.ready();
    const running = await startService({
      ...liveOptions(folder, smallConfig()),
      nats: { urls: servers.urls, credsFile: null, caFile: null, name: 'slow', replicas: null },
    });
    const { host, port } = new URL(servers.urls[0]?.replace('nats:', 'http:') ?? '');
    const reader = await connect({ servers: [host], reconnect: false });
    let heard = 0;
    reader.subscribe('custody.operator.>', { callback: () => void heard++ });
    await reader.flush();
    const stalled = connectSocket(Number(port), '127.0.0.1');
    let isCut = false;
    let greeting = '';
    stalled.on('data', (bytes: Buffer) => {
      greeting += bytes.toString('utf8');
    });
    stalled.on('error', () => {});
    stalled.on('close', () => {
      isCut = true;
    });
    stalled.write('CONNECT {"verbose":false,"pedantic":false}\r\nSUB custody.operator.> 1\r\nPING\r\n');
    await expect.poll(() => greeting, { timeout: 10_000 }).toContain('PONG');
    stalled.pause();

    const { hub } = running.service;
    expect(hub.subscribersOf('operator')).toBe(1);
    const told = async (number: number): Promise<void> => {
      const record = { ...SAMPLE_TRACK, id: `T${number}` };
      const tracks = new Map([[record.id, record]]);
      const picture = { ...EMPTY_PICTURE, second: number, tracks };
      hub.publish({ picture, changes: { ...NO_CHANGES, tracks: [record] }, finals: [], isWhole: true });
      await yieldToOthers();
    };
    // So much that neither the kernel nor the server may keep it for one that does not read.
    for (let number = 0; number < 20_000; number++) {
      // oxlint-disable-next-line no-await-in-loop -- one second after the other
      await told(number);
    }
    // Whoever is cut finds it out when he looks.
    stalled.resume();
    await expect.poll(() => isCut, { timeout: 20_000 }).toBe(true);
    expect([reader.isClosed(), hub.subscribersOf('operator')]).toEqual([false, 1]);
    const before = heard;
    expect(before).toBeGreaterThan(0);
    await expect
      .poll(
        async () => {
          await told(1);
          await told(2);
          return heard;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(before);
    stalled.destroy();
    await reader.close();
    await running.stop();
    await servers.end();
    rmSync(folder, { recursive: true });
  },
  90_000,
);
