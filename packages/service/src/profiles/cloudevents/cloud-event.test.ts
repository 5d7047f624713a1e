import { CloudEvent as TheirEvent, HTTP } from 'cloudevents';
import { expect, it } from 'vitest';
import type { AlertRecord, EventRecord } from '../../picture/records.ts';
import { BATCH_TYPE, STRUCTURED_TYPE, alertCloudEvent, cloudEvent, eventCloudEvent } from './cloud-event.ts';

const stamp = { dataMode: 'TEST', atUs: 5_000_000, at: '2026-11-01T00:00:05.000000Z' } as const;
const event: EventRecord = {
  ...stamp,
  sequence: 7,
  kind: 'declared',
  trackId: 'T-0001',
  detail: { trackId: 'T-0001', prob: 0.97 },
};
const alert: AlertRecord = {
  ...stamp,
  id: 'threat-declared:T-0001:5000000',
  kind: 'threat-declared',
  level: 'high',
  trackId: 'T-0001',
  text: 'threat declared',
  closedAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  shelvedUntil: null,
  note: null,
};

it('is read by the reference client in structured and batch form', () => {
  const made = [eventCloudEvent(event, 'live-0001'), alertCloudEvent(alert, 'live-0001')];
  const batch = HTTP.toEvent({ headers: { 'content-type': BATCH_TYPE }, body: JSON.stringify(made) });
  expect(batch).toHaveLength(2);
  for (const each of made) {
    const read = HTTP.toEvent({ headers: { 'content-type': STRUCTURED_TYPE }, body: JSON.stringify(each) });
    if (!(read instanceof TheirEvent)) throw new Error('one event was sent');
    expect(read.validate()).toBe(true);
    expect(read.data).toEqual(each.data);
    expect([read.id, read.source, read.type, read.subject, read['datamode']]).toEqual([
      each.id,
      each.source,
      each.type,
      'T-0001',
      'TEST',
    ]);
  }
});

it('stands as written', () => {
  expect(eventCloudEvent(event, 'live-0001')).toEqual({
    specversion: '1.0',
    id: 'event-7',
    source: '/cupola/sessions/live-0001',
    type: 'cupola.event.declared',
    subject: 'T-0001',
    time: '2026-11-01T00:00:05.000000Z',
    datacontenttype: 'application/json',
    datamode: 'TEST',
    data: event,
  });
  expect(alertCloudEvent(alert, 'live-0001')).toMatchObject({
    id: expect.stringMatching(/^alert-threat-declared:T-0001:5000000-[\da-f]{16}$/),
    type: 'cupola.alert.opened',
  });
});

it('names an alert anew when it says something else, and the same when it says the same', () => {
  const first = alertCloudEvent(alert, 's');
  expect(alertCloudEvent({ ...alert }, 's').id).toBe(first.id);
  const handled = alertCloudEvent({ ...alert, acknowledgedBy: 'key:a' }, 's');
  const closed = alertCloudEvent({ ...alert, closedAt: '2026-11-01T00:01:00.000000Z' }, 's');
  expect(new Set([first.id, handled.id, closed.id]).size).toBe(3);
  expect([handled.type, closed.type]).toEqual(['cupola.alert.handled', 'cupola.alert.closed']);
  expect(closed.time).toBe('2026-11-01T00:01:00.000000Z');
});

it('leaves out a subject that is not there, and keeps names of sessions within their path', () => {
  const bare = cloudEvent({
    id: '1',
    source: 's',
    kind: 'usage.requests',
    subject: null,
    time: stamp.at,
    dataMode: 'TEST',
    data: {},
  });
  expect('subject' in bare).toBe(false);
  expect(eventCloudEvent(event, 'a/b c').source).toBe('/cupola/sessions/a%2Fb%20c');
});
