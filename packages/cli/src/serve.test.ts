import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { binaryEnvelope } from '@cupola/contract';
import { freePort } from '../../service/src/serve/free-ports.test-data.ts';

const BIN = fileURLToPath(new URL('../bin/cupola.js', import.meta.url));
const SCENARIO = `cupola: 1
title: A small layer
epoch: 2026-07-24T00:00:00Z
durationMin: 3
seed: 3
satellites:
  - id: shell
    sensors: [wide-mwir]
    walker: { kind: delta, count: 4, planes: 2, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 }
`;
const SATELLITES = ['shell-0-0', 'shell-0-1', 'shell-1-0', 'shell-1-1'];
const { publicKey, privateKey } = generateKeyPairSync('ed25519');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-serve-'));
  writeFileSync(join(folder, 'small.yaml'), SCENARIO);
  const keys = SATELLITES.map((kid) => ({ ...publicKey.export({ format: 'jwk' }), kid }));
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys }));
  writeFileSync(
    join(folder, 'strangers.json'),
    JSON.stringify({ keys: keys.map((key) => ({ ...key, kid: 'nobody' })) }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    let out = '';
    let err = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

function cupola(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], { cwd: folder, timeout: 170_000 });
}

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  readonly firstKey?: string;
}

/** Starts the service and waits until it says that it serves. */
async function serving(port: number, data = 'data'): Promise<Serving> {
  const flags = `--live --clock reports --satellite-keys keys.json --data ${data} --log-level silent --json`;
  const child = cupola(['serve', 'small.yaml', '--port', String(port), ...flags.split(' ')]);
  const answer = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.endsWith('}\n')) resolve(out);
    });
    child.on('close', (code) => reject(new Error(`the service ended with ${code}: ${out}`)));
  });
  const { url, firstKey }: { url: string; firstKey?: string } = JSON.parse(answer);
  return { child, url, ...(firstKey === undefined ? {} : { firstKey }) };
}

/** A satellite's empty scan of one second. */
function message(satelliteId: string, sequence: number): Buffer {
  const atUs = (1 + Math.floor(sequence / 4)) * 1_000_000;
  const batch = {
    satelliteId,
    sequence,
    reportCount: 1,
    sensorIds: ['wide-mwir'],
    sensorIndex: Uint8Array.of(0),
    scanAtUs: Float64Array.of(atUs),
    arrivedAtUs: Float64Array.of(atUs + 500_000),
    status: Uint8Array.of(0),
    pointingItrf: null,
    detectionStart: Uint32Array.of(0, 0),
    detectionCount: 0,
    losItrf: new Float64Array(0),
    sigmaRad: new Float64Array(0),
    snr: new Float32Array(0),
  };
  return Buffer.from(binaryEnvelope(batch, (bytes) => sign(null, bytes, privateKey)));
}

const FAULTS = ['none', 'none', 'none', 'twice', 'forged', 'cut', 'other'] as const;
/** Chosen before any of it was run. */
const SEED = 20_260_724;
const planned = fc.sample(
  fc.record({ fault: fc.constantFrom(...FAULTS), at: fc.nat({ max: 1_000 }), satellite: fc.nat({ max: 3 }) }),
  { seed: SEED, numRuns: 120 },
);

interface Sent {
  readonly fault: (typeof FAULTS)[number];
  readonly whole: Buffer;
  readonly body: Buffer;
}

/** Messages with faults drawn from the seed, neighbours in another order. */
const MESSAGES: readonly Sent[] = planned
  .map(({ fault, at, satellite }, index): Sent & { readonly place: number } => {
    const whole = message(SATELLITES[satellite] ?? '', index);
    const body = Buffer.from(whole);
    if (fault === 'forged') body[48 + (at % 64)] = (body[48 + (at % 64)] ?? 0) + 1;
    if (fault === 'other') body[16] = (body[16] ?? 0) + 1;
    return {
      fault,
      whole,
      body: fault === 'cut' ? body.subarray(0, at % body.length) : body,
      place: index + (at % 5),
    };
  })
  .toSorted((a, b) => a.place - b.place);

async function post({ url }: Serving, key: string, body: Buffer): Promise<string> {
  const response = await fetch(`${url}v1/ingest/scan-reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/vnd.cupola.scan-reports' },
    body: Uint8Array.from(body),
  });
  const answer: { code?: string; batches?: { status: string }[] } = JSON.parse(await response.text());
  return answer.batches?.map((each) => each.status).join(' ') ?? answer.code ?? '';
}

test('a service that is killed and started again has everything it acknowledged, and took nothing that was not signed', async () => {
  const port = await freePort();
  let service = await serving(port);
  const key = service.firstKey ?? '';
  const acknowledged: Buffer[] = [];
  const wrong: string[] = [];
  for (const [index, { fault, whole, body }] of MESSAGES.entries()) {
    // oxlint-disable no-await-in-loop -- one after the other
    const verdict = await post(service, key, body);
    if (verdict === 'accepted') acknowledged.push(whole);
    const isFaulty = fault === 'forged' || fault === 'cut' || fault === 'other';
    if (isFaulty === (verdict === 'accepted')) wrong.push(`${index} ${fault}: ${verdict}`);
    if (fault === 'twice' && (await post(service, key, body)) !== 'duplicate')
      wrong.push(`${index} taken twice`);
    if (index === 40 || index === 90) {
      const killed = ended(service.child);
      service.child.kill('SIGKILL');
      await killed;
      service = await serving(port);
    }
    // oxlint-enable no-await-in-loop
  }
  expect(wrong).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(50);
  expect(service.firstKey).toBeUndefined();
  const again = await post(service, key, Buffer.concat(acknowledged));
  expect(again.split(' ')).toEqual(acknowledged.map(() => 'duplicate'));
  const served = await fetch(`${service.url}v1`, { headers: { authorization: `Bearer ${key}` } });
  expect(await served.json()).toMatchObject({ feed: 'live', session: 'live-0001', satellites: 4 });

  const made = await ended(cupola(['keys', 'create', '--data', 'data', '--name', 'display', '--json']));
  const { id, key: second }: { id: string; key: string } = JSON.parse(made.out);
  const asks = async (): Promise<number> =>
    (await fetch(`${service.url}v1`, { headers: { authorization: `Bearer ${second}` } })).status;
  await expect.poll(asks).toBe(200);
  expect((await ended(cupola(['keys', 'revoke', id, '--data', 'data']))).code).toBe(0);
  await expect.poll(asks).toBe(401);

  const stopped = ended(service.child);
  service.child.kill('SIGTERM');
  expect((await stopped).code).toBe(0);
  const audit = await ended(cupola(['audit', 'verify', join('data', 'store.sqlite'), '--json']));
  expect([audit.code, JSON.parse(audit.out)]).toEqual([0, expect.objectContaining({ ok: true, entries: 3 })]);
});

const PRLIMIT = '/usr/bin/prlimit';

function one(sequence: number): Buffer {
  return message('shell-0-0', sequence);
}

/** Files may not become longer: the system then refuses writes to them half-way, as a full disk does. */
function limitFiles({ child }: Serving, bytes: string): void {
  execFileSync(PRLIMIT, ['--pid', String(child.pid), `--fsize=${bytes}:`]);
}

test.runIf(existsSync(PRLIMIT))(
  'when the disk takes nothing more, reports are refused as such; what was acknowledged is there, and the rest is taken when there is room',
  async () => {
    const port = await freePort();
    let service = await serving(port, 'full');
    const key = service.firstKey ?? '';
    const taken: Buffer[] = [];
    for (let sequence = 0; sequence < 10; sequence++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await post(service, key, one(sequence))).toBe('accepted');
      taken.push(one(sequence));
    }
    const log = join(folder, 'full', 'sessions', 'live-0001', 'log', '0000000000000000.log');
    // Room for a message, not for ten.
    limitFiles(service, String(statSync(log).size + 2 * one(10).length));
    const ten = Buffer.concat(Array.from({ length: 10 }, (_, index) => one(100 + index)));
    expect(await post(service, key, ten)).toBe('storage-unavailable');
    expect(await post(service, key, one(10))).toBe('accepted');
    taken.push(one(10));
    expect(await post(service, key, one(11))).toBe('storage-unavailable');
    const ready = async (): Promise<string> => (await fetch(`${service.url}health/ready`)).text();
    await expect.poll(ready).toMatch(/wait for the disk/);

    limitFiles(service, 'unlimited');
    expect(await post(service, key, ten)).toBe(Array.from({ length: 10 }, () => 'accepted').join(' '));
    taken.push(ten);
    const killed = ended(service.child);
    service.child.kill('SIGKILL');
    await killed;
    service = await serving(port, 'full');
    const again = await post(service, key, Buffer.concat(taken));
    expect(again.split(' ')).toEqual(Array.from({ length: 21 }, () => 'duplicate'));
    expect(await post(service, key, one(11))).toBe('accepted');
    const stopped = ended(service.child);
    service.child.kill('SIGTERM');
    expect((await stopped).code).toBe(0);
  },
);

test.each([
  [['serve', 'small.yaml', '--live'], /--satellite-keys/],
  [['serve', 'small.yaml', '--live', '--satellite-keys', 'strangers.json'], /there is no satellite "nobody"/],
  [['serve', 'small.yaml', '--replay', '.'], /there is no log in it/],
  [
    'serve small.yaml --data new --cot-port 8087 --cot-key 0123456789ab'.split(' '),
    /--cot-key[^]*no key in force has the id "0123456789ab"/,
  ],
  [['keys', 'list', '--data', 'nowhere'], /there is no store in it/],
  [['audit', 'verify', 'small.yaml'], /line 1 is not JSON/],
  [['backup', '--data', 'nowhere', '--out', '.'], /there is no store in it[^]*a backup replaces nothing/],
  [['backup', '--data', 'nowhere', '--out', 'nowhere/in'], /inside the folder that is backed up/],
  [['restore', '.', '--data', '.'], /manifest\.json[^]*holds other things/],
  [['prune', '--data', 'nowhere', '--postgres', 'mysql://x'], /there is no store|not the URL/],
])('%j is bad input', async (args, said) => {
  const { code, err } = await ended(cupola(args));
  expect(code).toBe(2);
  expect(err).toMatch(said);
});
