import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { WHOLE } from '../../access/entitlement.ts';
import type { Entitlement } from '../../access/entitlement.ts';
import { ExerciseFeed } from '../../feeds/exercise-feed.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../../serve/small-service.test-data.ts';
import { startService } from '../../serve/start-service.ts';
import { Gate } from './gate.test-data.ts';
import { NatsServers, WITHOUT_NATS } from './nats-servers.test-data.ts';
import { PublishedSubjects } from './published-subjects.ts';

let folder = '';
let servers: NatsServers | null = null;
let reader: NatsConnection | null = null;
/** The service's way to the server. */
let gate: Gate | null = null;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-published-'));
  if (WITHOUT_NATS !== null) return;
  servers = await NatsServers.start(1);
  await servers.ready();
  gate = await Gate.before(Number(new URL(present(servers.urls[0])).port));
  const places = servers.urls.map((each) => each.replace('nats://', ''));
  reader = await connect({ servers: places, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
});
afterAll(async () => {
  await reader?.close();
  gate?.remove();
  await servers?.end();
  rmSync(folder, { recursive: true });
});

interface Heard {
  readonly subject: string;
  readonly record: { readonly id?: string; readonly sequence?: number; readonly dataMode?: string };
}

async function backAgain(connection: NatsConnection): Promise<void> {
  for await (const { type } of connection.status()) if (type === 'reconnect') break;
  await connection.flush();
}

it.skipIf(WITHOUT_NATS !== null)(
  'tells each tenant what its plan says, on its own subjects, and everything anew when the server comes back',
  async () => {
    const heard: Heard[] = [];
    present(reader).subscribe('custody.>', {
      callback: (error, message) => {
        if (error === null) heard.push({ subject: message.subject, record: message.json() });
      },
    });
    await present(reader).flush();
    const feed = new ExerciseFeed(SMALL_INPUTS, Number.POSITIVE_INFINITY, true);
    const running = await startService({
      ...liveOptions(join(folder, 'exercise'), smallConfig()),
      feedFrom: () => feed,
      nats: { urls: [present(gate).url], credsFile: null, caFile: null, name: 'told', replicas: null },
    });
    const nowhere: Entitlement = { ...WHOLE, regions: [] };
    const eventsAlone: Entitlement = { ...WHOLE, products: ['events', 'tracks'] };
    const beside = new PublishedSubjects(present(reader), running.service.hub, () => [
      { tenantId: 'no.where', entitlement: nowhere },
      { tenantId: 'part', entitlement: eventsAlone },
    ]);
    feed.playing.pace.resume();
    await running.service.finished;
    const { firstKey } = running;
    const headers = { host: new URL(running.url).host, authorization: `Bearer ${firstKey}` };
    const list = async (path: string): Promise<readonly Heard['record'][]> =>
      (await running.app.inject({ url: `/v1/${path}?limit=1000`, headers })).json<{
        items: readonly Heard['record'][];
      }>().items;
    const events = await list('events');
    const tracks = await list('tracks');
    expect(events.length).toBeGreaterThan(2);
    expect(tracks.length).toBeGreaterThan(0);
    const of = (prefix: string): readonly Heard[] =>
      heard.filter(({ subject }) => subject.startsWith(prefix));
    await expect
      .poll(() => of('custody.operator.event.').map(({ record }) => record.sequence))
      .toEqual(events.map(({ sequence }) => sequence));
    const newest = (prefix: string): readonly unknown[] =>
      tracks.map(({ id }) => of(`${prefix}track.${id}`).at(-1)?.record);
    await expect.poll(() => newest('custody.operator.')).toEqual(tracks);
    expect(heard.every(({ record }) => record.dataMode === 'TEST' || Object.keys(record).length === 1)).toBe(
      true,
    );
    // A name with a dot is one token all the same, and who may see nothing is told nothing.
    expect(of('custody.no=2ewhere.')).toEqual([]);
    expect(of('custody.no.where.')).toEqual([]);
    // Whoever has no custody and no decisions is not told them with tracks, nor events of them.
    await expect.poll(() => of('custody.part.track.').length).toBeGreaterThan(0);
    const part = of('custody.part.');
    const kinds = new Set(part.map(({ subject }) => subject.split('.')[2]));
    expect(kinds.has('alert') || kinds.has('tasking')).toBe(false);
    expect(part.every(({ record }) => !('custody' in record) || record.custody === null)).toBe(true);

    // Whoever listens is back before the service is: nobody tells it twice.
    present(gate).shut();
    await present(servers).stopOne('n1');
    heard.length = 0;
    const isBack = backAgain(present(reader));
    present(servers).startOne('n1');
    await isBack;
    present(gate).open();
    await expect.poll(() => newest('custody.operator.')).toEqual(tracks);
    beside.close();
    await running.stop();
  },
);
