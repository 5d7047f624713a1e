import { z } from 'zod';
import type { LaunchRecord } from '../picture/records.ts';
import { isWithin } from '../picture/track-filter.ts';
import type { App, Doors } from './app-doors.ts';
import { pageOf, pageQuery } from './pages.ts';
import { boxOf, isLater, updatedSinceField, withinField } from './queries.ts';
import { Refusal } from './refusal.ts';
import { launch, page, problem } from './schemas.ts';

/** Launches that were seen, and what came of them. */
export function launchRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode } = service.plan;

  app.get(
    '/v1/launches',
    {
      schema: {
        tags: ['launches'],
        description:
          'Tracks grouped by the launch that they came of, with the best estimate of where and when; the last 1,000',
        querystring: z.object({
          ...pageQuery,
          track: z.string().optional().describe('That came of it'),
          class: z.string().optional(),
          declared: z.enum(['true', 'false']).optional(),
          within: withinField,
          updatedSince: updatedSinceField,
        }),
        response: { 200: page(launch), 400: problem, 401: problem, 403: problem },
      },
    },
    (request) => {
      const view = service.viewFor(keeper.admit(request, 'read', 'launches'));
      const { track, class: vehicleClass, declared, within, updatedSince } = request.query;
      const box = within === undefined ? null : boxOf(within);
      const items = [...view.launches.byId.values()].filter(
        (each) =>
          (track === undefined || each.trackIds.includes(track)) &&
          (vehicleClass === undefined || each.vehicleClass === vehicleClass) &&
          (declared === undefined || each.declared === (declared === 'true')) &&
          (box === null || isWithin(each, box)) &&
          isLater(each.at, updatedSince),
      );
      return { dataMode, ...pageOf(items, (each) => each.id, request.query) };
    },
  );
  app.get(
    '/v1/launches/:id',
    {
      schema: {
        tags: ['launches'],
        params: z.object({ id: z.string() }),
        response: { 200: launch, 401: problem, 403: problem, 404: problem },
      },
    },
    (request): LaunchRecord => {
      const view = service.viewFor(keeper.admit(request, 'read', 'launches'));
      const found = view.launches.byId.get(request.params.id);
      if (found === undefined) throw new Refusal('not-found', `there is no launch "${request.params.id}"`);
      return found;
    },
  );
}
