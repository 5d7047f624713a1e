import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRODUCTS, readPlan } from '@cupola/contract';
import type { PlanArea, Product } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import type { MissionInputs } from '@cupola/core/mission';
import { WHOLE } from '../access/entitlement.ts';
import { Views } from '../access/views.ts';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { maySee } from '../delivery/webhooks/admission.ts';
import { Outbox } from '../delivery/webhooks/outbox.ts';
import {
  dueMessage,
  insertEndpoint,
  insertMessages,
  noteAttempt,
} from '../delivery/webhooks/webhook-store.ts';
import { SUBJECT_LINES } from '../delivery/nats/published-subjects.ts';
import { operatedMission } from '../engine/operated-mission.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import type { OperationsStep } from '../operations/operations.ts';
import { EMPTY_PICTURE } from '../picture/picture.ts';
import type { Alert, DetectionRecord } from '../picture/records.ts';
import { cotForm } from '../profiles/cot/cot-form.ts';
import { ONTOLOGY_RID } from '../profiles/osdk/metadata.ts';
import { OBJECT_TYPES } from '../profiles/osdk/object-types.ts';
import { MAILBOX_FORM, Mailbox, TOPICS } from '../profiles/udl/mailbox.ts';
import { SMALL_INPUTS, liveOptions } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { openStore } from '../store/stores.ts';
import { SERVER_SENT_EVENTS } from '../stream/stream-form.ts';
import type { StreamForm } from '../stream/stream-form.ts';
import { StreamHub, USUAL_TYPES } from '../stream/stream-hub.ts';
import type { StreamOutlet, StreamType } from '../stream/stream-hub.ts';
import { Oracle, secondOf } from './entitled-oracle.test-data.ts';
import type { OracleEntitlement } from './entitled-oracle.test-data.ts';
import { filterOf } from './queries.ts';

/* Random plans at every door, profile, stream and subject, held against a simple filter written apart: products, regions, latency and history at once. */

const LATEST_S = 8;
const MISSION: MissionInputs = {
  ...SMALL_INPUTS,
  scenario: {
    ...SMALL_INPUTS.scenario,
    durationMin: 1.3,
    // Two that are far from one another, seen early; everybody falls silent for a while, so that alerts open and close.
    events: [
      { latDeg: 40.9, lonDeg: 129.3 },
      { latDeg: 47, lonDeg: 50 },
    ].map((launch, index) => ({
      id: `rise-${index}`,
      vehicle: 'icbm-solid',
      launch,
      aim: { latDeg: 38.9, lonDeg: -77 },
      trajectory: { kind: 'minimum-energy' },
      count: 1,
      spacingS: 0,
      atS: 0,
    })),
    outages: { lossShare: 0, events: [{ group: 'few', fromS: 49, toS: 60 }] },
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

let folder = '';
let running: RunningService;
const steps: OperationsStep[] = [];
let detections: readonly DetectionRecord[] = [];
/** Of the newest scans alone: there are many. */
let detectedFromUs = 0;
let names = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-entitled-'));
  const db = await openStore(join(folder, 'store.sqlite'));
  // Somebody is told as late as anybody will be: what is told late is kept from the beginning.
  await subscribed(db, 'late', {
    products: ['tracks'],
    regions: null,
    latencyS: LATEST_S,
    historyS: null,
  });
  await db.destroy();
  const operated = operatedMission(MISSION);
  if (!operated.ok) throw new Error('the mission cannot be operated');
  running = await startService({
    ...liveOptions(folder, operated.config),
    inputs: MISSION,
    feedFrom: () => new ExerciseFeed(MISSION, Number.POSITIVE_INFINITY),
  });
  const { watcher } = running.service.steps;
  running.service.steps.watcher = (step) => {
    watcher?.(step);
    steps.push(step);
  };
  await running.service.finished;
  detectedFromUs = (secondOf(present(steps.at(-1)).picture) - LATEST_S - 4) * 1e6;
  const list = `/v1/detections?limit=1000&fromUs=${detectedFromUs}`;
  let url: string | null = list;
  const all: DetectionRecord[] = [];
  while (url !== null) {
    // oxlint-disable-next-line no-await-in-loop -- page after page
    const { body } = await ask(present(running.firstKey ?? undefined), url);
    const { items, next }: { items: DetectionRecord[]; next: string | null } = JSON.parse(body);
    all.push(...items);
    url = next === null ? null : `${list}&cursor=${next}`;
  }
  detections = all;
}, 120_000);
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

type Db = Parameters<typeof putPlan>[0];

async function subscribed(db: Db, id: string, to: OracleEntitlement): Promise<void> {
  const change = { actor: 'test', atUs: Date.now() * 1000 };
  const document = {
    plan: 1,
    id,
    version: 1,
    title: id,
    products: to.products,
    regions: to.regions ?? 'everywhere',
    latencyS: to.latencyS,
    historyS: to.historyS ?? 'all',
    features: ['webhooks'],
    rate: { perS: 100_000, burst: 100_000 },
    limits: { streams: 5, keys: 5 },
    quotas: [],
  };
  const outcome = readPlan(JSON.stringify(document));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  for (const done of [
    await createTenant(db, { id, name: id }, change),
    await putPlan(db, outcome.plan, document, change),
    await subscribeTenant(db, { tenantId: id, plan: outcome.plan, fromUs: change.atUs }, change),
  ]) {
    if (!done.ok) throw new Error(done.reason);
  }
}

async function keyOf(db: Db, id: string): Promise<string> {
  const wish = { mode: 'TEST', name: id, scopes: ['read'], expiresAtUs: null, tenantId: id } as const;
  const { key, text } = newKey(wish, Date.now() * 1000);
  await insertKey(db, key, 'test');
  return text;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function ask(key: string, url: string, payload?: object): Promise<Answer> {
  const { host } = new URL(running.url);
  const accept = 'application/json, text/event-stream';
  const headers = { host, authorization: `Bearer ${key}`, ...(payload === undefined ? {} : { accept }) };
  const method = payload === undefined ? 'GET' : 'POST';
  const { statusCode, body } = await running.app.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: statusCode, body };
}

/** Where areas may lie: at what there is, near and far of it. */
const area: fc.Arbitrary<PlanArea> = fc
  .record({
    of: fc.constantFrom('own', 'launch', 'impact', 'nowhere'),
    track: fc.nat({ max: 3 }),
    second: fc.nat({ max: 200 }),
    halfDeg: fc.constantFrom(0.004, 0.05, 0.7, 4),
    offDeg: fc.constantFrom(0, 0.003, 0.4, 3),
    isRest: fc.boolean(),
  })
  .map(({ of, track, second, halfDeg, offDeg, isRest }): PlanArea => {
    const { picture } = present(steps[second % steps.length]);
    const tracks = [...picture.tracks.values()];
    const own = tracks[track % Math.max(1, tracks.length)];
    if (own === undefined || of === 'nowhere') return [-60, -50, -50, -40];
    const decision = picture.decisions.get(own.id);
    const place = of === 'own' ? own : ((of === 'launch' ? decision?.launch : decision?.impact) ?? own);
    const { latitudeDeg: lat, longitudeDeg: lon } = place;
    const [west, east] = [lon + offDeg - halfDeg, lon + offDeg + halfDeg];
    const [south, north] = [lat + offDeg - halfDeg, lat + offDeg + halfDeg];
    // The rest: all the way round, but for the box itself.
    return isRest ? [east, -80, west, 80] : [west, south, east, north];
  });
const entitlement: fc.Arbitrary<OracleEntitlement> = fc.record({
  products: fc.oneof(
    fc.constant<readonly Product[]>(PRODUCTS.filter((each) => each !== 'runs')),
    fc.subarray<Product>([...PRODUCTS], { minLength: 1 }),
  ),
  regions: fc.option(fc.array(area, { minLength: 1, maxLength: 2 })),
  latencyS: fc.integer({ min: 0, max: LATEST_S }),
  historyS: fc.option(fc.integer({ min: 0, max: 25 })),
});

interface Asked {
  readonly oracle: Oracle;
  /** What is answered; null when the plan does not give it. */
  readonly json: (url: string) => Promise<unknown>;
  readonly text: (url: string) => Promise<string | null>;
  readonly call: (tool: string, args: object) => Promise<unknown>;
  readonly objects: (objectSet: object) => Promise<readonly Readonly<Record<string, unknown>>[] | null>;
}
type Check = (asked: Asked) => Promise<void>;

const WITHOUT_HANDLING = { acknowledgedBy: null, acknowledgedAt: null, shelvedUntil: null, note: null };
const handled = (each: Alert): object => ({ ...each, ...WITHOUT_HANDLING });
const byId = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const byTrack = <Item extends { readonly trackId: string }>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((a, b) => (a.trackId < b.trackId ? -1 : 1));
/** As it is written down. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** As an answer says it: null where the plan does not give it. */
const given = (oracle: Oracle, products: readonly Product[], value: unknown): unknown =>
  oracle.has(...products) ? written(value) : null;
const utc = (second: number): string => running.service.utc(second * 1e6);
const knownTracks = (): readonly string[] => [
  ...new Set(steps.flatMap(({ picture }) => [...picture.tracks.keys()])),
];

interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
}
const itemsOf = (answer: unknown): unknown =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list, or null where nothing is given
  answer === null ? null : (answer as Listed).items;

const isOwn = (id: string): boolean => id.startsWith('satellite');
const UDL = '/compat/udl/udl';
const ALWAYS = encodeURIComponent('>now-5 hours');
type UdlTold = readonly Readonly<Record<string, unknown>>[];

const CHECKS: Readonly<Record<string, Check>> = {
  'tracks, one by one and as a list': async ({ oracle, json }) => {
    expect(itemsOf(await json('/v1/tracks'))).toEqual(given(oracle, ['tracks'], byId(oracle.tracks)));
    for (const id of knownTracks()) {
      // oxlint-disable no-await-in-loop -- one after the other
      const of = (items: readonly { readonly trackId: string }[]): unknown =>
        written(items.find((each) => each.trackId === id) ?? null);
      expect(await json(`/v1/tracks/${id}`)).toEqual(
        written(oracle.tracks.find((each) => each.id === id) ?? null),
      );
      expect(await json(`/v1/tracks/${id}/custody`)).toEqual(of(oracle.ofTracks('custody')));
      expect(await json(`/v1/tracks/${id}/decision`)).toEqual(of(oracle.ofTracks('decisions')));
      expect((await json(`/v1/tracks/${id}.oem`)) !== null).toBe(
        oracle.tracks.some((each) => each.id === id),
      );
      // oxlint-enable no-await-in-loop
    }
  },
  'custody, decisions, taskings': async ({ oracle, json }) => {
    for (const kind of ['custody', 'decisions', 'taskings'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(itemsOf(await json(`/v1/${kind}`))).toEqual(
        given(oracle, [kind], byTrack(oracle.ofTracks(kind))),
      );
    }
  },
  alerts: async ({ oracle, json }) => {
    const told = byId(oracle.alerts);
    expect(itemsOf(await json('/v1/alerts?state=all'))).toEqual(given(oracle, ['alerts'], told.map(handled)));
    const open = told.filter(({ closedAt }) => closedAt === null);
    expect(itemsOf(await json('/v1/alerts'))).toEqual(given(oracle, ['alerts'], open.map(handled)));
    const last = present(steps.at(-1)).picture;
    for (const id of last.alerts.keys()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const one = await json(`/v1/alerts/${id}`);
      const known = told.find((each) => each.id === id);
      expect(one).toEqual(known === undefined ? null : written(handled(known)));
    }
  },
  launches: async ({ oracle, json }) => {
    const told = byId(oracle.launches);
    expect(itemsOf(await json('/v1/launches'))).toEqual(given(oracle, ['launches'], told));
    for (const id of present(steps.at(-1)).picture.launches.byId.keys()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await json(`/v1/launches/${id}`)).toEqual(written(told.find((each) => each.id === id) ?? null));
    }
  },
  'events, page by page': async ({ oracle, json }) => {
    const items: unknown[] = [];
    let url: string | null = '/v1/events?limit=2';
    while (url !== null) {
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const answer = await json(url);
      if (answer === null) break;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a page
      const page = answer as Listed & { readonly next: string | null };
      for (const { kind, trackId, atUs, detail } of page.items) items.push({ kind, trackId, atUs, detail });
      url = page.next === null ? null : `/v1/events?limit=2&cursor=${page.next}`;
    }
    expect(items).toEqual(written(oracle.events()));
  },
  detections: async ({ oracle, json }) => {
    const items: unknown[] = [];
    const list = `/v1/detections?limit=1000&fromUs=${detectedFromUs}`;
    let url: string | null = list;
    while (url !== null) {
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const answer = await json(url);
      if (answer === null) break;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a page
      const page = answer as Listed & { readonly next: string | null };
      items.push(...page.items.map(({ id, trackId }) => `${String(id)} ${String(trackId)}`));
      url = page.next === null ? null : `${list}&cursor=${page.next}`;
    }
    expect(items).toEqual(oracle.detections(detections).map(({ id, trackId }) => `${id} ${trackId}`));
  },
  'what is served, and where the own side is': async ({ oracle, json }) => {
    expect(await json('/v1')).toMatchObject({
      second: oracle.second,
      now: utc(oracle.second),
      tracks: oracle.tracks.length,
      alertsOpen: oracle.alerts.filter(({ closedAt }) => closedAt === null).length,
    });
    const states = await json(`${UDL}/statevector?epoch=${ALWAYS}`);
    expect(states === null).toBe(!oracle.has('satellites'));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list
    for (const { epoch } of (states ?? []) as UdlTold) expect(epoch).toBe(utc(oracle.second));
    for (const url of ['/v1/satellites', '/v1/sensors', '/v1/constellation.omm', `${UDL}/sensor`]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect([url, (await json(url)) !== null]).toEqual([url, oracle.has('satellites')]);
    }
  },
  GeoJSON: async ({ oracle, json }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a feature collection, or null
    const told = (await json('/v1/tracks.geojson')) as {
      readonly features: readonly { id: string }[];
    } | null;
    const areas = oracle.has('tracks') ? oracle.ofTracks('decisions') : [];
    const expected = [
      ...oracle.tracks.map(({ id, atUs }) => `track/${id}/${atUs}`),
      ...areas.flatMap((each) => endsOf(each, 'dated')),
    ];
    expect(told?.features.map(({ id }) => id).toSorted() ?? null).toEqual(
      given(oracle, ['tracks'], expected.toSorted()),
    );
  },
  CZML: async ({ oracle, text }) => {
    const told = await text('/v1/tracks.czml');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a document
    const packets = JSON.parse(told ?? 'null') as readonly Readonly<Record<string, unknown>>[] | null;
    const ids = packets?.map(({ id }) => String(id)) ?? null;
    const areas = oracle.has('tracks') ? oracle.ofTracks('decisions') : [];
    const expected = [
      ...oracle.tracks.map(({ id }) => `track/${id}`),
      ...areas.flatMap((each) => endsOf(each)),
    ];
    expect(ids?.filter((id) => id !== 'document' && !isOwn(id)).toSorted() ?? null).toEqual(
      given(oracle, ['tracks'], expected.toSorted()),
    );
    if (ids !== null) expect(ids.some(isOwn)).toBe(oracle.has('satellites'));
    for (const { id, position } of packets ?? []) {
      if (!String(id).startsWith('track/')) continue;
      expect(position).toMatchObject({ cartesian: expect.arrayContaining([oracle.second]) });
    }
  },
  'the library of UDL': async ({ oracle, json }) => {
    const list = async (path: string): Promise<UdlTold | null> =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list, or null
      (await json(`${UDL}/${path}`)) as UdlTold | null;
    const missiles = await list(`missiletrack?ts=${ALWAYS}`);
    expect(missiles?.map(({ trackId, ts }) => ({ id: trackId, at: ts })) ?? null).toEqual(
      given(
        oracle,
        ['tracks'],
        byId(oracle.tracks).map(({ id, at }) => ({ id, at })),
      ),
    );
    for (const each of missiles ?? []) {
      expect('launchTime' in each && each['launchTime'] !== null).toBe(
        oracle.ofTracks('decisions').some((one) => one.trackId === each['trackId'] && hasEnd(one, 'launch')),
      );
      expect(each['contextKeys']).toEqual(
        oracle.has('custody')
          ? expect.arrayContaining(['custodyLevel'])
          : expect.not.arrayContaining(['custodyLevel']),
      );
    }
    const launches = await list('launchdetection');
    expect(launches?.map(({ id, descriptor }) => [id, descriptor ?? null]) ?? null).toEqual(
      given(
        oracle,
        ['launches'],
        oracle.launches.map(({ id, trackIds }) => [
          `exercise-0001.launch.${id}`,
          trackIds.length === 0 ? null : `tracks ${trackIds.join(', ')}`,
        ]),
      ),
    );
    for (const { observationTime, launchTime } of launches ?? []) {
      expect([launchTime, utc(oracle.second)]).toContain(observationTime);
    }
    expect((await list(`notification?createdAt=${ALWAYS}`))?.map(({ id }) => id).toSorted() ?? null).toEqual(
      given(oracle, ['alerts'], oracle.alerts.map(({ id }) => `exercise-0001.${id}`).toSorted()),
    );
    const asked = await list(`collectrequest?startTime=${ALWAYS}`);
    expect(
      asked === null ? null : [...new Set(asked.map(({ origObjectId }) => textOf(origObjectId)))].toSorted(),
    ).toEqual(
      given(
        oracle,
        ['taskings'],
        byTrack(oracle.ofTracks('taskings')).map(({ trackId }) => trackId),
      ),
    );
    const [fromUs, untilUs] = [oracle.second * 1e6 - 2.5e6, oracle.second * 1e6 + 5e6];
    const between = encodeURIComponent(`${utc(fromUs / 1e6)}..${utc(untilUs / 1e6)}`);
    const seen = await json(`${UDL}/eoobservation/count?obTime=${between}`);
    const mayKnow = oracle
      .detections(detections)
      .filter(({ atUs }) => atUs >= fromUs && atUs <= untilUs).length;
    expect(seen).toEqual(given(oracle, ['detections'], mayKnow));
  },
  'the messages of UDL': async ({ oracle, json }) => {
    for (const { name, product } of TOPICS) {
      // oxlint-disable no-await-in-loop -- one after the other
      const told = await json(`/compat/udl/sm/getMessages/${name}/0`);
      expect([name, told === null]).toEqual([name, !oracle.has(product)]);
      if (name !== 'missiletrack' || told === null) continue;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list
      const tracks = told as UdlTold;
      expect(tracks.map(({ trackId, ts }) => ({ id: String(trackId), at: ts }))).toEqual(
        oracle.tracks.map(({ id, at }) => ({ id, at })),
      );
      // oxlint-enable no-await-in-loop
    }
  },
  'the objects of OSDK': async ({ oracle, objects }) => {
    for (const [objectType, { product }] of OBJECT_TYPES) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const told = await objects({ type: 'base', objectType });
      expect([objectType, told === null]).toEqual([objectType, !oracle.has(product)]);
      if (told === null) continue;
      const keys = told.map((each) => textOf(each['__primaryKey'])).toSorted();
      if (objectType === 'Track') {
        expect(told.map(({ trackId, at }) => ({ id: String(trackId), at }))).toEqual(
          byId(oracle.tracks).map(({ id, at }) => ({ id, at: expect.stringContaining(at.slice(0, 19)) })),
        );
        for (const each of told) {
          expect(each['custodyLevel'] === undefined).toBe(!oracle.has('custody'));
          expect(each['declared'] === undefined).toBe(!oracle.has('decisions'));
          if (!oracle.has('decisions')) expect(each['launchAt']).toBeUndefined();
        }
      }
      if (objectType === 'Alert') expect(keys).toEqual(oracle.alerts.map(({ id }) => id).toSorted());
      if (objectType === 'Tasking') {
        expect(keys).toEqual(byTrack(oracle.ofTracks('taskings')).map(({ trackId }) => trackId));
      }
      if (objectType === 'Satellite') {
        for (const { at } of told) expect(String(at).slice(0, 19)).toBe(utc(oracle.second).slice(0, 19));
      }
    }
    const tracks = { type: 'base', objectType: 'Track' };
    const around = await objects({ type: 'searchAround', objectSet: tracks, link: 'alerts' });
    const seen = new Set(oracle.tracks.map(({ id }) => id));
    const of = oracle.alerts.filter(({ trackId }) => seen.has(trackId ?? ''));
    expect(around?.map((each) => each['__primaryKey']).toSorted() ?? null).toEqual(
      given(oracle, ['tracks', 'alerts'], of.map(({ id }) => id).toSorted()),
    );
    const holders = await objects({ type: 'searchAround', objectSet: tracks, link: 'holders' });
    const held = new Set(oracle.tracks.flatMap(({ custody }) => custody?.satelliteIds ?? []));
    expect(holders?.map((each) => each['__primaryKey']).toSorted() ?? null).toEqual(
      given(oracle, ['tracks', 'satellites'], [...held].toSorted()),
    );
  },
  'the tools of MCP': async ({ oracle, call }) => {
    const tracks = await call('list_tracks', { limit: 100 });
    expect(tracks === null).toBe(!oracle.has('tracks'));
    if (tracks !== null) {
      expect(tracks).toMatchObject({ total: oracle.tracks.length, now: utc(oracle.second) });
      expect(tracks).toMatchObject({
        tracks: expect.arrayContaining(
          oracle.tracks.map(({ id, at, threat, custody }) =>
            expect.objectContaining({
              trackId: id,
              at,
              declared: threat?.declared ?? null,
              custodyLevel: custody?.level ?? null,
            }),
          ),
        ),
      });
    }
    for (const trackId of knownTracks()) {
      // oxlint-disable no-await-in-loop -- one after the other
      const track = oracle.tracks.find((each) => each.id === trackId);
      const custody = oracle.ofTracks('custody').find((each) => each.trackId === trackId) ?? null;
      const one = await call('get_track', { trackId });
      if (track === undefined) expect(one).toBeNull();
      else expect(one).toMatchObject(JSON.parse(JSON.stringify({ track, custody })));
      const decision = oracle.ofTracks('decisions').find((each) => each.trackId === trackId);
      const why = await call('explain_threat_decision', { trackId });
      if (decision === undefined) expect(why).toBeNull();
      else expect(why).toMatchObject(JSON.parse(JSON.stringify({ decision })));
      // oxlint-enable no-await-in-loop
    }
    const alerts = await call('list_alerts', { state: 'all', limit: 100 });
    expect(alerts === null).toBe(!oracle.has('alerts'));
    if (alerts !== null) expect(alerts).toMatchObject({ total: oracle.alerts.length });
    const coverage = await call('coverage_at', { latitudeDeg: 41, longitudeDeg: 129 });
    expect(coverage === null).toBe(!oracle.has('satellites'));
    if (coverage !== null) expect(coverage).toMatchObject({ now: utc(oracle.second) });
  },
};

function hasEnd(decision: object, end: 'launch' | 'impact'): boolean {
  const value: unknown = Reflect.get(decision, end);
  return value !== null && value !== undefined;
}

/** Areas of launch and impact that are told of a decision; very wide ones are left out of maps. */
function endsOf(decision: { readonly trackId: string }, dated?: 'dated'): readonly string[] {
  const atUs = dated === undefined ? '' : `/${String(Reflect.get(decision, 'atUs'))}`;
  return (['impact', 'launch'] as const)
    .filter((end) => hasEnd(decision, end))
    .map((end) => `${end}/${decision.trackId}${atUs}`);
}

async function askedAs(to: OracleEntitlement): Promise<Asked> {
  const { service } = running;
  const id = `tenant-${++names}`;
  await subscribed(service.plan.db, id, to);
  const key = await keyOf(service.plan.db, id);
  await service.keys.refresh();
  await service.registers.book.refresh();
  const text = async (url: string): Promise<string | null> => {
    const { status, body } = await ask(key, url);
    expect([url, [200, 403, 404]]).toEqual([url, expect.arrayContaining([status])]);
    return status === 200 ? body : null;
  };
  const now = secondOf(present(steps.at(-1)).picture);
  return {
    oracle: new Oracle(steps, to, now),
    text,
    json: async (url) => {
      const body = await text(url);
      return body === null || url.endsWith('.oem') ? body : JSON.parse(body);
    },
    call: async (name, args) => {
      const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
      const { body } = await ask(key, '/mcp', message);
      const { result }: { result: { isError?: boolean; structuredContent?: unknown } } = JSON.parse(body);
      return result.isError === true ? null : result.structuredContent;
    },
    objects: async (objectSet) => {
      const url = `/compat/osdk/api/v2/ontologies/${ONTOLOGY_RID}/objectSets/loadObjects`;
      const { status, body } = await ask(key, url, { objectSet, pageSize: 1000 });
      expect([200, 403]).toContain(status);
      const { data }: { data?: Readonly<Record<string, unknown>>[] } = JSON.parse(body);
      return status === 200 ? (data ?? []) : null;
    },
  };
}

it('has something to tell, and something that not everybody may know', () => {
  const pictures = steps.map(({ picture }) => picture);
  expect(Math.max(...pictures.map(({ tracks }) => tracks.size))).toBeGreaterThan(1);
  const last = present(pictures.at(-1));
  expect([...last.alerts.values()].map(({ id, closedAt }) => `${id} ${closedAt}`)).toContainEqual(
    expect.stringMatching(/Z$/),
  );
  expect([last.taskings.size > 0, last.launches.byId.size > 1]).toEqual([true, true]);
  expect(detections.length).toBeGreaterThan(20);
});

// oxlint-disable-next-line vitest/expect-expect -- the checks expect
it('tells a tenant at every door and in every profile what its plan gives, as late and as far back as it says', async () => {
  await fc.assert(
    fc.asyncProperty(entitlement, async (to) => {
      const asked = await askedAs(to);
      for (const [name, check] of Object.entries(CHECKS)) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          await check(asked);
        } catch (error) {
          throw new Error(name, { cause: error });
        }
      }
    }),
    // Not more than there may be readers of messages of UDL.
    { numRuns: 10, endOnFailure: true },
  );
}, 120_000);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A reader that keeps what it is told, by the form that it reads. */
class Reader implements StreamOutlet {
  readonly tracks = new Map<string, string>();
  readonly alerts = new Set<string>();
  readonly events: string[] = [];
  readonly taskings = new Set<string>();
  readonly waitingBytes = 0;
  lastId: string | null = null;
  readonly #read: (reader: Reader, text: string) => void;

  constructor(read: (reader: Reader, text: string) => void) {
    this.#read = read;
  }
  write(chunk: Buffer): void {
    this.#read(this, chunk.toString('utf8'));
  }
  close(): void {}
  isWelcome(): boolean {
    return true;
  }
  take(type: string, record: Readonly<Record<string, unknown>>): void {
    const id = textOf(record['id']);
    if (type === 'track') this.tracks.set(id, String(record['at']));
    if (type === 'track-removed') this.tracks.delete(id);
    if (type === 'alert' && record['closedAt'] === null) this.alerts.add(id);
    if (type === 'alert-removed' || (type === 'alert' && record['closedAt'] !== null)) this.alerts.delete(id);
    if (type === 'event')
      this.events.push(`${String(record['kind'])} ${String(record['trackId'])} ${String(record['atUs'])}`);
    if (type === 'tasking') this.taskings.add(String(record['trackId']));
  }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a record as it was written
const recordIn = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

function readEvents(reader: Reader, text: string): void {
  for (const block of text.split('\n\n')) {
    const [, id] = /^id: (.*)$/m.exec(block) ?? [];
    if (id !== undefined) reader.lastId = id;
    const [, type = '', data] = /^event: (.*)\ndata: (.*)$/m.exec(block) ?? [];
    if (data !== undefined) reader.take(type, recordIn(data));
  }
}

function readSubjects(reader: Reader, text: string): void {
  const lines = text.split('\n');
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [type = ''] = present(lines[at]).split('.');
    reader.take(type, recordIn(present(lines[at + 1])));
  }
}

/** Displays know tracks by their uid. */
function readDisplay(reader: Reader, text: string): void {
  for (const [, uid = '', time = ''] of text.matchAll(/<event [^>]*?uid="([^"]+)"[^>]*?time="([^"]+)"/g)) {
    const [, track, removed] = /\.track\.(T\d+)(\.removal)?$/.exec(uid) ?? [];
    if (track !== undefined && removed === undefined) reader.tracks.set(track, time);
    if (track !== undefined && removed !== undefined) reader.tracks.delete(track);
    const [, alert, gone] = /\.alert\.(.+?)(\.removal)?$/.exec(uid) ?? [];
    if (alert !== undefined && gone === undefined) reader.alerts.add(alert);
    if (alert !== undefined && gone !== undefined) reader.alerts.delete(alert);
  }
  for (const [, uid = ''] of text.matchAll(/uid="[^"]*\.alert\.([^"]+?)" type="b-a-o-can"/g))
    reader.alerts.delete(uid);
}

type Shown = { readonly at: number; readonly now: Views; readonly hub: StreamHub };

/** The recorded seconds once more, one after the other, through views and a hub of their own. */
function* shownAgain(): Generator<Shown, void, void> {
  let picture = EMPTY_PICTURE;
  const views = new Views(running.service.views.ground, () => picture);
  views.past.keep(LATEST_S);
  const hub = new StreamHub({
    views,
    picture: () => picture,
    alertRecord: (each) => ({ ...each, ...WITHOUT_HANDLING }),
  });
  for (const step of steps) {
    const moment = { ...step, finals: [], isWhole: true };
    ({ picture } = step);
    views.past.remember(moment);
    hub.publish(moment);
    yield { at: secondOf(picture), now: views, hub };
  }
}

it('tells readers of streams, subjects and displays the same, second by second, also those who come back', () => {
  fc.assert(
    fc.property(
      entitlement,
      fc.constantFrom('server-sent events', 'subjects', 'displays'),
      fc.nat({ max: 60 }),
      fc.option(fc.record({ leavesAfter: fc.nat({ max: 20 }), isAwayFor: fc.nat({ max: 12 }) })),
      fc.option(fc.constantFrom('T0001', 'T0002')),
      (to, kind, joinsAt, absence, trackId) => {
        const whole = { ...WHOLE, ...to };
        const visitor = { tenantId: 't', entitlement: whole };
        const types = USUAL_TYPES.filter((type) => whole.products.includes(PRODUCT_OF[type]));
        const { read, form } = readerOf(kind, to);
        let reader: Reader | null = null;
        let beganAt = 0;
        let subscriber: ReturnType<StreamHub['subscribe']> | null = null;
        const leavesAt = absence === null ? Number.POSITIVE_INFINITY : joinsAt + absence.leavesAfter;
        const comesBackAt = leavesAt + (absence?.isAwayFor ?? 0);
        const passes = (id: string | null): boolean => trackId === null || id === trackId;
        for (const { at, now, hub } of shownAgain()) {
          form.views = now;
          if (at === joinsAt || (at === comesBackAt && subscriber === null)) {
            // Only events are numbered: others begin anew when they come back.
            const isResumed = kind === 'server-sent events' && reader !== null;
            if (!isResumed) {
              reader = new Reader(read);
              beganAt = at;
            }
            const filter = filterOf(trackId === null ? {} : { track: trackId });
            const request = { types, filter, visitor, form: form.form };
            const before = reader?.lastId ?? null;
            let head = '';
            const known = present(reader);
            subscriber = hub.subscribe(
              request,
              {
                write: (chunk) => {
                  head ||= chunk.toString('utf8').slice(0, 200);
                  // A snapshot that was not a resumption is all there is.
                  if (head.includes('"resumed":false')) {
                    known.tracks.clear();
                    known.alerts.clear();
                    head = 'told';
                    beganAt = at;
                    known.events.splice(0);
                  }
                  known.write(chunk);
                },
                waitingBytes: 0,
                close: () => {},
                isWelcome: () => true,
              },
              before,
            );
          }
          if (at === leavesAt && subscriber !== null) {
            hub.leave(subscriber);
            subscriber = null;
          }
          if (subscriber === null || reader === null) continue;
          const oracle = new Oracle(steps, to, at);
          const tracks = oracle.tracks.filter(({ id }) => passes(id)).map(({ id }) => id);
          expect([...reader.tracks.keys()].toSorted()).toEqual(tracks.toSorted());
          const open = oracle.alerts.filter((each) => each.closedAt === null && passes(each.trackId));
          expect([...reader.alerts].toSorted()).toEqual(open.map(({ id }) => id).toSorted());
          for (const [id, time] of reader.tracks) {
            const own = oracle.tracks.find((each) => each.id === id);
            expect([id, Date.parse(time)]).toEqual([id, Date.parse(present(own).at)]);
          }
          if (kind === 'displays') continue;
          const seenBefore = beganAt - to.latencyS;
          const due = oracle.events(seenBefore).filter((each) => passes(each.trackId));
          expect(reader.events).toEqual(
            due.map(({ kind: what, trackId: of, atUs }) => `${what} ${of} ${atUs}`),
          );
          const asked = new Set(oracle.ofTracks('taskings').map((each) => each.trackId));
          expect([...asked].filter((id) => passes(id) && reader?.taskings.has(id) !== true)).toEqual([]);
          const may = new Set(knownTracks().filter((id) => oracle.has('taskings') && passes(id)));
          expect([...reader.taskings].filter((id) => !may.has(id))).toEqual([]);
        }
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);

const PRODUCT_OF: Readonly<Record<StreamType, Product>> = {
  track: 'tracks',
  final: 'tracks',
  event: 'events',
  alert: 'alerts',
  tasking: 'taskings',
};

function readerOf(
  kind: 'server-sent events' | 'subjects' | 'displays',
  to: OracleEntitlement,
): {
  readonly read: (reader: Reader, text: string) => void;
  readonly form: { readonly form: StreamForm; views: Views | null };
} {
  if (kind === 'server-sent events')
    return { read: readEvents, form: { form: SERVER_SENT_EVENTS, views: null } };
  if (kind === 'subjects') return { read: readSubjects, form: { form: SUBJECT_LINES, views: null } };
  const held: { views: Views | null } = { views: null };
  const entitled = { ...WHOLE, ...to };
  const source = {
    session: 's',
    dataMode: 'TEST',
    missileType: 'a-{aff}-A-W-M-B',
    clock: 'scenario',
    viewFor: () => present(held.views ?? undefined).now(entitled),
    utc,
  } as const;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of a visitor is looked at
  const visitor = { tenantId: 't', entitlement: entitled } as Parameters<typeof cotForm>[1];
  const form = cotForm({ ...source, utc: (atUs) => running.service.utc(atUs) }, visitor);
  return { read: readDisplay, form: Object.assign(held, { form }) };
}

it('keeps messages of UDL no longer than the history of a plan', () => {
  fc.assert(
    fc.property(entitlement, fc.nat({ max: 60 }), (to, joinsAt) => {
      const whole = { ...WHOLE, ...to };
      const mailbox = new Mailbox('s', 1, to.historyS);
      for (const { at, now, hub } of shownAgain()) {
        if (at === joinsAt) {
          const types: readonly StreamType[] = ['track', 'alert', 'tasking'];
          const visitor = { tenantId: 't', entitlement: whole };
          hub.subscribe(
            { types, filter: filterOf({}), visitor, form: MAILBOX_FORM },
            {
              write: (chunk) => mailbox.take(chunk, now.now(whole)),
              waitingBytes: 0,
              close: () => {},
              isWelcome: () => true,
            },
          );
        }
        if (at < joinsAt) continue;
        const oracle = new Oracle(steps, to, at);
        mailbox.forget(oracle.second);
        const told = present(mailbox.log('missiletrack'))
          .from(0, 10_000)
          .map(({ text }) => recordIn(text));
        const seconds = told.map(({ ts }) =>
          Math.round((Date.parse(String(ts)) - Date.parse(utc(0))) / 1000),
        );
        for (const second of seconds) {
          expect(second).toBeLessThanOrEqual(oracle.second);
          expect(second).toBeGreaterThanOrEqual(oracle.second - (to.historyS ?? Number.POSITIVE_INFINITY));
        }
        const newest = told
          .filter((_, index) => seconds[index] === oracle.second)
          .map(({ trackId }) => textOf(trackId));
        expect(newest.toSorted()).toEqual(oracle.tracks.map(({ id }) => id).toSorted());
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);

it('sends webhooks what a plan gives, once, when the tenant may know it', async () => {
  await fc.assert(
    fc.asyncProperty(entitlement, fc.nat({ max: 60 }), async (to, beginsAt) => {
      const db = await openStore(':memory:');
      const whole = { ...WHOLE, ...to };
      await createTenant(db, { id: 't', name: 't' }, { actor: 'test', atUs: 1 });
      const wanted = { tenantId: 't', keyId: null, url: 'https://example.org/', name: '' };
      const filter = { trackId: null, levels: null };
      const endpoint = await insertEndpoint(
        db,
        { ...wanted, types: ['alert.*', 'event.*'], filter },
        'test',
        1,
      );
      const told: string[] = [];
      let atUs = 0;
      let outbox: Outbox | null = null;
      for (const { at, now } of shownAgain()) {
        outbox ??= new Outbox({
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of the book is asked
          book: { enabled: [endpoint] } as unknown as ConstructorParameters<typeof Outbox>[0]['book'],
          admission: {
            entitlementOf: () => whole,
            isKeyInForce: () => true,
            isSpent: () => false,
            countRecord: () => {},
          },
          views: now,
          sessionId: 's',
          dataMode: 'TEST',
          alertRecord: (each) => ({ ...each, ...WITHOUT_HANDLING }),
        });
        const step = steps.find(({ picture }) => picture.second === at);
        if (at > beginsAt) {
          const { picture, changes } = present(step);
          // oxlint-disable no-await-in-loop -- one after the other
          await insertMessages(db, outbox.messagesOf({ second: at, picture, changes }, ++atUs * 1_000));
        }
        for (;;) {
          const session = { id: 's', throughSecond: at - to.latencyS };
          const message = await dueMessage(db, endpoint.id, Number.MAX_SAFE_INTEGER, session);
          if (message === null) break;
          if (maySee(message.seen, whole, now.ground)) told.push(message.body);
          await noteAttempt(db, message.id, { ...message, state: 'delivered', doneAtUs: 1 });
          // oxlint-enable no-await-in-loop
        }
        const oracle = new Oracle(steps, to, at);
        const bodies = told.map((each) => recordIn(each));
        const events = bodies.filter(({ type }) => String(type).startsWith('cupola.event.'));
        expect(
          events.map(({ data }) => {
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an event
            const { kind, trackId, atUs: happenedUs, detail } = data as Readonly<Record<string, unknown>>;
            return { kind, trackId, atUs: happenedUs, detail };
          }),
        ).toEqual(written(oracle.events(beginsAt)));
        const alerts = bodies.filter(({ type }) => String(type).startsWith('cupola.alert.'));
        expect(alerts.map(({ data }) => data)).toEqual(written(oracle.alertChanges(beginsAt).map(handled)));
      }
      await db.destroy();
    }),
    { numRuns: 8 },
  );
}, 120_000);
