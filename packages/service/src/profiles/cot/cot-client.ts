import type { Socket } from 'node:net';
import type { StreamOutlet } from '../../stream/stream-hub.ts';
import { IncomingEvents } from './incoming.ts';
import { pongText } from './other-events.ts';

/** Beyond so much that waits to be read, not even pings are answered. */
const NO_PONG_BEYOND_BYTES = 1024 * 1024;
/** A connection that its reader does not take the end of is cut off after this long, ms. */
const LINGER_MS = 1_000;

/** What is counted of one client. */
export interface CotClientCounts {
  readonly events: number;
  readonly bytes: number;
  readonly pings: number;
}

const eventCounts = new WeakMap<Buffer, number>();
const EVENT_END = '</event>';

/** One display on its connection. */
export class CotClient implements StreamOutlet {
  /** As logs and measures name it. */
  readonly name: string;
  readonly #socket: Socket;
  readonly #incoming = new IncomingEvents();
  readonly #isWelcome: () => boolean;
  #events = 0;
  #pings = 0;
  #heardAtMs: number | null = null;

  constructor(name: string, socket: Socket, isWelcome: () => boolean) {
    this.name = name;
    this.#socket = socket;
    this.#isWelcome = isWelcome;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 30_000);
    socket.on('data', (bytes) => this.#hear(bytes));
  }

  get waitingBytes(): number {
    return this.#socket.writableLength;
  }

  get counts(): CotClientCounts {
    return { events: this.#events, bytes: this.#socket.bytesWritten, pings: this.#pings };
  }

  write(chunk: Buffer): void {
    if (chunk.length === 0 || !this.#socket.writable) return;
    this.#events += eventsIn(chunk);
    this.#socket.write(chunk);
  }

  /** There is no word for the reason in this protocol; the log has it. */
  close(): void {
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), LINGER_MS).unref();
  }

  isWelcome(): boolean {
    return this.#isWelcome();
  }

  /** Whoever has pinged is expected to go on; whoever never did is a mere reader. */
  isSilentFor(ms: number): boolean {
    return this.#heardAtMs !== null && performance.now() - this.#heardAtMs > ms;
  }

  #hear(bytes: Buffer): void {
    for (const { kind } of this.#incoming.take(bytes)) {
      if (kind === 'too-much') {
        this.#socket.destroy();
        return;
      }
      this.#heardAtMs = performance.now();
      if (kind !== 'ping') continue;
      this.#pings++;
      if (this.waitingBytes < NO_PONG_BEYOND_BYTES) this.#socket.write(`${pongText(Date.now())}\n`);
    }
  }
}

/** Many clients are sent the same bytes, which are counted once. */
function eventsIn(chunk: Buffer): number {
  let count = eventCounts.get(chunk);
  if (count === undefined) {
    count = 0;
    for (let at = chunk.indexOf(EVENT_END); at >= 0; at = chunk.indexOf(EVENT_END, at + 1)) count++;
    eventCounts.set(chunk, count);
  }
  return count;
}
