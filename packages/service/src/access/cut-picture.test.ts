import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRODUCTS } from '@cupola/contract';
import type { PlanArea, Product } from '@cupola/contract';
import { buildRegionIndex } from '@cupola/core/physics';
import { radians } from '@cupola/core/foundation';
import type { Engageable } from '../picture/engageable.ts';
import { EMPTY_PICTURE, NO_CHANGES } from '../picture/picture.ts';
import type { Picture } from '../picture/picture.ts';
import type { Alert, EventRecord, TrackRecord } from '../picture/records.ts';
import type { Whereabouts } from '../picture/whereabouts.ts';
import { SERVER_SENT_EVENTS } from '../stream/stream-form.ts';
import { StreamHub, USUAL_TYPES } from '../stream/stream-hub.ts';
import type { StreamOutlet } from '../stream/stream-hub.ts';
import { filterOf } from '../doors/queries.ts';
import { WHOLE } from './entitlement.ts';
import type { Entitlement } from './entitlement.ts';
import { Ground } from './ground.ts';
import type { Moment } from './past.ts';
import { Views } from './views.ts';

/* The oracle below is written apart from what it checks: plain filters over everything that ever happened, second by second. */

const AT = '2026-07-24T00:00:00.000Z';
const IDS = ['a', 'b', 'c', 'd'];
/** A square from 0 to 10 degrees either way, as a defended region. */
const SQUARE = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
].map(([lon = 0, lat = 0]) => [radians(lon), radians(lat)] as const);
const ground = new Ground(buildRegionIndex([{ id: 'square', title: 'square', polygons: [[SQUARE]] }]));

const degree = fc.integer({ min: -25, max: 25 }).map((each) => each + 0.5);
const place = fc.record({ latitudeDeg: degree, longitudeDeg: degree });
const whereabouts: fc.Arbitrary<Whereabouts> = fc
  .tuple(place, fc.option(place), fc.constantFrom<readonly string[]>([], ['square'], ['other']))
  .map(([own, launch, mayComeDownIn]) => ({ ...own, launch, impact: null, mayComeDownIn }));
const area: fc.Arbitrary<PlanArea> = fc.oneof(
  fc.constant('square'),
  fc
    .tuple(degree, degree, degree, degree)
    .map(([a, b, c, d]) => [a, Math.min(b, d), c, Math.max(b, d)] as const),
);
const entitlement: fc.Arbitrary<Entitlement> = fc
  .record({
    products: fc.subarray<Product>([...PRODUCTS]),
    regions: fc.option(fc.array(area, { minLength: 1, maxLength: 2 })),
    latencyS: fc.integer({ min: 0, max: 3 }),
    historyS: fc.option(fc.integer({ min: 0, max: 4 })),
  })
  .map((each) => ({ ...WHOLE, ...each }));

/** What is true in one second: where each track is that is there, what happens, which alerts open and close. */
interface Second {
  readonly there: ReadonlyMap<string, Whereabouts>;
  readonly events: readonly { readonly kind: EventRecord['kind']; readonly trackId: string | null }[];
  readonly opens: readonly string[];
  readonly closes: readonly string[];
}
const second: fc.Arbitrary<Second> = fc.record({
  there: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...IDS), whereabouts), { selector: ([id]) => id })
    .map((each) => new Map(each)),
  events: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constantFrom<EventRecord['kind']>('track-dropped', 'declared', 'custody-changed'),
        trackId: fc.constantFrom(...IDS),
      }),
      fc.constant({ kind: 'reports-late' as const, trackId: null }),
    ),
    { maxLength: 3 },
  ),
  opens: fc.subarray(IDS),
  closes: fc.subarray(IDS),
});

/** The whole picture after each second, and what changed: as the fold of the picture would say it. */
function momentsOf(seconds: readonly Second[]): readonly Moment[] {
  let last = new Map<string, Whereabouts>();
  let alerts = new Map<string, Alert>();
  let count = 0;
  return seconds.map(({ there, events, opens, closes }, at) => {
    last = new Map([...last, ...there]);
    const changed: Alert[] = [];
    alerts = new Map(alerts);
    const set = (each: Alert): void => {
      alerts.set(each.id, each);
      changed.push(each);
    };
    for (const id of closes) {
      const known = alerts.get(id);
      if (known?.closedAt === null) set({ ...known, closedAt: isoAt(at) });
    }
    for (const id of opens) if (!alerts.has(id)) set(alert(id, at));
    const tracks = new Map([...there].map(([id, own]) => [id, track(id, own, at)]));
    const records = events.map((each): EventRecord => {
      count++;
      return { ...stampAt(at), ...each, sequence: count, detail: {} };
    });
    const picture: Picture = {
      ...EMPTY_PICTURE,
      second: at,
      tracks,
      alerts,
      engageable: new Map([...there].map(([id]) => [id, engageable(id, at)])),
      whereabouts: last,
      eventCount: count,
    };
    return {
      picture,
      changes: {
        ...NO_CHANGES,
        tracks: [...tracks.values()],
        events: records,
        alerts: changed,
        whereabouts: last,
      },
      finals: [],
      isWhole: true,
    };
  });
}

/** Written apart: degrees and plain comparisons. */
function mayBeSeen(own: Whereabouts | undefined, areas: Entitlement['regions']): boolean {
  if (areas === null) return true;
  if (own === undefined) return false;
  const points = own.launch === null ? [own] : [own, own.launch];
  return areas.some((each) => {
    if (typeof each === 'string') {
      const isInside = points.some(
        ({ latitudeDeg: lat, longitudeDeg: lon }) => lat > 0 && lat < 10 && lon > 0 && lon < 10,
      );
      return each === 'square' && (isInside || own.mayComeDownIn.includes('square'));
    }
    const [west, south, east, north] = each;
    return points.some(({ latitudeDeg: lat, longitudeDeg: lon }) => {
      const isBetween = west <= east ? west <= lon && lon <= east : lon >= west || lon <= east;
      return south <= lat && lat <= north && isBetween;
    });
  });
}

/** What somebody is to know after a second, by the records' own ids. */
function due(
  moments: readonly Moment[],
  at: number,
  to: Entitlement,
): { tracks: string[]; engageable: string[]; alerts: string[] } {
  const shown = moments.findLast(({ picture }) => (picture.second ?? 0) <= at - to.latencyS);
  if (shown === undefined) return { tracks: [], engageable: [], alerts: [] };
  const { picture } = shown;
  const sees = (id: string): boolean => mayBeSeen(picture.whereabouts.get(id), to.regions);
  const oldest = (picture.second ?? 0) - (to.historyS ?? Number.POSITIVE_INFINITY);
  return {
    tracks: to.products.includes('tracks') ? [...picture.tracks.keys()].filter(sees) : [],
    engageable: to.products.includes('engagements')
      ? [...picture.engageable.values()]
          .filter(({ trackId }) => sees(trackId))
          .map((each) => `${each.trackId} ${each.track.atUs}`)
      : [],
    alerts: to.products.includes('alerts')
      ? [...picture.alerts.values()]
          .filter(
            ({ closedAt }) =>
              closedAt === null || Date.parse(closedAt) >= Date.parse(isoAt(0)) + oldest * 1000,
          )
          .map(({ id }) => id)
          .filter(sees)
      : [],
  };
}

const PRODUCT: Readonly<Record<string, Product>> = {
  'track-dropped': 'tracks',
  declared: 'decisions',
  'custody-changed': 'custody',
};

function dueEvents(moments: readonly Moment[], from: number, to: Entitlement): readonly string[] {
  const end = moments.length - 1 - to.latencyS;
  return moments.flatMap(({ picture, changes }, at) =>
    at <= from - to.latencyS || at > end || !to.products.includes('events')
      ? []
      : changes.events
          .filter(({ kind, trackId }) =>
            trackId === null
              ? to.regions === null
              : to.products.includes(PRODUCT[kind] ?? 'usage') &&
                mayBeSeen(picture.whereabouts.get(trackId), to.regions),
          )
          .map(({ kind, trackId }) => `${kind} ${trackId} ${at}`),
  );
}

/** A client that keeps what it is told. */
class Client implements StreamOutlet {
  readonly tracks = new Map<string, TrackRecord>();
  readonly alerts = new Map<string, Alert>();
  readonly events: EventRecord[] = [];
  readonly waitingBytes = 0;

  write(chunk: Buffer): void {
    for (const block of chunk.toString().split('\n\n')) {
      const [, type, data = ''] = /event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (type === 'track') this.#keep(this.tracks, JSON.parse(data));
      if (type === 'alert') this.#keep(this.alerts, JSON.parse(data));
      if (type === 'track-removed') this.#drop(this.tracks, JSON.parse(data));
      if (type === 'alert-removed') this.#drop(this.alerts, JSON.parse(data));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a record as it was written
      if (type === 'event') this.events.push(JSON.parse(data) as EventRecord);
    }
  }
  close(): void {}
  isWelcome(): boolean {
    return true;
  }
  #keep<Item extends { readonly id: string }>(items: Map<string, Item>, item: Item): void {
    items.set(item.id, item);
  }
  #drop<Item>(items: Map<string, Item>, { id }: { readonly id: string }): void {
    if (!items.delete(id)) throw new Error(`told that ${id} is gone, which was never told of`);
  }
}

it('a tenant sees and streams exactly what it is entitled to', () => {
  fc.assert(
    fc.property(
      fc.array(second, { minLength: 1, maxLength: 8 }),
      entitlement,
      fc.integer({ min: 0, max: 7 }),
      (seconds, to, joinsAt) => {
        const moments = momentsOf(seconds);
        let now = EMPTY_PICTURE;
        const views = new Views(ground, () => now);
        views.past.keep(3);
        const hub = new StreamHub({
          views,
          picture: () => now,
          alertRecord: (each) => ({
            ...each,
            acknowledgedBy: null,
            acknowledgedAt: null,
            shelvedUntil: null,
            note: null,
          }),
        });
        const client = new Client();
        for (const [at, moment] of moments.entries()) {
          now = moment.picture;
          views.past.remember(moment);
          hub.publish(moment);
          if (at === joinsAt) {
            const request = {
              types: USUAL_TYPES,
              filter: filterOf({}),
              visitor: { tenantId: 't', entitlement: to },
            };
            hub.subscribe({ ...request, form: SERVER_SENT_EVENTS }, client);
          }
          const view = views.now(to);
          const expected = due(moments, at, to);
          expect([...view.tracks.keys()].toSorted()).toEqual(expected.tracks.toSorted());
          expect([...view.alerts.keys()].toSorted()).toEqual(expected.alerts.toSorted());
          // Told as late as everything else, too.
          const asked = [...view.engageable.values()].map((each) => `${each.trackId} ${each.track.atUs}`);
          expect(asked.toSorted()).toEqual(expected.engageable.toSorted());
          for (const each of view.tracks.values()) {
            expect(each.threat === null).toBe(!to.products.includes('decisions'));
            expect(each.custody === null).toBe(!to.products.includes('custody'));
          }
          if (at < joinsAt) continue;
          expect([...client.tracks.keys()].toSorted()).toEqual(expected.tracks.toSorted());
          const open = [...view.alerts.values()].filter((each) => each.closedAt === null).map(({ id }) => id);
          const told = [...client.alerts.values()]
            .filter((each) => each.closedAt === null)
            .map(({ id }) => id);
          expect(told.toSorted()).toEqual(open.toSorted());
        }
        const expectedEvents = joinsAt < moments.length ? dueEvents(moments, joinsAt, to) : [];
        expect(client.events.map(({ kind, trackId, atUs }) => `${kind} ${trackId} ${atUs / 1e6}`)).toEqual(
          expectedEvents,
        );
      },
    ),
    { numRuns: 400 },
  );
});

function stampAt(at: number): Pick<EventRecord, 'dataMode' | 'atUs' | 'at'> {
  return { dataMode: 'TEST', atUs: at * 1e6, at: isoAt(at) };
}

function isoAt(at: number): string {
  return new Date(Date.parse(AT) + at * 1000).toISOString();
}

function engageable(trackId: string, at: number): Engageable {
  return {
    trackId,
    track: {
      atUs: at * 1e6,
      phase: 'coast',
      state: [],
      firstDetectedAtUs: 0,
      firstPositionM: [0, 0, 0],
    },
    vehicleClass: null,
    sinceS: { declared: null, confirmed: 0 },
  };
}

function alert(trackId: string, at: number): Alert {
  return {
    ...stampAt(at),
    id: trackId,
    kind: 'threat-declared',
    level: 'high',
    trackId,
    text: '',
    closedAt: null,
  };
}

function track(id: string, { latitudeDeg, longitudeDeg }: Whereabouts, at: number): TrackRecord {
  return {
    ...stampAt(at),
    id,
    phase: 'coast',
    phaseProbs: { boost: 0, coast: 1, reentry: 0, glide: 0 },
    latitudeDeg,
    longitudeDeg,
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
    custody: {
      requirementId: 'r',
      level: 'held',
      missed: [],
      satelliteIds: [],
      positionSigmaM: 1,
      latencyS: 1,
    },
    threat: {
      jointProb: 0,
      unionProb: 0,
      weaponProb: 0,
      declared: false,
      excluded: false,
      vehicleClass: null,
      vehicleClassProb: null,
      regionId: null,
    },
  };
}
