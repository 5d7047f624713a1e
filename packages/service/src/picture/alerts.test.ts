import { expect, it } from 'vitest';
import { julianDateFromIso, present } from '@cupola/core/foundation';
import type { OperateEvent } from '@cupola/core/messages';
import { smallConfig } from '../serve/small-service.test-data.ts';
import { alertsAfter, alertsLapsed } from './alerts.ts';
import type { Alerts } from './alerts.ts';
import type { PictureContext } from './service-clock.ts';

const context: PictureContext = {
  dataMode: 'TEST',
  epoch: present(julianDateFromIso('2026-07-24T00:00:00Z') ?? undefined),
  ownSide: smallConfig().ownSide,
};

const DECLARED: OperateEvent = { kind: 'declared', atUs: 1e6, trackId: 'T1', prob: 0.97, reasons: ['so'] };
const REVOKED: OperateEvent = { kind: 'revoked', atUs: 3e6, trackId: 'T1', prob: 0.5, reasons: [] };
const DROPPED: OperateEvent = { kind: 'track-dropped', atUs: 4e6, trackId: 'T1', reason: 'gone' };
const MERGED: OperateEvent = {
  kind: 'tracks-merged',
  atUs: 4e6,
  trackId: 'T0',
  mergedId: 'T1',
  apartM: 1,
  reason: '',
};
const BOUND: OperateEvent = {
  kind: 'bound-reached',
  atUs: 2e6,
  bound: 'open scans',
  limit: 9,
  reason: 'full',
};

function custody(from: 'held' | 'lost', to: 'held' | 'lost', atUs: number, reason = 'why'): OperateEvent {
  return {
    kind: 'custody-changed',
    atUs,
    trackId: 'T1',
    requirementId: 'r',
    from,
    to,
    holders: [],
    next: null,
    reason,
  };
}

function after(...events: readonly OperateEvent[]): Alerts {
  return events.reduce<Alerts>((alerts, event) => alertsAfter(alerts, event, context).alerts, new Map());
}

function openKinds(...events: readonly OperateEvent[]): readonly string[] {
  return [...after(...events).values()].filter((each) => each.closedAt === null).map((each) => each.kind);
}

it('opens for a threat, for custody lost and for a bound, each with its level', () => {
  const alerts = [...after(DECLARED, custody('held', 'lost', 2e6), BOUND).values()];
  expect(alerts.map((each) => [each.id, each.level, each.dataMode])).toEqual([
    ['threat-declared:T1:1000000', 'high', 'TEST'],
    ['custody-lost:T1:2000000', 'medium', 'TEST'],
    ['bound-reached:open-scans', 'low', 'TEST'],
  ]);
});

it('closes when the cause is gone, and opens anew when it comes back', () => {
  expect(openKinds(DECLARED, REVOKED)).toEqual([]);
  expect(openKinds(DECLARED, MERGED)).toEqual([]);
  expect(openKinds(DECLARED, REVOKED, { ...DECLARED, atUs: 5e6 })).toEqual(['threat-declared']);
  expect(openKinds(custody('held', 'lost', 2e6), custody('lost', 'held', 3e6))).toEqual([]);
  expect(openKinds(DECLARED, custody('held', 'lost', 2e6), DROPPED)).toEqual([]);
  expect(openKinds(DECLARED, { ...REVOKED, trackId: 'T2' })).toEqual(['threat-declared']);
});

it('tells once of a bound that is reached again and again', () => {
  const first = after(BOUND);
  expect(alertsAfter(first, { ...BOUND, atUs: 9e6 }, context)).toEqual({ alerts: first, changed: [] });
});

it('lapses ten minutes after custody was lost with a dropped track, and says so; not while the track is there', () => {
  const open = after(DROPPED, custody('held', 'lost', 4e6, 'the track was dropped'), DECLARED);
  const lapsed = (second: number, isThere: boolean): readonly string[] =>
    alertsLapsed(open, second, () => isThere, context).changed.map(
      ({ text, closedAt }) => `${text} @ ${closedAt}`,
    );
  expect(lapsed(603, false)).toEqual([]);
  expect(lapsed(604, true)).toEqual([]);
  expect(lapsed(604, false)).toEqual([
    'custody lost: the track was dropped; lapsed, as the track does not come back @ 2026-07-24T00:10:04.000000Z',
  ]);
});
