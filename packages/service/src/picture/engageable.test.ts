import { expect, it } from 'vitest';
import type { OperateEvent, Track } from '@cupola/core/messages';
import { engageableAfter } from './engageable.ts';
import type { Engageable } from './engageable.ts';

function track(id: string, atS: number): Track {
  return {
    id,
    atUs: atS * 1e6,
    phase: 'coast',
    phaseProbs: { boost: 0, coast: 1, reentry: 0, glide: 0 },
    state: [1, 2, 3, 4, 5, 6],
    covariance: [],
    firstDetectedAtUs: 0,
    firstPositionM: [1, 2, 3],
    confirmedAtUs: 0,
    cutoffAtUs: null,
    lastDetectedAtUs: 0,
    boostSeen: true,
    existenceProb: 1,
  };
}

function event(kind: 'declared' | 'revoked' | 'excluded', trackId: string, atS: number): OperateEvent {
  return { kind, atUs: atS * 1e6, trackId, prob: 1, reasons: [] };
}

function confirmed(trackId: string, atS: number): OperateEvent {
  return {
    kind: 'track-confirmed',
    atUs: atS * 1e6,
    trackId,
    satellites: 3,
    confirmedBy: 'three-sensor',
    phase: 'boost',
    reason: '',
  };
}

/** Steps in a row: what happened in each second, and which tracks are there. */
function after(
  ...seconds: readonly (readonly [events: readonly OperateEvent[], ids: readonly string[]])[]
): ReadonlyMap<string, Engageable> {
  let now: ReadonlyMap<string, Engageable> = new Map();
  for (const [at, [events, ids]] of seconds.entries()) {
    now = engageableAfter(
      now,
      events,
      ids.map((id) => track(id, at)),
      new Map(),
    );
  }
  return now;
}

it('knows since when a track has been confirmed and held for a threat, as a run does', () => {
  const now = after(
    [
      [confirmed('A', 0), confirmed('B', 0)],
      ['A', 'B'],
    ],
    [[event('declared', 'A', 1)], ['A', 'B']],
    [[event('declared', 'A', 2)], ['A', 'B']],
  );
  expect(now.get('A')).toMatchObject({ sinceS: { declared: 1, confirmed: 0 }, track: { atUs: 2e6 } });
  expect(now.get('B')?.sinceS).toEqual({ declared: null, confirmed: 0 });
});

it('forgets what was taken back, and tracks that are gone', () => {
  const now = after(
    [
      [confirmed('A', 0), confirmed('B', 0), confirmed('C', 0)],
      ['A', 'B', 'C'],
    ],
    [['A', 'B', 'C'].map((id) => event('declared', id, 1)), ['A', 'B', 'C']],
    [
      [event('revoked', 'A', 2), event('excluded', 'B', 2)],
      ['A', 'B'],
    ],
    [[event('declared', 'A', 3)], ['A', 'B', 'C']],
  );
  expect(now.get('A')?.sinceS).toEqual({ declared: 3, confirmed: 0 });
  expect(now.get('B')?.sinceS).toEqual({ declared: null, confirmed: 0 });
  expect(now.get('C')?.sinceS).toEqual({ declared: null, confirmed: null });
});
