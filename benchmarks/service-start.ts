/**
 * How long `cupola serve` takes from the command to the first 200 of `/health/ready`, and how much processor time: on an empty store, and on a history
 * of hours of operation that the service itself wrote before (bars: 2 s empty, 5 s with a day). The history is a live session by the times that its
 * satellites tell, sent as fast as it is taken: every second each satellite says that it looked and saw nothing, so that it has segments, seconds
 * and snapshots of its length, and no events.
 *
 *   node benchmarks/service-start.ts [--hours 1] [--satellites 48] [--repeats 3]
 */
import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { binaryEnvelope } from '@cupola/contract';
import { machineLine } from './machine.ts';

const { values: flags } = parseArgs({
  options: {
    hours: { type: 'string', default: '1' },
    satellites: { type: 'string', default: '48' },
    repeats: { type: 'string', default: '3' },
  },
});
const PLANES = 4;
const inPlane = Math.max(1, Math.round(Number(flags.satellites) / PLANES));
const seconds = Math.round(Number(flags.hours) * 3600);
/** Seconds in one request: within what a service takes at once, and never more than a minute ahead. */
const SECONDS_AT_ONCE = 30;
const CLI = fileURLToPath(new URL('../packages/cli/bin/cupola.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cupola-bench-start-'));
const port = 20_000 + Math.floor(Math.random() * 20_000);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const digits = String(inPlane - 1).length;
const ids = Array.from(
  { length: PLANES * inPlane },
  (_, k) => `shell-${Math.floor(k / inPlane)}-${String(k % inPlane).padStart(digits, '0')}`,
);
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
writeFileSync(
  join(folder, 'keys.json'),
  JSON.stringify({ keys: ids.map((kid) => ({ ...publicKey.export({ format: 'jwk' }), kid })) }),
);
const scenario = join(folder, 'layer.yaml');
writeFileSync(
  scenario,
  `cupola: 1
title: A layer with nothing to see
epoch: 2026-07-24T00:00:00Z
durationMin: 3
seed: 3
satellites:
  - id: shell
    sensors: [wide-mwir]
    walker: { kind: delta, count: ${ids.length}, planes: ${PLANES}, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 }
`,
);

interface Started {
  readonly readyMs: number;
  readonly processorMs: number;
  readonly key: string | null;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

async function start(data: string): Promise<Started> {
  const fromMs = performance.now();
  const child = spawn(
    process.execPath,
    [
      CLI,
      'serve',
      scenario,
      '--live',
      '--clock',
      'reports',
      '--satellite-keys',
      join(folder, 'keys.json'),
    ].concat(['--port', String(port), '--data', data, '--json', '--log-level', 'error']),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  let isReady = false;
  while (!isReady) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
    // oxlint-disable no-await-in-loop -- again and again, until it answers
    isReady = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (!isReady) await sleep(5);
    // oxlint-enable no-await-in-loop
  }
  const readyMs = performance.now() - fromMs;
  const processorMs = processorMsOf(child.pid ?? 0);
  for (let k = 0; k < 100 && !said.endsWith('}\n'); k++) {
    // oxlint-disable-next-line no-await-in-loop -- it tells its key right after
    await sleep(10);
  }
  const { firstKey }: { firstKey?: string | null } = JSON.parse(said);
  return {
    readyMs,
    processorMs,
    key: firstKey ?? null,
    async end(signal) {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** Of all its threads; NaN where the system does not tell it. */
function processorMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.NaN;
  }
}

/** What all satellites say of some seconds. */
function bodyOf(from: number, until: number): Buffer {
  const envelopes: Uint8Array[] = [];
  for (let second = from; second < until; second++) {
    for (const satelliteId of ids) {
      const batch = {
        satelliteId,
        sequence: second,
        reportCount: 1,
        sensorIds: ['wide-mwir'],
        sensorIndex: Uint8Array.of(0),
        scanAtUs: Float64Array.of(second * 1e6),
        arrivedAtUs: Float64Array.of(second * 1e6 + 500_000),
        status: Uint8Array.of(0),
        pointingItrf: null,
        detectionStart: Uint32Array.of(0, 0),
        detectionCount: 0,
        losItrf: new Float64Array(0),
        sigmaRad: new Float64Array(0),
        snr: new Float32Array(0),
      };
      envelopes.push(binaryEnvelope(batch, (bytes) => sign(null, bytes, privateKey)));
    }
  }
  return Buffer.concat(envelopes);
}

async function send(key: string, from: number, until: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/ingest/scan-reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/vnd.cupola.scan-reports' },
    body: Uint8Array.from(bodyOf(from, until)),
  });
  const { accepted }: { accepted: number } = JSON.parse(await response.text());
  if (accepted !== ids.length * (until - from)) throw new Error(`${accepted} of a body were taken`);
}

/** Until the service has worked on all that is due, so that the history is there and not still under way. */
async function worked(key: string, second: number): Promise<void> {
  for (;;) {
    // oxlint-disable no-await-in-loop -- again and again
    const response = await fetch(`http://127.0.0.1:${port}/v1`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const told: { second: number | null } = JSON.parse(await response.text());
    if ((told.second ?? 0) >= second) return;
    await sleep(50);
    // oxlint-enable no-await-in-loop
  }
}

function text(starts: readonly Started[]): string {
  const of = (pick: (each: Started) => number): string =>
    starts.map((each) => pick(each).toFixed(0)).join(', ');
  return `${of((each) => each.readyMs)} ms to ready; processor ${of((each) => each.processorMs)} ms`;
}

try {
  print(machineLine());
  const repeats = Number(flags.repeats);
  const empty: Started[] = [];
  // oxlint-disable no-await-in-loop -- one after the other
  for (let k = 0; k < repeats; k++) {
    const started = await start(join(folder, `empty-${k}`));
    empty.push(started);
    await started.end('SIGTERM');
  }
  print(`empty store: ${text(empty)}`);

  const data = join(folder, 'history');
  let service = await start(data);
  const key = service.key ?? '';
  const fromMs = performance.now();
  for (let from = 0; from < seconds; from += SECONDS_AT_ONCE) {
    const until = Math.min(seconds, from + SECONDS_AT_ONCE);
    await send(key, from, until);
    // Not far ahead of what is worked on.
    if (from % (20 * SECONDS_AT_ONCE) === 0) await worked(key, until - 8);
  }
  await worked(key, seconds - 8);
  const log = join(data, 'sessions', 'live-0001', 'log');
  const files = readdirSync(log).map((each) => statSync(join(log, each)).size);
  print(
    `history: ${seconds} s of ${ids.length} satellites, ${seconds * ids.length} messages, ${(files.reduce((sum, each) => sum + each, 0) / 2 ** 20).toFixed(1)} MiB of log in ${files.length} files, store ${(statSync(join(data, 'store.sqlite')).size / 2 ** 20).toFixed(1)} MiB, snapshot ${(statSync(join(data, 'sessions', 'live-0001', 'snapshot.bin')).size / 2 ** 20).toFixed(2)} MiB; written in ${((performance.now() - fromMs) / 1000).toFixed(0)} s`,
  );
  await service.end('SIGTERM');
  let next = seconds;
  for (const [signal, told] of [
    ['SIGTERM', 'after a graceful stop'],
    ['SIGKILL', 'after kill -9, 50 s behind a snapshot'],
  ] as const) {
    const starts: Started[] = [];
    for (let k = 0; k < repeats; k++) {
      if (signal === 'SIGKILL') {
        service = await start(data);
        await send(key, next, next + 50);
        await worked(key, next + 42);
        next += 50;
        await service.end('SIGKILL');
      }
      const started = await start(data);
      starts.push(started);
      await started.end('SIGTERM');
    }
    print(`${told}: ${text(starts)}`);
  }
  // A snapshot of another program is passed over like none.
  rmSync(join(data, 'sessions', 'live-0001', 'snapshot.bin'));
  const changed = await start(data);
  await changed.end('SIGTERM');
  print(`after a changed program, the whole log read again: ${text([changed])}`);
  // oxlint-enable no-await-in-loop
} finally {
  rmSync(folder, { recursive: true, force: true });
}
