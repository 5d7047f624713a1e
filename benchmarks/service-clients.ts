/** Clients of the service in a thread of their own (service.ts). */
import { get } from 'node:http';
import { connect } from 'node:net';
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

/** Asks again as soon as it is answered, over a bare socket: a client that does more with what it reads is slower than the service. */
function read(untilMs: number): void {
  const { hostname, port, host, pathname, search } = new URL(task.url);
  const question = `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${headers.authorization}\r\n\r\n`;
  let head = '';
  let leftBytes = 0;
  const took = (length: number, buffer: Uint8Array): boolean => {
    if (leftBytes > 0) leftBytes -= length;
    else {
      head += Buffer.from(buffer.buffer, buffer.byteOffset, length).toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return true;
      const body = /^HTTP\/1.1 200 [^]*content-length: (\d+)/i.exec(head.slice(0, end))?.[1];
      if (body === undefined) throw new Error(head.slice(0, end));
      leftBytes = Number(body) - (head.length - end - 4);
      head = '';
    }
    if (leftBytes > 0) return true;
    count++;
    if (performance.now() < untilMs) socket.write(question);
    else socket.destroy();
    return true;
  };
  const onread = { buffer: new Uint8Array(2 ** 18), callback: took };
  const socket = connect({ host: hostname, port: Number(port), onread });
  socket.write(question);
  socket.on('error', (error) => {
    throw error;
  });
}

if (task.kind === 'subscribe') {
  for (let k = 0; k < task.count; k++) subscribe();
} else {
  for (let k = 0; k < task.count; k++) read(performance.now() + task.seconds * 1000);
}
setTimeout(
  () => {
    parentPort?.postMessage({ count, latenciesMs: latenciesMs.slice(-200_000) } satisfies ClientAnswer, []);
  },
  (task.seconds + (task.kind === 'subscribe' ? 3 : 0.2)) * 1000,
);
