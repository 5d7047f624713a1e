import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** A way to a server of this machine that can be shut, so that one client is away while others are not. */
export class Gate {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #port: number;
  #isShut = false;

  private constructor(port: number) {
    this.#port = port;
    this.#server = createServer((from) => this.#meet(from));
  }

  static async before(port: number): Promise<Gate> {
    const gate = new Gate(port);
    await new Promise<void>((resolve) => void gate.#server.listen(0, '127.0.0.1', () => resolve()));
    return gate;
  }

  get url(): string {
    const address = this.#server.address();
    return `nats://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Whoever is behind it is cut off, and nobody gets through. */
  shut(): void {
    this.#isShut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  open(): void {
    this.#isShut = false;
  }

  remove(): void {
    this.shut();
    this.#server.close();
  }

  #meet(from: Socket): void {
    if (this.#isShut) {
      from.destroy();
      return;
    }
    const to = connect(this.#port, '127.0.0.1');
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
