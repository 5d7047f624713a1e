/** Clients of the service in a thread of their own (service.ts). */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

export interface ClientTask {
  readonly kind: 'subscribe' | 'read';
  readonly url: string;
  readonly key: string;
  readonly count: number;
  readonly seconds: number;
}

export interface ClientAnswer {
  readonly count: number;
  readonly latenciesMs: readonly number[];
}

const task: ClientTask = workerData;
const headers = { authorization: `Bearer ${task.key}` };
let count = 0;
const latenciesMs: number[] = [];

/** Reads one stream: counts tracks, and how old the first of each burst is. */
function subscribe(): void {
  const request = get(`${task.url}v1/stream?types=track`, { headers, agent: false }, (response) => {
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      const nowMs = performance.timeOrigin + performance.now();
      for (const found of text.matchAll(/"existenceProb":(\d{13}[\d.]*)/g)) {
        count++;
        latenciesMs.push(nowMs - Number(found[1]));
      }
    });
  });
  request.on('error', () => {});
}

/** Asks again as soon as it is answered. */
function read(agent: Agent, untilMs: number): void {
  const request = get(task.url, { headers, agent }, (response) => {
    response.resume();
    response.on('end', () => {
      count++;
      if (performance.now() < untilMs) read(agent, untilMs);
    });
  });
  request.on('error', () => {});
}

if (task.kind === 'subscribe') {
  for (let k = 0; k < task.count; k++) subscribe();
} else {
  const agent = new Agent({ keepAlive: true, maxSockets: task.count });
  for (let k = 0; k < task.count; k++) read(agent, performance.now() + task.seconds * 1000);
}
setTimeout(
  () => {
    parentPort?.postMessage({ count, latenciesMs: latenciesMs.slice(-200_000) } satisfies ClientAnswer, []);
  },
  (task.seconds + (task.kind === 'subscribe' ? 3 : 0.2)) * 1000,
);
