import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowInsecureRequests, clientCredentialsGrant, discovery } from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlan } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import {
  createTenant,
  createUser,
  endUser,
  putPlan,
  setTenantState,
  subscribeTenant,
} from '../access/tenant-store.ts';
import { Tokens } from '../access/tokens.ts';
import { admissionBy } from '../delivery/webhooks/admission.ts';
import { keyParts, newKey } from '../keys/api-key.ts';
import type { Scope } from '../keys/api-key.ts';
import { insertKey, revokeKey, rotateKey } from '../keys/key-store.ts';
import { finishedExercise } from '../serve/finished-exercise.test-data.ts';
import type { RunningService } from '../serve/start-service.ts';

const EVERYTHING = `
plan: 1
id: everything
version: 1
title: Everything at once
products: [satellites, tracks, custody, decisions, events, alerts, taskings]
regions: everywhere
latencyS: 0
historyS: all
features: [actions, tokens]
rate: { perS: 1000, burst: 10000 }
limits: { streams: 2, keys: 20 }
`;
const plan = (id: string, ...changes: readonly (readonly [string, string])[]): string =>
  changes
    .reduce((text, [from, to]) => text.replace(from, to), EVERYTHING)
    .replace('id: everything', `id: ${id}`);

let folder = '';
let running: RunningService;
let count = 0;
const now = (): { actor: string; atUs: number } => ({ actor: 'test', atUs: Date.now() * 1000 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-access-'));
  running = await finishedExercise();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
});

async function subscribe(tenantId: string, text: string): Promise<void> {
  const { db } = running.service.plan;
  const outcome = readPlan(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  expect(await putPlan(db, outcome.plan, outcome.document, now())).toEqual({ ok: true });
  const change = now();
  expect(await subscribeTenant(db, { tenantId, plan: outcome.plan, fromUs: change.atUs }, change)).toEqual({
    ok: true,
  });
  await refresh();
}

async function refresh(): Promise<void> {
  await running.service.keys.refresh();
  await running.service.registers.book.refresh();
}

interface Customer {
  readonly tenantId: string;
  readonly keyId: string;
  readonly text: string;
  readonly authorization: string;
}

async function keyFor(
  tenantId: string,
  scopes: readonly Scope[] = ['read'],
  userId?: string,
): Promise<Customer> {
  const { key, text } = newKey(
    {
      mode: 'TEST',
      name: 'k',
      scopes,
      expiresAtUs: null,
      tenantId,
      ...(userId === undefined ? {} : { userId }),
    },
    Date.now() * 1000,
  );
  await insertKey(running.service.plan.db, key, 'test');
  await refresh();
  return { tenantId, keyId: key.id, text, authorization: `Bearer ${text}` };
}

/** A new tenant with a plan and a key. */
async function customer(text: string, scopes: readonly Scope[] = ['read']): Promise<Customer> {
  const tenantId = `t${++count}`;
  expect(await createTenant(running.service.plan.db, { id: tenantId, name: tenantId }, now())).toEqual({
    ok: true,
  });
  await subscribe(tenantId, text);
  return keyFor(tenantId, scopes);
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>> & { readonly items?: readonly Record<string, unknown>[] };
}

async function ask(
  { authorization }: Pick<Customer, 'authorization'>,
  url: string,
  {
    method = 'GET',
    headers = {},
    payload,
  }: { method?: 'GET' | 'POST' | 'DELETE'; headers?: object; payload?: object } = {},
): Promise<Answer> {
  const response = await running.app.inject({
    method,
    url,
    headers: { host: new URL(running.url).host, authorization, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body.startsWith('{') ? response.json<Answer['body']>() : {},
  };
}

const TICK_MS = 100;

/** Opens a stream, does something, and says how long it lasted after that and why it ended. Ticks of this thread count: what it does not come to does not count. */
async function closedAfter(
  { authorization }: Pick<Customer, 'authorization'>,
  deed: () => Promise<unknown>,
): Promise<{ readonly tookMs: number; readonly text: string }> {
  const response = await fetch(`${running.url}v1/stream`, { headers: { authorization } });
  expect(response.status).toBe(200);
  const reader = present(response.body ?? undefined).getReader();
  await reader.read();
  await deed();
  let ticks = 0;
  const clock = setInterval(() => ticks++, TICK_MS);
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += Buffer.from(part.value).toString();
  }
  clearInterval(clock);
  return { tookMs: ticks * TICK_MS, text };
}

describe('who is let in', () => {
  it('is a tenant that is there, active and subscribed', async () => {
    const stranger = await keyFor('nobody');
    expect((await ask(stranger, '/v1')).body['code']).toBe('unauthenticated');
    const { db } = running.service.plan;
    await createTenant(db, { id: 'idle', name: 'Idle' }, now());
    const idle = await keyFor('idle');
    expect((await ask(idle, '/v1')).body['code']).toBe('no-subscription');
    const shut = await customer(plan('shut'));
    expect((await ask(shut, '/v1')).status).toBe(200);
    await setTenantState(db, shut.tenantId, 'suspended', now());
    await refresh();
    expect((await ask(shut, '/v1')).body['code']).toBe('tenant-suspended');
    await setTenantState(db, shut.tenantId, 'active', now());
    await refresh();
    expect((await ask(shut, '/v1')).status).toBe(200);
  });

  it('does no more than the role of whom the key was made for, and ends with him', async () => {
    const owner = await customer(plan('people'));
    const { db } = running.service.plan;
    await createUser(db, { id: 'reader-1', tenantId: owner.tenantId, name: 'r', role: 'reader' }, now());
    const his = await keyFor(owner.tenantId, ['read', 'act', 'manage'], 'reader-1');
    expect((await ask(his, '/v1/tracks')).status).toBe(200);
    expect((await ask(his, '/v1/keys')).body['code']).toBe('scope-missing');
    await endUser(db, 'reader-1', now());
    await refresh();
    expect((await ask(his, '/v1/tracks')).status).toBe(401);
  });

  it('is never let in to what is the house alone', async () => {
    const all = await customer(plan('not-the-house'), ['read', 'act', 'ingest', 'manage']);
    expect((await ask(all, '/v1/audit')).body['code']).toBe('not-entitled');
    expect((await ask(all, '/metrics')).body['code']).toBe('not-entitled');
    const sent = { method: 'POST', headers: { 'content-type': 'application/jsonl' }, payload: {} } as const;
    expect((await ask(all, '/v1/ingest/scan-reports', sent)).status).toBe(403);
    expect((await ask({ authorization: '' }, '/metrics')).status).toBe(401);
  });
});

describe('a stream ends within two seconds', () => {
  it.each([
    [
      'its key is revoked',
      async (who: Customer) => revokeKey(running.service.plan.db, who.keyId, 'test', Date.now() * 1000),
    ],
    [
      'its tenant is suspended',
      async (who: Customer) => setTenantState(running.service.plan.db, who.tenantId, 'suspended', now()),
    ],
    [
      'the plan becomes another',
      async (who: Customer) =>
        subscribe(who.tenantId, plan(`${who.tenantId}-new`, ['everywhere', '[[0, 0, 1, 1]]'])),
    ],
    [
      'the subscription ends',
      async (who: Customer) => {
        const change = now();
        return subscribeTenant(
          running.service.plan.db,
          { tenantId: who.tenantId, plan: null, fromUs: change.atUs },
          change,
        );
      },
    ],
  ])('when %s', async (name, deed) => {
    const who = await customer(plan(`ends-${name.replaceAll(' ', '-')}`.slice(0, 30)));
    const { tookMs, text } = await closedAfter(who, () => deed(who));
    expect(text).toContain('event: closed');
    expect(tookMs).toBeLessThan(2_500);
  });

  it('and a tenant has no more of them at once than its plan allows', async () => {
    const who = await customer(plan('two-streams'));
    const stop = new AbortController();
    const open = (): Promise<Response> =>
      fetch(`${running.url}v1/stream`, {
        headers: { authorization: who.authorization },
        signal: stop.signal,
      });
    expect((await open()).status).toBe(200);
    expect((await open()).status).toBe(200);
    expect((await open()).status).toBe(429);
    stop.abort();
  });
});

/** Who looks next, as an event says. */
function nextOf(event: Readonly<Record<string, unknown>>): unknown {
  return Object(event['detail']).next;
}

describe('what a plan does not include', () => {
  it('is refused at its door, and empty of it elsewhere', async () => {
    const who = await customer(
      plan('tracks-only', ['satellites, tracks, custody, decisions, events, alerts, taskings', 'tracks']),
    );
    for (const door of ['custody', 'decisions', 'taskings', 'events', 'alerts', 'satellites', 'sensors']) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      expect((await ask(who, `/v1/${door}`)).body['code']).toBe('not-entitled');
    }
    const { items = [] } = (await ask(who, '/v1/tracks')).body;
    expect(items.length).toBeGreaterThan(0);
    for (const each of items) expect(each).toMatchObject({ custody: null, threat: null });
    expect((await ask(who, '/v1')).body).toMatchObject({
      satellites: null,
      lateReports: null,
      alertsOpen: 0,
    });
    expect((await ask(who, '/v1/stream?types=alert')).body['code']).toBe('not-entitled');
    expect((await ask(who, '/v1/tracks?declared=true')).body.items).toEqual([]);
  });

  it('is not there: neither as a record nor as a count, a number or another answer', async () => {
    const blind = await customer(plan('elsewhere', ['everywhere', '[[-60, -60, -50, -50]]']));
    const house = { authorization: `Bearer ${running.firstKey}` };
    const [known] = (await ask(house, '/v1/tracks')).body.items ?? [];
    const id = String(known?.['id']);
    for (const list of ['tracks', 'custody', 'decisions', 'taskings', 'events', 'alerts?state=all']) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      expect((await ask(blind, `/v1/${list}`)).body).toMatchObject({ items: [], next: null });
    }
    const hidden = await ask(blind, `/v1/tracks/${id}`);
    const missing = await ask(blind, '/v1/tracks/T-none');
    expect(hidden.status).toBe(404);
    expect({ ...hidden.body, instance: '' }).toEqual({
      ...missing.body,
      instance: '',
      detail: String(missing.body['detail']).replace('T-none', id),
    });
    expect((await ask(blind, '/v1')).body).toMatchObject({ tracks: 0, alertsOpen: 0 });
    const first = await ask(blind, '/v1/tracks');
    running.service.alertChanged('none', 'operator');
    expect((await ask(blind, '/v1/tracks')).headers['etag']).toBe(first.headers['etag']);
    const again = await ask(blind, '/v1/tracks', { headers: { 'if-none-match': first.headers['etag'] } });
    expect(again.status).toBe(304);
  });

  it('is told later, and no further back, where the plan says so', async () => {
    const house = { authorization: `Bearer ${running.firstKey}` };
    const all = (await ask(house, '/v1/events?limit=1000')).body.items ?? [];
    const short = await customer(plan('short', ['historyS: all', 'historyS: 20']));
    const { items = [] } = (await ask(short, '/v1/events?limit=1000')).body;
    const second = Number((await ask(house, '/v1')).body['second']);
    const recent = all.filter((each) => Number(each['atUs']) >= (second - 20) * 1e6);
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThan(all.length);
    expect(items.filter((each) => each['kind'] === 'track-confirmed').length).toBe(
      recent.filter((each) => each['kind'] === 'track-confirmed').length,
    );
    // Nobody was told later when this happened: what was then is not known, and told to nobody.
    const late = await customer(plan('late', ['latencyS: 0', 'latencyS: 30']));
    expect((await ask(late, '/v1/tracks')).body.items).toEqual([]);
    expect((await ask(late, '/v1')).body).toMatchObject({ second: null, now: null, tracks: 0 });
    expect((await ask(late, '/v1/exercises')).body.items).toMatchObject([{ second: null }]);
  });

  it('is not told in events either: who looks next is a tasking', async () => {
    const changed = '/v1/events?limit=1000&kind=custody-changed';
    const house = { authorization: `Bearer ${running.firstKey}` };
    const told = (await ask(house, changed)).body.items ?? [];
    expect(told.some((each) => nextOf(each) !== null)).toBe(true);
    const who = await customer(plan('untasked', [', taskings]', ']']));
    const cut = (await ask(who, changed)).body.items ?? [];
    expect(cut.length).toBe(told.length);
    expect(cut.map(nextOf)).toEqual(cut.map(() => null));
  });

  it('is no webhook: none is made, and nothing is sent to those that are there', async () => {
    const wish = { url: 'https://nowhere.invalid/', types: ['alert.*'] };
    const making = { method: 'POST', payload: wish } as const;
    const without = await customer(plan('no-hooks'), ['read', 'act']);
    for (const url of ['/v1/webhooks', '/v1/webhooks?validateOnly=true']) {
      // oxlint-disable-next-line no-await-in-loop -- two
      expect((await ask(without, url, making)).body['code']).toBe('not-entitled');
    }
    const admission = admissionBy(running.service.registers);
    expect(admission.entitlementOf(without.tenantId)).toBeNull();
    const who = await customer(plan('hooks', ['[actions, tokens]', '[actions, webhooks]']), ['read', 'act']);
    expect(admission.entitlementOf(who.tenantId)).not.toBeNull();
    const made = await Promise.all(Array.from({ length: 25 }, () => ask(who, '/v1/webhooks', making)));
    expect(made.filter(({ status }) => status === 201).length).toBe(20);
    await subscribe(who.tenantId, plan('hooks-ended'));
    expect(admission.entitlementOf(who.tenantId)).toBeNull();
    const id = made.flatMap(({ body }) => (typeof body['id'] === 'string' ? [body['id']] : []))[0] ?? '';
    const test = { method: 'POST' } as const;
    expect((await ask(who, `/v1/webhooks/${id}/test`, test)).body['code']).toBe('not-entitled');
    expect((await ask(who, `/v1/webhooks/${id}`, { method: 'DELETE' })).status).toBe(200);
  });

  it('pages through its events by numbers of its own', async () => {
    const who = await customer(plan('pages'));
    const cut = await customer(plan('pages-cut', ['taskings]', 'taskings, usage]'], ['[satellites, ', '[']));
    const whole = (await ask(who, '/v1/events?limit=1000')).body.items ?? [];
    const gathered: unknown[] = [];
    for (let next: unknown = ''; typeof next === 'string';) {
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const { body } = await ask(cut, `/v1/events?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      gathered.push(...(body.items ?? []));
      next = body['next'];
    }
    const told = gathered.map((each) => ({ ...Object(each), sequence: 0 }));
    const expected = whole
      .filter((each) => each['kind'] !== 'bias-known')
      .map((each) => ({ ...each, sequence: 0 }));
    expect(told).toEqual(expected);
  });
});

describe('how much a plan includes', () => {
  it('is counted exactly, also when all ask at once', async () => {
    const who = await customer(
      `${plan('few')}quotas: [{ meter: requests, limit: 30, per: month, kind: hard }]\n`,
    );
    const answers = await Promise.all(Array.from({ length: 80 }, () => ask(who, '/v1')));
    expect(answers.filter(({ status }) => status === 200).length).toBe(30);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBe(50);
    expect(refused[0]?.body['code']).toBe('quota-exhausted');
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('counts what is told, in answers and in streams, which end with it', async () => {
    const whole = `${plan('told')}quotas: [{ meter: records, limit: 10, per: day, kind: hard }]\n`;
    const who = await customer(whole);
    const { tookMs, text } = await closedAfter(who, async () => {
      for (let at = 0; at < 12; at++) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await ask(who, '/v1/tracks');
      }
    });
    expect(text).toContain('event: closed');
    expect(tookMs).toBeLessThan(2_500);
    expect((await ask(who, '/v1/tracks')).body['code']).toBe('quota-exhausted');
  });

  it('is not refused beyond a soft limit', async () => {
    const who = await customer(
      `${plan('soft')}quotas: [{ meter: requests, limit: 2, per: day, kind: soft }]\n`,
    );
    for (let at = 0; at < 4; at++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await ask(who, '/v1')).status).toBe(200);
    }
    const { body, headers } = await ask(who, '/v1/tenant');
    expect(body['quotas']).toEqual([expect.objectContaining({ used: 5, left: 0, kind: 'soft' })]);
    expect(headers['ratelimit-policy']).toContain('"requests-day-soft";q=2;w=86400');
  });

  it('has a rate, told in every answer', async () => {
    const who = await customer(plan('slow', ['{ perS: 1000, burst: 10000 }', '{ perS: 0.01, burst: 3 }']));
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(who, '/v1')));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual([
      '200',
      '200',
      '200',
      '429',
      '429',
    ]);
    expect(answers[0]?.headers['ratelimit-policy']).toBe('"rate";q=3;w=300');
    expect(answers.at(-1)?.headers['ratelimit']).toMatch(/^"rate";r=0;t=\d+$/);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(90);
  });

  it('outlives the service', async () => {
    const who = await customer(
      `${plan('kept')}quotas: [{ meter: requests, limit: 9, per: month, kind: hard }]\n`,
    );
    await ask(who, '/v1');
    await ask(who, '/v1');
    await running.service.registers.allowances.save(Date.now() * 1000);
    const row = await running.service.plan.db
      .selectFrom('quota_usage')
      .select('used')
      .where('tenant_id', '=', who.tenantId)
      .executeTakeFirstOrThrow();
    expect(row.used).toBe(2);
  });
});

describe('keys', () => {
  it('are no more than the plan allows, also when many are asked for or rotated at once', async () => {
    const who = await customer(plan('three-keys', ['keys: 20', 'keys: 3']), ['read', 'manage']);
    const made = async (url: string, payload: object): Promise<readonly [number, number]> => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => ask(who, url, { method: 'POST', payload })),
      );
      return [
        answers.filter(({ status }) => status === 201).length,
        answers.filter(({ status }) => status === 429).length,
      ];
    };
    expect(await made('/v1/keys', { name: 'more', scopes: ['read'] })).toEqual([2, 6]);
    expect(await made(`/v1/keys/${who.keyId}/rotate`, { overlapHours: 720 })).toEqual([3, 5]);
    // One that does not go on takes no place of another.
    const last = await ask(who, `/v1/keys/${who.keyId}/rotate`, {
      method: 'POST',
      payload: { overlapHours: 0 },
    });
    expect(last.status).toBe(201);
  });

  it('rotate with an overlap, and are managed by their tenant alone', async () => {
    const who = await customer(plan('keys'), ['read', 'manage']);
    const other = await customer(plan('keys-other'), ['read', 'manage']);
    const made = await ask(who, '/v1/keys', {
      method: 'POST',
      payload: { name: 'second', scopes: ['read'] },
    });
    expect(made.status).toBe(201);
    const more = await ask(who, '/v1/keys', { method: 'POST', payload: { name: 'more', scopes: ['act'] } });
    expect(more.body['code']).toBe('scope-missing');
    const id = String(made.body['id']);
    expect((await ask(other, `/v1/keys/${id}`, { method: 'DELETE' })).status).toBe(404);
    const turned = await ask(who, `/v1/keys/${id}/rotate`, { method: 'POST', payload: { overlapHours: 1 } });
    expect(turned.body).toMatchObject({ replaces: id, scopes: ['read'] });
    for (const { body } of [made, turned]) {
      // oxlint-disable-next-line no-await-in-loop -- both are in force
      expect((await ask({ authorization: `Bearer ${String(body['key'])}` }, '/v1')).status).toBe(200);
    }
    const at = Date.now() * 1000;
    expect(await rotateKey(running.service.plan.db, String(turned.body['id']), 0, 'test', at)).not.toBeNull();
    await refresh();
    expect((await ask({ authorization: `Bearer ${String(turned.body['key'])}` }, '/v1')).status).toBe(401);
    expect((await ask(who, `/v1/keys/${id}`, { method: 'DELETE' })).body['revokedAt']).not.toBeNull();
    expect((await ask({ authorization: `Bearer ${String(made.body['key'])}` }, '/v1')).status).toBe(401);
    expect(JSON.stringify((await ask(who, '/v1/keys')).body)).not.toContain(
      String(keyParts(who.text)?.secret),
    );
  });
});

describe('keys of others', () => {
  const post = { method: 'POST', payload: { overlapHours: 1 } } as const;
  const end = { method: 'DELETE' } as const;

  it('are rotated by whom they are of, or under a key of the tenant itself, and ended by managers', async () => {
    const { db } = running.service.plan;
    const owner = await customer(plan('owned'), ['read', 'manage']);
    const { tenantId } = owner;
    const userOf = async (name: string): Promise<string> => {
      const id = `${tenantId}-${name}`;
      expect(await createUser(db, { id, tenantId, name, role: 'manager' }, now())).toEqual({ ok: true });
      return id;
    };
    const [ann, bob] = [await userOf('ann'), await userOf('bob')];
    const annKey = await keyFor(tenantId, ['read', 'manage'], ann);
    const annOther = await keyFor(tenantId, ['read'], ann);
    const bobKey = await keyFor(tenantId, ['read', 'manage'], bob);
    // A secret of Bob's would speak for him, and one of the tenant itself would outlive Ann.
    for (const { keyId } of [bobKey, owner]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { status, body } = await ask(annKey, `/v1/keys/${keyId}/rotate`, post);
      expect([status, body['code'], 'key' in body]).toEqual([403, 'scope-missing', false]);
    }
    expect((await ask(bobKey, '/v1/keys')).status).toBe(200);
    expect((await ask(annKey, `/v1/keys/${owner.keyId}`, end)).body['code']).toBe('scope-missing');
    expect((await ask(owner, '/v1/tenant')).status).toBe(200);
    const own = await ask(annKey, `/v1/keys/${annOther.keyId}/rotate`, post);
    expect([own.status, own.body['user']]).toEqual([201, ann]);
    const byOwner = await ask(owner, `/v1/keys/${bobKey.keyId}/rotate`, post);
    expect([byOwner.status, byOwner.body['user']]).toEqual([201, bob]);
    expect((await ask(annKey, `/v1/keys/${bobKey.keyId}`, end)).status).toBe(200);
    expect((await ask(bobKey, '/v1/tenant')).status).toBe(401);
    expect((await ask(owner, `/v1/keys/${owner.keyId}/rotate`, post)).status).toBe(201);
  });
});

describe('tokens', () => {
  it('are given to a client nobody here wrote, and die with their key', async () => {
    const who = await customer(plan('tokens'));
    const secret = present(keyParts(who.text)?.secret);
    const issuer = new URL(running.url.replace(/\/$/, ''));
    const config = await discovery(issuer, who.keyId, secret, undefined, {
      algorithm: 'oauth2',
      execute: [allowInsecureRequests],
    });
    const {
      access_token: token,
      expires_in: lastsS,
      scope,
    } = await clientCredentialsGrant(config, { scope: 'read' });
    expect([lastsS, scope]).toEqual([600, 'read']);
    const shown = { authorization: `Bearer ${token}` };
    expect((await ask(shown, '/v1/tracks')).status).toBe(200);
    expect((await ask({ authorization: `${shown.authorization}x` }, '/v1')).status).toBe(401);
    await expect(clientCredentialsGrant(config, { scope: 'read act' })).rejects.toThrow('server responded');
    const { tookMs } = await closedAfter(shown, () =>
      revokeKey(running.service.plan.db, who.keyId, 'test', Date.now() * 1000),
    );
    expect(tookMs).toBeLessThan(2_500);
    expect((await ask(shown, '/v1')).status).toBe(401);
    await expect(clientCredentialsGrant(config, { scope: 'read' })).rejects.toThrow('server responded');
  });

  it('expire, are good here alone, and only where the plan has them', async () => {
    const who = await customer(plan('late-tokens'));
    const key = present(running.service.keys.keyWithId(who.keyId) ?? undefined);
    const path = join(running.service.plan.dataFolder, 'token-keys.json');
    const issuer = running.url.replace(/\/$/, '');
    const at = Date.now() * 1000;
    const here = new Tokens(path, () => issuer);
    const old = await here.issued(key, ['read'], at - 601e6);
    expect((await ask({ authorization: `Bearer ${old}` }, '/v1')).status).toBe(401);
    const elsewhere = await new Tokens(path, () => 'https://elsewhere.example').issued(key, ['read'], at);
    expect((await ask({ authorization: `Bearer ${elsewhere}` }, '/v1')).status).toBe(401);
    const forged = await new Tokens(join(folder, 'other-keys.json'), () => issuer).issued(key, ['read'], at);
    expect((await ask({ authorization: `Bearer ${forged}` }, '/v1')).status).toBe(401);
    const good = await here.issued(key, ['read'], at);
    expect((await ask({ authorization: `Bearer ${good}` }, '/v1')).status).toBe(200);
    await subscribe(who.tenantId, plan('no-tokens', ['[actions, tokens]', '[actions]']));
    expect((await ask({ authorization: `Bearer ${good}` }, '/v1')).body['code']).toBe('not-entitled');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('"d"');
    const jwks = await ask({ authorization: '' }, '/.well-known/jwks.json');
    expect(jwks.body['keys']).toEqual([expect.not.objectContaining({ d: expect.anything() })]);
  });

  it('are signed anew by another key after a month, and the old one is still known', async () => {
    const path = join(folder, 'month.json');
    const tokens = new Tokens(path, () => 'http://here');
    const key = present(running.service.keys.all[0]);
    const text = await tokens.issued(key, ['read'], 0);
    const monthUs = 30 * 86_400e6;
    const late = await tokens.issued(key, ['read'], monthUs - 1e6);
    await tokens.issued(key, ['read'], monthUs + 61e6);
    expect(await tokens.publicKeys(monthUs + 61e6)).toHaveLength(2);
    expect(await tokens.read(late, monthUs + 62e6)).toMatchObject({ keyId: key.id });
    expect(await tokens.read(text, monthUs)).toBeNull();
    expect(await tokens.publicKeys(2 * monthUs)).toHaveLength(1);
  });

  it.each([
    ['nothing', '', 400, 'invalid_request'],
    ['nobody', 'grant_type=client_credentials&client_id=000000000000&client_secret=x', 401, 'invalid_client'],
  ])('are not given to %s', async (_, payload, status, error) => {
    const response = await running.app.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: {
        host: new URL(running.url).host,
        'content-type': payload === '' ? 'text/plain' : 'application/x-www-form-urlencoded',
      },
      payload: payload === '' ? '{}' : payload,
    });
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([status, error]);
  });
});
