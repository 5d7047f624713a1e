import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import CoT, { CoTParser } from '@tak-ps/node-cot';
import TAK from '@tak-ps/node-tak';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { present } from '@cupola/core/foundation';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { newKey } from '../keys/api-key.ts';
import { certificateIn } from '../keys/client-certificate.ts';
import { insertKey, revokeKey } from '../keys/key-store.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { bindCertificate, revokeCertificate } from '../store/certificate-store.ts';
import { openStore } from '../store/stores.ts';
import type { CotPlan } from './cot-listener.ts';
import { TestAuthority, hasOpenssl } from './test-certificates.test-data.ts';
import type { Identity } from './test-certificates.test-data.ts';

const WAIT_MS = 90_000;
let root = '';
let running: RunningService;
let keyId = '';
let authority: TestAuthority;
let first: Reader;

/** A display that only reads XML, event by event. */
class Reader {
  readonly socket: Socket;
  readonly events: string[] = [];
  isClosed = false;
  #rest = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('close', () => {
      this.isClosed = true;
    });
    socket.on('data', (bytes) => {
      const parts = `${this.#rest}${bytes.toString('utf8')}`.split('</event>');
      this.#rest = parts.pop() ?? '';
      this.events.push(...parts.map((each) => `${each.trimStart()}</event>`));
    });
  }

  ofType(start: string): readonly ReturnType<typeof attributesOf>[] {
    return this.events.map(attributesOf).filter(({ type }) => type.startsWith(start));
  }
}

/** As the reference parser reads an event, having checked it. */
function attributesOf(text: string): {
  uid: string;
  type: string;
  time: string;
  stale: string;
  opex?: string;
} {
  const { event } = CoTParser.validate(CoTParser.from_xml(text), { flow: false }).raw;
  return event['_attributes'];
}

async function newReadKey(name: string): Promise<string> {
  const { key } = newKey({ mode: 'TEST', name, scopes: ['read'], expiresAtUs: null }, 1);
  await insertKey(running.service.plan.db, key, 'test');
  await running.service.keys.refresh();
  return key.id;
}

async function bound(name: string, toKeyId: string): Promise<Identity> {
  const identity = authority.identity(name, 'extendedKeyUsage=clientAuth');
  const told = present(certificateIn(identity.cert));
  const certificate = { ...told, tenantId: 'operator', keyId: toKeyId, createdAtUs: 1, revokedAtUs: null };
  await bindCertificate(running.service.plan.db, certificate, 'test');
  // The listener looks at certificates once a second: until then it tells nothing.
  const isLetIn = async (): Promise<boolean> => {
    const reader = tlsReader(identity);
    await until(() => expect(reader.isClosed || reader.events.length > 0).toBe(true));
    reader.socket.destroy();
    return reader.events.length > 0;
  };
  await expect.poll(isLetIn, { interval: 100 }).toBe(true);
  return identity;
}

function plainReader(): Reader {
  return new Reader(connect(present(running.cot?.ports.plain ?? null), '127.0.0.1'));
}

function tlsReader(identity: Identity): Reader {
  const ca = authority.certificate;
  return new Reader(connectTls({ port: Number(url().port), host: '127.0.0.1', ca, ...identity }));
}

function url(): URL {
  return new URL(`ssl://127.0.0.1:${running.cot?.ports.tls}`);
}

const until = (what: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(what, { timeout: WAIT_MS, interval: 50 });

beforeAll(async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  root = mkdtempSync(join(tmpdir(), 'cupola-cot-'));
  const db = await openStore(join(root, 'store.sqlite'));
  const { key } = newKey({ mode: 'TEST', name: 'display', scopes: ['read'], expiresAtUs: null }, 1);
  await insertKey(db, key, 'test');
  await db.destroy();
  keyId = key.id;
  let tls: CotPlan['tls'] = null;
  if (hasOpenssl()) {
    authority = new TestAuthority(root);
    const { cert, key: serverKey } = authority.identity('server', 'subjectAltName=IP:127.0.0.1');
    tls = { host: '127.0.0.1', port: 0, certificate: cert, key: serverKey, clientCa: authority.certificate };
  }
  const feed = new ExerciseFeed(SMALL_INPUTS, Number.POSITIVE_INFINITY, true);
  running = await startService({
    ...liveOptions(root, smallConfig()),
    feedFrom: () => feed,
    cot: {
      plain: { host: '127.0.0.1', port: 0, keyId },
      tls,
      missileType: 'a-{aff}-A-W-M-B',
      clock: 'scenario',
      idleMs: 1_500,
    },
  });
  first = plainReader();
  await vi.waitUntil(() => running.service.hub.counts.subscribers === 1, { timeout: WAIT_MS });
  feed.playing.pace.resume();
  await running.service.finished;
});
afterAll(async () => {
  await running.stop();
  rmSync(root, { recursive: true, force: true });
  vi.restoreAllMocks();
});

it('does not start with a key that is none, and leaves nothing behind that would be told once', async () => {
  const dataFolder = join(root, 'new');
  const plain = { host: '127.0.0.1', port: 0, keyId: '000000000000' };
  const cot = { plain, tls: null, missileType: 'a-{aff}-A-W-M-B', clock: 'scenario', idleMs: 1_500 } as const;
  const options = liveOptions(dataFolder, smallConfig());
  await expect(startService({ ...options, cot })).rejects.toThrow(
    'no key in force has the id "000000000000"',
  );
  const again = await startService(options);
  expect(again.firstKey).toMatch(/^cl_test_/);
  await again.stop();
});

describe('a display on the plain port', () => {
  it('is told of every track second by second, newer after older, and of who is gone', async () => {
    const { tracks } = running.service.picture;
    expect(tracks.size).toBeGreaterThan(0);
    const now = running.service.utc(present(running.service.picture.second) * 1e6);
    await until(() => {
      for (const { id, at } of tracks.values()) {
        const told = first.ofType('a-').filter(({ uid }) => uid.endsWith(`.track.${id}`));
        expect(told.at(-1)?.time).toBe(new Date(Date.parse(at)).toISOString());
      }
      const removed = new Set(first.ofType('t-x-d-d').map(({ uid }) => uid));
      const told = new Set(first.ofType('a-').map(({ uid }) => uid));
      for (const uid of told) {
        const [, id = ''] = /\.track\.(.+)$/.exec(uid) ?? [];
        const isThere = id === '' || tracks.has(id);
        expect([uid, removed.has(`${uid}.removal`)]).toEqual([uid, !isThere]);
      }
    });
    for (const [uid, told] of Map.groupBy(first.ofType('a-'), (each) => each.uid)) {
      const times = told.map(({ time }) => time);
      expect([uid, times]).toEqual([uid, times.toSorted()]);
    }
    for (const { stale, time, opex } of first.ofType('a-')) {
      expect([stale > time, Date.parse(time) <= Date.parse(now), opex]).toEqual([true, true, 's-TEST']);
    }
  });

  it('is told of what is when it comes, own satellites too', async () => {
    const reader = plainReader();
    const { ownSide } = running.service.plan.config;
    await until(() => {
      expect(reader.ofType('a-f-P-S')).toHaveLength(ownSide.satelliteIds.length);
      const told = reader.ofType('a-').filter(({ uid }) => uid.includes('.track.'));
      expect(told).toHaveLength(running.service.picture.tracks.size);
      const open = [...running.service.picture.alerts.values()].filter(({ closedAt }) => closedAt === null);
      expect(reader.ofType('b-a')).toHaveLength(open.length);
    });
    reader.socket.destroy();
  });

  it('is answered when it pings, counted, and let go when it stops; a mere reader is not', async () => {
    const reader = plainReader();
    const silent = plainReader();
    reader.socket.write(CoTParser.to_xml(CoT.ping()));
    await until(() => expect(reader.ofType('t-x-c-t-r')).toHaveLength(1));
    const measures = await running.service.metrics.registry.metrics();
    expect(measures).toMatch(new RegExp(`cupola_cot_client_pings\\{client="${keyId}/plain-\\d+"\\} 1`));
    expect(measures).toMatch(new RegExp(`cupola_cot_client_events\\{client="${keyId}/plain-\\d+"\\} [1-9]`));
    await until(() => expect(reader.isClosed).toBe(true));
    expect(silent.isClosed).toBe(false);
    silent.socket.destroy();
    await until(async () => {
      const after = await running.service.metrics.registry.metrics();
      expect(after.match(/^cupola_cot_client_pings\{/gm)).toHaveLength(1);
    });
  });

  it('is cut off when it sends what is no event, without end', async () => {
    const reader = plainReader();
    reader.socket.write(Buffer.alloc(200_000, '<'));
    await until(() => expect(reader.isClosed).toBe(true));
  });
});

describe.runIf(hasOpenssl())('mutual TLS, with a client nobody here wrote', () => {
  it('serves whose certificate is bound to a key: tracks, and an answer to each ping; until it is revoked', async () => {
    const identity = await bound('display-1', keyId);
    const tak = await TAK.connect(url(), {
      ...identity,
      ca: authority.certificate,
      rejectUnauthorized: true,
    });
    const cots: CoT[] = [];
    let pongs = 0;
    let isEnded = false;
    tak.on('cot', (cot: CoT) => cots.push(cot));
    tak.on('ping', () => pongs++);
    tak.on('end', () => {
      isEnded = true;
    });
    tak.on('error', () => {});
    await until(() => {
      const tracks = cots.filter((each) => each.uid().includes('.track.') && each.type().endsWith('A-W-M-B'));
      expect(tracks.length).toBeGreaterThanOrEqual(running.service.picture.tracks.size);
      expect(pongs).toBeGreaterThan(0);
    });
    const { fingerprint } = present(certificateIn(identity.cert));
    expect(await revokeCertificate(running.service.plan.db, fingerprint, 'test', Date.now() * 1000)).toBe(
      true,
    );
    await until(() => expect(isEnded).toBe(true));
    tak.destroy();
    const again = tlsReader(identity);
    await until(() => expect(again.isClosed).toBe(true));
    expect(again.events).toEqual([]);
  });

  it('sends a display away when its key is revoked', async () => {
    const other = await newReadKey('other');
    const identity = await bound('display-2', other);
    const reader = tlsReader(identity);
    await until(() => expect(reader.ofType('a-').length).toBeGreaterThan(0));
    await revokeKey(running.service.plan.db, other, 'test', Date.now() * 1000);
    await until(() => expect(reader.isClosed).toBe(true));
  });

  it('tells nothing without a certificate, with one of somebody else, or with one that is bound to no key', async () => {
    const stranger = authority.identity('stranger', 'extendedKeyUsage=clientAuth');
    const ca = authority.certificate;
    const port = Number(url().port);
    const ways = [
      connectTls({ port, host: '127.0.0.1', ca }),
      connectTls({ port, host: '127.0.0.1', ca, ...stranger }),
      connect(port, '127.0.0.1', () => {}),
    ];
    const readers = ways.map((socket) => new Reader(socket));
    ways[2]?.write('<event type="t-x-c-t"></event>');
    await until(() => {
      for (const reader of readers) expect(reader.isClosed).toBe(true);
    });
    for (const reader of readers) expect(reader.events).toEqual([]);
    await until(async () => {
      const measures = await running.service.metrics.registry.metrics();
      expect(measures).toMatch(/cupola_cot_refused_total\{reason="unauthenticated"\} [1-9]/);
      expect(measures).toMatch(/cupola_cot_refused_total\{reason="handshake"\} [1-9]/);
    });
  });
});
