/**
 * The operations service in a process of its own with its clients on the same machine: signed and durable ingest to tracks and alerts, streams,
 * reads, starts (docs/service.md; bars: 10,000 detections/s for ten minutes with 99 % of current tracks within 500 ms and of alerts within 1 s of the
 * arrival and flat memory, 500 subscribers x 100 tracks x 1 Hz within 1 s, 2,000 reads/s, a start within 2 s, 5 s with a day of history).
 * Yardsticks of the same run: the engine alone on the same records, and a bare server that answers the same bytes.
 *
 *   npm run bench:service [-- --seconds 600 --satellites 1000 --objects 100 --subscribers 500 --starts 5]
 *   npm run bench:service -- --seconds 600 --only ingest --reports FILE
 *
 * What is sent is made first, which takes a minute or two of both cores: with `--reports` it is kept in a file, and read from there the next time.
 * Threats are declared some 200 s after the launches; a shorter run tells of other alerts alone.
 */
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { binaryEnvelope } from '@cupola/contract';
import { present, radians, usFromS } from '@cupola/core/foundation';
import { Generation, planMission } from '@cupola/core/mission';
import type { MissionInputs, MissionPlan } from '@cupola/core/mission';
import { SMALL_SCENARIO } from '../packages/core/src/mission/small-mission.test-data.ts';
import { ingestAnswer } from '../packages/service/src/doors/schemas.ts';
import { EngineCore } from '../packages/service/src/engine/engine-core.ts';
import { operatedMission } from '../packages/service/src/engine/operated-mission.ts';
import { SequenceCounter, sentBatches } from '../packages/service/src/feeds/sent-batches.ts';
import { machineLine } from './machine.ts';
import { readSent, writeSent } from './service-reports.ts';
import type { Sent, SentSecond } from './service-reports.ts';
import { clients, quantile } from './service-client-thread.ts';
import type { ServiceAnswer, ServiceRequest } from './service-process.ts';

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '240' },
    satellites: { type: 'string', default: '1000' },
    objects: { type: 'string', default: '100' },
    subscribers: { type: 'string', default: '500' },
    starts: { type: 'string', default: '3' },
    only: { type: 'string' },
    reports: { type: 'string' },
  },
});
if (flags.only !== undefined && flags.only !== 'ingest') throw new Error('--only takes ingest');
const seconds = Number(flags.seconds);
const satellites = Number(flags.satellites);
const objects = Number(flags.objects);
const subscribers = Number(flags.subscribers);
/** The first is about to come out of the clouds then; the others follow. */
const FIRST_SECOND = 30;
const LAUNCHES_WITHIN_S = 10;
const GATEWAYS = 10;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Around the place they are aimed at: longitude and latitude, rad. */
const BOX = [
  [-80, 36],
  [-74, 36],
  [-74, 42],
  [-80, 42],
  [-80, 36],
].map(([lonDeg = 0, latDeg = 0]): readonly [number, number] => [radians(lonDeg), radians(latDeg)]);

const inputs: MissionInputs = {
  scenario: {
    ...SMALL_SCENARIO,
    durationMin: (FIRST_SECOND + seconds) / 60,
    satellites: [
      {
        id: 'few',
        sensors: ['wide-mwir', 'above-limb-lwir'],
        walker: {
          kind: 'delta',
          count: satellites,
          planes: 20,
          phasing: 1,
          altitudeKm: 1000,
          inclinationDeg: 80,
        },
      },
    ],
    events: Array.from({ length: objects }, (_, k) => ({
      id: `e${k}`,
      vehicle: 'icbm-solid',
      launch: { latDeg: 30 + (k % 10) * 3, lonDeg: 60 + Math.floor(k / 10) * 6 },
      aim: { latDeg: 38.9, lonDeg: -77 },
      trajectory: { kind: 'minimum-energy' as const },
      count: 1,
      spacingS: 0,
      atS: Math.floor((k * LAUNCHES_WITHIN_S) / objects),
    })),
    network: { ...SMALL_SCENARIO.network, looksPerObject: 100, latencyS: 0 },
  },
  catalogues: new Map(),
  regions: [{ id: 'aimed-at', title: 'Where they are aimed', polygons: [[BOX]] }],
};

/** What all satellites send, second by second, signed, in one body for each gateway. */
async function sentSeconds(plan: MissionPlan): Promise<Sent> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const generation = new Generation(plan);
  const counter = new SequenceCounter();
  const sent: SentSecond[] = [];
  for (let second = 0; second < FIRST_SECOND + seconds; second++) {
    // oxlint-disable-next-line no-await-in-loop -- one second after the other
    const { reports } = (await generation.scan(second, [])).sent;
    if (second < FIRST_SECOND) continue;
    const envelopes = sentBatches(reports, plan.ownSide, counter).map((batch) =>
      binaryEnvelope(batch, (bytes) => sign(null, bytes, privateKey)),
    );
    const perGateway = Math.ceil(envelopes.length / GATEWAYS);
    const bodies = Array.from({ length: GATEWAYS }, (_, k) =>
      Buffer.concat(envelopes.slice(k * perGateway, (k + 1) * perGateway)),
    );
    sent.push({ bodies, detections: reports.detectionCount });
  }
  return { publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), seconds: sent };
}

/** As it is in the file, or made and kept there. */
async function keptSeconds(plan: MissionPlan, path: string | undefined): Promise<Sent> {
  if (path !== undefined && existsSync(path)) {
    const kept = await readSent(path);
    if (kept.seconds.length === seconds) return kept;
    throw new Error(`${path} holds ${kept.seconds.length} s, not ${seconds}`);
  }
  const made = await sentSeconds(plan);
  if (path !== undefined) await writeSent(path, made);
  return made;
}

function spread(values: readonly number[]): string {
  return `p50 ${quantile(values, 0.5).toFixed(0)} ms, p99 ${quantile(values, 0.99).toFixed(0)} ms`;
}

const outcome = planMission(inputs);
if (!outcome.ok) throw new Error(outcome.problems.map((each) => each.message).join('; '));
const operated = operatedMission(inputs);
if (!operated.ok) throw new Error('what can be planned can be operated');
const { config } = operated;
const { publicKeyPem, seconds: sent } = await keptSeconds(outcome.plan, flags.reports);
const detections = sent.reduce((sum, each) => sum + each.detections, 0);

const folder = mkdtempSync(join(tmpdir(), 'cupola-bench-'));
const child = fork(new URL('service-process.ts', import.meta.url), { serialization: 'advanced' });
/** One question after the other. */
async function ask(request: ServiceRequest): Promise<ServiceAnswer> {
  const answered = once(child, 'message');
  child.send(request);
  const [answer]: ServiceAnswer[] = await answered;
  return present(answer);
}
const opened = await ask({
  kind: 'open',
  task: { inputs, publicKeyPem, folder, firstSecond: FIRST_SECOND },
});
const { url, key } = opened;
print(machineLine());
print(`opening the service in a warm process: ${opened.openedMs.toFixed(0)} ms`);
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/vnd.cupola.scan-reports' };

// Ingest: each second's bodies when the second comes, as long as it takes; a stream notes when tracks show them, and when alerts come of them.
const postedAtMs = new Map<number, number>();
const trackMs: number[] = [];
/** Updates of tracks later than the bar, by the second whose reports they tell of. */
const BAR_MS = 500;
const lateIn = new Map<number, number>();
const alertMs: number[] = [];
const threatMs: number[] = [];
const stop = new AbortController();
const seen = new Map<string, string>();
function heard(block: string): void {
  const id = /"id":"([^"]+)"/.exec(block)?.[1] ?? '';
  const detectedAt = /"lastDetectedAt":"([^"]+)"/.exec(block)?.[1];
  if (block.includes('event: alert\n') && block.includes('"closedAt":null')) {
    if (seen.has(id)) return;
    seen.set(id, '');
    // Decided on a whole second: by reports that were sent in the second before it, counted from the first of them.
    const posted = postedAtMs.get(Number(/"atUs":(\d+)/.exec(block)?.[1]) / 1e6 - 1);
    if (posted === undefined) return;
    alertMs.push(performance.now() - posted);
    if (id.startsWith('threat-declared')) threatMs.push(performance.now() - posted);
  }
  if (detectedAt === undefined || seen.get(id) === detectedAt) return;
  seen.set(id, detectedAt);
  const second = Math.round((Date.parse(detectedAt) - Date.parse(inputs.scenario.epoch)) / 1000);
  const posted = postedAtMs.get(second);
  if (posted === undefined) return;
  const tookMs = performance.now() - posted;
  trackMs.push(tookMs);
  if (tookMs > BAR_MS) lateIn.set(second, (lateIn.get(second) ?? 0) + 1);
}
const listening = (async () => {
  const response = await fetch(`${url}v1/stream?types=track,alert`, { headers, signal: stop.signal });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) heard(block);
  }
})().catch(() => {});
const ackMs: number[] = [];
let accepted = 0;
const zeroMs = performance.now();
const clientsBefore = process.cpuUsage();
const before = await ask({ kind: 'begin', atMs: performance.timeOrigin + zeroMs });
const memory: ServiceAnswer['memoryMB'][] = [];
for (const [k, { bodies }] of sent.entries()) {
  const dueMs = zeroMs + k * 1000 + 20;
  // oxlint-disable-next-line no-await-in-loop -- one second after the other
  await sleep(Math.max(0, dueMs - performance.now()));
  // oxlint-disable-next-line no-await-in-loop -- once a minute
  if (k % 60 === 59) memory.push((await ask({ kind: 'tell' })).memoryMB);
  postedAtMs.set(FIRST_SECOND + k, performance.now());
  // oxlint-disable-next-line no-await-in-loop -- one second after the other
  await Promise.all(
    bodies.map(async (body) => {
      const from = performance.now();
      const response = await fetch(`${url}v1/ingest/scan-reports`, {
        method: 'POST',
        headers,
        body: Buffer.from(body),
      });
      const answer = ingestAnswer.parse(await response.json());
      accepted += answer.accepted;
      ackMs.push(performance.now() - from);
    }),
  );
}
const tookS = (performance.now() - zeroMs) / 1000;
await sleep(1500);
const clientsUsed = process.cpuUsage(clientsBefore);
const after = await ask({ kind: 'tell' });
const rateOf = (from: number): string =>
  (sent.slice(from).reduce((sum, each) => sum + each.detections, 0) / (sent.length - from)).toFixed(0);
print(
  `ingest: ${detections} detections of ${satellites} satellites in ${tookS.toFixed(1)} s, ${(detections / tookS).toFixed(0)}/s, ${accepted} of ${satellites * seconds} batches accepted; behind the first minute ${rateOf(60)}/s were sent`,
);
const shareOf = (processorS: number): string =>
  `${processorS.toFixed(1)} s (${((100 * processorS) / tookS).toFixed(0)} % of one core)`;
print(
  `  acknowledged, durable: ${spread(ackMs)}; processor of the service ${shareOf(after.processorS - before.processorS)}, of its clients ${shareOf((clientsUsed.user + clientsUsed.system) / 1e6)}`,
);
print(
  `  arrival to current track: ${spread(trackMs)} (${after.trackIds.length} tracks, ${trackMs.length} updates)`,
);
const late = [...lateIn].toSorted(([a], [b]) => a - b);
print(
  `  later than ${BAR_MS} ms: ${late.reduce((sum, [, count]) => sum + count, 0)} updates of ${late.length} s after the launches: ${late.map(([second, count]) => `${second} s ${count}`).join(', ')}`,
);
print(
  `  arrival to alert at a subscriber: ${spread(alertMs)} (${alertMs.length} alerts); threats declared ${spread(threatMs)} (${threatMs.length})`,
);
print(
  `  the service's main thread waits for itself: p99 ${after.loopDelayMs.p99.toFixed(0)} ms, at most ${after.loopDelayMs.most.toFixed(0)} ms; late scans ${after.lateReports}`,
);
const minutes = (of: (each: ServiceAnswer['memoryMB']) => number): string =>
  [...memory, after.memoryMB].map((each) => of(each).toFixed(0)).join(' ');
print(
  `  memory, minute by minute and at the end, MB: resident ${minutes((each) => each.resident)}; main heap ${minutes((each) => each.mainHeap)}; engine heap ${minutes((each) => each.engineHeap)}; buffers ${minutes((each) => each.buffers)}`,
);

stop.abort();
await listening;
if (flags.only === 'ingest') {
  await ask({ kind: 'stop' });
  rmSync(folder, { recursive: true });
  process.exit();
}

// The same records through the engine alone.
const core = new EngineCore(config, null);
const aloneMs = performance.now();
for (const [k, { bodies }] of sent.entries()) {
  for (const body of bodies) {
    core.take(
      { form: 'binary', bytes: body, arrival: { kind: 'stamped', atUs: usFromS(FIRST_SECOND + k) } },
      k,
    );
  }
  core.step(FIRST_SECOND + k);
}
const aloneS = (performance.now() - aloneMs) / 1000;
print(
  `  engine alone: ${(detections / aloneS).toFixed(0)} detections/s; the service took ${(tookS / aloneS).toFixed(1)} times as long, paced by the clock`,
);
// Fan-out: what is there, told anew each second.
const fanOut = clients({ kind: 'subscribe', url, key, count: subscribers, seconds: 10 });
await sleep(3_000);
await ask({ kind: 'fan-out', seconds: 12, most: 100 });
const told = await fanOut;
const shown = Math.min(100, after.trackIds.length);
print(
  `stream: ${subscribers} subscribers x ${shown} tracks x 1 Hz: ${spread(told.latenciesMs)} (${told.count} tracks read)`,
);

// Reads, against a bare server that answers the same bytes.
const reads = async (of: string): Promise<number> => {
  const answer = await clients({ kind: 'read', url: of, key, count: 32, seconds: 5 });
  return answer.count / 5;
};
const path = `v1/tracks/${after.trackIds[0] ?? ''}`;
const bytes = await (await fetch(`${url}${path}`, { headers })).text();
const bare = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(bytes);
});
await new Promise<void>((resolve) => {
  bare.listen(0, '127.0.0.1', resolve);
});
const address = bare.address();
const port = typeof address === 'object' ? address?.port : null;
const one = await reads(`${url}${path}`);
const list = await reads(`${url}v1/tracks?limit=100`);
const plain = await reads(`http://127.0.0.1:${port}/`);
print(
  `reads: one track ${one.toFixed(0)}/s, a list of ${shown} tracks ${list.toFixed(0)}/s; bare server ${plain.toFixed(0)}/s, ${(plain / one).toFixed(1)} times one track`,
);
bare.close();
bare.closeAllConnections();
await ask({ kind: 'stop' });
rmSync(folder, { recursive: true });

// Starts, from the command to the first 200 of /health/ready, on an empty store.
const CLI = new URL('../packages/cli/bin/cupola.js', import.meta.url).pathname;
const PORT = 20_000 + Math.floor(Math.random() * 20_000);
async function readyAfterMs(data: string): Promise<number> {
  const fromMs = performance.now();
  const given = ['--port', String(PORT), '--data', data, '--json', '--log-level', 'error'];
  const service: ChildProcess = spawn(process.execPath, [CLI, 'serve', ...given], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let tookMs = Number.NaN;
  while (Number.isNaN(tookMs) && service.exitCode === null) {
    // oxlint-disable-next-line no-await-in-loop -- again and again, until it answers
    const status = await fetch(`http://127.0.0.1:${PORT}/health/ready`).then(
      (each) => each.status,
      () => 0,
    );
    if (status === 200) tookMs = performance.now() - fromMs;
    // oxlint-disable-next-line no-await-in-loop
    else await sleep(5);
  }
  service.kill('SIGTERM');
  if (service.exitCode === null) await once(service, 'exit');
  return tookMs;
}
const startsMs: number[] = [];
for (let k = 0; k < Number(flags.starts); k++) {
  const data = mkdtempSync(join(tmpdir(), 'cupola-start-'));
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  startsMs.push(await readyAfterMs(data));
  rmSync(data, { recursive: true });
}
print(`starts of cupola serve, empty store: ${startsMs.map((each) => each.toFixed(0)).join(', ')} ms`);
