import { randomBytes } from 'node:crypto';
import { entitlementKey } from '../access/entitlement.ts';
import type { Product } from '@cupola/contract';
import type { Moment } from '../access/past.ts';
import type { Visitor } from '../access/visitor.ts';
import { passes } from '../picture/track-filter.ts';
import type { TrackFilter } from '../picture/track-filter.ts';
import type { AlertRecord, EventRecord, TaskingRecord, TrackRecord } from '../picture/records.ts';
import { Channel } from './channel.ts';
import type { StreamSource } from './channel.ts';
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

/** One thing that changed. A track or an alert that is not told of any more is named by its id. */
export type StreamChange =
  | { readonly type: 'track'; readonly record: TrackRecord }
  | { readonly type: 'track-removed'; readonly id: string }
  | { readonly type: 'final'; readonly record: TrackRecord }
  | { readonly type: 'event'; readonly record: EventRecord }
  | { readonly type: 'alert'; readonly record: AlertRecord }
  | { readonly type: 'alert-removed'; readonly id: string }
  | { readonly type: 'tasking'; readonly record: TaskingRecord };

/** What is to be told, to whom. */
export interface StreamRequest {
  readonly types: readonly StreamType[];
  readonly filter: TrackFilter;
  readonly visitor: Pick<Visitor, 'tenantId' | 'entitlement'>;
  /** Server-sent events unless something else is said. */
  readonly form?: StreamForm;
  /** Counted elsewhere: what is only laid by for somebody is not yet told to him. */
  readonly isLaidBy?: boolean;
}

/** Where a subscriber's messages go. */
export interface StreamOutlet {
  write(chunk: Buffer): void;
  /** Bytes that were written and not taken yet. */
  readonly waitingBytes: number;
  /** Tells why, and ends. */
  close(reason: string): void;
  /** Is whoever asked still let in, to the same? */
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

/** Told how many records of a product a tenant's readers were told. */
export type StreamMeter = (tenantId: string, product: Product, records: number) => void;

/** Beyond this a subscriber gets no more updates of tracks, which the next second overtakes; bytes. */
export const SLOW_BYTES: number = 1024 * 1024;
/** Beyond this it is closed: nothing else may be left out. */
export const STUCK_BYTES: number = 8 * 1024 * 1024;
/** A channel that nobody listens to any more waits so long for those who come back, ms. */
const CHANNEL_WAITS_MS = 300_000;

const UNWELCOME = 'the key is no longer in force, or what it opens has changed';

export interface HubCounts {
  readonly subscribers: number;
  readonly skippedTracks: number;
  readonly closedStuck: number;
}

/** One channel and who listens to it, by what they ask for. */
interface Listeners {
  readonly channel: Channel;
  readonly groups: Map<string, FilterGroup>;
  /** When the last of them left; null while somebody listens. */
  leftAtMs: number | null;
}

/**
 * Tells subscribers first what is, then what changes, each through the channel of its tenant and entitlement. Subscribers with the same request
 * are told the same bytes, made once. What one of them does not read waits for it alone, up to a bound.
 */
export class StreamHub {
  readonly #source: StreamSource;
  readonly #channels = new Map<string, Listeners>();
  #skippedTracks = 0;
  #closedStuck = 0;
  /** Who counts what is told to whom; once for each group and not for each reader. */
  meter: StreamMeter | null = null;

  constructor(source: StreamSource) {
    this.#source = source;
  }

  get counts(): HubCounts {
    const groups = [...this.#groups()];
    const subscribers = groups.reduce((sum, { subscribers: own }) => sum + own.size, 0);
    return { subscribers, skippedTracks: this.#skippedTracks, closedStuck: this.#closedStuck };
  }

  /** Open streams of one tenant. */
  subscribersOf(tenantId: string): number {
    return [...this.#groups()]
      .filter(({ request }) => request.visitor.tenantId === tenantId)
      .reduce((sum, { subscribers }) => sum + subscribers.size, 0);
  }

  /** @param lastEventId - Of the last message that somebody who comes back has read. */
  subscribe(request: StreamRequest, outlet: StreamOutlet, lastEventId: string | null = null): Subscriber {
    const { types, filter, visitor, form = SERVER_SENT_EVENTS } = request;
    const { channel, groups } = this.#listenersOf(visitor);
    const key = JSON.stringify([types, filter, form.name]);
    let group = groups.get(key);
    if (group === undefined) {
      group = { request, form, known: new Set(), subscribers: new Set() };
      groups.set(key, group);
    }
    const { snapshot, messageId } = channel;
    for (const change of snapshot) {
      if (change.type === 'track' && isWanted(change, request)) group.known.add(change.record.id);
    }
    const missed = channel.missedSince(lastEventId);
    const told =
      missed === null
        ? snapshot.filter((each) => isWanted(each, request))
        : missed.flatMap((each) => asTold(each, request));
    const head = form.snapshot(missed !== null, told.length, messageId);
    const written = told.map((each) => form.change(each, messageId));
    outlet.write(Buffer.concat([head, ...written]));
    const subscriber = { outlet, skippedTracks: 0 };
    group.subscribers.add(subscriber);
    const counted = told.filter((_, index) => written[index]?.length !== 0);
    this.#count(group, counted, 1);
    return subscriber;
  }

  /** Does anybody ask for this type? */
  isAskedFor(type: StreamType): boolean {
    return [...this.#groups()].some(({ request }) => request.types.includes(type));
  }

  leave(subscriber: Subscriber): void {
    for (const listeners of this.#channels.values()) {
      for (const [key, { subscribers }] of listeners.groups) {
        if (subscribers.delete(subscriber) && subscribers.size === 0) listeners.groups.delete(key);
      }
      if (listeners.groups.size === 0) listeners.leftAtMs ??= performance.now();
    }
  }

  /** Something happened: everybody is told what of it is due. */
  publish(moment: Moment): void {
    for (const { channel, groups } of this.#channels.values()) {
      for (const changes of channel.after(moment)) this.#tellAll(channel, groups, changes);
    }
  }

  /** A tenant did something about an alert, which it alone is told. */
  publishHandling(alertId: string, tenantId: string): void {
    for (const { channel, groups } of this.#channels.values()) {
      if (channel.visitor.tenantId === tenantId) {
        this.#tellAll(channel, groups, channel.afterHandling(alertId));
      }
    }
  }

  /** A sign of life; channels that nobody came back to are let go. */
  beat(): void {
    for (const { form, subscribers } of this.#groups()) {
      for (const { outlet } of subscribers) outlet.write(form.signOfLife);
    }
    const now = performance.now();
    for (const [key, { leftAtMs }] of this.#channels) {
      if (leftAtMs !== null && now - leftAtMs > CHANNEL_WAITS_MS) this.#channels.delete(key);
    }
  }

  /** Sends away those who are no longer let in, or to something else. */
  sendAwayUnwelcome(): void {
    this.#each((subscriber) => {
      if (!subscriber.outlet.isWelcome()) this.#close(subscriber, UNWELCOME);
    });
  }

  closeAll(reason: string): void {
    this.#each((subscriber) => this.#close(subscriber, reason));
  }

  #listenersOf(visitor: StreamRequest['visitor']): Listeners {
    const key = JSON.stringify([visitor.tenantId, entitlementKey(visitor.entitlement)]);
    let listeners = this.#channels.get(key);
    if (listeners === undefined) {
      const id = randomBytes(4).toString('hex');
      listeners = { channel: new Channel(visitor, id, this.#source), groups: new Map(), leftAtMs: null };
      this.#channels.set(key, listeners);
    }
    listeners.leftAtMs = null;
    return listeners;
  }

  #tellAll(
    channel: Channel,
    groups: ReadonlyMap<string, FilterGroup>,
    changes: readonly StreamChange[],
  ): void {
    if (changes.length === 0) return;
    for (const group of groups.values()) this.#tell(group, changes, channel.messageId);
  }

  #tell(group: FilterGroup, changes: readonly StreamChange[], id: string): void {
    const { request, form, known, subscribers } = group;
    const tracks: Buffer[] = [];
    const rest: Buffer[] = [];
    const others: StreamChange[] = [];
    for (const change of changes) {
      if (change.type === 'track') {
        if (isWanted(change, request)) {
          known.add(change.record.id);
          const written = form.change(change, id);
          // Some forms have no word for a state.
          if (written.length > 0) tracks.push(written);
        } else if (known.delete(change.record.id)) {
          rest.push(form.change({ type: 'track-removed', id: change.record.id }, id));
        }
      } else if (change.type === 'track-removed') {
        if (known.delete(change.id)) rest.push(form.change(change, id));
      } else if (isWanted(change, request)) {
        const written = form.change(change, id);
        if (written.length === 0) continue;
        rest.push(written);
        others.push(change);
      }
    }
    const always = Buffer.concat(rest);
    const whole = Buffer.concat([...rest, ...tracks]);
    if (whole.length === 0) return;
    const told = { nothing: 0, others: 0, everything: 0 };
    for (const subscriber of subscribers) {
      told[this.#write(subscriber, form, whole, always, tracks.length)]++;
    }
    this.#meter(request, PRODUCT_OF_TYPE.track, tracks.length * told.everything);
    this.#count(group, others, told.others + told.everything);
  }

  /** Counts records of changes that so many readers of a group were told. */
  #count({ request }: FilterGroup, changes: readonly StreamChange[], readers: number): void {
    if (this.meter === null || readers === 0) return;
    const records = new Map<Product, number>();
    for (const { type } of changes) {
      if (type === 'track-removed' || type === 'alert-removed') continue;
      const product = PRODUCT_OF_TYPE[type];
      records.set(product, (records.get(product) ?? 0) + 1);
    }
    for (const [product, count] of records) this.#meter(request, product, count * readers);
  }

  #meter({ visitor, isLaidBy }: StreamRequest, product: Product, records: number): void {
    if (isLaidBy !== true && records > 0) this.meter?.(visitor.tenantId, product, records);
  }

  #write(
    subscriber: Subscriber,
    form: StreamForm,
    whole: Buffer,
    always: Buffer,
    trackCount: number,
  ): 'nothing' | 'others' | 'everything' {
    const { outlet } = subscriber;
    if (outlet.waitingBytes > STUCK_BYTES) {
      this.#closedStuck++;
      this.#close(subscriber, 'what was sent is not read');
      return 'nothing';
    }
    if (outlet.waitingBytes > SLOW_BYTES) {
      subscriber.skippedTracks += trackCount;
      this.#skippedTracks += trackCount;
      if (always.length > 0) outlet.write(always);
      return 'others';
    }
    if (subscriber.skippedTracks > 0) {
      outlet.write(form.skipped(subscriber.skippedTracks));
      subscriber.skippedTracks = 0;
    }
    outlet.write(whole);
    return 'everything';
  }

  #close(subscriber: Subscriber, reason: string): void {
    this.leave(subscriber);
    subscriber.outlet.close(reason);
  }

  *#groups(): Iterable<FilterGroup> {
    for (const { groups } of this.#channels.values()) yield* groups.values();
  }

  #each(act: (subscriber: Subscriber) => void): void {
    const everybody = [...this.#groups()].flatMap(({ subscribers }) => [...subscribers]);
    for (const each of everybody) act(each);
  }
}

function isWanted(change: StreamChange, { types, filter }: StreamRequest): boolean {
  if (change.type === 'track') return types.includes('track') && passes(change.record, filter);
  if (change.type === 'track-removed') return types.includes('track');
  if (change.type === 'alert-removed') return types.includes('alert');
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
