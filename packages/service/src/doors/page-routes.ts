import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Doors } from './app-doors.ts';
import { Refusal } from './refusal.ts';
import { admitToRuns, sendReport } from './run-reports.ts';
import { FORM } from './token-routes.ts';

const PAGE = fileURLToPath(new URL('../page/', import.meta.url));
const FILES: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'page.html', type: 'text/html; charset=utf-8' },
  '/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
};
/** Only what is served here, and nothing of it anywhere else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const MOST_FORM_BYTES = 4096;
const keyForm = z.strictObject({ key: z.string().max(200) });

/** The plain page, which holds no data: it asks the doors like any other client. */
export function pageRoutes(app: App, { keeper, report }: Pick<Doors, 'keeper' | 'report'>): void {
  for (const [url, { name, type }] of Object.entries(FILES)) {
    const text = readFileSync(join(PAGE, name), 'utf8');
    app.get(url, { schema: { hide: true } }, (_, reply) =>
      reply.type(type).header('content-security-policy', POLICY).serializer(String).send(text),
    );
  }
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (report?.isPublic !== true) admitToRuns(keeper, request);
    const file = report === null ? null : join(report.folder, 'report.html');
    if (file === null || !existsSync(file))
      throw new Refusal('not-found', 'no report is served; give one with --report DIR');
    return sendReport(reply, file);
  };
  app.get('/report', { schema: { hide: true } }, answer);
  // A link cannot carry a key, and an address that holds one stays in histories: the page sends it as a form.
  app.post('/report', { schema: { hide: true }, bodyLimit: MOST_FORM_BYTES }, (request, reply) => {
    const form = keyForm.safeParse(request.body);
    if (!form.success || !(request.headers['content-type'] ?? '').startsWith(FORM))
      throw new Refusal('invalid-request', `send ${FORM} with \`key\` and nothing else`);
    request.headers.authorization = `Bearer ${form.data.key}`;
    return answer(request, reply);
  });
}
