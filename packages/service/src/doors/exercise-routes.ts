import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Visitor } from '../access/visitor.ts';
import type { ExerciseAction, ExerciseRecord } from '../commands/exercise-desk.ts';
import { ActionDoor, actionHeaders, actionQuery } from './action-door.ts';
import type { App, Doors } from './app-doors.ts';
import { Refusal } from './refusal.ts';
import { exercise, page, problem } from './schemas.ts';

const FASTEST_PACE = 10_000;
const idParams = z.object({ id: z.string() });

/** The exercise or replay that a service plays, and what may be done to it. */
export function exerciseRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode, stores } = service.plan;
  const door = new ActionDoor(stores);

  const found = (id: string): ExerciseRecord => {
    const own = service.exercises.exercise;
    if (own === null || own.id !== id) throw new Refusal('not-found', `there is no exercise "${id}"`);
    return own;
  };
  /** How far it is, is told as late as everything else. */
  const shown = <Own extends ExerciseRecord | null>(own: Own, visitor: Visitor): Own =>
    own === null ? own : { ...own, second: service.viewFor(visitor).second };
  app.get(
    '/v1/exercises',
    {
      schema: {
        tags: ['exercises'],
        description: 'The one that this service plays; none when reports come from outside',
        response: { 200: page(exercise), 401: problem, 403: problem },
      },
    },
    (request) => {
      const visitor = keeper.admit(request, 'read', 'service');
      const own = shown(service.exercises.exercise, visitor);
      return { dataMode, items: own === null ? [] : [own], next: null };
    },
  );
  app.get(
    '/v1/exercises/:id',
    {
      schema: {
        tags: ['exercises'],
        params: idParams,
        response: { 200: exercise, 401: problem, 403: problem, 404: problem },
      },
    },
    (request) => {
      const visitor = keeper.admit(request, 'read', 'service');
      return shown(found(request.params.id), visitor);
    },
  );

  const perform = (
    request: FastifyRequest,
    id: string,
    action: ExerciseAction,
    validateOnly: boolean,
  ): Promise<ExerciseRecord> => {
    const visitor = keeper.admit(request, 'act', 'house');
    found(id);
    return door.performed(request, visitor, validateOnly, async () => {
      const outcome = await service.exercises.act(action, `key:${visitor.key.id}`, validateOnly);
      if (!outcome.ok) throw new Refusal(outcome.code, outcome.detail);
      return outcome.exercise;
    });
  };
  const schema = {
    tags: ['exercises'],
    params: idParams,
    querystring: actionQuery,
    headers: actionHeaders,
    response: {
      200: exercise,
      400: problem,
      401: problem,
      403: problem,
      404: problem,
      409: problem,
      422: problem,
    },
  };
  for (const kind of ['start', 'pause', 'resume', 'stop'] as const) {
    app.post(
      `/v1/exercises/:id/${kind}`,
      { schema: { ...schema, description: DESCRIPTIONS[kind] } },
      (request) => perform(request, request.params.id, { kind }, request.query.validateOnly === 'true'),
    );
  }
  app.post(
    '/v1/exercises/:id/pace',
    {
      schema: {
        ...schema,
        description: 'Plays it faster or slower from the last second on',
        body: z.strictObject({
          pace: z
            .union([z.number().min(0.01).max(FASTEST_PACE), z.literal('max')])
            .describe('Simulated seconds in a second, or max'),
        }),
      },
    },
    (request) => {
      const { pace } = request.body;
      const action = { kind: 'pace', pace: pace === 'max' ? null : pace } as const;
      return perform(request, request.params.id, action, request.query.validateOnly === 'true');
    },
  );
}

const DESCRIPTIONS = {
  start: 'Begins one that waits since the service was started with --hold',
  pause: 'Holds it before its next second',
  resume: 'Goes on',
  stop: 'Ends it here: what is still open becomes final, and nothing of it can be begun again',
} as const;
