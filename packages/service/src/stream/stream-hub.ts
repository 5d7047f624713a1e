import { entitlementKey } from '../access/entitlement.ts';
import type { Product } from '../access/products.ts';
import type { Visitor } from '../access/visitor.ts';
import { passes } from '../picture/track-filter.ts';
import type { TrackFilter } from '../picture/track-filter.ts';
import type { AlertRecord, EventRecord, TaskingRecord, TrackRecord } from '../picture/records.ts';
import { SERVER_SENT_EVENTS } from './stream-form.ts';
import type { StreamForm } from './stream-form.ts';

export const STREAM_TYPES = ['track', 'event', 'alert', 'tasking', 'final'] as const;
/** Told unless somebody asks otherwise. States that can no longer change are many, and late by the late window. */
export const USUAL_TYPES: readonly StreamType[] = ['track', 'event', 'alert', 'tasking'];
export type StreamType = (typeof STREAM_TYPES)[number];

export const PRODUCT_OF_TYPE: Readonly<Record<StreamType, Product>> = {
  track: 'tracks',
  final: 'tracks',
  event: 'events',
  alert: 'alerts',
  tasking: 'taskings',
};

/** One thing that changed. A removed track is told by its id alone. */
export type StreamChange =
  | { readonly type: 'track'; readonly record: TrackRecord }
  | { readonly type: 'track-removed'; readonly id: string }
  | { readonly type: 'final'; readonly record: TrackRecord }
  | { readonly type: 'event'; readonly record: EventRecord }
  | { readonly type: 'alert'; readonly record: AlertRecord }
  | { readonly type: 'tasking'; readonly record: TaskingRecord };

/** What is to be told, to whom. */
export interface StreamRequest {
  readonly types: readonly StreamType[];
  readonly filter: TrackFilter;
  readonly visitor: Pick<Visitor, 'tenantId' | 'entitlement'>;
  /** Server-sent events unless something else is said. */
  readonly form?: StreamForm;
}

/** Where a subscriber's messages go. */
export interface StreamOutlet {
  write(chunk: Buffer): void;
  /** Bytes that were written and not taken yet. */
  readonly waitingBytes: number;
  /** Tells why, and ends. */
  close(reason: string): void;
  /** Is whoever asked still let in? */
  isWelcome(): boolean;
}

export interface Subscriber {
  readonly outlet: StreamOutlet;
  /** Tracks that were not told because it reads too slowly, since it was last told so. */
  skippedTracks: number;
}

interface FilterGroup {
  readonly request: StreamRequest;
  readonly form: StreamForm;
  /** Tracks that its subscribers know. */
  readonly known: Set<string>;
  readonly subscribers: Set<Subscriber>;
}

/** Beyond this a subscriber gets no more updates of tracks, which the next second overtakes; bytes. */
export const SLOW_BYTES: number = 1024 * 1024;
/** Beyond this it is closed: nothing else may be left out. */
export const STUCK_BYTES: number = 8 * 1024 * 1024;
/** Changes that are kept for those who come back. */
const KEPT_CHANGES = 20_000;

export interface HubCounts {
  readonly subscribers: number;
  readonly skippedTracks: number;
  readonly closedStuck: number;
}

/**
 * Tells subscribers first what is, then what changes. Subscribers with the same request are told the same bytes, made once. What one of them does
 * not read waits for it alone, up to a bound.
 */
export class StreamHub {
  /** Ids of another life of the service mean nothing in this one. */
  readonly #instance: string;
  readonly #snapshot: () => readonly StreamChange[];
  readonly #groups = new Map<string, FilterGroup>();
  #kept: { readonly number: number; readonly change: StreamChange }[] = [];
  #number = 0;
  #skippedTracks = 0;
  #closedStuck = 0;

  /** @param snapshot - Everything that is, as changes. */
  constructor(instance: string, snapshot: () => readonly StreamChange[]) {
    this.#instance = instance;
    this.#snapshot = snapshot;
  }

  get counts(): HubCounts {
    const subscribers = [...this.#groups.values()].reduce((sum, { subscribers: own }) => sum + own.size, 0);
    return { subscribers, skippedTracks: this.#skippedTracks, closedStuck: this.#closedStuck };
  }

  /** @param lastEventId - Of the last message that somebody who comes back has read. */
  subscribe(request: StreamRequest, outlet: StreamOutlet, lastEventId: string | null = null): Subscriber {
    const { types, filter, visitor, form = SERVER_SENT_EVENTS } = request;
    const { tenantId, entitlement } = visitor;
    const key = JSON.stringify([types, filter, tenantId, entitlementKey(entitlement), form.name]);
    const snapshot = this.#snapshot();
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { request, form, known: new Set(), subscribers: new Set() };
      this.#groups.set(key, group);
    }
    for (const change of snapshot) {
      if (change.type === 'track' && isWanted(change, request)) group.known.add(change.record.id);
    }
    const missed = this.#missedSince(lastEventId);
    const told =
      missed === null
        ? snapshot.filter((each) => isWanted(each, request))
        : missed.flatMap((each) => asTold(each, request));
    const head = form.snapshot(missed !== null, told.length, this.#id());
    outlet.write(Buffer.concat([head, ...told.map((each) => form.change(each, this.#id()))]));
    const subscriber = { outlet, skippedTracks: 0 };
    group.subscribers.add(subscriber);
    return subscriber;
  }

  /** Does anybody ask for this type? */
  isAskedFor(type: StreamType): boolean {
    return [...this.#groups.values()].some(({ request }) => request.types.includes(type));
  }

  leave(subscriber: Subscriber): void {
    for (const [key, { subscribers }] of this.#groups) {
      if (subscribers.delete(subscriber) && subscribers.size === 0) this.#groups.delete(key);
    }
  }

  publish(changes: readonly StreamChange[]): void {
    if (changes.length === 0) return;
    const numbered = changes.map((change) => ({ number: ++this.#number, change }));
    this.#kept = [...this.#kept, ...numbered].slice(-KEPT_CHANGES);
    for (const group of this.#groups.values()) this.#tell(group, changes);
  }

  /** A sign of life; those who are no longer let in are sent away. */
  beat(): void {
    for (const { form, subscribers } of this.#groups.values()) {
      for (const { outlet } of subscribers) outlet.write(form.signOfLife);
    }
  }

  /** Sends away those whose key has run out or was revoked. */
  sendAwayUnwelcome(): void {
    this.#each((subscriber) => {
      if (!subscriber.outlet.isWelcome()) this.#close(subscriber, 'the key is no longer in force');
    });
  }

  closeAll(reason: string): void {
    this.#each((subscriber) => this.#close(subscriber, reason));
  }

  #tell({ request, form, known, subscribers }: FilterGroup, changes: readonly StreamChange[]): void {
    const id = this.#id();
    const tracks: Buffer[] = [];
    const rest: Buffer[] = [];
    for (const change of changes) {
      if (change.type === 'track') {
        if (isWanted(change, request)) {
          known.add(change.record.id);
          tracks.push(form.change(change, id));
        } else if (known.delete(change.record.id)) {
          rest.push(form.change({ type: 'track-removed', id: change.record.id }, id));
        }
      } else if (change.type === 'track-removed') {
        if (known.delete(change.id)) rest.push(form.change(change, id));
      } else if (isWanted(change, request)) {
        rest.push(form.change(change, id));
      }
    }
    const always = Buffer.concat(rest);
    const whole = Buffer.concat([...rest, ...tracks]);
    if (whole.length === 0) return;
    for (const subscriber of subscribers) this.#write(subscriber, form, whole, always, tracks.length);
  }

  #write(subscriber: Subscriber, form: StreamForm, whole: Buffer, always: Buffer, trackCount: number): void {
    const { outlet } = subscriber;
    if (outlet.waitingBytes > STUCK_BYTES) {
      this.#closedStuck++;
      this.#close(subscriber, 'what was sent is not read');
      return;
    }
    if (outlet.waitingBytes > SLOW_BYTES) {
      subscriber.skippedTracks += trackCount;
      this.#skippedTracks += trackCount;
      if (always.length > 0) outlet.write(always);
      return;
    }
    if (subscriber.skippedTracks > 0) {
      outlet.write(form.skipped(subscriber.skippedTracks));
      subscriber.skippedTracks = 0;
    }
    outlet.write(whole);
  }

  #close(subscriber: Subscriber, reason: string): void {
    this.leave(subscriber);
    subscriber.outlet.close(reason);
  }

  #each(act: (subscriber: Subscriber) => void): void {
    const everybody = [...this.#groups.values()].flatMap(({ subscribers }) => [...subscribers]);
    for (const each of everybody) act(each);
  }

  /** Null when they cannot all be told: a snapshot then does. */
  #missedSince(lastEventId: string | null): readonly StreamChange[] | null {
    const [instance, text] = lastEventId?.split('/') ?? [];
    const number = Number(text);
    if (instance !== this.#instance || !Number.isSafeInteger(number) || number > this.#number) return null;
    const [oldest] = this.#kept;
    if (oldest !== undefined && number < oldest.number - 1) return null;
    return this.#kept.filter((each) => each.number > number).map((each) => each.change);
  }

  #id(): string {
    return `${this.#instance}/${this.#number}`;
  }
}

function isWanted(change: StreamChange, { types, filter }: StreamRequest): boolean {
  if (change.type === 'track') return types.includes('track') && passes(change.record, filter);
  if (change.type === 'track-removed') return types.includes('track');
  if (change.type === 'final') return types.includes('final') && passes(change.record, filter);
  const { trackId } = change.record;
  return types.includes(change.type) && (filter.trackId === null || filter.trackId === trackId);
}

/** To somebody who comes back: what no longer passes is removed, whether it was known or not. */
function asTold(change: StreamChange, request: StreamRequest): readonly StreamChange[] {
  if (isWanted(change, request)) return [change];
  return change.type === 'track' && request.types.includes('track')
    ? [{ type: 'track-removed', id: change.record.id }]
    : [];
}
