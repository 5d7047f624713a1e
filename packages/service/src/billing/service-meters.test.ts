import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CustodyLevel } from '@cupola/core/messages';
import { WHOLE } from '../access/entitlement.ts';
import type { Entitlement } from '../access/entitlement.ts';
import { HOUSE } from '../access/visitor.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import type { OperationsStep } from '../operations/operations.ts';
import { EMPTY_PICTURE } from '../picture/picture.ts';
import type { Picture } from '../picture/picture.ts';
import type { TrackRecord } from '../picture/records.ts';
import type { ServiceState } from '../serve/service.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { openStore } from '../store/stores.ts';
import { decimalText } from './fraction.ts';
import { MeterBook } from './meter-book.ts';
import type { MeterId } from './meters.ts';
import { ServiceMeters } from './service-meters.ts';
import type { MeasuredService } from './service-meters.ts';
import { aggregated } from './usage-event.ts';
import type { UsageEvent } from './usage-event.ts';
import { usageEvents } from './usage-store.ts';

let folder = '';
let running: RunningService;
let usage: readonly UsageEvent[] = [];
let streamed = 0;
let alerts = 0;

const ask = async (url: string, more: object = {}): Promise<{ status: number; body: string }> => {
  const { host } = new URL(running.url);
  const headers = { host, authorization: `Bearer ${running.firstKey}` };
  const response = await running.app.inject({ url, headers, ...more });
  return { status: response.statusCode, body: response.body };
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-meters-'));
  const { scenario } = SMALL_INPUTS;
  // Everybody falls silent at 48 s, and custody is lost six seconds later: so there is an alert.
  const inputs = {
    ...SMALL_INPUTS,
    scenario: {
      ...scenario,
      outages: { lossShare: 0, events: [{ group: 'few', fromS: 48 }] },
      requirements: {
        ...scenario.requirements,
        custody: {
          minSensors: 2,
          maxGapS: 2,
          positionErrorKm: { boost: 0.3, midcourse: 0.3, glide: 0.3, reentry: 0.3 },
        },
      },
    },
  };
  const feed = new ExerciseFeed(inputs, Number.POSITIVE_INFINITY, true);
  running = await startService({ ...liveOptions(folder, smallConfig()), inputs, feedFrom: () => feed });
  const stream = await fetch(`${running.url}v1/stream`, {
    headers: { authorization: `Bearer ${running.firstKey}` },
  });
  feed.playing.pace.resume();
  await running.service.finished;
  await ask('/v1/tracks');
  await ask('/v1/events?limit=3');
  await ask('/v1/tracks/nobody');
  const [alert] = [...running.service.picture.alerts.values()];
  for (let again = 0; again < 3; again++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await ask(`/v1/alerts/${alert?.id}/acknowledge`, {
      method: 'POST',
      payload: {},
      headers: {
        host: new URL(running.url).host,
        authorization: `Bearer ${running.firstKey}`,
        'idempotency-key': 'one',
      },
    });
  }
  await running.stop();
  const text = await stream.text();
  streamed = text.match(/^event: (track|event|tasking)$/gm)?.length ?? 0;
  alerts = text.match(/^event: alert$/gm)?.length ?? 0;
  const db = await openStore(join(folder, 'store.sqlite'));
  usage = await usageEvents(db, { tenantId: HOUSE });
  await db.destroy();
});
afterAll(() => rmSync(folder, { recursive: true }));

const of = (meter: MeterId, product: string | null = null): string =>
  decimalText(
    aggregated(
      usage.filter((each) => each.meter === meter && (product === null || each.product === product)),
      'sum',
    ),
  );

it('counts requests and records that were answered, and an action once however often it is sent', () => {
  // Two lists, one action sent three times, one stream; what is not there costs nothing.
  expect(of('requests')).toBe('4');
  expect(of('records', 'events')).toBe('3');
});

it('counts what a stream was told, record by record', () => {
  expect(streamed).toBeGreaterThan(20);
  expect(of('streamed-records')).toBe(String(streamed));
  expect(alerts).toBeGreaterThan(0);
  expect(of('alerts-delivered')).toBe(String(alerts));
});

/** A service that is what a test makes it. */
function measured(): { readonly service: MeasuredService; state: ServiceState; view: Picture } {
  const made = { state: 'serving' as ServiceState, view: EMPTY_PICTURE };
  const service: MeasuredService = {
    get state() {
      return made.state;
    },
    viewFor: ({ entitlement }) => (entitlement.regions === null ? made.view : EMPTY_PICTURE),
    hub: { meter: null },
    metrics: { detectionMeter: null },
    steps: { watcher: null },
  };
  return Object.assign(made, { service });
}

const ELSEWHERE: Entitlement = { ...WHOLE, regions: ['elsewhere'] };
const BLIND: Entitlement = { ...WHOLE, products: ['tracks'] };
const TENANTS = [
  { tenantId: 'all', entitlement: WHOLE },
  { tenantId: 'elsewhere', entitlement: ELSEWHERE },
  { tenantId: 'blind', entitlement: BLIND },
];

async function storedAfter(
  act: (meters: ServiceMeters, told: ReturnType<typeof measured>) => void,
): Promise<readonly (readonly [string, string, string])[]> {
  const db = await openStore(':memory:');
  const told = measured();
  const plan = { ...told, sessionId: 's', satellites: 12, tenants: () => TENANTS, log: { error: () => {} } };
  for (let life = 0; life < 2; life++) {
    const meters = new ServiceMeters({ ...plan, book: new MeterBook(db) });
    act(meters, told);
    // oxlint-disable-next-line no-await-in-loop -- one life after the other
    await meters.stop();
  }
  const events = await usageEvents(db, {});
  await db.destroy();
  return events.map(({ tenantId, meter, quantity }) => [tenantId, meter, quantity]);
}

/** Looks once a second through so many, from the beginning of a minute. */
function lookThrough(meters: ServiceMeters, seconds: number): void {
  for (let second = 0; second <= seconds; second++) {
    meters.look(Date.UTC(2027, 0, 1) + second * 1000, 50_000 + second * 1000);
  }
}

it('counts a minute as available once, when the doors were open in it and requests did not fail', async () => {
  const good = await storedAfter((meters) => {
    meters.noteRequest('elsewhere', false);
    meters.noteRequest('elsewhere', true);
    lookThrough(meters, 61);
  });
  const minutes = good.filter(([, meter]) => meter === 'available-minutes');
  expect(minutes).toEqual([
    ['all', 'available-minutes', '1'],
    ['blind', 'available-minutes', '1'],
  ]);
  expect(good).toContainEqual(['elsewhere', 'satellite-minutes', '12']);
  const failed = await storedAfter((meters, told) => {
    told.state = 'failed';
    lookThrough(meters, 61);
  });
  expect(failed).toEqual([]);
  const part = await storedAfter((meters) => lookThrough(meters, 50));
  expect(part.filter(([, meter]) => meter === 'available-minutes')).toEqual([]);
});

function custody(level: CustodyLevel): TrackRecord {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is looked at
  return { custody: { level } } as unknown as TrackRecord;
}

it('counts custody of what a tenant may see, second by second', async () => {
  const tracks = new Map([
    ['a', custody('held')],
    ['b', custody('lost')],
  ]);
  const counted = await storedAfter((meters, told) => {
    told.view = { ...EMPTY_PICTURE, tracks };
    lookThrough(meters, 10);
  });
  // Two lives of ten seconds each, and only of who sees something and is told custody.
  const seconds = (meter: string): readonly (readonly [string, string, string])[] =>
    counted.filter(([, each]) => each === meter);
  expect(seconds('tracked-seconds')).toEqual([
    ['all', 'tracked-seconds', '20'],
    ['all', 'tracked-seconds', '20'],
  ]);
  expect(seconds('custody-seconds').map(([, , quantity]) => quantity)).toEqual(['10', '10']);
});

it('measures an alert once for each tenant that is told of it', async () => {
  const alert = {
    id: 'threat-declared:T-1:5',
    kind: 'threat-declared',
    level: 'high',
    trackId: 'T-1',
    text: '',
    closedAt: null,
    lastedUntilS: 5,
    dataMode: 'TEST',
    atUs: 5,
    at: '',
  } as const;
  const firstReportMs = performance.now() - 250;
  const counted = await storedAfter((meters, told) => {
    told.view = { ...EMPTY_PICTURE, alerts: new Map([[alert.id, alert]]) };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is looked at
    told.service.steps.watcher?.({
      changes: { alerts: [alert] },
      firstReportMs,
    } as unknown as OperationsStep);
    meters.look(Date.now(), performance.now());
    meters.look(Date.now(), performance.now());
  });
  const passedS = (performance.now() - firstReportMs) / 1000;
  const alertSeconds = counted.filter(([, meter]) => meter === 'alert-seconds');
  expect(alertSeconds.map(([tenantId]) => tenantId)).toEqual(['all', 'blind']);
  for (const [, , quantity] of alertSeconds) {
    expect(Number(quantity)).toBeGreaterThanOrEqual(0.25);
    expect(Number(quantity)).toBeLessThanOrEqual(passedS);
  }
});

it('loses no more than the counts of two seconds to a process that is killed', async () => {
  const db = await openStore(':memory:');
  vi.useFakeTimers();
  try {
    const plan = {
      ...measured(),
      sessionId: 's',
      satellites: 1,
      tenants: () => [],
      log: { error: () => {} },
    };
    const meters = new ServiceMeters({ ...plan, book: new MeterBook(db) });
    const stored = async (): Promise<number> => {
      const rows = await db.selectFrom('usage_events').select('quantity').execute();
      return rows.reduce((sum, { quantity }) => sum + Number(quantity), 0);
    };
    meters.start();
    let counted = 0;
    const kept: number[] = [];
    for (let tenth = 0; tenth < 70; tenth++) {
      meters.count('t', 'requests', null, 1);
      counted++;
      kept.push(counted);
      // oxlint-disable-next-line no-await-in-loop -- the clock goes on
      await vi.advanceTimersByTimeAsync(100);
      // Killed now: what had been counted two seconds ago is there, and nothing that was not counted.
      // oxlint-disable-next-line no-await-in-loop -- the clock goes on
      const quantity = await stored();
      expect(quantity).toBeGreaterThanOrEqual(kept[tenth - 20] ?? 0);
      expect(quantity).toBeLessThanOrEqual(counted);
    }
    expect(await stored()).toBeGreaterThan(40);
  } finally {
    vi.useRealTimers();
    await db.destroy();
  }
});
