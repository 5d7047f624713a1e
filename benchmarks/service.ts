/**
 * The operations service with its clients on the same machine: signed and durable ingest to tracks, streams, reads (docs/service.md; bars: 10,000
 * detections/s with 99 % of tracks within 500 ms of the arrival, 500 subscribers x 100 tracks x 1 Hz within 1 s, 2,000 reads/s).
 * Yardsticks of the same run: the engine alone on the same records, and a bare server that answers the same bytes.
 *
 *   npm run bench:service [-- SECONDS [SATELLITES [OBJECTS [SUBSCRIBERS]]]]
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { binaryEnvelope } from '@cupola/contract';
import { present, usFromS } from '@cupola/core/foundation';
import { Generation, planMission } from '@cupola/core/mission';
import type { MissionInputs, MissionPlan } from '@cupola/core/mission';
import { SMALL_SCENARIO } from '../packages/core/src/mission/small-mission.test-data.ts';
import { ingestAnswer } from '../packages/service/src/doors/schemas.ts';
import { EngineCore } from '../packages/service/src/engine/engine-core.ts';
import { operatedMission } from '../packages/service/src/engine/operated-mission.ts';
import { LiveFeed } from '../packages/service/src/feeds/live-feed.ts';
import { SequenceCounter, sentBatches } from '../packages/service/src/feeds/sent-batches.ts';
import { NO_CHANGES } from '../packages/service/src/picture/picture.ts';
import { startService } from '../packages/service/src/serve/start-service.ts';
import { machineLine } from './machine.ts';
import type { ClientAnswer, ClientTask } from './service-clients.ts';

const seconds = Number(process.argv[2] ?? 150);
const satellites = Number(process.argv[3] ?? 1000);
const objects = Number(process.argv[4] ?? 100);
const subscribers = Number(process.argv[5] ?? 500);
/** The first is about to come out of the clouds then; the others follow over a minute. */
const FIRST_SECOND = 30;
const LAUNCHES_WITHIN_S = 60;
const GATEWAYS = 10;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

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
  regions: [],
};

interface SentSecond {
  readonly bodies: readonly Uint8Array[];
  readonly detections: number;
}

/** What all satellites send, second by second, signed, in one body for each gateway. */
async function sentSeconds(plan: MissionPlan): Promise<readonly SentSecond[]> {
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
  return sent;
}

/** Clients in a thread of their own, so that they and the service do not wait for one another's work. */
function clients(task: ClientTask): Promise<ClientAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('service-clients.ts', import.meta.url), { workerData: task });
    worker.once('message', (answer: ClientAnswer) => {
      void worker.terminate();
      resolve(answer);
    });
    worker.once('error', reject);
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  return `p50 ${quantile(values, 0.5).toFixed(0)} ms, p99 ${quantile(values, 0.99).toFixed(0)} ms`;
}

const outcome = planMission(inputs);
if (!outcome.ok) throw new Error(outcome.problems.map((each) => each.message).join('; '));
const operated = operatedMission(inputs);
if (!operated.ok) throw new Error('what can be planned can be operated');
const { config } = operated;
const sent = await sentSeconds(outcome.plan);
const detections = sent.reduce((sum, each) => sum + each.detections, 0);

const folder = mkdtempSync(join(tmpdir(), 'cupola-bench-'));
let zeroMs = performance.now();
const nowUs = (): number => usFromS(FIRST_SECOND) + Math.round((performance.now() - zeroMs) * 1000);
const startMs = performance.now();
const running = await startService({
  inputs,
  config,
  missionId: 'bench',
  programId: 'bench',
  dataMode: 'TEST',
  dataFolder: folder,
  host: '127.0.0.1',
  port: 0,
  allowedHosts: [],
  feedFrom: (throughSecond) => new LiveFeed('wall', nowUs, throughSecond),
  satelliteKeys: new Map(config.ownSide.satelliteIds.map((id) => [id, publicKey])),
  reportFolder: null,
  shelves: { runs: null, scenarios: null },
  logLevel: 'warn',
});
print(machineLine());
print(`start of the service in a warm process: ${(performance.now() - startMs).toFixed(0)} ms`);
const key = present(running.firstKey ?? undefined);
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/vnd.cupola.scan-reports' };

// Ingest: each second's bodies when the second comes, as long as it takes; a stream notes when tracks show them.
const postedAtMs = new Map<number, number>();
const trackMs: number[] = [];
const stop = new AbortController();
const listening = (async () => {
  const response = await fetch(`${running.url}v1/stream?types=track`, { headers, signal: stop.signal });
  const seen = new Map<string, string>();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /"id":"([^"]+)"/.exec(block)?.[1] ?? '';
      const detectedAt = /"lastDetectedAt":"([^"]+)"/.exec(block)?.[1];
      if (detectedAt === undefined || seen.get(id) === detectedAt) continue;
      seen.set(id, detectedAt);
      const second = Math.round((Date.parse(detectedAt) - Date.parse(inputs.scenario.epoch)) / 1000);
      const posted = postedAtMs.get(second);
      if (posted !== undefined) trackMs.push(performance.now() - posted);
    }
  }
})().catch(() => {});
const ackMs: number[] = [];
let accepted = 0;
const cpuBefore = process.cpuUsage();
zeroMs = performance.now();
const ingestMs = performance.now();
for (const [k, { bodies }] of sent.entries()) {
  const dueMs = zeroMs + k * 1000 + 20;
  // oxlint-disable-next-line no-await-in-loop -- one second after the other
  await sleep(Math.max(0, dueMs - performance.now()));
  postedAtMs.set(FIRST_SECOND + k, performance.now());
  // oxlint-disable-next-line no-await-in-loop -- one second after the other
  await Promise.all(
    bodies.map(async (body) => {
      const from = performance.now();
      const response = await fetch(`${running.url}v1/ingest/scan-reports`, {
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
const tookS = (performance.now() - ingestMs) / 1000;
await sleep(1500);
const cpu = process.cpuUsage(cpuBefore);
print(
  `ingest: ${detections} detections of ${satellites} satellites in ${tookS.toFixed(1)} s, ${(detections / tookS).toFixed(0)}/s, ${accepted} of ${satellites * seconds} batches accepted`,
);
print(
  `  acknowledged, durable: ${spread(ackMs)}; processor ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s, clients included`,
);
print(
  `  arrival to current track: ${spread(trackMs)} (${running.service.picture.tracks.size} tracks, ${trackMs.length} updates)`,
);
print(
  `  memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB, late scans ${running.service.picture.lateReports}`,
);

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
stop.abort();
await listening;

// Fan-out: what is there, told anew each second.
const fanOut = clients({ kind: 'subscribe', url: running.url, key, count: subscribers, seconds: 10 });
await sleep(3_000);
const { tracks } = running.service.picture;
const some = [...tracks.values()].slice(0, 100);
const untilMs = performance.now() + 12_000;
while (performance.now() < untilMs) {
  const told = some.map((each) => ({ ...each, at: String(performance.timeOrigin + performance.now()) }));
  const { picture } = running.service;
  running.service.hub.publish({
    picture: { ...picture, tracks: new Map(told.map((each) => [each.id, each])) },
    changes: { ...NO_CHANGES, tracks: told },
    finals: [],
    isWhole: true,
  });
  // oxlint-disable-next-line no-await-in-loop -- once a second
  await sleep(1000);
}
const told = await fanOut;
print(
  `stream: ${subscribers} subscribers x ${some.length} tracks x 1 Hz: ${spread(told.latenciesMs)} (${told.count} tracks read)`,
);

// Reads, against a bare server that answers the same bytes.
const reads = async (url: string): Promise<number> => {
  const answer = await clients({ kind: 'read', url, key, count: 32, seconds: 5 });
  return answer.count / 5;
};
const path = `v1/tracks/${[...tracks.keys()][0] ?? ''}`;
const bytes = await (await fetch(`${running.url}${path}`, { headers })).text();
const bare = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(bytes);
});
await new Promise<void>((resolve) => {
  bare.listen(0, '127.0.0.1', resolve);
});
const address = bare.address();
const port = typeof address === 'object' ? address?.port : null;
const one = await reads(`${running.url}${path}`);
const list = await reads(`${running.url}v1/tracks?limit=100`);
const plain = await reads(`http://127.0.0.1:${port}/`);
print(
  `reads: one track ${one.toFixed(0)}/s, a list of ${some.length} tracks ${list.toFixed(0)}/s; bare server ${plain.toFixed(0)}/s, ${(plain / one).toFixed(1)} times one track`,
);
bare.close();
bare.closeAllConnections();
await running.stop();
rmSync(folder, { recursive: true });
