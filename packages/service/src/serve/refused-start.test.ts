import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { present } from '@cupola/core/foundation';
import { Engine } from '../engine/engine.ts';
import { snapshotPath } from '../operations/snapshot-file.ts';
import { emptyScan, liveOptions, sent, smallConfig } from './small-service.test-data.ts';
import { startService } from './start-service.ts';

const config = smallConfig();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-refused-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function startsAndStops(): Promise<void> {
  const running = await startService(liveOptions(folder, config));
  await running.stop();
}

it('leaves nothing held when the bus does not answer', async () => {
  const nobody = await freePort();
  const nats = {
    urls: [`nats://127.0.0.1:${nobody}`],
    name: 'refused',
    credsFile: null,
    caFile: null,
    replicas: null,
  };
  await expect(startService({ ...liveOptions(folder, config), nats })).rejects.toThrow('cannot reach NATS');
  await startsAndStops();
});

it('ends the thread of the engine when the log cannot be read to its end', async () => {
  const first = await startService(liveOptions(folder, config));
  expect(await sent(first, present(first.firstKey), [emptyScan(config, 0)])).toEqual(['accepted']);
  const { id } = first.service.store.session;
  await first.stop();
  rmSync(snapshotPath(join(folder, 'sessions', id)), { force: true });
  vi.spyOn(Engine.prototype, 'take').mockImplementationOnce(() => {
    throw new Error('cannot be read');
  });
  const ended = vi.spyOn(Engine.prototype, 'close');
  await expect(startService(liveOptions(folder, config))).rejects.toThrow('cannot be read');
  expect(ended).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
  await startsAndStops();
});

/** Of a port that nobody listens on any more. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
