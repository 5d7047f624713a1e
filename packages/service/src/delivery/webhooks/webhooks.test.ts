import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { HOUSE } from '../../access/visitor.ts';
import { ExerciseFeed } from '../../feeds/exercise-feed.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../../serve/small-service.test-data.ts';
import { startService } from '../../serve/start-service.ts';
import type { RunningService } from '../../serve/start-service.ts';
import { openStore } from '../../store/stores.ts';
import { USUAL_LIMITS } from './courier.ts';
import { NOT_REACHED } from './post-webhook.ts';
import type { CourierLimits } from './courier.ts';
import type { Endpoint } from './endpoint.ts';
import { Receiver } from './receiver.test-data.ts';
import type { Received } from './receiver.test-data.ts';
import { makeWebhook } from './webhook-desk.ts';

const config = smallConfig();
const QUICK = { ...USUAL_LIMITS, firstWaitUs: 1_000, timeoutMs: 60_000 };
let folder = '';
let receiver: Receiver;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-webhooks-'));
  receiver = await Receiver.start();
});
afterAll(async () => {
  await receiver.end();
  rmSync(folder, { recursive: true });
});

/** Makes endpoints in the store of a service that has not started yet, so that nothing of the session is missed. */
async function endpointsIn(name: string, paths: readonly string[]): Promise<readonly Endpoint[]> {
  mkdirSync(join(folder, name), { recursive: true });
  const db = await openStore(join(folder, name, 'store.sqlite'));
  const made: Endpoint[] = [];
  for (const path of paths) {
    const wish = {
      url: receiver.url(path),
      types: ['event.*', 'alert.*'],
      name: path,
      track: null,
      levels: null,
    };
    // oxlint-disable-next-line no-await-in-loop -- in order
    made.push(
      await makeWebhook(db, wish, { tenantId: HOUSE, keyId: null, actor: 'test' }, Date.now() * 1000),
    );
  }
  await db.destroy();
  return made;
}

/** A service in which nothing happens by itself. */
function idle(name: string, limits: CourierLimits): Promise<RunningService> {
  return startService({
    ...liveOptions(join(folder, name), config),
    webhooks: { allowedHosts: [`127.0.0.1:${receiver.port}`], limits },
  });
}

/** Everybody falls silent at 48 s, and custody is lost six seconds later. */
const INPUTS = {
  ...SMALL_INPUTS,
  scenario: {
    ...SMALL_INPUTS.scenario,
    outages: { lossShare: 0, events: [{ group: 'few', fromS: 48 }] },
    requirements: {
      ...SMALL_INPUTS.scenario.requirements,
      custody: {
        minSensors: 2,
        maxGapS: 2,
        positionErrorKm: { boost: 0.3, midcourse: 0.3, glide: 0.3, reentry: 0.3 },
      },
    },
  },
};

/** An exercise as fast as it goes. */
async function exercise(name: string): Promise<RunningService> {
  const running = await startService({
    ...liveOptions(join(folder, name), config),
    inputs: INPUTS,
    feedFrom: () => new ExerciseFeed(INPUTS, Number.POSITIVE_INFINITY),
    // Nobody hangs here: on a machine that has much to do a good answer may come late, and would be asked for again.
    webhooks: { allowedHosts: [`127.0.0.1:${receiver.port}`], limits: { ...QUICK, timeoutMs: 20_000 } },
  });
  await running.service.finished;
  return running;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly items: readonly Record<string, unknown>[] };
}

const keys = new Map<string, string>();
async function ask(
  running: RunningService,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  payload?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const place = running.service.plan.dataFolder;
  if (running.firstKey !== null) keys.set(place, running.firstKey);
  const response = await running.app.inject({
    method,
    url,
    headers: { host: new URL(running.url).host, authorization: `Bearer ${keys.get(place)}`, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json() };
}

interface Told {
  readonly sequence?: number;
  readonly id?: string;
}

function read({ headers, body }: Received): CloudEvent<Told> {
  const event = HTTP.toEvent<Told>({ headers, body });
  if (!(event instanceof CloudEvent)) throw new Error('one event is sent at a time');
  return event;
}

function verified(secret: string, { headers, body }: Received): boolean {
  try {
    const own = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
    new Webhook(secret).verify(body, Object.fromEntries(own.map((each) => [each, String(headers[each])])));
    return true;
  } catch {
    return false;
  }
}

const sequencesAt = (path: string): readonly number[] =>
  receiver.of(path).flatMap((each) => read(each).data?.sequence ?? []);
const idsAt = (path: string): readonly string[] =>
  receiver.of(path).map(({ headers }) => String(headers['webhook-id']));

it('tells everything once and in order, signed; who fails, half closes, leads elsewhere or is away over a restart misses nothing', async () => {
  const paths = ['/good', '/fails-first', '/half', '/leads', '/again'];
  const [good] = await endpointsIn('exercise', paths);
  let isUp = false;
  receiver.behave('/fails-first', (index) => (index % 2 === 0 ? 500 : 204));
  receiver.behave('/half', (index) => (index < 3 ? 'half-close' : 204));
  receiver.behave('/leads', () => 'redirect');
  receiver.behave('/again', () => (isUp ? 204 : 503));
  let running = await exercise('exercise');
  const listed = (await ask(running, 'GET', '/v1/events?limit=1000')).body.items;
  const sequences = listed.map((each) => Number(each['sequence']));
  const alerts = (await ask(running, 'GET', '/v1/alerts?state=all')).body.items;
  expect(sequences.length).toBeGreaterThan(3);
  expect(alerts.length).toBeGreaterThan(0);

  const expected = sequences.length + alerts.length;
  await expect.poll(() => receiver.of('/good').length).toBe(expected);
  expect(sequencesAt('/good')).toEqual(sequences);
  const received = receiver.of('/good');
  expect(received.every((each) => verified(present(good).secret, each))).toBe(true);
  expect(new Set(idsAt('/good')).size).toBe(received.length);
  const events = received.map(read);
  expect(events.every((each) => each.validate() && each['datamode'] === 'TEST')).toBe(true);
  const opened = events.filter(({ type }) => type === 'cupola.alert.opened');
  expect(new Set(opened.map(({ data }) => data?.id))).toEqual(new Set(alerts.map((each) => each['id'])));
  expect(opened.length).toBe(alerts.length);

  for (const path of ['/fails-first', '/half']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect.poll(() => new Set(sequencesAt(path)).size).toBe(sequences.length);
    expect(receiver.of(path).length).toBeGreaterThan(expected);
    const byId = Map.groupBy(receiver.of(path), ({ headers }) => headers['webhook-id']);
    expect([...byId.values()].every((each) => new Set(each.map(({ body }) => body)).size === 1)).toBe(true);
  }
  expect(receiver.of('/elsewhere')).toEqual([]);

  // What is done about an alert is told as well.
  const id = String(alerts[0]?.['id']);
  const done = await ask(running, 'POST', `/v1/alerts/${encodeURIComponent(id)}/acknowledge`, {
    note: 'seen',
  });
  expect(done.status).toBe(200);
  const last = (): unknown => receiver.of('/good').map(read).at(-1)?.data;
  await expect.poll(last).toMatchObject({ id, note: 'seen' });

  await running.stop();
  const before = receiver.of('/again').length;
  expect(before).toBeGreaterThan(0);
  isUp = true;
  running = await idle('exercise', QUICK);
  const after = (): readonly Received[] => receiver.of('/again').slice(before);
  await expect.poll(() => after().length).toBe(expected + 1);
  expect(new Set(after().map(({ headers }) => headers['webhook-id'])).size).toBe(expected + 1);
  expect(
    after()
      .flatMap((each) => read(each).data?.sequence ?? [])
      .toSorted((a, b) => a - b),
  ).toEqual(sequences);
  await running.stop();
});

it('one that hangs costs its own time and holds up nobody else', async () => {
  const [hanging, swift] = await endpointsIn('hangs', ['/hangs', '/swift']);
  receiver.behave('/hangs', () => 'hang');
  let running = await idle('hangs', QUICK);
  for (let index = 0; index < 5; index++) {
    for (const endpoint of [hanging, swift]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await ask(running, 'POST', `/v1/webhooks/${present(endpoint).id}/test`);
    }
  }
  await expect.poll(() => receiver.of('/swift').length).toBe(5);
  await expect.poll(() => receiver.of('/hangs').length).toBe(1);
  await running.stop();
  expect(receiver.of('/hangs').length).toBe(1);

  running = await idle('hangs', { ...QUICK, timeoutMs: 200 });
  const lastErrors = async (): Promise<readonly unknown[]> => {
    const { body } = await ask(running, 'GET', `/v1/webhooks/${present(hanging).id}/messages`);
    return body.items.map((each) => each['lastError']);
  };
  await expect.poll(lastErrors).toContain(NOT_REACHED);
  await expect.poll(() => receiver.of('/hangs').length).toBeGreaterThan(2);
  expect(receiver.of('/swift').length).toBe(5);
  await running.stop();
});

it('a secret is changed without a gap: old and new sign until the overlap is over', async () => {
  const [endpoint] = await endpointsIn('rotate', ['/rotate']);
  const { id, secret: old } = present(endpoint);
  const running = await idle('rotate', QUICK);
  const test = async (): Promise<Received> => {
    const { status, body } = await ask(running, 'POST', `/v1/webhooks/${id}/test`);
    expect(status).toBe(202);
    const find = (): Received | undefined =>
      receiver.of('/rotate').find(({ headers }) => headers['webhook-id'] === body['message']);
    await expect.poll(find).toBeDefined();
    return present(find());
  };
  const rotated = await ask(running, 'POST', `/v1/webhooks/${id}/rotate`, { overlapHours: 1 });
  const next = String(rotated.body['secret']);
  expect(next).toMatch(/^whsec_/);
  const during = await test();
  expect([verified(old, during), verified(next, during)]).toEqual([true, true]);
  const last = await ask(running, 'POST', `/v1/webhooks/${id}/rotate`, { overlapHours: 0 });
  const after = await test();
  expect([verified(old, after), verified(next, after), verified(String(last.body['secret']), after)]).toEqual(
    [false, false, true],
  );
  const audit = JSON.stringify((await ask(running, 'GET', '/v1/audit')).body);
  expect(audit).toContain('webhook.rotate');
  expect(audit).not.toContain('whsec_');
  expect(JSON.stringify((await ask(running, 'GET', '/v1/webhooks')).body)).not.toContain('whsec_');
  await running.stop();
});

it('gives up after ten attempts, keeps what is dead, and sends it anew when asked', async () => {
  const [endpoint] = await endpointsIn('dead', ['/dead']);
  const { id } = present(endpoint);
  let isUp = false;
  receiver.behave('/dead', () => (isUp ? 200 : 500));
  const running = await idle('dead', { ...QUICK, firstWaitUs: 1 });
  const sent: unknown[] = [];
  for (let index = 0; index < 5; index++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    sent.push((await ask(running, 'POST', `/v1/webhooks/${id}/test`)).body['message']);
  }
  const counts = async (state: string): Promise<number> =>
    (await ask(running, 'GET', `/v1/webhooks/${id}/messages?state=${state}&limit=1000`)).body.items.length;
  await expect.poll(() => counts('dead')).toBe(5);
  const byId = Map.groupBy(idsAt('/dead'), (each) => each);
  expect(new Set(byId.keys())).toEqual(new Set(sent));
  expect([...byId.values()].map((each) => each.length)).toEqual([10, 10, 10, 10, 10]);
  isUp = true;
  const [first] = sent;
  const one = await ask(running, 'POST', `/v1/webhooks/${id}/replay`, { messages: [first] });
  expect(one.body).toMatchObject({ replayed: 1 });
  await expect.poll(() => counts('delivered')).toBe(1);
  expect(idsAt('/dead').at(-1)).toBe(first);
  expect((await ask(running, 'POST', `/v1/webhooks/${id}/replay`, {})).body).toMatchObject({ replayed: 4 });
  await expect.poll(() => counts('delivered')).toBe(5);
  await running.stop();
});

it('disables one that is gone or takes nothing for too long, and tells the tenant elsewhere', async () => {
  const [gone, stuck] = await endpointsIn('off', ['/gone', '/stuck', '/other']);
  receiver.behave('/gone', () => 410);
  receiver.behave('/stuck', () => 500);
  const running = await idle('off', { ...QUICK, firstWaitUs: 50_000, disableAfterUs: 100_000 });
  for (const { id } of [present(gone), present(stuck)]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await ask(running, 'POST', `/v1/webhooks/${id}/test`);
  }
  const told = (): readonly unknown[] =>
    receiver
      .of('/other')
      .map(read)
      .filter(({ type }) => type === 'cupola.webhook.disabled')
      .map(({ data }) => data);
  await expect.poll(() => told().length).toBe(2);
  expect(told()).toContainEqual(
    expect.objectContaining({ webhook: present(gone).id, reason: 'it answered 410 Gone' }),
  );
  const shown = await ask(running, 'GET', `/v1/webhooks/${present(stuck).id}`);
  expect(shown.body).toMatchObject({
    state: 'disabled',
    disabledReason: expect.stringContaining('nothing was taken'),
  });
  const attempts = receiver.of('/stuck').length;
  receiver.behave('/stuck', () => 204);
  const enabled = await ask(running, 'POST', `/v1/webhooks/${present(stuck).id}/enable`);
  expect(enabled.body).toMatchObject({ state: 'enabled', failingSince: null });
  await expect.poll(() => receiver.of('/stuck').length).toBeGreaterThan(attempts);
  await running.stop();
});

it('is made, looked at and removed at doors that say everything that is wrong at once', async () => {
  const running = await idle('doors', QUICK);
  const wrong = await ask(running, 'POST', '/v1/webhooks', {
    url: 'http://169.254.169.254/latest',
    types: ['alert.*', 'nonsense'],
    levels: ['severe'],
  });
  expect(wrong.status).toBe(400);
  for (const part of ['not https://', '"nonsense" is none of', '"severe" is none of']) {
    expect(wrong.body['detail']).toContain(part);
  }
  const wish = { url: 'https://localhost:1/', types: ['alert.opened'], levels: ['high'] };
  const would = await ask(running, 'POST', '/v1/webhooks?validateOnly=true', wish);
  expect(would.status).toBe(200);
  expect((await ask(running, 'GET', '/v1/webhooks')).body.items).toEqual([]);
  const made = await ask(running, 'POST', '/v1/webhooks', wish);
  expect(made.status).toBe(201);
  const id = String(made.body['id']);
  await ask(running, 'POST', `/v1/webhooks/${id}/test`);
  // A public name may lead into the network that the service stands in: it is not followed there.
  const lastError = async (): Promise<unknown> =>
    (await ask(running, 'GET', `/v1/webhooks/${id}/messages`)).body.items[0]?.['lastError'];
  await expect.poll(lastError).toBe(NOT_REACHED);
  expect((await ask(running, 'DELETE', `/v1/webhooks/${id}`)).status).toBe(200);
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/messages'],
    ['POST', '/test'],
    ['POST', '/disable'],
    ['POST', '/enable'],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await ask(running, method, `/v1/webhooks/${id}${path}`)).status).toBe(404);
  }
  await running.stop();
});

it('says the same of all that was not reached, so that nobody looks round by it', async () => {
  const running = await idle('dark', QUICK);
  const ids: string[] = [];
  for (const url of ['https://localhost:1/', 'https://localhost:2/', 'https://no-such-name.invalid/']) {
    // oxlint-disable no-await-in-loop -- one after the other
    const made = await ask(running, 'POST', '/v1/webhooks', { url, types: ['alert.opened'] });
    ids.push(String(made.body['id']));
    await ask(running, 'POST', `/v1/webhooks/${String(made.body['id'])}/test`);
    // oxlint-enable no-await-in-loop
  }
  for (const id of ids) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect
      .poll(async () => (await ask(running, 'GET', `/v1/webhooks/${id}/messages`)).body.items[0], {
        timeout: 8_000,
      })
      .toMatchObject({ lastError: NOT_REACHED, lastStatus: null });
  }
  await running.stop();
});

const again = (name: string): Readonly<Record<string, string>> => ({ 'idempotency-key': name });

it('does each write once under an Idempotency-Key, and refuses the key for another', async () => {
  const running = await idle('once', QUICK);
  const wish = { url: 'https://example.org/a', types: ['alert.opened'] };
  const made = await ask(running, 'POST', '/v1/webhooks', wish, again('make'));
  expect(made.status).toBe(201);
  expect(await ask(running, 'POST', '/v1/webhooks', wish, again('make'))).toEqual(made);
  const other = await ask(running, 'POST', '/v1/webhooks', { ...wish, name: 'b' }, again('make'));
  expect([other.status, other.body['code']]).toEqual([422, 'idempotency-mismatch']);
  // As after a crash between the deed and its answer: the answer is not there, the webhook is.
  await running.service.plan.db.deleteFrom('idempotency').execute();
  expect((await ask(running, 'POST', '/v1/webhooks', wish, again('make'))).body).toEqual(made.body);
  expect((await ask(running, 'GET', '/v1/webhooks')).body.items).toHaveLength(1);
  const at = `/v1/webhooks/${String(made.body['id'])}`;
  for (const [method, path, payload] of [
    ['POST', '/rotate', { overlapHours: 1 }],
    ['POST', '/test', undefined],
    ['POST', '/disable', undefined],
    ['POST', '/enable', undefined],
    ['POST', '/replay', {}],
    ['DELETE', '', undefined],
  ] as const) {
    // oxlint-disable no-await-in-loop -- one after the other
    const first = await ask(running, method, `${at}${path}`, payload, again(`once ${path}`));
    expect([path, first.status]).toEqual([path, path === '/test' ? 202 : 200]);
    const second = await ask(running, method, `${at}${path}`, payload, again(`once ${path}`));
    expect(second).toEqual(first);
    // oxlint-enable no-await-in-loop
  }
  const { body } = await ask(running, 'GET', '/v1/audit?limit=100');
  const deeds = body.items
    .map((each) => String(each['action']))
    .filter((each) => each.startsWith('webhook.'));
  expect(deeds.toSorted()).toEqual(
    ['create', 'delete', 'disable', 'enable', 'replay', 'rotate'].map((each) => `webhook.${each}`),
  );
  await running.stop();
});
