import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CloudEvent, HTTP } from 'cloudevents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ScanBatch } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { verifiedChain } from '../audit/audit-chain.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { newKey } from '../keys/api-key.ts';
import type { Scope } from '../keys/api-key.ts';
import {
  SMALL_INPUTS,
  binaryBody,
  linesBody,
  liveOptions,
  smallConfig,
} from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { insertKey, revokeKey } from '../keys/key-store.ts';
import {
  alert,
  audit,
  custody,
  decision,
  event,
  ingestAnswer,
  page,
  satellite,
  sensor,
  service as serviceSchema,
  tasking,
  track,
} from './schemas.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>> & { readonly items: readonly Record<string, unknown>[] };
}

interface Asking {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: Buffer | Readonly<Record<string, unknown>>;
}

async function ask(
  running: RunningService,
  url: string,
  { method = 'GET', headers = {}, payload }: Asking = {},
): Promise<Answer> {
  const host = new URL(running.url).host;
  const response = await running.app.inject({
    method,
    url,
    headers: { host, authorization: `Bearer ${running.firstKey}`, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  const body = response.body.startsWith('{') ? response.json<Answer['body']>() : { items: [] };
  return { status: response.statusCode, headers: response.headers, body };
}

async function keyWith(
  running: RunningService,
  scopes: readonly Scope[],
): Promise<{ id: string; authorization: string }> {
  const { key, text } = newKey({ mode: 'TEST', name: 'test', scopes, expiresAtUs: null }, 1);
  await insertKey(running.service.plan.db, key, 'test');
  await running.service.keys.refresh();
  return { id: key.id, authorization: `Bearer ${text}` };
}

function verdictsOf(answer: Answer): readonly string[] {
  return ingestAnswer.parse(answer.body).batches.map((each) => each.status);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-doors-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a finished exercise', () => {
  let running: RunningService;
  beforeAll(async () => {
    const { scenario } = SMALL_INPUTS;
    // Everybody falls silent at 48 s, and custody is lost six seconds later.
    const inputs = {
      ...SMALL_INPUTS,
      scenario: {
        ...scenario,
        outages: { lossShare: 0, events: [{ group: 'few', fromS: 48 }] },
        requirements: {
          ...scenario.requirements,
          custody: {
            minSensors: 2,
            maxGapS: 2,
            positionErrorKm: { boost: 0.3, midcourse: 0.3, glide: 0.3, reentry: 0.3 },
          },
        },
      },
    };
    running = await startService({
      ...liveOptions(join(folder, 'exercise'), smallConfig()),
      inputs,
      feedFrom: () => new ExerciseFeed(inputs, Number.POSITIVE_INFINITY),
    });
    await running.service.finished;
  });
  afterAll(() => running.stop());

  const LISTS: readonly (readonly [string, z.ZodType])[] = [
    ['/v1/tracks', track],
    ['/v1/custody', custody],
    ['/v1/decisions', decision],
    ['/v1/taskings', tasking],
    ['/v1/alerts', alert],
    ['/v1/events', event],
    ['/v1/satellites', satellite],
    ['/v1/sensors', sensor],
  ];
  it.each(LISTS)('%s answers as described, every record with its mode, page by page', async (url, schema) => {
    const whole = await ask(running, `${url}?limit=1000`);
    expect(whole.status).toBe(200);
    page(schema).parse(whole.body);
    expect(whole.body.items.length).toBeGreaterThan(0);
    expect(whole.body.items.every((each) => each['dataMode'] === 'TEST')).toBe(true);
    const gathered: unknown[] = [];
    for (let next: unknown = ''; typeof next === 'string';) {
      const cursor = next === '' ? '' : `&cursor=${next}`;
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const answer = await ask(running, `${url}?limit=37${cursor}`);
      gathered.push(...answer.body.items);
      next = answer.body['next'];
    }
    expect(gathered).toEqual(whole.body.items);
  });

  it('says what it serves', async () => {
    const { body } = await ask(running, '/v1');
    serviceSchema.parse(body);
    expect(body).toMatchObject({ feed: 'exercise', state: 'finished', second: 69, satellites: 240 });
  });

  it.each(['/v1/tracks', '/v1/decisions', '/v1/launches', '/v1/alerts?state=all'])(
    '%s tells pollers what is later than they know, and nothing else',
    async (url) => {
      const { items } = (await ask(running, url)).body;
      const toldAt = (item: (typeof items)[number]): string => String(item['closedAt'] ?? item['at']);
      const times = [...new Set(items.map(toldAt))].toSorted();
      expect(times.length).toBeGreaterThan(0);
      for (const since of ['2026-01-01T00:00:00Z', ...times]) {
        const query = `${url}${url.includes('?') ? '&' : '?'}updatedSince=${since}`;
        // oxlint-disable-next-line no-await-in-loop -- a few
        expect((await ask(running, query)).body.items).toEqual(items.filter((each) => toldAt(each) > since));
      }
    },
  );

  it('gives events as a batch that a client of CloudEvents reads, page behind page', async () => {
    const { items } = (await ask(running, '/v1/events?limit=1000')).body;
    expect(items.length).toBeGreaterThan(3);
    const read: unknown[] = [];
    for (let url = '/v1/events?limit=3'; url !== '';) {
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const answer = await running.app.inject({
        url,
        headers: {
          authorization: `Bearer ${running.firstKey}`,
          host: new URL(running.url).host,
          accept: 'application/cloudevents-batch+json',
        },
      });
      expect(answer.statusCode).toBe(200);
      const headers = { 'content-type': String(answer.headers['content-type']) };
      for (const each of [HTTP.toEvent({ headers, body: answer.body })].flat()) {
        if (!(each instanceof CloudEvent)) throw new Error('not an event');
        expect([each.validate(), each['datamode']]).toEqual([true, 'TEST']);
        read.push(each.data);
      }
      [, url = ''] = /^<(.*)>; rel="next"$/.exec(String(answer.headers['link'] ?? '')) ?? [];
    }
    expect(read).toEqual(items);
  });

  it('filters tracks, and answers 304 to whoever has them', async () => {
    const all = await ask(running, '/v1/tracks');
    const idsOf = async (query: string): Promise<readonly unknown[]> =>
      (await ask(running, `/v1/tracks?${query}`)).body.items.map((each) => each['id']);
    const ids = all.body.items.map((each) => each['id']);
    expect(await idsOf('custody=held')).toEqual([]);
    expect(await idsOf('custody=lost')).toEqual(ids);
    expect(await idsOf(`track=${String(ids[0])}`)).toEqual([ids[0]]);
    expect(await idsOf('within=120,30,140,50')).toEqual(ids);
    expect(await idsOf('within=140,30,120,50')).toEqual([]);
    const again = await ask(running, '/v1/tracks', {
      headers: { 'if-none-match': String(all.headers['etag']) },
    });
    expect(again.status).toBe(304);
    const one = await ask(running, `/v1/tracks/${String(ids[0])}`);
    expect(one.body['id']).toBe(ids[0]);
  });

  it.each([
    ['/v1/tracks?limit=0', 400, 'invalid-request'],
    ['/v1/tracks?cursor=AAAA', 400, 'invalid-request'],
    ['/v1/tracks?custody=maybe', 400, 'invalid-request'],
    ['/v1/tracks?within=1,2,3', 400, 'invalid-request'],
    ['/v1/tracks?within=0,50,10,40', 400, 'invalid-request'],
    ['/v1/tracks?region=nowhere', 400, 'invalid-request'],
    ['/v1/stream?region=nowhere', 400, 'invalid-request'],
    ['/v1/tracks.geojson?region=nowhere', 400, 'invalid-request'],
    ['/v1/tracks?updatedSince=yesterday', 400, 'invalid-request'],
    ['/v1/alerts?updatedSince=2026-13-01T00:00:00Z', 400, 'invalid-request'],
    ['/v1/tracks/none', 404, 'not-found'],
    ['/v1/satellites/none', 404, 'not-found'],
    ['/v1/alerts/none', 404, 'not-found'],
    ['/v1/nothing', 404, 'not-found'],
    ['/v1/stream?types=dreams', 400, 'invalid-request'],
  ])('%s is refused with %i %s', async (url, status, code) => {
    const answer = await ask(running, url);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, code, type: `urn:cupola:problem:${code}` });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('lets nobody in without a key in force, nor for what the key is not for, nor under another name', async () => {
    for (const authorization of [
      '',
      'Bearer x',
      `Bearer ${running.firstKey}x`,
      `Basic ${running.firstKey}`,
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      expect((await ask(running, '/v1', { headers: { authorization } })).status).toBe(401);
    }
    const reader = await keyWith(running, ['read']);
    const { authorization } = reader;
    expect((await ask(running, '/v1', { headers: { authorization } })).status).toBe(200);
    expect((await ask(running, '/v1/audit', { headers: { authorization } })).body['code']).toBe(
      'scope-missing',
    );
    await revokeKey(running.service.plan.db, reader.id, 'test', 2);
    await running.service.keys.refresh();
    expect((await ask(running, '/v1', { headers: { authorization } })).status).toBe(401);
    for (const host of ['evil.example', '127.0.0.1:1', '127.0.0.1.evil.example']) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      expect((await ask(running, '/v1', { headers: { host } })).body['code']).toBe('wrong-host');
    }
  });

  it('acknowledges and shelves alerts: once, audited, or only to see what would be', async () => {
    const [lost] = (await ask(running, '/v1/alerts')).body.items;
    expect(lost).toMatchObject({ kind: 'custody-lost', level: 'medium', acknowledgedBy: null });
    const url = `/v1/alerts/${String(lost?.['id'])}`;
    const post = (suffix: string, payload: Record<string, unknown>, headers = {}): Promise<Answer> =>
      ask(running, `${url}/${suffix}`, { method: 'POST', payload, headers });
    const tried = await post('acknowledge?validateOnly=true', { note: 'seen' });
    expect(tried.body).toMatchObject({ note: 'seen' });
    expect((await ask(running, url)).body).toEqual(lost);
    const key = { 'idempotency-key': 'k1' };
    const done = await post('acknowledge', { note: 'seen' }, key);
    expect(done.body).toMatchObject({ note: 'seen', acknowledgedBy: expect.stringMatching(/^key:/) });
    alert.parse(done.body);
    expect((await post('acknowledge', { note: 'seen' }, key)).body).toEqual(done.body);
    expect((await post('acknowledge', { note: 'other' }, key)).body['code']).toBe('idempotency-mismatch');
    expect((await post('shelve', { until: '2020-01-01T00:00:00Z' })).body['code']).toBe('invalid-request');
    expect((await post('shelve', { until: 'tomorrow' })).body['code']).toBe('invalid-request');
    expect((await post('acknowledge', { nota: 'x' })).body['code']).toBe('invalid-request');
    expect((await post('shelve', { until: '2999-01-01T00:00:00Z' })).status).toBe(200);
    const open = await ask(running, '/v1/alerts');
    expect(open.body.items.map((each) => each['id'])).not.toContain(lost?.['id']);
    expect((await ask(running, '/v1/alerts?shelved=true')).body.items.map((each) => each['id'])).toContain(
      lost?.['id'],
    );
    const chain = page(audit).parse((await ask(running, '/v1/audit')).body).items;
    expect(verifiedChain(chain)).toMatchObject({ ok: true });
    const deeds = chain.filter((each) => each.subject === lost?.['id']);
    expect(deeds.map((each) => each.action)).toEqual(['alert.acknowledge', 'alert.shelve']);
  });

  it('takes no reports', async () => {
    const answer = await ask(running, '/v1/ingest/scan-reports', {
      method: 'POST',
      headers: { 'content-type': 'application/jsonl' },
      payload: Buffer.from('{}'),
    });
    expect(answer.body['code']).toBe('feed-not-live');
  });

  it('describes itself, page and measures included', async () => {
    const { body } = await ask(running, '/openapi.json', { headers: { authorization: '' } });
    expect(body['openapi']).toBe('3.1.0');
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(body['paths']))).toEqual(
      expect.arrayContaining([
        '/v1',
        '/v1/tracks',
        '/v1/stream',
        '/v1/ingest/scan-reports',
        '/v1/alerts/{id}/shelve',
      ]),
    );
    expect((await ask(running, '/health/ready')).body).toEqual({ status: 'ready', reasons: [] });
    for (const url of ['/', '/page.js', '/page.css', '/metrics', '/health/live']) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      expect((await ask(running, url)).status).toBe(200);
    }
    expect((await ask(running, '/report')).status).toBe(404);
  });
});

describe('the door for reports', () => {
  const config = smallConfig();
  const [satelliteId = ''] = config.ownSide.satelliteIds;
  let running: RunningService;
  beforeAll(async () => {
    running = await startService(liveOptions(join(folder, 'live'), config));
  });
  afterAll(() => running.stop());

  let sequence = 0;
  function batch(change: Partial<ScanBatch> = {}): ScanBatch {
    return {
      satelliteId,
      sequence: sequence++,
      reportCount: 1,
      sensorIds: ['wide-mwir'],
      sensorIndex: Uint8Array.of(0),
      scanAtUs: Float64Array.of(1e6),
      arrivedAtUs: Float64Array.of(2e6),
      status: Uint8Array.of(0),
      pointingItrf: null,
      detectionStart: Uint32Array.of(0, 1),
      detectionCount: 1,
      losItrf: Float64Array.of(1, 0, 0),
      sigmaRad: Float64Array.of(1e-5),
      snr: Float32Array.of(9),
      ...change,
    };
  }
  const send = (payload: Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
    ask(running, '/v1/ingest/scan-reports', {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.cupola.scan-reports', ...headers },
      payload,
    });

  it('tells of each message what became of it', async () => {
    const first = batch();
    const forged = binaryBody([batch()]);
    forged[forged.length - 1] = 1;
    const body = Buffer.concat([
      binaryBody([first, first, batch({ sensorIds: ['none'] }), batch({ satelliteId: 'stranger' })]),
      binaryBody([
        batch({ sigmaRad: Float64Array.of(9) }),
        batch({ arrivedAtUs: Float64Array.of(Number.NaN) }),
      ]),
      forged,
      Buffer.from('rest'),
    ]);
    const answer = await send(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 1, refused: 7, dataMode: 'TEST' });
    expect(verdictsOf(answer)).toEqual([
      'accepted',
      'duplicate',
      'unknown-sensor',
      'unknown-satellite',
      'malformed',
      'clock-skew',
      'bad-signature',
      'malformed',
    ]);
    const early = await send(binaryBody([batch({ arrivedAtUs: Float64Array.of(9e9) })]));
    expect(verdictsOf(early)).toEqual(['clock-skew']);
  });

  it('reads both forms, plain and packed', async () => {
    const lines = { 'content-type': 'application/jsonl' };
    expect((await send(linesBody([batch(), batch()]), lines)).body['accepted']).toBe(2);
    expect(
      (await send(gzipSync(linesBody([batch()])), { ...lines, 'content-encoding': 'gzip' })).body['accepted'],
    ).toBe(1);
  });

  it.each([
    ['nothing', Buffer.alloc(0), {}, 400, 'unreadable-body'],
    ['noise', Buffer.from('noise'), {}, 400, 'unreadable-body'],
    ['no gzip', Buffer.from('noise'), { 'content-encoding': 'gzip' }, 400, 'unreadable-body'],
    [
      'a bomb',
      gzipSync(Buffer.alloc(64 * 1024 * 1024)),
      { 'content-encoding': 'gzip' },
      413,
      'body-too-large',
    ],
    ['too much', Buffer.alloc(17 * 1024 * 1024), {}, 413, 'body-too-large'],
    ['another packing', Buffer.from('x'), { 'content-encoding': 'br' }, 415, 'unsupported-media-type'],
    ['another form', Buffer.from('x'), { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
  ])('refuses %s', async (_, body, headers, status, code) => {
    const answer = await send(body, headers);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('does not read what comes without the scope for it', async () => {
    const { authorization } = await keyWith(running, ['read', 'act']);
    expect((await send(binaryBody([batch()]), { authorization })).body['code']).toBe('scope-missing');
  });

  it('ends the stream of a key that is revoked', async () => {
    const { id, authorization } = await keyWith(running, ['read']);
    const response = await fetch(`${running.url}v1/stream`, { headers: { authorization } });
    await revokeKey(running.service.plan.db, id, 'test', 3);
    const text = await response.text();
    expect(text).toContain('event: snapshot');
    expect(text).toContain('no longer in force');
  });

  it('is alone in its folder', async () => {
    await expect(startService(liveOptions(join(folder, 'live'), config))).rejects.toThrow(
      'in use by another service',
    );
    expect(present(running.firstKey ?? undefined)).toMatch(/^cl_test_/);
  });
});
