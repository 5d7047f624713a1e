import { z } from 'zod';
import type { App, Doors } from './app-doors.ts';

/** Events that wait for the disk for longer than this many seconds make a service unready. */
const MOST_STEPS_BEHIND = 10;

const readiness = z.object({ status: z.enum(['ready', 'unready']), reasons: z.array(z.string()) });

/** Whether it lives, whether it is ready, its measures and its description; for machines on this network, without a key. */
export function watchRoutes(app: App, { service, keeper }: Doors): void {
  app.get(
    '/health/live',
    {
      schema: { tags: ['watch'], security: [], response: { 200: z.object({ status: z.literal('alive') }) } },
    },
    () => ({ status: 'alive' as const }),
  );
  app.get(
    '/health/ready',
    {
      schema: {
        tags: ['watch'],
        security: [],
        response: {
          200: readiness,
          503: readiness,
        },
      },
    },
    (_, reply) => {
      const { state, load, isStorageBehind, logTrouble } = service;
      const reasons = [
        ...(state === 'serving' || state === 'finished' ? [] : [`operations are ${state}`]),
        ...(isStorageBehind ? ['events wait for the disk'] : []),
        ...(logTrouble === null ? [] : ['the log does not answer']),
        ...(load.stepsBehind > MOST_STEPS_BEHIND ? ['the engine is behind'] : []),
      ];
      if (reasons.length > 0) void reply.code(503);
      return { status: reasons.length === 0 ? ('ready' as const) : ('unready' as const), reasons };
    },
  );
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    keeper.admit(request, 'read', 'house');
    return reply
      .type(service.metrics.registry.contentType)
      .serializer(String)
      .send(await service.metrics.registry.metrics());
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
