import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createReadStream, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { OutsideFailure } from './outside-failure.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.czml': 'application/json; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
  '.parquet': 'application/vnd.apache.parquet',
};
const START_PAGE = 'report.html';
const USUAL_PORT = 8080;
/** Any free port. */
const FREE_PORT = 0;

export interface FolderServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the files of one folder on the loopback interface, `report.html` at `/`. Only files that lie in the folder now, by their plain
 * names, and only to a browser that asked for this machine by name or number.
 *
 * @param port - null: the usual port, or any free one when that is taken.
 * @throws OutsideFailure when the port given is taken.
 */
export async function serveFolder(folder: string, port: number | null): Promise<FolderServer> {
  const names: ReadonlySet<string> = new Set(readdirSync(folder));
  const server = createServer((request, response) => answer(request, response, folder, names));
  const listen = (onPort: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(onPort, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : onPort);
      });
    });
  const listening = listen(port ?? USUAL_PORT).catch((error: unknown) => {
    if (port === null) return listen(FREE_PORT);
    throw new OutsideFailure('network', `cannot serve on port ${port}`, error);
  });
  const actualPort = await listening;
  return {
    url: `http://127.0.0.1:${actualPort}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  names: ReadonlySet<string>,
): void {
  const { method = '', url = '/' } = request;
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
    return plain(response, 403, 'not this host');
  if (method !== 'GET' && method !== 'HEAD') return plain(response, 405, 'only GET and HEAD');
  const path = url.split('?')[0] ?? '/';
  const name = path === '/' ? START_PAGE : path.slice(1);
  if (!names.has(name)) return plain(response, 404, 'no such file');
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  if (method === 'HEAD') {
    response.end();
    return;
  }
  const file = createReadStream(join(folder, name));
  file.on('error', () => response.destroy());
  file.pipe(response);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
