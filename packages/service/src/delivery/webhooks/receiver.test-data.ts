import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a receiver does with the n-th request (from 0) on a path. */
export type Manner = (index: number) => number | 'hang' | 'half-close' | 'redirect';

/** A real receiver of webhooks on this machine, with manners by path. */
export class Receiver {
  readonly #server: Server;
  readonly #manners = new Map<string, Manner>();
  readonly #received = new Map<string, Received[]>();
  readonly #sockets = new Set<Socket>();
  port = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const known = this.of(path);
        const manner = this.#manners.get(path)?.(known.length) ?? 204;
        this.#received.set(path, [
          ...known,
          { headers: request.headers, body: String(Buffer.concat(chunks)) },
        ]);
        if (manner === 'hang') return;
        if (manner === 'half-close') {
          request.socket.end();
          return;
        }
        if (manner === 'redirect') {
          response.writeHead(302, { location: `http://127.0.0.1:${this.port}/elsewhere` }).end();
          return;
        }
        response.writeHead(manner).end('thank you');
      });
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => void receiver.#server.listen(0, '127.0.0.1', () => resolve()));
    const address = receiver.#server.address();
    receiver.port = typeof address === 'object' && address !== null ? address.port : 0;
    return receiver;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  behave(path: string, manner: Manner): void {
    this.#manners.set(path, manner);
  }

  of(path: string): readonly Received[] {
    return this.#received.get(path) ?? [];
  }

  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => void this.#server.close(resolve));
  }
}
