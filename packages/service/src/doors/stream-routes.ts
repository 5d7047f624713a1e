import { z } from 'zod';
import type { Visitor } from '../access/visitor.ts';
import { message } from '../stream/stream-form.ts';
import { PRODUCT_OF_TYPE, STREAM_TYPES, USUAL_TYPES } from '../stream/stream-hub.ts';
import type { StreamOutlet, StreamType } from '../stream/stream-hub.ts';
import type { App, Doors } from './app-doors.ts';
import { requireNeed } from './door-keeper.ts';
import { knownFilter } from './known-regions.ts';
import { trackQuery } from './queries.ts';
import { Refusal } from './refusal.ts';
import { problem } from './schemas.ts';

const MOST_SUBSCRIBERS = 5_000;

/** Server-sent events: what is, then what changes. */
export function streamRoutes(app: App, { service, keeper }: Doors): void {
  app.get(
    '/v1/stream',
    {
      // A head without a body would never end.
      exposeHeadRoute: false,
      schema: {
        tags: ['stream'],
        description:
          'Server-sent events. First `snapshot`, then every record as it is, then changes: `track`, `track-removed`, `event`, `alert`, `tasking`. `Last-Event-ID` resumes where possible. A reader that is 1 MiB behind is not told of tracks, which the next second overtakes (`skipped` says how many); one that is 8 MiB behind is closed.',
        querystring: z.object({
          ...trackQuery,
          types: z
            .string()
            .optional()
            .describe(
              `Some of ${STREAM_TYPES.join(',')}; of ${USUAL_TYPES.join(',')} all that the plan includes when nothing is said`,
            ),
        }),
        headers: z.object({ 'last-event-id': z.string().optional() }),
        produces: ['text/event-stream'],
        response: { 400: problem, 401: problem, 403: problem, 429: problem, 503: problem },
      },
    },
    (request, reply) => {
      const visitor = keeper.admit(request, 'read', 'service');
      const types = typesOf(request.query.types, visitor);
      const filter = knownFilter(request.query, visitor, service);
      if (service.state === 'stopping') throw new Refusal('stopping', 'no new streams are served');
      if (service.hub.counts.subscribers >= MOST_SUBSCRIBERS) {
        throw new Refusal('too-many-subscribers', `${MOST_SUBSCRIBERS} streams are open`, 10);
      }
      const most = visitor.entitlement.limits?.streams ?? MOST_SUBSCRIBERS;
      if (service.hub.subscribersOf(visitor.tenantId) >= most) {
        throw new Refusal('rate-limited', `the plan allows ${most} streams at once`, 10);
      }
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-accel-buffering': 'no',
      });
      raw.socket?.setNoDelay(true);
      const outlet: StreamOutlet = {
        write: (chunk) => void raw.write(chunk),
        get waitingBytes() {
          return raw.writableLength;
        },
        close(reason) {
          raw.end(message('closed', { reason }, null));
          // Whoever does not read does not take this either.
          setTimeout(() => raw.destroy(), 1_000).unref();
        },
        isWelcome: () => keeper.isStillWelcome(visitor),
      };
      const subscriber = service.hub.subscribe(
        { types, filter, visitor },
        outlet,
        request.headers['last-event-id'] ?? null,
      );
      raw.on('close', () => service.hub.leave(subscriber));
      raw.on('error', () => service.hub.leave(subscriber));
    },
  );
}

/** @throws Refusal when a type is not known, or the visitor is not entitled to it. */
function typesOf(text: string | undefined, visitor: Visitor): readonly StreamType[] {
  if (text === undefined) {
    const types = USUAL_TYPES.filter((type) => visitor.entitlement.products.includes(PRODUCT_OF_TYPE[type]));
    if (types.length === 0) throw new Refusal('not-entitled', 'the plan has nothing that is streamed');
    return types;
  }
  const names = text.split(',');
  const unknown = names.find((name) => !STREAM_TYPES.some((type) => type === name));
  if (unknown !== undefined)
    throw new Refusal('invalid-request', `"${unknown}" is none of ${STREAM_TYPES.join(', ')}`);
  const types = STREAM_TYPES.filter((type) => names.includes(type));
  for (const type of types) requireNeed(visitor, PRODUCT_OF_TYPE[type]);
  return types;
}
