import { expect, it } from 'vitest';
import { buildRegionIndex } from '@cupola/core/physics';
import { WHOLE } from '../../access/entitlement.ts';
import type { Entitlement } from '../../access/entitlement.ts';
import { Ground } from '../../access/ground.ts';
import { Views } from '../../access/views.ts';
import { EMPTY_PICTURE, NO_CHANGES } from '../../picture/picture.ts';
import type { Alert, EventRecord } from '../../picture/records.ts';
import { maySee } from './admission.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointBook } from './endpoint-book.ts';
import { Outbox } from './outbox.ts';

const stamp = { dataMode: 'TEST', atUs: 5_000_000, at: '2026-11-01T00:00:05.000000Z' } as const;
const HERE = { latitudeDeg: 40, longitudeDeg: 130, launch: null, impact: null, mayComeDownIn: [] };
const whereabouts = new Map([
  ['T-1', HERE],
  ['T-2', { ...HERE, longitudeDeg: -100 }],
]);
function event(sequence: number, kind: EventRecord['kind'], trackId: string | null): EventRecord {
  return { ...stamp, sequence, kind, trackId, detail: {} };
}
function alert(trackId: string | null, level: Alert['level']): Alert {
  return { ...stamp, id: `a-${trackId}`, kind: 'custody-lost', level, trackId, text: '', closedAt: null };
}
const changes = {
  ...NO_CHANGES,
  whereabouts,
  events: [
    event(1, 'declared', 'T-1'),
    event(2, 'custody-changed', 'T-1'),
    event(3, 'track-dropped', 'T-2'),
    event(4, 'bound-reached', null),
  ],
  alerts: [alert('T-1', 'high'), alert('T-2', 'medium'), alert(null, 'low')],
};
const ground = new Ground(buildRegionIndex([]));
const EAST: Entitlement = {
  ...WHOLE,
  products: ['events', 'alerts', 'custody', 'tracks'],
  regions: [[120, 30, 150, 50]],
};

function outboxFor(
  tenants: Readonly<Record<string, Entitlement | null>>,
  endpoints: readonly Endpoint[],
): Outbox {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that an outbox asks of it
  const book = { enabled: endpoints } as unknown as EndpointBook;
  return new Outbox({
    book,
    admission: {
      entitlementOf: (id) => tenants[id] ?? null,
      isKeyInForce: () => true,
      isSpent: () => false,
      countRecord: () => {},
    },
    views: new Views(ground, () => EMPTY_PICTURE),
    sessionId: 'live-0001',
    dataMode: 'TEST',
    alertRecord: (each) => ({
      ...each,
      acknowledgedBy: null,
      acknowledgedAt: null,
      shelvedUntil: null,
      note: null,
    }),
  });
}

function endpoint(tenantId: string, change: Partial<Endpoint> = {}): Endpoint {
  return {
    id: `wh-${tenantId}`,
    tenantId,
    keyId: null,
    url: 'https://example.org/',
    name: '',
    types: ['event.*', 'alert.*'],
    filter: { trackId: null, levels: null },
    secret: 'whsec_AAAA',
    previousSecret: null,
    previousUntilUs: null,
    createdAtUs: 0,
    disabledAtUs: null,
    disabledReason: null,
    failingSinceUs: null,
    ...change,
  };
}

function toldTo(outbox: Outbox, tenantId: string): readonly string[] {
  return outbox
    .messagesOf({ second: 5, picture: EMPTY_PICTURE, changes }, 100)
    .filter((each) => each.tenantId === tenantId)
    .map(({ type, body }) => `${type} ${/"subject":"([^"]*)"/.exec(body)?.[1] ?? '-'}`);
}

it('makes for each tenant what its plan lets it see, and nothing for one that is not let in', () => {
  const outbox = outboxFor({ house: WHOLE, east: EAST, suspended: null }, [
    endpoint('house'),
    endpoint('east'),
    endpoint('suspended'),
  ]);
  expect(toldTo(outbox, 'house')).toHaveLength(7);
  expect(toldTo(outbox, 'east')).toEqual([
    // What was decided is not in the plan, T-2 is elsewhere, and what is of no track is for those who see everywhere.
    'cupola.event.custody-changed T-1',
    'cupola.alert.opened T-1',
  ]);
  expect(toldTo(outbox, 'suspended')).toEqual([]);
});

const asked = (change: Partial<Endpoint>): readonly string[] =>
  toldTo(outboxFor({ house: WHOLE }, [endpoint('house', change)]), 'house');

it('keeps to what an endpoint asks for', () => {
  expect(asked({ types: ['event.declared', 'alert.closed'] })).toEqual(['cupola.event.declared T-1']);
  expect(asked({ types: ['alert.*'], filter: { trackId: null, levels: ['high', 'low'] } })).toEqual([
    'cupola.alert.opened T-1',
    'cupola.alert.opened -',
  ]);
  expect(asked({ filter: { trackId: 'T-2', levels: null } })).toEqual([
    'cupola.event.track-dropped T-2',
    'cupola.alert.opened T-2',
  ]);
});

it('names the same message the same however often it is made, and differently for each endpoint', () => {
  const outbox = outboxFor({ house: WHOLE, other: WHOLE }, [endpoint('house'), endpoint('other')]);
  let at = 0;
  const made = (): readonly string[] =>
    outbox.messagesOf({ second: 5, picture: EMPTY_PICTURE, changes }, at++).map(({ id }) => id);
  expect(made()).toEqual(made());
  expect(new Set(made()).size).toBe(14);
});

it('is looked at again when it leaves, under the plan that holds then', () => {
  const [first] = outboxFor({ house: WHOLE }, [
    endpoint('house', { types: ['event.track-dropped'] }),
  ]).messagesOf({ second: 5, picture: EMPTY_PICTURE, changes }, 100);
  const seen = first?.seen ?? { kind: 'own' };
  expect(maySee(seen, WHOLE, ground)).toBe(true);
  expect(maySee(seen, EAST, ground)).toBe(false);
  expect(maySee(seen, { ...WHOLE, products: ['alerts'] }, ground)).toBe(false);
});
