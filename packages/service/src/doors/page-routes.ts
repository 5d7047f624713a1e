import { createReadStream, existsSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App, Doors } from './app-doors.ts';
import { Refusal } from './refusal.ts';

const PAGE = fileURLToPath(new URL('../page/', import.meta.url));
const FILES: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'page.html', type: 'text/html; charset=utf-8' },
  '/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
};
/** Only what is served here, and nothing of it anywhere else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The report is one page with its styles in it, and asks for nothing. */
export const REPORT_POLICY: string =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The plain page, which holds no data: it asks the doors like any other client. */
export function pageRoutes(app: App, { reportFolder }: Doors): void {
  for (const [url, { name, type }] of Object.entries(FILES)) {
    const text = readFileSync(join(PAGE, name), 'utf8');
    app.get(url, { schema: { hide: true } }, (_, reply) =>
      reply.type(type).header('content-security-policy', POLICY).serializer(String).send(text),
    );
  }
  app.get('/report', { schema: { hide: true } }, (_, reply) => {
    const file = reportFolder === null ? null : join(reportFolder, 'report.html');
    if (file === null || !existsSync(file))
      throw new Refusal('not-found', 'no report is served; give one with --report DIR');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', REPORT_POLICY)
      .send(createReadStream(file));
  });
}
