/**
 * How long `cupola serve` takes from the command to the first 200 of `/health/ready`, and how much processor time: on an empty store, and on a history
 * of hours of operation (bars: 2 s empty, 5 s with a day). The first start compiles all sources, the later ones find them compiled.
 *
 * The last two minutes of the history are a live session by the times that its satellites tell: every second each of them says that it looked and saw
 * nothing. What came before is laid under it by the writers of the log and of the store themselves, without being operated: records of the same kind
 * in the log, unsigned, in files of the usual size; events, handled alerts, audit and usage in the store. So a start finds as much as after those hours.
 *
 *   node benchmarks/service-start.ts [--hours 24] [--satellites 48] [--repeats 3] [--events 100000] [--changed]
 *
 * With --changed also a start that finds no snapshot it can go on from, and works all hours again.
 */
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, randomFillSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { deserialize } from 'node:v8';
import { binaryEnvelope } from '@cupola/contract';
import { SegmentLog } from '../packages/service/src/log/segment-log.ts';
import { logEntries } from '../packages/service/src/log/log-files.ts';
import { writtenRecord } from '../packages/service/src/log/report-record.ts';
import { logFolder } from '../packages/service/src/operations/operations.ts';
import { snapshotPath, writeSnapshot } from '../packages/service/src/operations/snapshot-file.ts';
import type { SessionSnapshot } from '../packages/service/src/operations/snapshot-file.ts';
import { appendAudit } from '../packages/service/src/store/store.ts';
import { openStores } from '../packages/service/src/store/stores.ts';
import { storeUsage } from '../packages/service/src/billing/usage-store.ts';
import { machineLine } from './machine.ts';

const { values: flags } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    satellites: { type: 'string', default: '48' },
    repeats: { type: 'string', default: '3' },
    events: { type: 'string', default: '100000' },
    changed: { type: 'boolean', default: false },
  },
});
const PLANES = 4;
/** Seconds of the history that are operated. */
const LIVE_S = 120;
const inPlane = Math.max(1, Math.round(Number(flags.satellites) / PLANES));
const seconds = Math.max(LIVE_S, Math.round(Number(flags.hours) * 3600));
/** Seconds in one request: within what a service takes at once, and never more than a minute ahead. */
const SECONDS_AT_ONCE = 30;
const CLI = fileURLToPath(new URL('../packages/cli/bin/cupola.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cupola-bench-start-'));
const port = 20_000 + Math.floor(Math.random() * 20_000);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const progress = (line: string): boolean => process.stderr.write(`${line}\n`);

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
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    },
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

const signed = (bytes: Uint8Array): Uint8Array => sign(null, bytes, privateKey);

/** What all satellites say of some seconds. */
function bodyOf(from: number, until: number, signature = signed): Buffer {
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
      envelopes.push(binaryEnvelope(batch, signature));
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
  const lastMs = performance.now() + 120_000;
  for (;;) {
    // oxlint-disable no-await-in-loop -- again and again
    const response = await fetch(`http://127.0.0.1:${port}/v1`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const told: { second: number | null } = JSON.parse(await response.text());
    if ((told.second ?? 0) >= second) return;
    if (performance.now() > lastMs) throw new Error(`second ${told.second} of ${second} after two minutes`);
    await sleep(50);
    // oxlint-enable no-await-in-loop
  }
}

/** Lays the hours before the operated minutes under a session that was stopped. */
async function layUnder(data: string, hoursUntil: number): Promise<void> {
  const session = join(data, 'sessions', 'live-0001');
  const operated = [...logEntries(logFolder(session), 0)];
  const longer = join(session, 'longer');
  const log = await SegmentLog.open(longer);
  // As long as a signature, and as little to be packed.
  const nobody = randomBytes(64);
  const arrival = { kind: 'told', atUs: Number.NEGATIVE_INFINITY } as const;
  for (let from = 0; from < hoursUntil; from += SECONDS_AT_ONCE) {
    const until = Math.min(hoursUntil, from + SECONDS_AT_ONCE);
    const bytes = Uint8Array.from(bodyOf(from, until, () => randomFillSync(nobody)));
    // oxlint-disable-next-line no-await-in-loop -- in order, and not all in memory
    await log.append(writtenRecord({ form: 'binary', bytes, arrival }, true));
    if (from % 7_200 === 0) progress(`log: hour ${from / 3_600} of ${hoursUntil / 3_600}`);
  }
  const moved: number[] = [];
  for (const { payload } of operated) {
    // oxlint-disable-next-line no-await-in-loop -- as above
    moved.push(await log.append(payload));
  }
  const end = log.end;
  await log.close();
  renameSync(logFolder(session), join(folder, 'operated'));
  renameSync(longer, logFolder(session));

  const path = snapshotPath(session);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of this very program
  const snapshot = deserialize(readFileSync(path)) as SessionSnapshot;
  const goesOn = operated.findIndex(({ position }) => position >= snapshot.engine.resumeFrom);
  const resumeFrom = moved[goesOn] ?? end;
  await writeSnapshot(path, { ...snapshot, engine: { ...snapshot.engine, resumeFrom } });
  await fillStore(join(data, 'store.sqlite'), hoursUntil);
}

/** Rows of so many hours: evenly over the seconds. */
async function fillStore(path: string, untilSecond: number): Promise<void> {
  const stores = await openStores(path);
  const db = stores.house;
  const count = Number(flags.events);
  const session_id = 'live-0001';
  const at = Array.from({ length: count }, (_, index) => index);
  const detail = { custody: 'held', positionErrorKm: 12.25, sensors: ['wide-mwir'], note: 'x'.repeat(160) };
  await db.transaction().execute(async (trx) => {
    // oxlint-disable no-await-in-loop -- one transaction
    await trx.updateTable('session_spans').set({ from_second: 0 }).execute();
    for (let from = 0; from < count; from += 500) {
      const rows = at.slice(from, from + 500).map((index) => ({
        session_id,
        sequence: index + 1,
        kind: 'custody-gained',
        track_id: `T${index % 5_000}`,
        record: JSON.stringify({
          sequence: index + 1,
          kind: 'custody-gained',
          trackId: `T${index % 5_000}`,
          detail,
        }),
        second: Math.floor((index / count) * untilSecond),
        whereabouts: null,
      }));
      await trx.insertInto('events').values(rows).execute();
    }
    progress(`store: ${count} events`);
    for (let index = 0; index < count / 50; index++) {
      const handling = {
        acknowledged_by: 'display',
        acknowledged_at_us: index,
        shelved_until_us: null,
        note: 'seen',
      };
      await trx
        .insertInto('alert_handling')
        .values({ session_id, alert_id: `A${index}`, ...handling })
        .execute();
      await appendAudit(
        trx,
        { actor: 'display', action: 'alert-acknowledge', subject: `A${index}`, detail: { reason: 'seen' } },
        index,
      );
    }
    // oxlint-enable no-await-in-loop
  });
  progress(`store: ${count / 50} alerts handled, each audited`);
  const nowUs = Date.now() * 1_000;
  const usage = at.map((index) => ({
    isClosed: true,
    event: {
      source: '/cupola/before',
      id: `u${index}`,
      tenantId: 'operator',
      meter: 'records' as const,
      product: 'tracks',
      key: null,
      quantity: String(index % 1_000),
      atUs: nowUs - Math.round((1 - index / count) * untilSecond * 1e6),
    },
  }));
  await storeUsage(db, usage);
  progress(`store: ${count} events of usage`);
  await stores.close();
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
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
  for (let k = 0; k <= repeats; k++) {
    const started = await start(join(folder, `empty-${k}`));
    empty.push(started);
    await started.end('SIGTERM');
    progress(`empty store: start ${k + 1} of ${repeats + 1}`);
  }
  print(`empty store, first start: ${text(empty.slice(0, 1))}`);
  print(`empty store, later: ${text(empty.slice(1))}`);

  const data = join(folder, 'history');
  let service = await start(data);
  const key = service.key ?? '';
  const fromMs = performance.now();
  const operatedFrom = seconds - LIVE_S;
  for (let from = operatedFrom; from < seconds; from += SECONDS_AT_ONCE) {
    await send(key, from, Math.min(seconds, from + SECONDS_AT_ONCE));
  }
  await worked(key, seconds - 8);
  await service.end('SIGTERM');
  progress('the operated minutes are there');
  await layUnder(data, operatedFrom);
  const log = logFolder(join(data, 'sessions', 'live-0001'));
  const files = readdirSync(log).map((each) => statSync(join(log, each)).size);
  print(
    `history: ${seconds} s of ${ids.length} satellites, ${seconds * ids.length} messages, ${mib(files.reduce((sum, each) => sum + each, 0))} MiB of log in ${files.length} files, the newest ${mib(files.at(-1) ?? 0)} MiB, store ${mib(statSync(join(data, 'store.sqlite')).size)} MiB, snapshot ${mib(statSync(join(data, 'sessions', 'live-0001', 'snapshot.bin')).size)} MiB; written in ${((performance.now() - fromMs) / 1000).toFixed(0)} s`,
  );
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
  if (flags.changed) {
    // A snapshot of another program is passed over like none.
    rmSync(join(data, 'sessions', 'live-0001', 'snapshot.bin'));
    const changed = await start(data);
    await changed.end('SIGTERM');
    print(`after a changed program, the whole log read again: ${text([changed])}`);
  }
  // oxlint-enable no-await-in-loop
} finally {
  rmSync(folder, { recursive: true, force: true });
}
