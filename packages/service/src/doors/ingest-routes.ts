import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import type { ReportForm } from '../log/report-record.ts';
import type { App, Doors } from './app-doors.ts';
import { MOST_BODY_BYTES } from './app-doors.ts';
import { Refusal } from './refusal.ts';
import { ReportIntake } from './report-intake.ts';
import { ingestAnswer, problem } from './schemas.ts';

const unpack = promisify(gunzip);

const FORMS: Readonly<Record<string, ReportForm>> = {
  'application/jsonl': 'jws',
  'application/x-ndjson': 'jws',
  'application/vnd.cupola.scan-reports': 'binary',
};
/** A packed body may become so much, and no more is unpacked. */
const MOST_UNPACKED_BYTES = 2 * MOST_BODY_BYTES;

/** Where satellites and gateways send their reports. */
export function ingestRoutes(app: App, { service, keeper }: Doors): void {
  const intake = new ReportIntake(service);
  app.addContentTypeParser(Object.keys(FORMS), { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.post(
    '/v1/ingest/scan-reports',
    {
      bodyLimit: MOST_BODY_BYTES,
      schema: {
        tags: ['ingest'],
        description:
          'Signed messages of satellites (docs/formats/scan-reports.md), as JSON lines or binary envelopes, plain or gzip. What is accepted is durable when the answer comes; each message has its own status.',
        consumes: Object.keys(FORMS),
        response: {
          200: ingestAnswer,
          400: problem,
          401: problem,
          403: problem,
          409: problem,
          413: problem,
          415: problem,
          503: problem,
        },
      },
      // Before the body is read: whoever may not send costs nothing.
      onRequest: (request, _, done) => {
        keeper.admit(request, 'ingest', 'house');
        intake.requireOpen();
        done();
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const form = FORMS[request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''];
      if (form === undefined) {
        throw new Refusal('unsupported-media-type', `send ${Object.keys(FORMS).join(' or ')}`);
      }
      const sent = z.instanceof(Uint8Array).parse(request.body);
      return intake.take(form, await unpacked(sent, request.headers['content-encoding']), null);
    },
  );
}

async function unpacked(body: Uint8Array, encoding: string | undefined): Promise<Uint8Array> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip')
    throw new Refusal('unsupported-media-type', 'content-encoding is neither gzip nor identity');
  try {
    return await unpack(body, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Refusal('body-too-large', `unpacked it is more than ${MOST_UNPACKED_BYTES} bytes`);
    }
    throw new Refusal('unreadable-body', 'it is not gzip');
  }
}
