import type { Alerts } from '../picture/alerts.ts';
import type { Picture } from '../picture/picture.ts';
import type { Alert, EventRecord, TrackRecord } from '../picture/records.ts';
import type { Whereabouts } from '../picture/whereabouts.ts';
import { cutLaunches } from './cut-launches.ts';
import type { Entitlement } from './entitlement.ts';
import type { Ground } from './ground.ts';
import type { Product } from '@cupola/contract';

/**
 * What of a picture an entitlement lets see; pure. Custody, decisions, taskings and alerts follow the track they are of, alerts also when it is
 * gone, by where it was last. What is of no track is of the whole service, and seen by those who see everywhere. How many events there were and
 * how many reports came late is the house's own and not told.
 */
export function cutPicture(picture: Picture, entitlement: Entitlement, ground: Ground): Picture {
  const { products, regions } = entitlement;
  const sees = (trackId: string): boolean => ground.isSeen(picture.whereabouts.get(trackId), regions);
  const seen = new Set([...picture.tracks.keys()].filter(sees));
  const cut = <Item>(product: Product, items: ReadonlyMap<string, Item>): ReadonlyMap<string, Item> =>
    products.includes(product) ? new Map([...items].filter(([trackId]) => seen.has(trackId))) : new Map();
  return {
    second: picture.second,
    settledAtUs: picture.settledAtUs,
    eventCount: 0,
    lateReports: 0,
    tracks: new Map([...cut('tracks', picture.tracks)].map(([id, track]) => [id, cutTrack(track, products)])),
    custody: cut('custody', picture.custody),
    decisions: cut('decisions', picture.decisions),
    taskings: cut('taskings', picture.taskings),
    alerts: products.includes('alerts') ? cutAlerts(picture, entitlement, sees) : new Map(),
    // What operators asked is for whoever runs the service.
    commands: new Map(),
    launches: cutLaunches(picture, entitlement, ground, sees),
    engageable: cut('engagements', picture.engageable),
    whereabouts: new Map([...picture.whereabouts].filter(([trackId]) => sees(trackId))),
  };
}

function cutAlerts(
  { alerts, second }: Picture,
  { regions, historyS }: Entitlement,
  sees: (trackId: string) => boolean,
): Alerts {
  const isRecent = (alert: Alert): boolean =>
    alert.closedAt === null ||
    historyS === null ||
    second === null ||
    closedAtUs(alert, alert.closedAt) >= (second - historyS) * 1e6;
  return new Map(
    [...alerts].filter(
      ([, alert]) => (alert.trackId === null ? regions === null : sees(alert.trackId)) && isRecent(alert),
    ),
  );
}

/** On the clock of operations. */
function closedAtUs({ at, atUs }: Alert, closedAt: string): number {
  return atUs + (Date.parse(closedAt) - Date.parse(at)) * 1000;
}

const WITHOUT = new Map<string, WeakMap<TrackRecord, TrackRecord>>();

/** A track tells its custody and its threat to those alone who are entitled to custody and decisions; made once for each record. */
export function cutTrack(track: TrackRecord, products: readonly Product[]): TrackRecord {
  const custody = products.includes('custody');
  const threat = products.includes('decisions');
  if (custody && threat) return track;
  const kind = `${custody} ${threat}`;
  const made = WITHOUT.get(kind) ?? new WeakMap<TrackRecord, TrackRecord>();
  WITHOUT.set(kind, made);
  let without = made.get(track);
  if (without === undefined) {
    without = { ...track, ...(custody ? {} : { custody: null }), ...(threat ? {} : { threat: null }) };
    made.set(track, without);
  }
  return without;
}

/** What an event tells of; null: of the whole service. */
const PRODUCT_OF_EVENT: Readonly<Record<EventRecord['kind'], Product | null>> = {
  'track-confirmed': 'tracks',
  'track-reacquired': 'tracks',
  'tracks-merged': 'tracks',
  'track-dropped': 'tracks',
  'phase-changed': 'tracks',
  'custody-changed': 'custody',
  declared: 'decisions',
  revoked: 'decisions',
  excluded: 'decisions',
  reopened: 'decisions',
  'class-known': 'decisions',
  'bias-known': 'satellites',
  'command-obeyed': 'taskings',
  'command-refused': 'taskings',
  'reports-late': null,
  'bound-reached': null,
};

/** An event is seen by those who saw its track in that second and are entitled to what it tells of. @param whereabouts - Of its track, then. */
export function isEventSeen(
  { kind, trackId }: Pick<EventRecord, 'kind' | 'trackId'>,
  whereabouts: Whereabouts | undefined,
  { products, regions }: Entitlement,
  ground: Ground,
): boolean {
  const product = PRODUCT_OF_EVENT[kind];
  return (
    products.includes('events') &&
    (product === null || products.includes(product)) &&
    (trackId === null ? regions === null : ground.isSeen(whereabouts, regions))
  );
}

/** Events of one second are counted by themselves for whoever does not see all, so that a number tells nothing of the others. */
export const EVENTS_IN_SECOND = 1_000_000;

/** Who looks next is a tasking, and told to those alone who are entitled to them. @param index - From 1, among the events of its second that are seen. */
export function cutEvent(
  event: EventRecord,
  { products }: Pick<Entitlement, 'products'>,
  second: number,
  index: number,
): EventRecord {
  const sequence = second * EVENTS_IN_SECOND + index;
  const isCut = event.kind === 'custody-changed' && !products.includes('taskings');
  return isCut ? { ...event, sequence, detail: { ...event.detail, next: null } } : { ...event, sequence };
}
