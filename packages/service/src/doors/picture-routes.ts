import type { onRequestHookHandler, preHandlerHookHandler } from 'fastify';
import { z } from 'zod';
import { isWhole } from '../access/entitlement.ts';
import { seenEvents } from '../access/seen-events.ts';
import type { Product } from '@cupola/contract';
import type { Picture } from '../picture/picture.ts';
import type { EventRecord } from '../picture/records.ts';
import { answerText } from '../picture/record-text.ts';
import { passes } from '../picture/track-filter.ts';
import type { App, Doors } from './app-doors.ts';
import { requireNeed, visitorOf } from './door-keeper.ts';
import { onlyNews } from './only-news.ts';
import { cursorBehind, numberOf, numberedPage, pageOf, pageQuery } from './pages.ts';
import { filterOf, trackQuery } from './queries.ts';
import { Refusal } from './refusal.ts';
import { custody, decision, event, page, problem, tasking, track } from './schemas.ts';
import { sendPage } from './send-page.ts';

const listQuery = z.object({ ...pageQuery, ...trackQuery });
const refusals = { 400: problem, 401: problem, 403: problem };

/** Tracks, custody, decisions, taskings as they are now, and the events that led there. */
export function pictureRoutes(app: App, { service, keeper, pages }: Doors): void {
  const { dataMode } = service.plan;

  const admitReadersOf =
    (product: Product): onRequestHookHandler =>
    (request, _, done) => {
      keeper.admit(request, 'read', product);
      done();
    };
  const hooksOf = (
    product: Product,
  ): { onRequest: onRequestHookHandler; preHandler: preHandlerHookHandler } => ({
    onRequest: admitReadersOf(product),
    preHandler: onlyNews(service),
  });

  /** What is of tracks, by the tracks it is of. */
  const listAt = <Item>(
    path: Product & ('tracks' | 'custody' | 'decisions' | 'taskings'),
    item: z.ZodType<Item>,
    read: (view: Picture) => ReadonlyMap<string, Item>,
  ): void => {
    app.get(
      `/v1/${path}`,
      {
        onRequest: admitReadersOf(path),
        schema: { tags: ['picture'], querystring: listQuery, response: { 200: page(item), ...refusals } },
      },
      (request, reply) => {
        const filter = filterOf(request.query);
        const visitor = visitorOf(request);
        const view = service.viewFor(visitor);
        const { track: _, limit, cursor, ...ofTracks } = request.query;
        // What a filter asks of a track is told by what passes it.
        if (Object.keys(ofTracks).length > 0) requireNeed(visitor, 'tracks');
        const hasTracks = visitor.entitlement.products.includes('tracks');
        // A view is of one entitlement.
        const question = JSON.stringify([path, request.query]);
        const kept = pages.pageOf(view, question, () => {
          const { tracks } = view;
          const items = [...read(view)].filter(([trackId]) => {
            if (!hasTracks) return filter.trackId === null || filter.trackId === trackId;
            const own = tracks.get(trackId);
            return own !== undefined && passes(own, filter);
          });
          const shown = pageOf(items, ([trackId]) => trackId, { limit, cursor });
          const answer = { dataMode, items: shown.items.map(([, each]) => each), next: shown.next };
          return { text: answerText(answer), records: shown.items.length };
        });
        return sendPage(pages, kept, 'application/json; charset=utf-8', request, reply);
      },
    );
  };
  listAt('tracks', track, (view) => view.tracks);
  listAt('custody', custody, (view) => view.custody);
  listAt('decisions', decision, (view) => view.decisions);
  listAt('taskings', tasking, (view) => view.taskings);

  /** The same of one track. */
  const oneAt = <Item>(
    suffix: string,
    name: string,
    product: Product,
    item: z.ZodType<Item>,
    read: (view: Picture) => ReadonlyMap<string, Item>,
  ): void => {
    app.get(
      `/v1/tracks/:id${suffix}`,
      {
        ...hooksOf(product),
        schema: {
          tags: ['picture'],
          params: z.object({ id: z.string() }),
          response: { 200: item, 401: problem, 403: problem, 404: problem },
        },
      },
      (request) => {
        const found = read(service.viewFor(visitorOf(request))).get(request.params.id);
        if (found === undefined)
          throw new Refusal('not-found', `there is no ${name} "${request.params.id}" now`);
        return found;
      },
    );
  };
  oneAt('', 'track', 'tracks', track, (view) => view.tracks);
  oneAt('/custody', 'custody of a track', 'custody', custody, (view) => view.custody);
  oneAt('/decision', 'decision on a track', 'decisions', decision, (view) => view.decisions);

  app.get(
    '/v1/events',
    {
      schema: {
        tags: ['picture'],
        querystring: z.object({
          ...pageQuery,
          track: trackQuery.track,
          kind: z.string().optional().describe('One or several, with commas'),
        }),
        response: { 200: page(event), ...refusals },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const { entitlement } = keeper.admit(request, 'read', 'events');
      const { limit, cursor, track: trackId, kind } = request.query;
      if (!isWhole(entitlement)) {
        const { items, next } = await seenEvents(service.store, service.views, entitlement, {
          after: numberOf(cursor),
          kinds: kind === undefined ? null : kind.split(','),
          trackId: trackId ?? null,
          limit,
        });
        return { dataMode, items, next: next === null ? null : cursorBehind(String(next)) };
      }
      const rows = await service.store.events({
        afterSequence: numberOf(cursor),
        kinds: kind === undefined ? null : kind.split(','),
        trackId: trackId ?? null,
        limit: limit + 1,
      });
      const { shown, next } = numberedPage(rows, limit);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands in the store as it was told
      const items = shown.map((each) => JSON.parse(each.record) as EventRecord);
      return { dataMode, items, next };
    },
  );
}
