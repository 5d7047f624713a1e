import type { onRequestHookHandler } from 'fastify';
import { z } from 'zod';
import type { EngagementDetail, EngagementRecord } from '../engagements/engagement-record.ts';
import { engagementDetail, engagementRecord } from '../engagements/engagement-record.ts';
import { ENGAGEMENTS_NOTE, NO_FLEET, engagementTargets } from '../engagements/engagement-targets.ts';
import type { Engageable } from '../picture/engageable.ts';
import { passes } from '../picture/track-filter.ts';
import type { App, Doors } from './app-doors.ts';
import { requireNeed, visitorOf } from './door-keeper.ts';
import { engagementPage, singleEngagement } from './engagement-schemas.ts';
import { knownFilter } from './known-regions.ts';
import { onlyNews } from './only-news.ts';
import { cursorBehind, pageQuery, placeOf } from './pages.ts';
import { trackQuery } from './queries.ts';
import { Refusal } from './refusal.ts';
import { problem } from './schemas.ts';

/** Tracks worked out at a time. */
const AT_A_TIME = 50;
const RETRY_AFTER_S = 1;

/** Whom a second fleet could meet. */
export function engagementRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode, config } = service.plan;
  const clock = { dataMode, epoch: config.epoch };
  const desk = service.engagements;
  const { policy } = desk;

  const hooks: { onRequest: onRequestHookHandler; preHandler: ReturnType<typeof onlyNews> } = {
    onRequest: (request, _, done) => {
      keeper.admit(request, 'read', 'engagements');
      done();
    },
    preHandler: onlyNews(service),
  };

  const worked = async (targets: readonly Engageable[]) => {
    try {
      const outcome = await desk.answersTo(targets);
      if (outcome.ok) return outcome;
    } catch (error) {
      if (service.state === 'stopping') throw new Refusal('stopping', 'nothing more is worked out');
      throw error;
    }
    throw new Refusal('engine-behind', 'too many engagements are being worked out', RETRY_AFTER_S);
  };

  app.get(
    '/v1/engagements',
    {
      ...hooks,
      schema: {
        tags: ['engagements'],
        description:
          'Tracks that the second fleet of the scenario would be ordered against, with who could meet them and when. Opportunities: nothing is assigned, guided or aimed',
        querystring: z.object({
          ...pageQuery,
          track: z.string().optional().describe('This one, whatever was decided on it'),
          region: trackQuery.region,
          class: trackQuery.class,
          reachable: z
            .enum(['true', 'false'])
            .optional()
            .describe('Can anybody be ordered in time while orders are given?'),
        }),
        response: { 200: engagementPage, 400: problem, 401: problem, 403: problem, 503: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const visitor = visitorOf(request);
      const { limit, cursor, track, region, class: vehicleClass, reachable } = request.query;
      const view = service.viewFor(visitor);
      const after = placeOf(cursor);
      const isFiltered = region !== undefined || vehicleClass !== undefined;
      // What a filter asks of a track is told by what passes it.
      if (isFiltered) requireNeed(visitor, 'tracks');
      const filter = knownFilter({ region, class: vehicleClass }, visitor, service);
      const asked = engagementTargets(view, policy, track ?? null).filter(({ trackId }) => {
        const own = view.tracks.get(trackId);
        return (
          (after === null || trackId > after) && (!isFiltered || (own !== undefined && passes(own, filter)))
        );
      });
      if (policy === null) return { dataMode, note: NO_FLEET, fleet: null, items: [], next: null };
      const { fleet, most } = await worked([]);
      const items: EngagementRecord[] = [];
      let looked = 0;
      let last: string | null = null;
      while (items.length < limit && looked < Math.min(asked.length, most)) {
        const wanted = reachable === undefined ? limit - items.length : AT_A_TIME;
        const some = asked.slice(looked, Math.min(looked + Math.min(AT_A_TIME, wanted), most));
        // oxlint-disable-next-line no-await-in-loop -- a page is filled in order
        const { answers } = await worked(some);
        for (const [index, target] of some.entries()) {
          const answer = answers[index];
          if (answer === undefined || items.length >= limit) break;
          looked++;
          last = target.trackId;
          if (reachable !== undefined && (answer.state === 'in-reach') !== (reachable === 'true')) continue;
          items.push(engagementRecord(target, answer, policy, clock));
        }
      }
      const next = looked < asked.length && last !== null ? cursorBehind(last) : null;
      return { dataMode, note: ENGAGEMENTS_NOTE, fleet, items, next };
    },
  );

  app.get(
    '/v1/engagements/:id',
    {
      ...hooks,
      schema: {
        tags: ['engagements'],
        description: 'One track, whatever was decided on it, with the windows of each interceptor',
        params: z.object({ id: z.string() }),
        response: { 200: singleEngagement, 401: problem, 403: problem, 404: problem, 503: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request): Promise<EngagementDetail> => {
      const { id: trackId } = request.params;
      if (policy === null) throw new Refusal('not-found', NO_FLEET);
      const target = service.viewFor(visitorOf(request)).engageable.get(trackId);
      if (target === undefined) throw new Refusal('not-found', `there is no track "${trackId}" now`);
      const { answers } = await worked([target]);
      const [answer] = answers;
      if (answer === undefined) throw new Error('broken invariant: a question without an answer');
      return engagementDetail(target, answer, policy, clock);
    },
  );
}
