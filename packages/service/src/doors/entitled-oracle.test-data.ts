import type { PlanArea, Product } from '@cupola/contract';
import type { Entitlement } from '../access/entitlement.ts';
import type { OperationsStep } from '../operations/operations.ts';
import type {
  Alert,
  DecisionRecord,
  DetectionRecord,
  EventRecord,
  LaunchRecord,
  TrackRecord,
} from '../picture/records.ts';

/* Written apart from what it checks: plain filters over everything that ever happened, second by second. */

type Told = Pick<OperationsStep, 'picture' | 'changes'>;

interface Place {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

type Box = Extract<PlanArea, readonly unknown[]>;

const PRODUCT_OF_EVENT: Readonly<Partial<Record<EventRecord['kind'], Product>>> = {
  'custody-changed': 'custody',
  declared: 'decisions',
  revoked: 'decisions',
  excluded: 'decisions',
  reopened: 'decisions',
  'class-known': 'decisions',
  'bias-known': 'satellites',
  'command-obeyed': 'taskings',
  'command-refused': 'taskings',
};
const OF_THE_SERVICE: readonly EventRecord['kind'][] = ['reports-late', 'bound-reached'];
const MAY_COME_DOWN = 0.01;

export type OracleEntitlement = Pick<Entitlement, 'products' | 'regions' | 'latencyS' | 'historyS'>;

/** What a tenant may know when so many seconds have passed. */
export class Oracle {
  readonly #seconds: readonly Told[];
  readonly #to: OracleEntitlement;
  /** Of the newest second that may be told; null when none may. */
  readonly shown: Told | null;

  /** @param now - Seconds after it have not come yet. */
  constructor(seconds: readonly Told[], to: OracleEntitlement, now: number) {
    this.#to = to;
    this.#seconds = seconds.filter(({ picture }) => secondOf(picture) <= now - to.latencyS);
    this.shown = this.#seconds.at(-1) ?? null;
  }

  has(...products: readonly Product[]): boolean {
    return products.every((each) => this.#to.products.includes(each));
  }

  get isEverywhere(): boolean {
    return this.#to.regions === null;
  }

  get second(): number {
    return secondOf(this.shown?.picture ?? { second: null });
  }

  get #oldestS(): number {
    return this.#to.historyS === null ? Number.NEGATIVE_INFINITY : this.second - this.#to.historyS;
  }

  /** Is a track seen in a second, by where it is then or was last? */
  sees(trackId: string, second: number = this.second): boolean {
    const { regions } = this.#to;
    if (regions === null) return true;
    const last = this.#seconds.findLast(
      ({ picture }) => secondOf(picture) <= second && picture.tracks.has(trackId),
    );
    const track = last?.picture.tracks.get(trackId);
    if (track === undefined) return false;
    const decision = last?.picture.decisions.get(trackId);
    return regions.some((area) => typeof area !== 'string' && isSeenFrom(area, track, decision));
  }

  get tracks(): readonly TrackRecord[] {
    if (!this.has('tracks')) return [];
    return [...(this.shown?.picture.tracks.values() ?? [])]
      .filter(({ id }) => this.sees(id))
      .map((each) => ({
        ...each,
        custody: this.has('custody') ? each.custody : null,
        threat: this.has('decisions') ? each.threat : null,
      }));
  }

  /** What is of tracks that are there and seen. */
  ofTracks(kind: 'custody' | 'decisions' | 'taskings'): readonly { readonly trackId: string }[] {
    if (!this.has(kind) || this.shown === null) return [];
    const { picture } = this.shown;
    return [...picture[kind].values()].filter(
      ({ trackId }) => picture.tracks.has(trackId) && this.sees(trackId),
    );
  }

  get alerts(): readonly Alert[] {
    if (!this.has('alerts')) return [];
    return [...(this.shown?.picture.alerts.values() ?? [])].filter(
      ({ trackId, closedAt }) =>
        (trackId === null ? this.isEverywhere : this.sees(trackId)) &&
        (closedAt === null || this.#secondOfTime(closedAt) >= this.#oldestS),
    );
  }

  get launches(): readonly LaunchRecord[] {
    if (!this.has('launches')) return [];
    return [...(this.shown?.picture.launches.byId.values() ?? [])].flatMap((each) => {
      const isHere = this.#to.regions?.some((area) => typeof area !== 'string' && isIn(area, each)) ?? true;
      const isSeen = isHere || each.trackIds.some((id) => this.sees(id));
      if (!isSeen || each.launchedAtUs / 1e6 < this.#oldestS) return [];
      const isNamed = (id: string): boolean => this.has('tracks') && (isHere || this.sees(id));
      return [
        {
          ...each,
          trackIds: each.trackIds.filter(isNamed),
          toldBy: each.toldBy !== null && isNamed(each.toldBy) ? each.toldBy : null,
          declared: this.has('decisions') && each.declared,
          vehicleClass: this.has('decisions') ? each.vehicleClass : null,
        },
      ];
    });
  }

  /** @param after - Of seconds after this one; without it as far back as history goes. */
  events(after: number | null = null): readonly Pick<EventRecord, 'kind' | 'trackId' | 'atUs' | 'detail'>[] {
    if (!this.has('events')) return [];
    return this.#seconds.flatMap(({ picture, changes }) => {
      const second = secondOf(picture);
      if (after === null ? second < this.#oldestS : second <= after) return [];
      return changes.events
        .filter((each) => this.#mayKnow(each, second))
        .map(({ kind, trackId, atUs, detail }) => ({
          kind,
          trackId,
          atUs,
          detail: kind === 'custody-changed' && !this.has('taskings') ? { ...detail, next: null } : detail,
        }));
    });
  }

  /** What alerts became, in order, of seconds after one. */
  alertChanges(after: number): readonly Alert[] {
    if (!this.has('alerts')) return [];
    return this.#seconds.flatMap(({ picture, changes }) =>
      secondOf(picture) <= after
        ? []
        : changes.alerts.filter(({ trackId }) =>
            trackId === null ? this.isEverywhere : this.sees(trackId, secondOf(picture)),
          ),
    );
  }

  /** @param all - As the house is told them at the end. */
  detections(all: readonly DetectionRecord[]): readonly DetectionRecord[] {
    if (!this.has('detections') || this.shown === null) return [];
    const { picture } = this.shown;
    return all
      .filter(
        ({ arrivedAtUs, atUs, trackId }) =>
          arrivedAtUs <= this.second * 1e6 &&
          atUs >= this.#oldestS * 1e6 &&
          (this.isEverywhere || (trackId !== null && picture.whereabouts.has(trackId) && this.sees(trackId))),
      )
      .map((each) => {
        const isTold = this.has('tracks') && this.#isKnown(each.trackId ?? '');
        return { ...each, trackId: isTold ? each.trackId : null };
      });
  }

  /** Who is told late does not know of a track that came later. */
  #isKnown(trackId: string): boolean {
    return this.#to.latencyS === 0 || this.shown?.picture.whereabouts.has(trackId) === true;
  }

  #mayKnow({ kind, trackId }: EventRecord, second: number): boolean {
    if (!OF_THE_SERVICE.includes(kind) && !this.has(PRODUCT_OF_EVENT[kind] ?? 'tracks')) return false;
    return trackId === null ? this.isEverywhere : this.sees(trackId, second);
  }

  #secondOfTime(at: string): number {
    const { picture } = this.shown ?? {};
    const [any] = picture?.alerts.values() ?? [];
    return any === undefined ? 0 : any.atUs / 1e6 + (Date.parse(at) - Date.parse(any.at)) / 1000;
  }
}

function isSeenFrom(box: Box, track: TrackRecord, decision: DecisionRecord | undefined): boolean {
  const { launch = null, impact = null } = decision ?? {};
  if (isIn(box, track) || (launch !== null && isIn(box, launch))) return true;
  return impact !== null && probIn(box, impact) >= MAY_COME_DOWN;
}

function isIn([west, south, east, north]: Box, { latitudeDeg: lat, longitudeDeg: lon }: Place): boolean {
  const isBetween = west <= east ? west <= lon && lon <= east : lon >= west || lon <= east;
  return south <= lat && lat <= north && isBetween;
}

/** East and north apart. */
function probIn([west, south, east, north]: Box, point: NonNullable<DecisionRecord['impact']>): number {
  const { latitudeDeg, longitudeDeg, covarianceKm2 } = point;
  const kmPerDeg = 111.2;
  const northSigma = Math.sqrt(covarianceKm2[2]) / kmPerDeg;
  const eastSigma =
    Math.sqrt(covarianceKm2[0]) / (kmPerDeg * Math.max(0.01, Math.cos((latitudeDeg * Math.PI) / 180)));
  const eastOf = (lon: number): number =>
    (((((lon - longitudeDeg + 180) % 360) + 360) % 360) - 180) / eastSigma;
  const eastShare =
    west <= east ? normalShare(eastOf(west), eastOf(east)) : 1 - normalShare(eastOf(east), eastOf(west));
  return eastShare * normalShare((south - latitudeDeg) / northSigma, (north - latitudeDeg) / northSigma);
}

/** Of a normal law between two multiples of sigma, by Simpson's rule. */
function normalShare(from: number, to: number): number {
  const reach = 10;
  const [low, high] = [Math.max(-reach, from), Math.min(reach, to)];
  if (high <= low) return 0;
  const panels = 2_000;
  const step = (high - low) / panels;
  let sum = 0;
  for (let panel = 0; panel <= panels; panel++) {
    const z = low + panel * step;
    const weight = panel === 0 || panel === panels ? 1 : panel % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp((-z * z) / 2);
  }
  return (sum * step) / 3 / Math.sqrt(2 * Math.PI);
}

export function secondOf({ second }: { readonly second: number | null }): number {
  return second ?? Number.NEGATIVE_INFINITY;
}
