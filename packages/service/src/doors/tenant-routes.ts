import { z } from 'zod';
import { FEATURES, METERS, PERIODS, PRODUCTS } from '@cupola/contract/plan';
import { whyNotEnded, whyNotRotated } from '../access/key-rights.ts';
import { HOUSE } from '../access/visitor.ts';
import type { Visitor } from '../access/visitor.ts';
import { SCOPES, newKey } from '../keys/api-key.ts';
import type { ApiKey } from '../keys/api-key.ts';
import { insertKey, revokeKey, rotateKey } from '../keys/key-store.ts';
import type { App, Doors } from './app-doors.ts';
import { Refusal } from './refusal.ts';
import { problem } from './schemas.ts';
import { Turns } from './turns.ts';

const DAY_US = 86_400_000_000;
const HOUR_US = 3_600_000_000;
const utc = z.string().describe('UTC, ISO 8601');
const area = z.union([z.string(), z.tuple([z.number(), z.number(), z.number(), z.number()])]);

const tenantAnswer = z
  .object({
    tenant: z.string(),
    name: z.string(),
    plan: z.object({ id: z.string(), version: z.number().int(), title: z.string() }).nullable(),
    entitlement: z.object({
      products: z.array(z.enum(PRODUCTS)),
      regions: z.array(area).nullable().describe('Null: everywhere'),
      latencyS: z.number(),
      historyS: z.number().nullable().describe('Null: all'),
      features: z.array(z.enum(FEATURES)),
      rate: z.object({ perS: z.number(), burst: z.number() }).nullable(),
      limits: z.object({ streams: z.number(), keys: z.number() }).nullable(),
    }),
    quotas: z.array(
      z.object({
        meter: z.enum(METERS),
        per: z.enum(PERIODS),
        kind: z.enum(['hard', 'soft']),
        limit: z.number(),
        used: z.number(),
        left: z.number(),
        resetsAt: utc,
      }),
    ),
  })
  .describe('Who asks, what the plan gives, what is left of it');

const keyAnswer = z.object({
  id: z.string(),
  name: z.string(),
  user: z.string().nullable(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: utc,
  expiresAt: utc.nullable(),
  revokedAt: utc.nullable(),
  lastUsedAt: utc.nullable().describe('To the hour'),
  replaces: z.string().nullable(),
});
const toldKey = keyAnswer.extend({ key: z.string().describe('Told once') });
/** While keys that were rotated go on, there may be twice as many in force. */
const ROTATED_SHARE = 2;
const refusals = { 400: problem, 401: problem, 403: problem, 404: problem };

/** A tenant's own view: plan, entitlements, what is left, keys. */
export function tenantRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode, stores } = service.plan;
  const { keys, book, allowances } = service.registers;
  const turns = new Turns();

  app.get(
    '/v1/tenant',
    { schema: { tags: ['access'], response: { 200: tenantAnswer, 401: problem, 403: problem } } },
    (request) => {
      const { tenantId, entitlement } = keeper.admit(request, 'read', 'service');
      const atUs = Date.now() * 1000;
      const plan = book.planAt(tenantId, atUs);
      const { products, regions, latencyS, historyS, features, rate, limits } = entitlement;
      return {
        tenant: tenantId,
        name: tenantId === HOUSE ? 'operator' : (book.tenant(tenantId)?.name ?? ''),
        plan: plan === null ? null : { id: plan.id, version: plan.version, title: plan.title },
        entitlement: {
          products: [...products],
          regions:
            regions === null ? null : regions.map((each) => (typeof each === 'string' ? each : tuple(each))),
          latencyS,
          historyS,
          features: [...features],
          rate,
          limits,
        },
        quotas: allowances.states(tenantId, entitlement.quotas, atUs).map(({ resetsAtUs, ...state }) => ({
          ...state,
          resetsAt: iso(resetsAtUs),
        })),
      };
    },
  );
  app.get(
    '/v1/keys',
    {
      schema: {
        tags: ['access'],
        description: 'Keys of the tenant, without their secrets; needs the scope manage',
        response: { 200: z.object({ keys: z.array(keyAnswer) }), 401: problem, 403: problem },
      },
    },
    (request) => {
      const { tenantId } = keeper.admit(request, 'manage', 'service');
      return { keys: keys.all.filter((each) => each.tenantId === tenantId).map(keyTold) };
    },
  );
  app.post(
    '/v1/keys',
    {
      schema: {
        tags: ['access'],
        description: 'A further key of the tenant, for no more than the key that asks',
        body: z.strictObject({
          name: z.string().min(1).max(100),
          scopes: z.array(z.enum(SCOPES)).min(1),
          days: z
            .number()
            .positive()
            .max(3660)
            .optional()
            .describe('So long it is in force; until it is revoked'),
        }),
        response: { 201: toldKey, ...refusals, 429: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const visitor = keeper.admit(request, 'manage', 'service');
      const { name, scopes, days } = request.body;
      for (const scope of scopes) keeper.requireScope(visitor, scope);
      return turns.of(visitor.tenantId, async () => {
        requireRoom(visitor, 1);
        const atUs = Date.now() * 1000;
        const { key, text } = newKey(
          {
            mode: dataMode,
            name,
            scopes: SCOPES.filter((each) => scopes.includes(each)),
            tenantId: visitor.tenantId,
            userId: visitor.key.userId,
            expiresAtUs: days === undefined ? null : atUs + Math.round(days * DAY_US),
          },
          atUs,
        );
        await insertKey(stores.of(visitor.tenantId), key, actorOf(visitor));
        await keys.refresh();
        return reply.code(201).send({ ...keyTold(key), key: text });
      });
    },
  );
  app.post(
    '/v1/keys/:id/rotate',
    {
      schema: {
        tags: ['access'],
        description:
          "A new key like this one, which goes on for a while; another user's is rotated only under a key of the tenant itself",
        params: z.object({ id: z.string() }),
        body: z.strictObject({ overlapHours: z.number().min(0).max(720).default(24) }),
        response: { 201: toldKey, ...refusals, 429: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const visitor = keeper.admit(request, 'manage', 'service');
      const old = ownKey(visitor, request.params.id);
      requireRight(whyNotRotated(visitor.key, old));
      for (const scope of old.scopes) keeper.requireScope(visitor, scope);
      const overlapUs = Math.round(request.body.overlapHours * HOUR_US);
      return turns.of(visitor.tenantId, async () => {
        if (overlapUs > 0) requireRoom(visitor, ROTATED_SHARE);
        const atUs = Date.now() * 1000;
        const made = await rotateKey(
          stores.of(visitor.tenantId),
          old.id,
          overlapUs,
          actorOf(visitor),
          atUs,
          visitor.tenantId,
        );
        if (made === null) throw new Refusal('not-found', `there is no key "${old.id}" in force`);
        await keys.refresh();
        return reply.code(201).send({ ...keyTold(made.key), key: made.text });
      });
    },
  );
  app.delete(
    '/v1/keys/:id',
    {
      schema: {
        tags: ['access'],
        description: 'Ends a key; its streams are closed within two seconds',
        params: z.object({ id: z.string() }),
        response: { 200: keyAnswer, ...refusals },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const visitor = keeper.admit(request, 'manage', 'service');
      const old = ownKey(visitor, request.params.id);
      requireRight(whyNotEnded(visitor.key, old));
      const { id } = old;
      await revokeKey(stores.of(visitor.tenantId), id, actorOf(visitor), Date.now() * 1000, visitor.tenantId);
      await keys.refresh();
      return keyTold(ownKey(visitor, id));
    },
  );

  const ownKey = ({ tenantId }: Visitor, id: string): ApiKey => {
    const key = keys.keyWithId(id);
    if (key === null || key.tenantId !== tenantId) throw new Refusal('not-found', `there is no key "${id}"`);
    return key;
  };
  const requireRoom = ({ tenantId, entitlement: { limits } }: Visitor, times: number): void => {
    const inForce = keys.inForceOf(tenantId, Date.now() * 1000);
    if (limits !== null && inForce >= times * limits.keys) {
      const rotated = times === 1 ? '' : `, ${times * limits.keys} with those that were rotated and go on`;
      throw new Refusal('quota-exhausted', `the plan allows ${limits.keys} keys in force${rotated}`);
    }
  };
}

/** @throws Refusal when there is a reason against it. */
function requireRight(reason: string | null): void {
  if (reason !== null) throw new Refusal('scope-missing', reason);
}

function actorOf({ key }: Visitor): string {
  return `key:${key.id}`;
}

function keyTold(key: ApiKey): z.output<typeof keyAnswer> {
  const { id, name, userId, scopes, createdAtUs, expiresAtUs, revokedAtUs, lastUsedAtUs, replaces } = key;
  return {
    id,
    name,
    user: userId,
    scopes: [...scopes],
    createdAt: iso(createdAtUs),
    expiresAt: expiresAtUs === null ? null : iso(expiresAtUs),
    revokedAt: revokedAtUs === null ? null : iso(revokedAtUs),
    lastUsedAt: lastUsedAtUs === null ? null : iso(lastUsedAtUs),
    replaces,
  };
}

function tuple(box: readonly [number, number, number, number]): [number, number, number, number] {
  return [...box];
}

function iso(atUs: number): string {
  return new Date(atUs / 1000).toISOString();
}
