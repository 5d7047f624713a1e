import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from './serve-folder.ts';
import type { FolderServer } from './serve-folder.ts';

let root = '';
let server: FolderServer;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cupola-serve-'));
  writeFileSync(join(root, 'report.html'), '<p>report');
  writeFileSync(join(root, 'scene.czml'), '[]');
  server = await serveFolder(root, null);
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

/** The path goes out exactly as given: `fetch` would tidy it. */
function get(
  path: string,
  host?: string,
  method = 'GET',
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const url = new URL(server.url);
    const headers = host === undefined ? {} : { host };
    const sent = request({ host: url.hostname, port: url.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('the report is the start page, and every file has its type', async () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await get('/')).toEqual({ status: 200, type: 'text/html; charset=utf-8', body: '<p>report' });
  expect(await get('/scene.czml?x=1')).toMatchObject({
    status: 200,
    type: 'application/json; charset=utf-8',
  });
  expect(await get('/', undefined, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test.each(['/../serve-folder.ts', '/..%2f..%2fetc/passwd', '//etc/passwd', '/.', '/nothing'])(
  '%s is not there',
  async (path) => {
    expect(await get(path)).toMatchObject({ status: 404 });
  },
);

test('only this host is answered, and only reading', async () => {
  expect(await get('/', 'evil.example')).toMatchObject({ status: 403 });
  expect(await get('/', undefined, 'POST')).toMatchObject({ status: 405 });
});

test('a port that is taken is a failure from outside', async () => {
  await expect(serveFolder(root, Number(new URL(server.url).port))).rejects.toMatchObject({
    code: 'network',
  });
});
