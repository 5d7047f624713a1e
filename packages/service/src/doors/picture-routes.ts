import type { onRequestHookHandler, preHandlerHookHandler } from 'fastify';
import { z } from 'zod';
import type { Product } from '@cupola/contract';
import type { Picture } from '../picture/picture.ts';
import type { Stamp } from '../picture/records.ts';
import { answerText } from '../picture/record-text.ts';
import { passes } from '../picture/track-filter.ts';
import type { App, Doors } from './app-doors.ts';
import { requireNeed, visitorOf } from './door-keeper.ts';
import { knownFilter } from './known-regions.ts';
import { onlyNews } from './only-news.ts';
import { pageOf, pageQuery } from './pages.ts';
import { isLater, trackQuery, updatedSinceField } from './queries.ts';
import { Refusal } from './refusal.ts';
import { custody, decision, page, problem, tasking, track } from './schemas.ts';
import { sendPage } from './send-page.ts';

const listQuery = z.object({ ...pageQuery, ...trackQuery, updatedSince: updatedSinceField });
const refusals = { 400: problem, 401: problem, 403: problem };

/** Tracks, custody, decisions, taskings as they are now. */
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
  const listAt = <Item extends Stamp>(
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
        const visitor = visitorOf(request);
        const filter = knownFilter(request.query, visitor, service);
        const view = service.viewFor(visitor);
        const { track: _, limit, cursor, updatedSince, ...ofTracks } = request.query;
        // What a filter asks of a track is told by what passes it.
        if (Object.keys(ofTracks).length > 0) requireNeed(visitor, 'tracks');
        const hasTracks = visitor.entitlement.products.includes('tracks');
        // A view is of one entitlement.
        const question = JSON.stringify([path, request.query]);
        const kept = pages.pageOf(view, question, () => {
          const { tracks } = view;
          const items = [...read(view)].filter(([trackId, { at }]) => {
            if (!isLater(at, updatedSince)) return false;
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
}
