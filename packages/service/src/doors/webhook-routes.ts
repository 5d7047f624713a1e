import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Visitor } from '../access/visitor.ts';
import { productOf } from '../delivery/webhooks/endpoint.ts';
import type { Endpoint } from '../delivery/webhooks/endpoint.ts';
import { iso, makeWebhook, webhookRecord, wishProblems } from '../delivery/webhooks/webhook-desk.ts';
import {
  MESSAGE_STATES,
  changeEndpoint,
  replayMessages,
  storedEndpoints,
  storedMessages,
} from '../delivery/webhooks/webhook-store.ts';
import type { EndpointChange, WebhookMessage } from '../delivery/webhooks/webhook-store.ts';
import { DATA_MODES } from '../picture/records.ts';
import { ActionDoor, actionHeaders } from './action-door.ts';
import type { App, Doors } from './app-doors.ts';
import { requireNeed } from './door-keeper.ts';
import { pageOf, pageQuery, placeOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import { page, problem } from './schemas.ts';
import { Turns } from './turns.ts';

const DEFAULT_OVERLAP_HOURS = 24;
const MOST_OVERLAP_HOURS = 24 * 30;
const US_PER_HOUR = 3_600_000_000;
const MOST_REPLAYED = 1_000;

const dataMode = z.enum(DATA_MODES);
const utc = z.string().nullable();
const webhook = z.object({
  dataMode,
  id: z.string(),
  name: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  track: z.string().nullable(),
  levels: z.array(z.string()).nullable(),
  state: z.enum(['enabled', 'disabled']),
  disabledAt: utc,
  disabledReason: z.string().nullable(),
  failingSince: utc,
  previousSecretUntil: utc.describe('Until then the secret before the newest one signs as well'),
  createdAt: z.string(),
});
const secretWebhook = webhook.extend({ secret: z.string().describe('`whsec_...`, told once') });
type ToldWebhook = z.infer<typeof webhook> & { readonly secret?: string };
const messageRecord = z.object({
  dataMode,
  id: z.string().describe('The header `webhook-id`'),
  type: z.string(),
  state: z.enum(MESSAGE_STATES),
  attempts: z.number(),
  lastStatus: z.number().nullable(),
  lastError: z.string().nullable(),
  nextAt: utc.describe('When it is tried next; null when it is done with'),
  doneAt: utc,
  createdAt: z.string(),
});
const wish = z.strictObject({
  url: z.string(),
  types: z.array(z.string()).max(50),
  name: z.string().default(''),
  track: z.string().nullable().default(null).describe('Only what is of this track'),
  levels: z.array(z.string()).max(3).nullable().default(null).describe('Of alerts only these'),
});
const params = z.object({ id: z.string() });
const validateOnly = z.object({ validateOnly: z.enum(['true', 'false']).default('false') });
const refusals = { 400: problem, 401: problem, 403: problem, 404: problem };
const written = { ...refusals, 409: problem, 422: problem };
const headers = actionHeaders;

/** Webhooks of a tenant: made, listed, rotated, disabled, removed; what became of their messages, and dead ones sent anew. */
export function webhookRoutes(app: App, { service, keeper, webhooks }: Doors): void {
  const { stores } = service.plan;
  const mode = service.plan.dataMode;
  const tags = ['webhooks'];
  const turns = new Turns();
  const door = new ActionDoor(stores);
  /** Lets in whoever wants something sent; who may no longer have that still reads, disables and removes. */
  const admitSender = (request: FastifyRequest): Visitor => {
    const visitor = keeper.admit(request, 'act', 'service');
    if (!visitor.entitlement.features.includes('webhooks'))
      throw new Refusal('not-entitled', 'the plan has no "webhooks"');
    return visitor;
  };
  const told = (endpoint: Endpoint): z.infer<typeof webhook> => {
    const record = webhookRecord(endpoint);
    return {
      dataMode: mode,
      ...record,
      types: [...record.types],
      levels: record.levels === null ? null : [...record.levels],
    };
  };
  const ownOf = async ({ tenantId }: Visitor, id: string): Promise<Endpoint> => {
    const found = (await storedEndpoints(stores.of(tenantId), tenantId)).find((each) => each.id === id);
    if (found === undefined) throw new Refusal('not-found', `there is no webhook "${id}"`);
    return found;
  };
  const change = (request: FastifyRequest, id: string, what: EndpointChange): Promise<ToldWebhook> => {
    const visitor = keeper.admit(request, 'act', 'service');
    return door.performed(request, visitor, false, () => changed(visitor, id, what));
  };
  const changed = async (
    { key, tenantId }: Visitor,
    id: string,
    what: EndpointChange,
  ): Promise<ToldWebhook> => {
    const after = await changeEndpoint(
      stores.of(tenantId),
      { tenantId, id },
      what,
      `key:${key.id}`,
      Date.now() * 1000,
    );
    if (after === null) throw new Refusal('not-found', `there is no webhook "${id}"`);
    await webhooks.book.refresh();
    webhooks.nudge([id]);
    return what.kind === 'rotate' ? { ...told(after), secret: after.secret } : told(after);
  };

  app.post(
    '/v1/webhooks',
    {
      schema: {
        tags,
        description:
          'Messages by the Standard Webhooks convention, each a CloudEvent (docs/service/webhooks.md)',
        querystring: validateOnly,
        headers,
        body: wish,
        response: { 200: webhook, 201: secretWebhook, ...written },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const visitor = admitSender(request);
      const { tenantId, key } = visitor;
      const owner = { tenantId, keyId: key.id, actor: `key:${key.id}` };
      const check = async (): Promise<void> => {
        const problems = await wishProblems(
          stores.of(tenantId),
          request.body,
          tenantId,
          webhooks.allowedHosts,
        );
        if (problems.length > 0) {
          throw new Refusal(
            'invalid-request',
            problems.map(({ path, message }) => `${path}: ${message}`.replace(/^: /, '')).join('; '),
          );
        }
        requireTypes(visitor, request.body.types);
      };
      if (request.query.validateOnly === 'true') {
        await check();
        const { name, url, types, track, levels } = request.body;
        return {
          dataMode: mode,
          id: '',
          name,
          url,
          types,
          track,
          levels,
          state: 'enabled' as const,
          disabledAt: null,
          disabledReason: null,
          failingSince: null,
          previousSecretUntil: null,
          createdAt: new Date().toISOString(),
        };
      }
      const answer = await door.performed(request, visitor, false, (wishId) =>
        turns.of(tenantId, async () => {
          await check();
          const atUs = Date.now() * 1000;
          const made = await makeWebhook(stores.of(tenantId), request.body, owner, atUs, wishId);
          return { ...told(made), secret: made.secret };
        }),
      );
      await webhooks.book.refresh();
      void reply.code(201);
      return answer;
    },
  );
  app.get(
    '/v1/webhooks',
    { schema: { tags, querystring: z.object(pageQuery), response: { 200: page(webhook), ...refusals } } },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const { tenantId } = keeper.admit(request, 'read', 'service');
      const items = (await storedEndpoints(stores.of(tenantId), tenantId)).map(told);
      return { dataMode: mode, ...pageOf(items, (each) => each.id, request.query) };
    },
  );
  app.get(
    '/v1/webhooks/:id',
    { schema: { tags, params, response: { 200: webhook, ...refusals } } },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => told(await ownOf(keeper.admit(request, 'read', 'service'), request.params.id)),
  );
  app.post(
    '/v1/webhooks/:id/rotate',
    {
      schema: {
        tags,
        description: 'A new secret; the one before signs as well for a while',
        params,
        body: z.strictObject({
          overlapHours: z.number().min(0).max(MOST_OVERLAP_HOURS).default(DEFAULT_OVERLAP_HOURS),
        }),
        headers,
        response: { 200: secretWebhook, ...written },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      admitSender(request);
      const overlapUs = Math.round(request.body.overlapHours * US_PER_HOUR);
      return change(request, request.params.id, { kind: 'rotate', overlapUs });
    },
  );
  app.post(
    '/v1/webhooks/:id/disable',
    { schema: { tags, params, headers, response: { 200: webhook, ...written } } },
    (request) => change(request, request.params.id, { kind: 'disable', reason: 'by hand' }),
  );
  app.post(
    '/v1/webhooks/:id/enable',
    {
      schema: {
        tags,
        description: 'Takes messages again, from now on under the key that asks',
        params,
        headers,
        response: { 200: webhook, ...written },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const visitor = admitSender(request);
      requireTypes(visitor, (await ownOf(visitor, request.params.id)).types);
      return change(request, request.params.id, { kind: 'enable', keyId: visitor.key.id });
    },
  );
  app.delete(
    '/v1/webhooks/:id',
    { schema: { tags, params, headers, response: { 200: webhook, ...written } } },
    (request) => change(request, request.params.id, { kind: 'delete' }),
  );
  app.post(
    '/v1/webhooks/:id/test',
    {
      schema: {
        tags,
        description: 'Sends a message of type cupola.webhook.test',
        params,
        headers,
        response: { 202: z.object({ dataMode, message: z.string() }), ...written },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const visitor = admitSender(request);
      const answer = await door.performed(request, visitor, false, async () => {
        const endpoint = await ownOf(visitor, request.params.id);
        const { name } = endpoint;
        const message = webhooks.outbox.ownMessage(endpoint, 'test', { name }, Date.now() * 1000);
        await webhooks.send([message]);
        return { dataMode: mode, message: message.id };
      });
      void reply.code(202);
      return answer;
    },
  );
  app.get(
    '/v1/webhooks/:id/messages',
    {
      schema: {
        tags,
        params,
        querystring: z.object({ ...pageQuery, state: z.enum(MESSAGE_STATES).optional() }),
        response: { 200: page(messageRecord), ...refusals },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const visitor = keeper.admit(request, 'read', 'service');
      const endpoint = await ownOf(visitor, request.params.id);
      const own = stores.of(visitor.tenantId);
      const { state, cursor, limit } = request.query;
      const rows = await storedMessages(own, endpoint.id, state ?? null, placeOf(cursor) ?? '', limit + 1);
      return { dataMode: mode, ...pageOf(rows.map(messageTold), (each) => each.id, request.query) };
    },
  );
  const messageTold = (message: WebhookMessage): z.infer<typeof messageRecord> => ({
    dataMode: mode,
    id: message.id,
    type: message.type,
    state: message.state,
    attempts: message.attempts,
    lastStatus: message.lastStatus,
    lastError: message.lastError,
    nextAt: message.state === 'waiting' ? iso(message.nextAtUs) : null,
    doneAt: iso(message.doneAtUs),
    createdAt: iso(message.createdAtUs) ?? '',
  });
  app.post(
    '/v1/webhooks/:id/replay',
    {
      schema: {
        tags,
        description: 'Sends dead messages anew, under the ids they had',
        params,
        body: z.strictObject({
          messages: z
            .array(z.string())
            .max(MOST_REPLAYED)
            .nullable()
            .default(null)
            .describe('Null: all of them'),
        }),
        headers,
        response: { 200: z.object({ dataMode, replayed: z.number() }), ...written },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const visitor = admitSender(request);
      return door.performed(request, visitor, false, async () => {
        const { id } = await ownOf(visitor, request.params.id);
        const own = stores.of(visitor.tenantId);
        const { messages } = request.body;
        const replayed = await replayMessages(own, id, messages, `key:${visitor.key.id}`, Date.now() * 1000);
        webhooks.nudge([id]);
        return { dataMode: mode, replayed };
      });
    },
  );
}

/** What is asked for must be in the plan. @throws Refusal */
function requireTypes(visitor: Visitor, types: readonly string[]): void {
  for (const type of types) requireNeed(visitor, productOf(type));
}
