import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ONTOLOGY_RID } from '../profiles/osdk/metadata.ts';
import { liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';

let folder = '';
let running: RunningService;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-malformed-'));
  running = await startService(liveOptions(folder, smallConfig()));
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

async function answerTo(
  method: 'GET' | 'HEAD' | 'POST',
  url: string,
  payload?: object | string,
  type = 'application/json',
): Promise<{ readonly status: number; readonly type: string; readonly body: string }> {
  const { statusCode, headers, body } = await running.app.inject({
    method,
    url,
    headers: {
      host: new URL(running.url).host,
      authorization: `Bearer ${running.firstKey}`,
      ...(payload === undefined ? {} : { 'content-type': type }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: statusCode, type: String(headers['content-type']), body };
}

function union(each: object, times: number): object {
  return { type: 'union', objectSets: Array.from({ length: times }, () => each) };
}

const cursorOf = (text: string): string => Buffer.from(`after:${text}`).toString('base64url');

it.each([
  ['an address that is no text', '/v1/tracks/%ZZ'],
  ['a name that is too long', `/v1/tracks/${'a'.repeat(5_000)}`],
  ['a name with a null', '/v1/tracks/%00'],
  ['a question with a null', '/v1/events?track=%00'],
  ['a cursor with a null', `/v1/tracks?cursor=${cursorOf('\0')}`],
  ['a question that is asked twice', '/v1/tracks?limit=1&limit=2'],
  ['a number that is none', `/v1/events?cursor=${cursorOf('NaN')}`],
])('refuses %s with a problem that says so', async (_, url) => {
  const { status, type, body } = await answerTo('GET', url);
  expect([status, type.split(';')[0]]).toEqual([400, 'application/problem+json']);
  expect(body).toContain('"code":"invalid-request"');
  expect(body.length).toBeLessThan(1_000);
});

it('refuses a text with a null, however deep it lies', async () => {
  const named = await answerTo('POST', '/v1/keys', { name: 'a\0b', scopes: ['read'] });
  expect([named.status, named.body.includes('null character')]).toEqual([400, true]);
  const deep = await answerTo('POST', '/v1/webhooks', {
    url: 'https://a.invalid/',
    types: ['alert.*', '\0'],
  });
  expect([deep.status, deep.body.includes('null character')]).toEqual([400, true]);
});

it('reads a megabyte of anything, and more of reports alone', async () => {
  const long = 'x'.repeat(2 * 1024 * 1024);
  expect((await answerTo('POST', '/v1/alerts/none/acknowledge', { note: long })).status).toBe(413);
  expect((await answerTo('POST', '/v1/ingest/scan-reports', long, 'application/jsonl')).status).not.toBe(413);
});

it('has no head of a stream, which would never end', async () => {
  expect((await answerTo('HEAD', '/v1/stream')).status).toBe(404);
  expect(running.service.hub.counts.subscribers).toBe(0);
});

it('makes a set of objects of so many sets and no more', async () => {
  const url = `/compat/osdk/api/v2/ontologies/${ONTOLOGY_RID}/objectSets/loadObjects`;
  const base = { type: 'base', objectType: 'Track' };
  expect((await answerTo('POST', url, { objectSet: union(union(base, 8), 10) })).status).toBe(200);
  const more = await answerTo('POST', url, { objectSet: union(union(base, 10), 10) });
  expect([more.status, more.body.includes('more than 100 sets')]).toEqual([400, true]);
});
