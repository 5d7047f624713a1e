import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_POSTGRES, PostgresServer } from '../store/postgres-server.test-data.ts';
import { emptyScan, liveOptions, sent, smallConfig } from './small-service.test-data.ts';
import { startService } from './start-service.ts';

const config = smallConfig();

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  let server: PostgresServer;
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cupola-away-'));
    server = await PostgresServer.make();
  });
  afterAll(async () => {
    await server.remove();
    rmSync(folder, { recursive: true });
  });

  it('a service whose database goes away keeps taking reports, says what it cannot do, and stores it all when it is back', async () => {
    const options = { ...liveOptions(folder, config), postgres: await server.database() };
    let running = await startService(options);
    const key = running.firstKey ?? '';
    const headers = { authorization: `Bearer ${key}`, host: new URL(running.url).host };
    const asked = (url: string): Promise<LightMyRequestResponse> => running.app.inject({ url, headers });
    const send = async (from: number, until: number): Promise<void> => {
      for (let sequence = from; sequence < until; sequence++) {
        // oxlint-disable-next-line no-await-in-loop -- second after second
        expect(await sent(running, key, [emptyScan(config, sequence)])).toEqual(['accepted']);
      }
    };
    const worked = (second: number): Promise<void> =>
      expect.poll(() => running.service.picture.second).toBeGreaterThanOrEqual(second);

    await send(0, 6);
    await worked(3);
    await server.stop();
    await send(6, 12);
    await worked(9);
    const audit = await asked('/v1/audit');
    expect([audit.statusCode, audit.json<{ code: string }>().code]).toEqual([503, 'storage-unavailable']);
    expect(audit.headers['retry-after']).toBeDefined();
    expect((await asked('/v1/tracks')).statusCode).toBe(200);
    const readiness = async (): Promise<unknown> => {
      const { statusCode, body } = await asked('/health/ready');
      return [statusCode, JSON.parse(body)];
    };
    await expect.poll(readiness).toEqual([503, { status: 'unready', reasons: ['events wait for the disk'] }]);

    await server.start();
    let next = 12;
    const isReady = async (): Promise<number> => {
      await send(next, next + 1);
      next++;
      return (await asked('/health/ready')).statusCode;
    };
    await expect.poll(isReady, { interval: 500 }).toBe(200);
    expect((await asked('/v1/audit')).statusCode).toBe(200);
    const through = await running.service.plan.db
      .selectFrom('sessions')
      .select('through_second')
      .executeTakeFirstOrThrow();
    expect(through.through_second).toBeGreaterThanOrEqual(9);
    await running.stop();

    running = await startService(options);
    expect(running.service.store.session.id).toBe('live-0001');
    const all = Array.from({ length: next }, (_, sequence) => emptyScan(config, sequence));
    expect(await sent(running, key, all)).toEqual(all.map(() => 'duplicate'));
    await running.stop();
  });
});
