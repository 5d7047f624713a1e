import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { radians } from '@cupola/core/foundation';
import type { CommandReceipt } from '../commands/command-desk.ts';
import type { CommandDraft } from '../log/report-record.ts';
import { ActionDoor, accepted, actionHeaders, actionQuery, reasonField } from './action-door.ts';
import type { App, Doors } from './app-doors.ts';
import { pageOf, pageQuery } from './pages.ts';
import { Refusal } from './refusal.ts';
import { command, commandReceipt, page, problem } from './schemas.ts';

/** Longer than this nobody plans; ask again. */
const LONGEST_REQUEST_S = 600;
const MOST_PRIORITY = 100;

const idParams = z.object({ id: z.string() });
const orderBody = z.strictObject({ reason: reasonField });
const looks = {
  durationS: z.number().int().min(1).max(LONGEST_REQUEST_S).describe('For so long, s'),
  priority: z
    .number()
    .min(0.01)
    .max(MOST_PRIORITY)
    .default(1)
    .describe('How many times more than otherwise the target counts when narrow fields are shared out'),
  reason: reasonField,
};
const place = z
  .strictObject({
    latitudeDeg: z.number().min(-90).max(90),
    longitudeDeg: z.number().min(-180).max(180),
    altitudeKm: z.number().min(-1).max(2_000).default(0),
  })
  .describe('Meant to 5 km: nothing is searched for around it');
const target = { track: z.string().optional(), place: place.optional() };
const isOneTarget = (body: { track?: unknown; place?: unknown }): boolean =>
  (body.track === undefined) !== (body.place === undefined);
const oneTarget = { message: 'either `track` or `place`' };

type Draft = CommandDraft extends infer D ? (D extends CommandDraft ? Omit<D, 'id'> : never) : never;

/** What operators ask of operations, and what became of it. Only whoever runs the service may: everybody's picture follows from it. */
export function commandRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode, stores } = service.plan;
  const door = new ActionDoor(stores);

  const give = (
    request: FastifyRequest,
    reply: FastifyReply,
    validateOnly: boolean,
    draft: Draft,
  ): Promise<CommandReceipt> => {
    const visitor = keeper.admit(request, 'act', 'house');
    accepted(reply, validateOnly);
    return door.performed(request, visitor, validateOnly, async (id) => {
      const outcome = await service.commands.give({ ...draft, id }, `key:${visitor.key.id}`, validateOnly);
      if (!outcome.ok) throw new Refusal(outcome.code, outcome.detail);
      return outcome.receipt;
    });
  };
  const given = {
    200: commandReceipt,
    202: commandReceipt,
    400: problem,
    401: problem,
    403: problem,
    404: problem,
    409: problem,
    422: problem,
    503: problem,
  };
  const action = { tags: ['actions'], params: idParams, querystring: actionQuery, headers: actionHeaders };

  for (const verb of ['confirm', 'drop'] as const) {
    const description =
      verb === 'confirm'
        ? 'It is an object of its own: the tracker does not drop it as pieced together from others, and not before it has long not been seen'
        : 'Ends the track, with the reason `operator`. What is there may be found again, under another name';
    app.post(
      `/v1/tracks/:id/${verb}`,
      { schema: { ...action, description, body: orderBody, response: given } },
      (request, reply) =>
        give(request, reply, request.query.validateOnly === 'true', {
          kind: `${verb}-track`,
          trackId: request.params.id,
          reason: request.body.reason,
        }),
    );
  }

  const asked = (
    body: z.output<typeof anybody>,
    satelliteId: string | null,
    sensorId: string | null,
  ): Draft => ({
    kind: 'request-looks',
    reason: body.reason,
    satelliteId,
    sensorId,
    durationS: body.durationS,
    priority: body.priority,
    target:
      body.place === undefined
        ? { kind: 'track', trackId: body.track ?? '' }
        : {
            kind: 'place',
            latitudeRad: radians(body.place.latitudeDeg),
            longitudeRad: radians(body.place.longitudeDeg),
            heightM: 1000 * body.place.altitudeKm,
          },
  });
  const anybody = z.strictObject({ ...target, ...looks });
  app.post(
    '/v1/tracks/:id/retask',
    {
      schema: {
        ...action,
        description: 'Asks for looks at a track by whoever can, or only for its priority over others',
        body: z.strictObject(looks),
        response: given,
      },
    },
    (request, reply) =>
      give(
        request,
        reply,
        request.query.validateOnly === 'true',
        asked({ ...request.body, track: request.params.id }, null, null),
      ),
  );
  app.post(
    '/v1/satellites/:id/retask',
    {
      schema: {
        ...action,
        description: 'Asks for looks by a satellite at a track or a place',
        body: z
          .strictObject({ ...target, sensor: z.string().optional().describe('Any, unless said'), ...looks })
          .refine(isOneTarget, oneTarget),
        response: given,
      },
    },
    (request, reply) =>
      give(
        request,
        reply,
        request.query.validateOnly === 'true',
        asked(request.body, request.params.id, request.body.sensor ?? null),
      ),
  );
  app.post(
    '/v1/sensors/:id/retask',
    {
      schema: {
        ...action,
        description: 'Asks for looks through a sensor, on whatever satellite can or on one',
        body: z
          .strictObject({
            ...target,
            satellite: z.string().optional().describe('Any, unless said'),
            ...looks,
          })
          .refine(isOneTarget, oneTarget),
        response: given,
      },
    },
    (request, reply) =>
      give(
        request,
        reply,
        request.query.validateOnly === 'true',
        asked(request.body, request.body.satellite ?? null, request.params.id),
      ),
  );

  app.get(
    '/v1/commands',
    {
      schema: {
        tags: ['actions'],
        description: 'What became of the last 1,000 commands that took effect',
        querystring: z.object({ ...pageQuery, track: z.string().optional() }),
        response: { 200: page(command), 400: problem, 401: problem, 403: problem },
      },
    },
    (request) => {
      const view = service.viewFor(keeper.admit(request, 'read', 'house'));
      const { track } = request.query;
      const items = [...view.commands.values()].filter(
        (each) => track === undefined || each.trackId === track,
      );
      return { dataMode, ...pageOf(items, (each) => each.id, request.query) };
    },
  );
  app.get(
    '/v1/commands/:id',
    {
      schema: {
        tags: ['actions'],
        params: idParams,
        response: { 200: command, 401: problem, 403: problem, 404: problem },
      },
    },
    (request) => {
      const found = service.viewFor(keeper.admit(request, 'read', 'house')).commands.get(request.params.id);
      if (found === undefined) throw new Refusal('not-found', 'no such command has taken effect');
      return found;
    },
  );
}
