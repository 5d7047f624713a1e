import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import { EMPTY_PICTURE, NO_CHANGES } from '../picture/picture.ts';
import { SAMPLE_TRACK } from '../profiles/sample-records.test-data.ts';
import { openStore } from '../store/stores.ts';
import { STUCK_BYTES } from '../stream/stream-hub.ts';
import { emptyScan, linesBody, liveOptions, sent, smallConfig } from './small-service.test-data.ts';
import { startService } from './start-service.ts';
import type { RunningService } from './start-service.ts';

/* Real sockets that stall, half close or send bombs, at a service that goes on for everybody else. */

const config = smallConfig();
let folder = '';
let running: RunningService;
let key = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-sockets-'));
  const db = await openStore(join(folder, 'store.sqlite'));
  const made = newKey({ mode: 'TEST', name: 'all', scopes: ['read', 'ingest'], expiresAtUs: null }, 1);
  await insertKey(db, made.key, 'test');
  await db.destroy();
  key = made.text;
  running = await startService({
    ...liveOptions(folder, config),
    cot: {
      plain: { host: '127.0.0.1', port: 0, keyId: made.key.id },
      tls: null,
      missileType: 'a-{aff}-A-W-M-B',
      clock: 'scenario',
      idleMs: 60_000,
    },
  });
}, 60_000);
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly socket: Socket;
  text: string;
  isClosed: boolean;
}

function opened(port: number, allowHalfOpen = false): Opened {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen });
  const known: Opened = { socket, text: '', isClosed: false };
  socket.on('error', () => {});
  socket.on('close', () => {
    known.isClosed = true;
  });
  socket.on('data', (bytes) => {
    known.text = `${known.text}${bytes.toString('utf8')}`.slice(-20_000);
  });
  return known;
}

const webPort = (): number => Number(new URL(running.url).port);
const head = (url: string): string =>
  `GET ${url} HTTP/1.1\r\nhost: 127.0.0.1:${webPort()}\r\nauthorization: Bearer ${key}\r\n\r\n`;

/** One second of as many tracks as make some ten kilobytes. */
const tracks = new Map(
  Array.from({ length: 8 }, (_, index) => `T00${index}`).map((id) => [
    id,
    { ...SAMPLE_TRACK, id, expiresAt: '2099-01-01T00:00:00.000Z' },
  ]),
);
const moment = {
  picture: { ...EMPTY_PICTURE, second: 1, tracks },
  changes: { ...NO_CHANGES, tracks: [...tracks.values()] },
  finals: [],
  isWhole: true,
};

/** Tells second after second until something is so, with pauses in which whoever reads does. */
async function tellUntil(isSo: () => boolean): Promise<void> {
  for (let told = 0; told < 20_000 && !isSo(); told++) {
    running.service.hub.publish(moment);
    // oxlint-disable-next-line no-await-in-loop -- the pause is the point
    if (told % 4 === 0) await yieldToOthers();
  }
}

it.each(['displays', 'streams'])(
  'a reader of %s that stalls is left behind, then cut; others are not',
  async (kind) => {
    const { hub } = running.service;
    const port = kind === 'displays' ? present(running.cot?.ports.plain ?? null) : webPort();
    const [stalled, reader] = [opened(port), opened(port)];
    if (kind === 'streams')
      for (const { socket } of [stalled, reader]) socket.write(head('/v1/stream?types=track,alert'));
    await expect.poll(() => hub.counts.subscribers, { timeout: 10_000 }).toBe(2);
    stalled.socket.pause();
    const before = hub.counts;
    await tellUntil(() => hub.counts.skippedTracks > before.skippedTracks);
    // Tracks are left out beyond the first bound, so that nobody is cut by them: by what may not be left out.
    expect(hub.counts.skippedTracks).toBeGreaterThan(before.skippedTracks);
    expect([hub.counts.subscribers, reader.isClosed]).toEqual([2, false]);
    const alert = { kind: 'custody-lost', level: 'low', trackId: null, text: 'x'.repeat(100_000) } as const;
    for (let number = 0; number < 400 && hub.counts.subscribers === 2; number++) {
      const id = `a-${number}`;
      const opens = { ...SAMPLE_TRACK, ...alert, id, closedAt: null };
      const alerts = new Map([[id, opens]]);
      const changes = { ...NO_CHANGES, alerts: [opens] };
      hub.publish({ ...moment, picture: { ...moment.picture, alerts }, changes });
      // oxlint-disable-next-line no-await-in-loop -- the pause is the point
      await yieldToOthers();
    }
    await expect.poll(() => hub.counts.subscribers, { timeout: 10_000 }).toBe(1);
    expect(hub.counts.closedStuck).toBe(before.closedStuck + 1);
    expect(400 * 100_000).toBeGreaterThan(STUCK_BYTES);
    // Nothing waits for it any more: its line is cut, or it is told why it ends, if it reads again at once.
    stalled.socket.resume();
    await expect
      .poll(() => stalled.isClosed || stalled.text.includes('event: closed'), { timeout: 10_000 })
      .toBe(true);
    expect(reader.isClosed).toBe(false);
    for (const { socket } of [stalled, reader]) socket.destroy();
    await expect.poll(() => hub.counts.subscribers, { timeout: 10_000 }).toBe(0);
  },
  60_000,
);

it('who half closes is answered, and told on as long as he reads', async () => {
  const asked = opened(webPort(), true);
  asked.socket.end(head('/v1'));
  await expect.poll(() => asked.text, { timeout: 10_000 }).toContain('"session"');
  const streaming = opened(webPort(), true);
  streaming.socket.end(head('/v1/stream?types=track'));
  const display = opened(present(running.cot?.ports.plain ?? null), true);
  display.socket.end();
  await expect.poll(() => streaming.text, { timeout: 10_000 }).toContain('event: snapshot');
  running.service.hub.publish(moment);
  await expect.poll(() => streaming.text, { timeout: 10_000 }).toContain('event: track');
  // A display that says that it has ended is let go: nobody pings on it any more.
  await expect.poll(() => display.isClosed, { timeout: 10_000 }).toBe(true);
  for (const { socket } of [asked, streaming]) socket.destroy();
  const cut = opened(webPort(), true);
  cut.socket.end(
    `POST /v1/ingest/scan-reports HTTP/1.1\r\nhost: 127.0.0.1:${webPort()}\r\nauthorization: Bearer ${key}\r\ncontent-type: application/jsonl\r\ncontent-length: 5000\r\n\r\nhalf`,
  );
  await expect.poll(() => cut.isClosed, { timeout: 10_000 }).toBe(true);
  await expect.poll(() => running.service.hub.counts.subscribers, { timeout: 10_000 }).toBe(0);
}, 60_000);

async function posted(body: Buffer): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${running.url}v1/ingest/scan-reports`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/jsonl',
          'content-encoding': 'gzip',
          'content-length': body.length,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (bytes: Buffer) => {
          text += bytes.toString('utf8');
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

it('bombs are refused at the bound of what is unpacked, many at once too, and reports are taken meanwhile', async () => {
  const bomb = gzipSync(Buffer.alloc(48 * 1024 * 1024));
  const members = Buffer.concat(Array.from({ length: 40 }, () => gzipSync(Buffer.alloc(1024 * 1024))));
  const inner = gzipSync(gzipSync(Buffer.alloc(4 * 1024 * 1024)));
  expect([bomb.length < 512 * 1024, members.length < 128 * 1024]).toEqual([true, true]);
  const before = process.memoryUsage().rss;
  const bombs = Array.from({ length: 5 }, () => posted(bomb));
  const taken = sent(running, key, [emptyScan(config, 1)]);
  for (const { status, text } of await Promise.all([...bombs, posted(members)])) {
    expect([status, text]).toEqual([413, expect.stringContaining('"code":"body-too-large"')]);
  }
  expect(await taken).toEqual(['accepted']);
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024);
  // What is packed twice is no message.
  const { status, text } = await posted(inner);
  expect([status, text]).toEqual([400, expect.stringContaining('"code":"unreadable-body"')]);
  const good = await posted(gzipSync(linesBody([emptyScan(config, 2)])));
  expect([good.status, good.text]).toEqual([200, expect.stringContaining('"accepted":1')]);
}, 60_000);
