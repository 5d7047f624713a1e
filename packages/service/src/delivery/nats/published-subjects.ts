import type { NatsConnection } from '@nats-io/transport-node';
import { entitlementKey } from '../../access/entitlement.ts';
import type { Entitlement } from '../../access/entitlement.ts';
import type { TrackFilter } from '../../picture/track-filter.ts';
import { recordText } from '../../picture/record-text.ts';
import type { StreamForm } from '../../stream/stream-form.ts';
import { PRODUCT_OF_TYPE, USUAL_TYPES } from '../../stream/stream-hub.ts';
import type { StreamChange, StreamHub, Subscriber } from '../../stream/stream-hub.ts';
import { subjectToken } from './subject-token.ts';

/** Tenants that are let in now, with what they are entitled to. */
export type Entitled = () => readonly { readonly tenantId: string; readonly entitlement: Entitlement }[];

const LOOK_EVERY_MS = 1_000;
const EVERYTHING: TrackFilter = {
  trackId: null,
  region: null,
  vehicleClass: null,
  custody: null,
  phase: null,
  declared: null,
  within: null,
};
const NOTHING = Buffer.alloc(0);

/** A line with the end of the subject, a line with the record. JSON has no line ends. */
export const SUBJECT_LINES: StreamForm = {
  name: 'nats-subjects',
  snapshot: () => NOTHING,
  change: (change) => Buffer.from(`${subjectEnd(change)}\n${textOf(change)}\n`),
  skipped: (tracks) => Buffer.from(`skipped\n${JSON.stringify({ tracks })}\n`),
  signOfLife: NOTHING,
};

function subjectEnd(change: StreamChange): string {
  switch (change.type) {
    case 'track-removed':
    case 'alert-removed':
      return `${change.type}.${subjectToken(change.id)}`;
    case 'alert':
      return `alert.${change.record.level}`;
    case 'event':
      return `event.${change.record.kind}`;
    case 'tasking':
      return `tasking.${subjectToken(change.record.trackId)}`;
    case 'track':
    case 'final':
    default:
      return `${change.type}.${subjectToken(change.record.id)}`;
  }
}

function textOf(change: StreamChange): string {
  return 'record' in change ? recordText(change.record) : JSON.stringify({ id: change.id });
}

/** Each tenant's stream on subjects of its own, by the hub and so as its plan says; what is when it begins, then what changes. */
export class PublishedSubjects {
  readonly #connection: NatsConnection;
  readonly #hub: StreamHub;
  readonly #entitled: Entitled;
  readonly #streams = new Map<string, Subscriber>();
  readonly #timer: NodeJS.Timeout;
  #isAway = false;
  #isClosed = false;

  constructor(connection: NatsConnection, hub: StreamHub, entitled: Entitled) {
    this.#connection = connection;
    this.#hub = hub;
    this.#entitled = entitled;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
    void this.#watch();
    this.#look();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#end();
  }

  /** Tenants come and go, and plans change: who is told something else than before begins anew. */
  #look(): void {
    if (this.#isAway || this.#isClosed) return;
    const wanted = new Map(
      this.#entitled().map((each) => [`${each.tenantId} ${entitlementKey(each.entitlement)}`, each]),
    );
    for (const [key, subscriber] of this.#streams) {
      if (wanted.has(key)) continue;
      this.#hub.leave(subscriber);
      this.#streams.delete(key);
    }
    for (const [key, { tenantId, entitlement }] of wanted) {
      if (!this.#streams.has(key)) this.#begin(key, tenantId, entitlement);
    }
  }

  #begin(key: string, tenantId: string, entitlement: Entitlement): void {
    const types = USUAL_TYPES.filter((type) => entitlement.products.includes(PRODUCT_OF_TYPE[type]));
    if (types.length === 0) return;
    const prefix = `custody.${subjectToken(tenantId)}.`;
    let waitingBytes = 0;
    const outlet = {
      write: (chunk: Buffer) => {
        if (chunk.length === 0 || this.#isAway || this.#connection.isClosed()) return;
        const lines = chunk.toString('utf8').split('\n');
        for (let at = 0; at + 1 < lines.length; at += 2) {
          this.#connection.publish(`${prefix}${lines[at]}`, lines[at + 1]);
        }
        waitingBytes += chunk.length;
        const taken = (): void => {
          waitingBytes -= chunk.length;
        };
        // Answered when the server has taken all that was written before.
        this.#connection.flush().then(taken, taken);
      },
      get waitingBytes() {
        return waitingBytes;
      },
      // The hub closes what is not read; it is begun anew within a second.
      close: () => void this.#streams.delete(key),
      isWelcome: () => true,
    };
    const request = { types, filter: EVERYTHING, visitor: { tenantId, entitlement }, form: SUBJECT_LINES };
    this.#streams.set(key, this.#hub.subscribe(request, outlet));
  }

  #end(): void {
    for (const subscriber of this.#streams.values()) this.#hub.leave(subscriber);
    this.#streams.clear();
  }

  /** While no server is there nothing is kept for it; afterwards everything that is comes first. */
  async #watch(): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type === 'disconnect') {
        this.#isAway = true;
        this.#end();
      }
      if (type === 'reconnect') this.#isAway = false;
    }
  }
}
