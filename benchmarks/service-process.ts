/** The service of service.ts in a process of its own, so that its memory and processor time are its own. */
import { createPublicKey } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { usFromS } from '@cupola/core/foundation';
import type { MissionInputs } from '@cupola/core/mission';
import type { Moment } from '../packages/service/src/access/past.ts';
import { operatedMission } from '../packages/service/src/engine/operated-mission.ts';
import { ExerciseFeed } from '../packages/service/src/feeds/exercise-feed.ts';
import { LiveFeed } from '../packages/service/src/feeds/live-feed.ts';
import { NO_CHANGES } from '../packages/service/src/picture/picture.ts';
import type { Service } from '../packages/service/src/serve/service.ts';
import { startService } from '../packages/service/src/serve/start-service.ts';

export interface ServiceTask {
  readonly inputs: MissionInputs;
  readonly publicKeyPem: string;
  readonly folder: string;
  readonly firstSecond: number;
  /** Nobody sends reports: the mission is played as fast as it goes, until somebody sets its pace. */
  readonly isExercise?: boolean;
}

export type ServiceRequest =
  | { readonly kind: 'open'; readonly task: ServiceTask }
  /** The clock runs from this moment on, ms since 1970. */
  | { readonly kind: 'begin'; readonly atMs: number }
  | { readonly kind: 'tell' }
  | { readonly kind: 'fan-out'; readonly seconds: number; readonly most: number }
  /** From now on the picture is another one every second, without the engine's work. */
  | { readonly kind: 'turn'; readonly most: number }
  | { readonly kind: 'stop' };

export interface ServiceAnswer {
  readonly url: string;
  readonly key: string;
  readonly openedMs: number;
  /** Resident; what the heaps of the main thread and of the engine's hold; buffers beside them. */
  readonly memoryMB: {
    readonly resident: number;
    readonly mainHeap: number;
    readonly engineHeap: number;
    readonly buffers: number;
  };
  /** How late the main thread is with what is due, since the clock began. */
  readonly loopDelayMs: { readonly p99: number; readonly most: number };
  readonly processorS: number;
  readonly lateReports: number;
  readonly trackIds: readonly string[];
}

const loopDelay = monitorEventLoopDelay({ resolution: 10 });
loopDelay.enable();
let beginMs: number | null = null;
let openedMs = 0;
let running: Awaited<ReturnType<typeof startService>> | null = null;

function wallMs(): number {
  return performance.timeOrigin + performance.now();
}

async function open({ inputs, publicKeyPem, folder, firstSecond, isExercise }: ServiceTask): Promise<void> {
  const operated = operatedMission(inputs);
  if (!operated.ok) throw new Error('what can be planned can be operated');
  const { config } = operated;
  const publicKey = createPublicKey(publicKeyPem);
  const nowUs = (): number =>
    usFromS(firstSecond) + (beginMs === null ? 0 : Math.round((wallMs() - beginMs) * 1000));
  const startMs = performance.now();
  running = await startService({
    inputs,
    config,
    missionId: 'bench',
    programId: 'bench',
    dataMode: 'TEST',
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    allowedHosts: [],
    feedFrom: (throughSecond) =>
      isExercise === true
        ? new ExerciseFeed(inputs, Number.POSITIVE_INFINITY)
        : new LiveFeed('wall', nowUs, throughSecond),
    shelves: { runs: null, scenarios: null },
    satelliteKeys: new Map(config.ownSide.satelliteIds.map((id) => [id, publicKey])),
    logLevel: 'warn',
  });
  openedMs = performance.now() - startMs;
}

/** What is there, told anew with the time of telling. */
function toldAnew({ picture }: Service, most: number): Moment {
  const told = [...picture.tracks.values()]
    .slice(0, most)
    .map((each) => ({ ...each, existenceProb: wallMs() }));
  const tracks = new Map(told.map((each) => [each.id, each]));
  return {
    picture: { ...picture, tracks },
    changes: { ...NO_CHANGES, tracks: told },
    finals: [],
    isWhole: true,
  };
}

async function fanOut(seconds: number, most: number): Promise<void> {
  if (running === null) return;
  for (let k = 0; k < seconds; k++) {
    running.service.hub.publish(toldAnew(running.service, most));
    // oxlint-disable-next-line no-await-in-loop -- once a second
    await sleep(1000);
  }
}

/** Doors and streams read what stands in the service's place. */
function turn(most: number): void {
  if (running === null) return;
  const { service } = running;
  let moment = toldAnew(service, most);
  Object.defineProperty(service, 'picture', { get: () => moment.picture });
  setInterval(() => {
    moment = toldAnew(service, most);
    service.hub.publish(moment);
  }, 1000).unref();
}

async function answer(): Promise<ServiceAnswer> {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const metric = running?.service.metrics.registry.getSingleMetric('cupola_engine_heap_bytes');
  const engineHeap = (await metric?.get())?.values[0]?.value ?? 0;
  const picture = running?.service.picture;
  return {
    url: running?.url ?? '',
    key: running?.firstKey ?? '',
    openedMs,
    memoryMB: {
      resident: rss / 2 ** 20,
      mainHeap: heapUsed / 2 ** 20,
      engineHeap: engineHeap / 2 ** 20,
      buffers: external / 2 ** 20,
    },
    loopDelayMs: { p99: loopDelay.percentile(99) / 1e6, most: loopDelay.max / 1e6 },
    processorS: (user + system) / 1e6,
    lateReports: picture?.lateReports ?? 0,
    trackIds: [...(picture?.tracks.keys() ?? [])],
  };
}

async function obey(request: ServiceRequest): Promise<void> {
  if (request.kind === 'open') await open(request.task);
  if (request.kind === 'begin') {
    beginMs = request.atMs;
    loopDelay.reset();
  }
  if (request.kind === 'fan-out') await fanOut(request.seconds, request.most);
  if (request.kind === 'turn') turn(request.most);
  if (request.kind === 'stop') await running?.stop();
  process.send?.(await answer());
  if (request.kind === 'stop') process.disconnect();
}

process.on('message', (request: ServiceRequest) => void obey(request));
