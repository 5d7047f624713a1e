import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isWhole } from '../access/entitlement.ts';
import type { Entitlement } from '../access/entitlement.ts';
import { seenEvents } from '../access/seen-events.ts';
import type { EventRecord } from '../picture/records.ts';
import { BATCH_TYPE, eventCloudEvent } from '../profiles/cloudevents/cloud-event.ts';
import type { Service } from '../serve/service.ts';
import type { App, Doors } from './app-doors.ts';
import { cursorBehind, numberOf, numberedPage, pageQuery } from './pages.ts';
import { trackQuery } from './queries.ts';
import { event, page, problem } from './schemas.ts';

interface EventWish {
  readonly after: number;
  readonly kinds: readonly string[] | null;
  readonly trackId: string | null;
  readonly limit: number;
}

/** What happened in this session, by number. */
export function eventRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode } = service.plan;

  app.get(
    '/v1/events',
    {
      schema: {
        tags: ['picture'],
        description: `Everything that happened in this session, by number. With \`Accept: ${BATCH_TYPE}\` a batch of CloudEvents; the next page is named by \`Link\` then`,
        querystring: z.object({
          ...pageQuery,
          track: trackQuery.track,
          kind: z.string().optional().describe('One or several, with commas'),
        }),
        response: { 200: page(event), 400: problem, 401: problem, 403: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const { entitlement } = keeper.admit(request, 'read', 'events');
      const { limit, cursor, track, kind } = request.query;
      const { items, next } = await eventsSeen(service, entitlement, {
        after: numberOf(cursor),
        kinds: kind === undefined ? null : kind.split(','),
        trackId: track ?? null,
        limit,
      });
      void reply.header('vary', 'accept');
      if (!wantsBatch(request)) return { dataMode, items, next };
      request.toldRecords = items.length;
      if (next !== null) void reply.header('link', `<${addressBehind(request, next)}>; rel="next"`);
      return sendBatch(reply, items, service.store.session.id);
    },
  );
}

/** @returns The events, and the cursor behind them where there are more. */
async function eventsSeen(
  { store, views }: Service,
  entitlement: Entitlement,
  wish: EventWish,
): Promise<{ readonly items: EventRecord[]; readonly next: string | null }> {
  if (!isWhole(entitlement)) {
    const { items, next } = await seenEvents(store, views, entitlement, wish);
    return { items: [...items], next: next === null ? null : cursorBehind(String(next)) };
  }
  const { after: afterSequence, kinds, trackId, limit } = wish;
  const { shown, next } = numberedPage(
    await store.events({ afterSequence, kinds, trackId, limit: limit + 1 }),
    limit,
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands in the store as it was told
  return { items: shown.map((each) => JSON.parse(each.record) as EventRecord), next };
}

/** Whoever names the form gets it; `*` alone means the usual one. */
function wantsBatch({ headers: { accept = '' } }: FastifyRequest): boolean {
  return accept.split(',').some((each) => each.split(';')[0]?.trim().toLowerCase() === BATCH_TYPE);
}

function addressBehind({ url }: FastifyRequest, cursor: string): string {
  const [path = '', query] = url.split('?');
  const asked = new URLSearchParams(query);
  asked.set('cursor', cursor);
  return `${path}?${asked.toString()}`;
}

function sendBatch(reply: FastifyReply, events: readonly EventRecord[], sessionId: string): FastifyReply {
  return reply
    .type(`${BATCH_TYPE}; charset=utf-8`)
    .serializer(String)
    .send(JSON.stringify(events.map((each) => eventCloudEvent(each, sessionId))));
}
