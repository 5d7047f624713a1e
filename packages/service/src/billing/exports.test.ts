import { HTTP } from 'cloudevents';
import type { CloudEvent as ReadEvent } from 'cloudevents';
import type { Stripe } from 'stripe';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { BATCH_TYPE, STRUCTURED_TYPE } from '../profiles/cloudevents/cloud-event.ts';
import { openMeterText, stripeMeterEvent, stripeText } from './exports.ts';
import { openSloText } from './open-slo.ts';
import { readPriceSheet } from './read-price-sheet.ts';
import { usageCloudEvent } from './usage-event.ts';
import type { UsageEvent } from './usage-event.ts';

const EVENTS: readonly UsageEvent[] = [
  {
    source: '/cupola/usage/1a2b',
    id: 't/records/tracks/29700000',
    tenantId: 'coast',
    meter: 'records',
    product: 'tracks',
    key: null,
    quantity: '250',
    atUs: 1_782_000_000_000_000,
  },
  {
    source: '/cupola/usage/1a2b',
    id: 't/requests//29700000',
    tenantId: 'inland',
    meter: 'requests',
    product: null,
    key: null,
    quantity: '3.5',
    atUs: 1_782_000_060_000_000,
  },
];

it('is read by the reference client, one by one and in a batch, with its mode', () => {
  const [first] = EVENTS;
  if (first === undefined) throw new Error('there is one');
  const body = JSON.stringify(usageCloudEvent(first, 'EXERCISE'));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one event in structured mode
  const one = HTTP.toEvent({ headers: { 'content-type': STRUCTURED_TYPE }, body }) as ReadEvent;
  expect(one.validate()).toBe(true);
  expect(one).toMatchObject({
    id: first.id,
    source: first.source,
    type: 'cupola.usage.records',
    subject: 'coast',
    time: '2026-06-21T00:00:00.000Z',
    datamode: 'EXERCISE',
    data: { meter: 'records', unit: 'records', quantity: '250', product: 'tracks' },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- several in batch mode
  const batch = HTTP.toEvent({
    headers: { 'content-type': BATCH_TYPE },
    body: openMeterText(EVENTS, 'TEST'),
  }) as ReadEvent[];
  expect(batch.map((each) => [each.validate(), each.subject, each['datamode']])).toEqual([
    [true, 'coast', 'TEST'],
    [true, 'inland', 'TEST'],
  ]);
  expect(JSON.parse(openMeterText([], 'TEST'))).toEqual([]);
});

it('is what the Stripe client takes, with one identifier for one event', () => {
  const made = EVENTS.map((each) => stripeMeterEvent(each, `cus_${each.tenantId}`, 'TEST'));
  // That this compiles is the check: the form is the one of the client's own types.
  const parameters: readonly Stripe.Billing.MeterEventCreateParams[] = made;
  expect(parameters[1]).toEqual({
    event_name: 'cupola_requests',
    identifier: expect.stringMatching(/^[0-9a-f]{64}$/),
    timestamp: 1_782_000_060,
    payload: { stripe_customer_id: 'cus_inland', value: '3.5', data_mode: 'TEST' },
  });
  expect(new Set(made.map(({ identifier }) => identifier)).size).toBe(2);
  const known = stripeText(EVENTS, (tenantId) => (tenantId === 'coast' ? 'cus_1' : null), 'TEST');
  expect(JSON.parse(known)).toHaveLength(1);
});

it('tells objectives as OpenSLO documents', () => {
  const read = readPriceSheet({
    currency: 'USD',
    notional: true,
    period: 'quarter',
    serviceLevels: [
      {
        id: 'alerts',
        indicator: 'alert-latency',
        objective: 0.99,
        withinS: 10,
        credits: { kind: 'tiers', tiers: [{ below: 0.99, share: 0.05 }] },
      },
    ],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const documents = parseAllDocuments(openSloText('coastal', read.sheet)).map((each): unknown => each.toJS());
  expect(documents).toHaveLength(2);
  expect(documents[1]).toMatchObject({
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: 'coastal-alerts' },
    spec: {
      service: 'cupola',
      indicator: {
        spec: { ratioMetric: { good: { metricSource: { spec: { meter: 'alert-seconds', atMostS: 10 } } } } },
      },
      timeWindow: [{ duration: '1Q', isRolling: false, calendar: { startTime: '2026-01-01 00:00:00' } }],
      objectives: [{ target: 0.99 }],
    },
  });
});
