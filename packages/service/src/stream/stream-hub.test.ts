import { buildRegionIndex } from '@cupola/core/physics';
import { beforeEach, describe, expect, it } from 'vitest';
import { WHOLE } from '../access/entitlement.ts';
import { Ground } from '../access/ground.ts';
import { Views } from '../access/views.ts';
import { HOUSE } from '../access/visitor.ts';
import { EMPTY_PICTURE, NO_CHANGES } from '../picture/picture.ts';
import type { Picture } from '../picture/picture.ts';
import type { Alert, TrackRecord } from '../picture/records.ts';
import { filterOf } from '../doors/queries.ts';
import { SLOW_BYTES, STUCK_BYTES, StreamHub, USUAL_TYPES } from './stream-hub.ts';
import type { StreamOutlet, StreamRequest } from './stream-hub.ts';

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

function track(id: string, latitudeDeg = 0): TrackRecord {
  return { ...SOMEWHERE, id, latitudeDeg };
}

/** These tracks are there now, and no others. */
function tell(...tracks: readonly TrackRecord[]): void {
  now = { ...now, tracks: new Map(tracks.map((each) => [each.id, each])) };
  hub.publish({ picture: now, changes: { ...NO_CHANGES, tracks }, finals: [], isWhole: true });
}

const visitor = { tenantId: HOUSE, entitlement: WHOLE };
const EVERYTHING: StreamRequest = { types: USUAL_TYPES, filter: filterOf({}), visitor };
const NORTH: StreamRequest = { types: ['track'], filter: filterOf({ within: '-180,0,180,90' }), visitor };

let now: Picture;
let hub: StreamHub;
let reader: Reader;
beforeEach(() => {
  now = EMPTY_PICTURE;
  hub = new StreamHub({
    views: new Views(new Ground(buildRegionIndex([])), () => now),
    picture: () => now,
    alertRecord: (alert) => ({
      ...alert,
      acknowledgedBy: null,
      acknowledgedAt: null,
      shelvedUntil: null,
      note: null,
    }),
  });
  reader = new Reader();
});

describe('a subscriber', () => {
  it('who comes back is told nothing that is longer ago than its plan reaches back', () => {
    const short = { tenantId: 'short', entitlement: { ...WHOLE, historyS: 20 } };
    const request: StreamRequest = { ...EVERYTHING, visitor: short };
    now = { ...now, second: 1 };
    const first = hub.subscribe(request, reader);
    tell(track('a'));
    const before = reader.lastId().replace(/\d+$/, '0');
    now = { ...now, second: 10 };
    tell();
    const inTime = new Reader();
    hub.subscribe(request, inTime, before);
    expect(inTime.text).toContain('"resumed":true');
    now = { ...now, second: 60 };
    tell();
    const late = new Reader();
    hub.subscribe(request, late, before);
    expect(late.text).toContain('"resumed":false');
    expect(late.told()).toEqual(['snapshot']);
    hub.leave(first);
  });

  it('is told of an alert when it is foreseen, not again when it comes true, and when it does not', () => {
    const alert: Alert = {
      dataMode: 'TEST',
      atUs: 0,
      at: AT,
      id: 'foreseen',
      kind: 'threat-declared',
      level: 'high',
      trackId: 'a',
      text: 'so',
      closedAt: null,
    };
    const show = (isWhole: boolean, ...alerts: readonly Alert[]): void => {
      now = { ...now, alerts: new Map(alerts.map((each) => [each.id, each])) };
      hub.publish({ picture: now, changes: { ...NO_CHANGES, alerts }, finals: [], isWhole });
    };
    hub.subscribe(EVERYTHING, reader);
    show(false, alert);
    expect(reader.told()).toEqual(['snapshot', 'alert foreseen']);
    show(true, { ...alert });
    expect(reader.told()).toEqual([]);
    show(true, { ...alert, text: 'otherwise' });
    expect(reader.told()).toEqual(['alert foreseen']);
    show(true);
    expect(reader.told()).toEqual(['alert-removed foreseen']);
  });

  it('is told what is, then what changes', () => {
    tell(track('a'));
    hub.subscribe(EVERYTHING, reader);
    expect(reader.told()).toEqual(['snapshot', 'track a']);
    tell(track('b'));
    expect(reader.told()).toEqual(['track-removed a', 'track b']);
  });

  it('is told of no track that does not pass, and that one no longer does', () => {
    tell(track('a', 10), track('b', -10));
    hub.subscribe(NORTH, reader);
    expect(reader.told()).toEqual(['snapshot', 'track a']);
    tell(track('a', -1));
    expect(reader.told()).toEqual(['track-removed a']);
    tell(track('b', 1));
    expect(reader.told()).toEqual(['track b']);
  });

  it('that comes back is told what it missed, or everything when that is not known any more', () => {
    tell(track('a', 10));
    const first = hub.subscribe(NORTH, reader);
    const lastId = reader.lastId();
    hub.leave(first);
    tell(track('a', -5), track('b', 5));
    const again = new Reader();
    hub.subscribe(NORTH, again, lastId);
    expect(again.told()).toEqual(['snapshot', 'track-removed a', 'track b']);
    const foreign = new Reader();
    hub.subscribe(NORTH, foreign, 'other life/1');
    expect(foreign.text).toContain('"resumed":false');
    expect(foreign.told()).toEqual(['snapshot', 'track b']);
  });

  it('that reads slowly misses tracks alone and is told how many; one that does not read is closed', () => {
    hub.subscribe(EVERYTHING, reader);
    tell(track('a'), track('b'));
    reader.told();
    reader.waitingBytes = SLOW_BYTES + 1;
    tell(track('b'), track('c'));
    expect(reader.told()).toEqual(['track-removed a']);
    reader.waitingBytes = 0;
    tell(track('b'));
    expect(reader.text).toContain('event: skipped\ndata: {"tracks":2}');
    expect(reader.told()).toEqual(['skipped', 'track-removed c', 'track b']);
    reader.waitingBytes = STUCK_BYTES + 1;
    tell(track('b'));
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
