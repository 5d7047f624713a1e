import { beforeEach, describe, expect, it } from 'vitest';
import { WHOLE } from '../access/entitlement.ts';
import { HOUSE } from '../access/visitor.ts';
import type { TrackRecord } from '../picture/records.ts';
import { filterOf } from '../doors/queries.ts';
import { SLOW_BYTES, STUCK_BYTES, StreamHub, USUAL_TYPES } from './stream-hub.ts';
import type { StreamChange, StreamOutlet, StreamRequest } from './stream-hub.ts';

class Reader implements StreamOutlet {
  text = '';
  waitingBytes = 0;
  closedFor: string | null = null;
  welcome = true;

  write(chunk: Buffer): void {
    this.text += chunk.toString();
  }
  close(reason: string): void {
    this.closedFor = reason;
  }
  isWelcome(): boolean {
    return this.welcome;
  }
  /** Type and id of every message since it was last asked. */
  told(): readonly string[] {
    const blocks = this.text
      .split('\n\n')
      .filter((each) => each.startsWith('id:') || each.startsWith('event:'));
    this.text = '';
    return blocks.map((block) => {
      const [, type, data = ''] = /event: (.*)\ndata: (.*)/.exec(block) ?? [];
      const { id }: { id?: string } = JSON.parse(data);
      return id === undefined ? `${type}` : `${type} ${id}`;
    });
  }
  lastId(): string {
    return [...this.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '';
  }
}

const AT = '2026-07-24T00:00:00Z';
const SOMEWHERE: TrackRecord = {
  dataMode: 'TEST',
  atUs: 0,
  at: AT,
  id: '',
  phase: 'coast',
  phaseProbs: { boost: 0, coast: 1, reentry: 0, glide: 0 },
  latitudeDeg: 0,
  longitudeDeg: 0,
  altitudeKm: 100,
  speedKmPerS: 5,
  courseDeg: 0,
  positionSigmaKm: 1,
  positionItrfM: [0, 0, 0],
  velocityItrfMPerS: [0, 0, 0],
  covarianceItrf: [],
  existenceProb: 1,
  firstDetectedAt: AT,
  confirmedAt: AT,
  lastDetectedAt: AT,
  expiresAt: AT,
  custody: null,
  threat: null,
};

function track(id: string, latitudeDeg = 0): StreamChange {
  return { type: 'track', record: { ...SOMEWHERE, id, latitudeDeg } };
}

const visitor = { tenantId: HOUSE, entitlement: WHOLE };
const EVERYTHING: StreamRequest = { types: USUAL_TYPES, filter: filterOf({}), visitor };
const NORTH: StreamRequest = { types: ['track'], filter: filterOf({ within: '-180,0,180,90' }), visitor };

/** What a new subscriber is told first. */
let now: readonly StreamChange[];
let hub: StreamHub;
let reader: Reader;
beforeEach(() => {
  now = [];
  hub = new StreamHub('life', () => now);
  reader = new Reader();
});

describe('a subscriber', () => {
  it('is told what is, then what changes', () => {
    now = [track('a')];
    hub.subscribe(EVERYTHING, reader);
    expect(reader.told()).toEqual(['snapshot', 'track a']);
    hub.publish([track('b'), { type: 'track-removed', id: 'a' }]);
    expect(reader.told()).toEqual(['track-removed a', 'track b']);
  });

  it('is told of no track that does not pass, and that one no longer does', () => {
    now = [track('a', 10), track('b', -10)];
    hub.subscribe(NORTH, reader);
    expect(reader.told()).toEqual(['snapshot', 'track a']);
    hub.publish([track('a', -1), track('b', -9), { type: 'track-removed', id: 'b' }]);
    expect(reader.told()).toEqual(['track-removed a']);
    hub.publish([track('b', 1)]);
    expect(reader.told()).toEqual(['track b']);
  });

  it('that comes back is told what it missed, or everything when that is not known any more', () => {
    now = [track('a', 10)];
    const first = hub.subscribe(NORTH, reader);
    const lastId = reader.lastId();
    hub.leave(first);
    hub.publish([track('a', -5), track('b', 5)]);
    const again = new Reader();
    now = [track('b', 5)];
    hub.subscribe(NORTH, again, lastId);
    expect(again.told()).toEqual(['snapshot', 'track-removed a', 'track b']);
    const foreign = new Reader();
    now = [track('b', 5)];
    hub.subscribe(NORTH, foreign, 'other life/1');
    expect(foreign.text).toContain('"resumed":false');
    expect(foreign.told()).toEqual(['snapshot', 'track b']);
  });

  it('that reads slowly misses tracks alone and is told how many; one that does not read is closed', () => {
    hub.subscribe(EVERYTHING, reader);
    reader.told();
    reader.waitingBytes = SLOW_BYTES + 1;
    hub.publish([track('a'), track('b'), { type: 'track-removed', id: 'a' }]);
    expect(reader.told()).toEqual(['track-removed a']);
    reader.waitingBytes = 0;
    hub.publish([track('b')]);
    expect(reader.text).toContain('event: skipped\ndata: {"tracks":2}');
    expect(reader.told()).toEqual(['skipped', 'track b']);
    reader.waitingBytes = STUCK_BYTES + 1;
    hub.publish([track('b')]);
    expect(reader.closedFor).toContain('not read');
    expect(hub.counts).toEqual({ subscribers: 0, skippedTracks: 2, closedStuck: 1 });
  });

  it('whose key is revoked is sent away', () => {
    hub.subscribe(EVERYTHING, reader);
    hub.sendAwayUnwelcome();
    expect(reader.closedFor).toBeNull();
    reader.welcome = false;
    hub.sendAwayUnwelcome();
    expect(reader.closedFor).toContain('no longer in force');
    expect(hub.counts.subscribers).toBe(0);
  });
});
