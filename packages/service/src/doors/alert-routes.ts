import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import type { Visitor } from '../access/visitor.ts';
import type { Alert, AlertRecord } from '../picture/records.ts';
import type { AlertAction } from '../serve/alert-desk.ts';
import { auditEntries } from '../store/store.ts';
import { ActionDoor, actionHeaders, actionQuery } from './action-door.ts';
import type { App, Doors } from './app-doors.ts';
import { numberOf, numberedPage, pageOf, pageQuery } from './pages.ts';
import { isLater, updatedSinceField } from './queries.ts';
import { Refusal } from './refusal.ts';
import { alert, audit, page, problem } from './schemas.ts';

const MOST_NOTE_LENGTH = 500;
const alertId = z.object({ id: z.string() });
const note = z.string().max(MOST_NOTE_LENGTH).optional();

/** Alerts, what operators do about them, and the audit of that. */
export function alertRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode, stores } = service.plan;
  const door = new ActionDoor(stores);
  const alertOf = (visitor: Visitor, id: string): Alert | undefined =>
    service.viewFor(visitor).alerts.get(id);

  app.get(
    '/v1/alerts',
    {
      schema: {
        tags: ['alerts'],
        querystring: z.object({
          ...pageQuery,
          state: z.enum(['open', 'closed', 'all']).default('open'),
          level: z.string().optional(),
          track: z.string().optional(),
          updatedSince: updatedSinceField,
          shelved: z.enum(['true', 'false']).default('false').describe('Also those that are shelved'),
        }),
        response: { 200: page(alert), 400: problem, 401: problem },
      },
    },
    (request) => {
      const visitor = keeper.admit(request, 'read', 'alerts');
      const { state, level, track, shelved, updatedSince } = request.query;
      const now = new Date().toISOString();
      const items = [...service.viewFor(visitor).alerts.values()]
        .filter((each) => state === 'all' || (state === 'open') === (each.closedAt === null))
        .filter((each) => level === undefined || each.level === level)
        .filter((each) => track === undefined || each.trackId === track)
        .filter((each) => isLater(each.closedAt ?? each.at, updatedSince))
        .map((each) => service.desk.recordOf(each, visitor.tenantId))
        .filter((each) => shelved === 'true' || each.shelvedUntil === null || each.shelvedUntil <= now);
      return { dataMode, ...pageOf(items, (each) => each.id, request.query) };
    },
  );
  app.get(
    '/v1/alerts/:id',
    { schema: { tags: ['alerts'], params: alertId, response: { 200: alert, 401: problem, 404: problem } } },
    (request) => {
      const visitor = keeper.admit(request, 'read', 'alerts');
      const found = alertOf(visitor, request.params.id);
      if (found === undefined) throw new Refusal('not-found', `there is no alert "${request.params.id}"`);
      return service.desk.recordOf(found, visitor.tenantId);
    },
  );

  const perform = async (
    request: FastifyRequest,
    id: string,
    action: AlertAction,
    validateOnly: boolean,
  ): Promise<AlertRecord> => {
    const visitor = keeper.admit(request, 'act', 'alerts');
    const { key } = visitor;
    const work = async (): Promise<AlertRecord> => {
      const outcome = await service.desk.act(
        alertOf(visitor, id),
        action,
        { tenantId: visitor.tenantId, actor: `key:${key.id}` },
        Date.now() * 1000,
        validateOnly,
      );
      if (!outcome.ok) throw new Refusal(outcome.code, outcome.detail);
      if (!validateOnly) service.alertChanged(id, visitor.tenantId);
      return outcome.alert;
    };
    return door.performed(request, visitor, validateOnly, work);
  };
  const acted = {
    200: alert,
    400: problem,
    401: problem,
    403: problem,
    404: problem,
    409: problem,
    422: problem,
  };
  app.post(
    '/v1/alerts/:id/acknowledge',
    {
      schema: {
        tags: ['alerts'],
        params: alertId,
        querystring: actionQuery,
        headers: actionHeaders,
        body: z.strictObject({ note }),
        response: acted,
      },
    },
    (request) => {
      const action = { kind: 'acknowledge', note: request.body.note ?? null } as const;
      return perform(request, request.params.id, action, request.query.validateOnly === 'true');
    },
  );
  app.post(
    '/v1/alerts/:id/shelve',
    {
      schema: {
        tags: ['alerts'],
        params: alertId,
        querystring: actionQuery,
        headers: actionHeaders,
        body: z.strictObject({ until: z.iso.datetime().describe('UTC; in the future'), note }),
        response: acted,
      },
    },
    (request) => {
      const untilUs = Date.parse(request.body.until) * 1000;
      const action = { kind: 'shelve', untilUs, note: request.body.note ?? null } as const;
      return perform(request, request.params.id, action, request.query.validateOnly === 'true');
    },
  );
  app.get(
    '/v1/audit',
    {
      schema: {
        tags: ['alerts'],
        description: 'The chain of what was done, for `cupola audit verify`; needs the scope act',
        querystring: z.object(pageQuery),
        response: { 200: page(audit), 401: problem, 403: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      keeper.admit(request, 'act', 'house');
      const { limit, cursor } = request.query;
      const { shown, next } = numberedPage(
        await auditEntries(service.plan.db, numberOf(cursor), limit + 1),
        limit,
      );
      return { dataMode, items: shown, next };
    },
  );
}
