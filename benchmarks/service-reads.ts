/**
 * Lists and streams of the operations service by themselves, in a minute: an exercise is played as fast as it goes until its tracks are there; then
 * the picture is another one every second, as in operation, without the engine's work (bars: 2,000 reads/s, aim 5,000; 500 subscribers x 100 tracks
 * x 1 Hz within 1 s, aim 2,000). Yardstick of the same run: a bare server that answers the same bytes to the same client.
 *
 *   npm run bench:service-reads [-- --seconds 3 --subscribers 500,2000 --only list,streams --profile FOLDER]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { present } from '@cupola/core/foundation';
import type { MissionInputs } from '@cupola/core/mission';
import { SMALL_SCENARIO } from '../packages/core/src/mission/small-mission.test-data.ts';
import { service } from '../packages/service/src/doors/schemas.ts';
import { machineLine } from './machine.ts';
import { clients, quantile } from './service-client-thread.ts';
import type { ServiceAnswer, ServiceRequest } from './service-process.ts';

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    objects: { type: 'string', default: '100' },
    subscribers: { type: 'string', default: '500,2000' },
    only: { type: 'string', default: 'track,list,geojson,czml,udl,omm,streams' },
    profile: { type: 'string' },
  },
});
const seconds = Number(flags.seconds);
const objects = Number(flags.objects);
const only = new Set(flags.only.split(','));
const CONNECTIONS = 32;
/** All of them are followed by then, s of the exercise. */
const PLAYED_S = 75;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const inputs: MissionInputs = {
  scenario: {
    ...SMALL_SCENARIO,
    durationMin: 60,
    events: Array.from({ length: objects }, (_, k) => ({
      id: `e${k}`,
      vehicle: 'icbm-solid',
      launch: { latDeg: 30 + (k % 10) * 3, lonDeg: 60 + Math.floor(k / 10) * 6 },
      aim: { latDeg: 38.9, lonDeg: -77 },
      trajectory: { kind: 'minimum-energy' as const },
      count: 1,
      spacingS: 0,
      atS: 0,
    })),
  },
  catalogues: new Map(),
  regions: [],
};

const folder = mkdtempSync(join(tmpdir(), 'cupola-bench-reads-'));
const child = fork(new URL('service-process.ts', import.meta.url), {
  serialization: 'advanced',
  execArgv: flags.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${flags.profile}`],
});
process.once('exit', () => child.kill());
/** One question after the other. */
async function ask(request: ServiceRequest): Promise<ServiceAnswer> {
  const answered = once(child, 'message');
  child.send(request);
  const [answer]: ServiceAnswer[] = await answered;
  return present(answer);
}
const publicKeyPem = generateKeyPairSync('ed25519')
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();
const { url, key } = await ask({
  kind: 'open',
  task: { inputs, publicKeyPem, folder, firstSecond: 0, isExercise: true },
});
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
print(machineLine());

async function secondNow(): Promise<number> {
  const { second } = service.parse(await (await fetch(`${url}v1`, { headers })).json());
  return second ?? 0;
}
const fromMs = performance.now();
// oxlint-disable-next-line no-await-in-loop -- until it has come so far
while ((await secondNow()) < PLAYED_S) await sleep(100);
const paused = await fetch(`${url}v1/exercises/exercise-0001/pause`, { method: 'POST', headers, body: '{}' });
if (!paused.ok) throw new Error(await paused.text());
await ask({ kind: 'turn', most: 100 });
const ready = await ask({ kind: 'tell' });
print(
  `played ${PLAYED_S} s in ${((performance.now() - fromMs) / 1000).toFixed(1)} s: ${ready.trackIds.length} tracks`,
);

async function readsOf(of: string): Promise<{ perS: number; processorUs: number }> {
  const before = await ask({ kind: 'tell' });
  const { count } = await clients({ kind: 'read', url: of, key, count: CONNECTIONS, seconds });
  const after = await ask({ kind: 'tell' });
  return { perS: count / seconds, processorUs: ((after.processorS - before.processorS) * 1e6) / count };
}

/** The service and a bare server that answers the same bytes, one after the other. */
async function compareReads(name: string, path: string): Promise<void> {
  const response = await fetch(`${url}${path}`, { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const bare = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    answer.end(bytes);
  });
  await new Promise<void>((resolve) => {
    bare.listen(0, '127.0.0.1', resolve);
  });
  const address = bare.address();
  const port = typeof address === 'object' ? address?.port : null;
  const own = await readsOf(`${url}${path}`);
  const plain = await readsOf(`http://127.0.0.1:${port}/`);
  bare.close();
  bare.closeAllConnections();
  print(
    `${name}: ${own.perS.toFixed(0)}/s of ${(bytes.length / 1000).toFixed(1)} kB, ${own.processorUs.toFixed(0)} us of the service's processor each; bare server ${plain.perS.toFixed(0)}/s, ${(plain.perS / own.perS).toFixed(2)} times as many`,
  );
}

const READS: Readonly<Record<string, string>> = {
  track: `v1/tracks/${ready.trackIds[0] ?? ''}`,
  list: 'v1/tracks?limit=100',
  geojson: 'v1/tracks.geojson',
  czml: 'v1/tracks.czml',
  udl: 'compat/udl/udl/missiletrack?ts=%3E2020-01-01T00:00:00.000Z',
  omm: 'v1/constellation.omm',
};
for (const [name, path] of Object.entries(READS)) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  if (only.has(name)) await compareReads(name, path);
}
if (only.has('streams')) {
  for (const count of flags.subscribers.split(',').map(Number)) {
    // oxlint-disable no-await-in-loop -- one after the other
    const reading = clients({ kind: 'subscribe', url, key, count, seconds: 10 });
    await sleep(4_000);
    const before = await ask({ kind: 'tell' });
    await sleep(8_000);
    const { processorS } = await ask({ kind: 'tell' });
    const told = await reading;
    // oxlint-enable no-await-in-loop
    const { latenciesMs } = told;
    print(
      `stream: ${count} subscribers x ${Math.min(100, ready.trackIds.length)} tracks x 1 Hz: p50 ${quantile(latenciesMs, 0.5).toFixed(0)} ms, p99 ${quantile(latenciesMs, 0.99).toFixed(0)} ms (${told.count} tracks read); processor of the service ${(processorS - before.processorS).toFixed(1)} s of 8 s`,
    );
  }
}
await ask({ kind: 'stop' });
rmSync(folder, { recursive: true });
