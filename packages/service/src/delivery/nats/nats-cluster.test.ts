import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { RequestError, connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScanBatch } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { ReplayFeed } from '../../feeds/replay-feed.ts';
import { streamEntries } from '../../log/jetstream-log.ts';
import { batchesOf, readRecord } from '../../log/report-record.ts';
import { listen, recordedExercise, sentInExercise } from '../../serve/recorded-exercise.test-data.ts';
import { binaryBody, linesBody, liveOptions, smallConfig } from '../../serve/small-service.test-data.ts';
import { startService } from '../../serve/start-service.ts';
import type { RunningService, ServeOptions } from '../../serve/start-service.ts';
import { natsRecording } from './nats-recording.ts';
import { NatsServers, WITHOUT_NATS } from './nats-servers.test-data.ts';
import { subjectToken } from './subject-token.ts';

const config = smallConfig();
/** What is not answered by then is asked again. */
const AGAIN_AFTER_MS = 3_000;
/** Longer than the service waits for its log. */
const ANSWER_MS = 30_000;
let folder = '';
let cluster: NatsServers | null = null;
let sender: NatsConnection | null = null;
/** What satellites sent in an exercise, by second of arrival; and what it said. */
let sentBySecond: readonly (readonly ScanBatch[])[] = [];
let exerciseFinal: readonly string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-cluster-'));
  if (WITHOUT_NATS !== null) return;
  cluster = await NatsServers.start(3);
  exerciseFinal = (await recordedExercise()).final;
  sentBySecond = await sentInExercise();
  await cluster.ready();
  sender = await connect({
    servers: cluster.urls.map((each) => each.replace('nats://', '')),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 100,
  });
});
afterAll(async () => {
  await sender?.close();
  await cluster?.end();
  rmSync(folder, { recursive: true });
});

const knownKeys = new Map<string, string>();
function keyOf(running: RunningService): Record<string, string> {
  const place = running.service.plan.dataFolder;
  if (running.firstKey !== null) knownKeys.set(place, running.firstKey);
  return { authorization: `Bearer ${knownKeys.get(place)}` };
}

interface Answer {
  readonly accepted?: number;
  readonly code?: string;
  readonly batches?: readonly { readonly status: string; readonly reason: string | null }[];
}

/**
 * As a satellite does: sends, and sends again what is not answered or refused for a while.
 *
 * @returns What became of it; `kept` when it is a duplicate, perhaps of what went before without an answer.
 */
async function send(batch: ScanBatch, form: 'binary' | 'jws'): Promise<string> {
  const body = form === 'binary' ? binaryBody([batch]) : linesBody([batch]);
  for (let attempt = 0; attempt < 200; attempt++) {
    // oxlint-disable no-await-in-loop -- until it is answered
    const answer = await ask(batch.satelliteId, body, AGAIN_AFTER_MS).catch(() => null);
    const status = answer?.batches?.[0]?.status;
    if (status !== undefined) return status === 'duplicate' && attempt > 0 ? 'kept' : status;
    if (answer !== null && answer.code !== 'storage-unavailable' && answer.code !== 'stopping') {
      throw new Error(JSON.stringify(answer));
    }
    await sleep(100);
    // oxlint-enable no-await-in-loop
  }
  throw new Error('never answered');
}

/** Asks again while nobody listens: just after a start the other servers may not know of the subscription yet. */
async function ask(satelliteId: string, body: Uint8Array, timeoutMs = ANSWER_MS): Promise<Answer> {
  const subject = `custody.ingest.${subjectToken(satelliteId)}`;
  for (let attempt = 0; ; attempt++) {
    // oxlint-disable no-await-in-loop -- until somebody listens
    try {
      return (await present(sender).request(subject, body, { timeout: timeoutMs })).json<Answer>();
    } catch (error) {
      if (!(error instanceof RequestError && error.isNoResponders()) || attempt === 1_000) throw error;
    }
    await sleep(50);
    // oxlint-enable no-await-in-loop
  }
}

const FIRST: readonly string[] = ['accepted', 'kept'];
const AGAIN: readonly string[] = ['duplicate', 'kept'];

function optionsIn(name: string): ServeOptions {
  return {
    ...liveOptions(join(folder, name), config),
    nats: { urls: present(cluster).urls, credsFile: null, caFile: null, name, replicas: null },
  };
}

/** There may be none for a moment. */
async function leaderOf(stream: string): Promise<string> {
  const manager = await jetstreamManager(present(sender), { timeout: ANSWER_MS });
  let leader: string | undefined;
  const look = async (): Promise<string | undefined> => {
    const info = await manager.streams.info(stream);
    expect(info.config.num_replicas).toBe(3);
    return (leader = info.cluster?.leader);
  };
  await expect.poll(look).toBeTruthy();
  return present(leader);
}

async function settled(running: RunningService, second: number): Promise<void> {
  await expect.poll(() => running.service.picture.second).toBeGreaterThanOrEqual(second);
}

it.skipIf(WITHOUT_NATS !== null)(
  'three servers, the leader killed in the middle and started again, the service restarted: nothing acknowledged is lost or doubled, and service, replay and exercise say the same',
  async () => {
    await present(cluster).ready();
    const options = optionsIn('cut');
    const final: string[] = [];
    let running = await startService(options);
    let heard = await listen(running, keyOf(running));
    let stopped = '';
    let again = '';
    const acknowledged: string[] = [];
    for (const [second, batches] of sentBySecond.entries()) {
      // oxlint-disable no-await-in-loop -- one after the other
      if (second === 20) {
        stopped = await leaderOf('cut-log-live-0001');
        await present(cluster).stopOne(stopped);
      }
      if (second === 40) present(cluster).startOne(stopped);
      const statuses = await Promise.all(
        batches.map((each, index) => send(each, index % 2 === 0 ? 'binary' : 'jws')),
      );
      // One whose answer was lost with the server was kept all the same.
      expect(statuses.filter((each) => each !== 'accepted' && each !== 'kept')).toEqual([]);
      acknowledged.push(...batches.map((each) => `${each.satelliteId} ${each.sequence}`));
      if (second === 50) {
        await settled(running, second - 3);
        await running.stop();
        final.push(...(await heard.rows));
        running = await startService(options);
        heard = await listen(running, keyOf(running));
        again = await send(present(batches[0]), 'binary');
      }
      // oxlint-enable no-await-in-loop
    }
    await settled(running, sentBySecond.length - 3);
    await running.stop();
    final.push(...(await heard.rows));
    expect(AGAIN).toContain(again);
    expect(final.length).toBeGreaterThan(12);
    expect(exerciseFinal.slice(0, final.length)).toEqual(final);

    const kept: string[] = [];
    for await (const { payload } of streamEntries(present(sender), 'cut-log-live-0001', 0)) {
      kept.push(...batchesOf(readRecord(payload)).map((each) => `${each.satelliteId} ${each.sequence}`));
    }
    expect(kept.toSorted()).toEqual(acknowledged.toSorted());
    expect(new Set(kept).size).toBe(kept.length);

    const recording = natsRecording(present(options.nats), 'cut-log-live-0001');
    const feed = new ReplayFeed(recording, Number.POSITIVE_INFINITY);
    feed.playing.pace.pause();
    const replay = await startService({
      ...liveOptions(join(folder, 'replay'), config),
      feedFrom: () => feed,
    });
    const replayed = await listen(replay, keyOf(replay));
    feed.playing.pace.resume();
    await replay.service.finished;
    expect(replay.service.state).toBe('finished');
    await replay.stop();
    expect(await replayed.rows).toEqual(exerciseFinal);
  },
);

it.skipIf(WITHOUT_NATS !== null)(
  'without any server reports are refused and the service says so; when they are back it goes on, and what waited is there once',
  async () => {
    await present(cluster).ready();
    const running = await startService(optionsIn('away'));
    const [first = [], second = []] = sentBySecond;
    const one = present(first[0]);
    const other = present(second[0]);
    expect(FIRST).toContain(await send(one, 'binary'));
    await Promise.all(['n1', 'n2', 'n3'].map((each) => present(cluster).stopOne(each)));
    const post = (batch: ScanBatch): Promise<{ statusCode: number; headers: object; body: string }> =>
      running.app.inject({
        method: 'POST',
        url: '/v1/ingest/scan-reports',
        headers: {
          ...keyOf(running),
          host: new URL(running.url).host,
          'content-type': 'application/vnd.cupola.scan-reports',
        },
        payload: binaryBody([batch]),
      });
    const unsure = await post(other);
    expect(unsure).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
    expect(JSON.parse(unsure.body)).toMatchObject({ code: 'storage-unavailable' });
    // Known to be away, it is told at once; the first waited for seconds.
    expect(JSON.parse((await post(other)).body)).toMatchObject({ code: 'storage-unavailable' });
    const ready = await running.app.inject({
      url: '/health/ready',
      headers: { host: new URL(running.url).host },
    });
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({ reasons: ['the log does not answer'] });
    for (const name of ['n1', 'n2', 'n3']) present(cluster).startOne(name);
    expect(AGAIN).toContain(await send(other, 'binary'));
    expect(running.service.logTrouble).toBeNull();
    await running.stop();
    const kept: string[] = [];
    for await (const { payload } of streamEntries(present(sender), 'away-log-live-0001', 0)) {
      kept.push(...batchesOf(readRecord(payload)).map((each) => `${each.satelliteId} ${each.sequence}`));
    }
    expect(kept).toEqual([one, other].map((each) => `${each.satelliteId} ${each.sequence}`));
  },
);

it.skipIf(WITHOUT_NATS !== null)(
  'a subject is of one satellite, and what cannot be read gets its problem',
  async () => {
    await present(cluster).ready();
    const running = await startService(optionsIn('subjects'));
    const batch = present(sentBySecond[0]?.[0]);
    expect(await ask('another', binaryBody([batch]))).toMatchObject({
      accepted: 0,
      batches: [{ status: 'unknown-satellite', reason: 'only messages of another are taken here' }],
    });
    expect(await ask(batch.satelliteId, Buffer.from('nonsense'))).toMatchObject({ code: 'unreadable-body' });
    const forged = Buffer.from(binaryBody([batch]));
    forged[50]! ^= 1;
    expect(await ask(batch.satelliteId, forged)).toMatchObject({ batches: [{ status: 'bad-signature' }] });
    expect(FIRST).toContain(await send(batch, 'jws'));
    expect(AGAIN).toContain(await send(batch, 'binary'));
    await running.stop();
  },
);
