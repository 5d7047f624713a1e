import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { LogEntry } from './log-files.ts';
import { MessageReader, messagesOf, partText, positionOf, sequenceOf } from './log-messages.ts';
import type { LogMessage } from './log-messages.ts';
import type { ReportLog } from './report-log.ts';

export interface JetStreamPlan {
  readonly connection: NatsConnection;
  /** Letters, figures, `-` and `_`. */
  readonly stream: string;
  readonly subject: string;
  /** Copies on different servers; null: three in a cluster, one on a server by itself. */
  readonly replicas: number | null;
  /** Whose reports these are; a stream of others is not gone on with. */
  readonly owner: string;
}

interface Waiting {
  readonly payload: Uint8Array | null;
  readonly resolve: (position: number) => void;
  readonly reject: (error: Error) => void;
}

const REPLICAS_OF_A_CLUSTER = 3;
/** Bytes of one message, at most; servers take 1 MiB unless they are told otherwise. */
const MOST_MESSAGE_BYTES = 512 * 1024;
const HEADER_BYTES = 1_024;
const ANSWER_MS = 2_000;
const OPEN_MS = 10_000;
const AGAIN_AFTER_MS = 200;
/** What is under way when the service stops has so long. */
const HURRY_MS = 3_000;
/** A leader that is new may not know of its last message for a moment; looked for it so often, it is not there. */
const MOST_LOOKS = 25;
/** Header of a message that is one part of a record, `2/3`. */
export const PART = 'Cupola-Part';
const ID = 'Nats-Msg-Id';
const UNSUPPORTED_REPLICAS = 10_074;
const UNAVAILABLE_STATUS = 503;

/**
 * The log as a stream of a NATS cluster. One message is under way at a time and tells which one it stands behind, so that a message whose answer
 * was lost is neither lost nor there twice, and a second writer is found out by the first message it writes.
 *
 * What waits while servers are away waits until they are back: it may have been kept, so nothing is said about it before that is known.
 */
export class JetStreamLog implements ReportLog {
  readonly kind = 'stream';
  readonly #plan: JetStreamPlan;
  readonly #client: JetStreamClient;
  readonly #manager: JetStreamManager;
  readonly #mostBytes: number;
  readonly #writer = randomBytes(6).toString('hex');
  /** Sequence of the newest message. */
  #last: number;
  #written = 0;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #isFlushing = false;
  #trouble: string | null = null;
  #broken: OutsideFailure | null = null;
  #hurriedAtMs = Number.POSITIVE_INFINITY;
  /** While no server is there nothing is sent: the client would keep it all for the next one. */
  #isAway = false;
  readonly tornBytes = 0;

  private constructor(plan: JetStreamPlan, manager: JetStreamManager, info: StreamInfo) {
    this.#plan = plan;
    this.#client = jetstream(plan.connection, { timeout: ANSWER_MS });
    this.#manager = manager;
    this.#last = info.state.last_seq;
    const most = plan.connection.info?.max_payload ?? MOST_MESSAGE_BYTES;
    this.#mostBytes = Math.min(MOST_MESSAGE_BYTES, most - HEADER_BYTES);
    void this.#watch();
  }

  /** Goes on with a stream, or makes it. @throws OutsideFailure */
  static async open(plan: JetStreamPlan): Promise<JetStreamLog> {
    try {
      const manager = await jetstreamManager(plan.connection, { timeout: OPEN_MS });
      const info = await openedStream(plan, manager);
      return new JetStreamLog(plan, manager, info);
    } catch (error) {
      if (error instanceof OutsideFailure) throw error;
      throw new OutsideFailure('network', `cannot open the stream ${plan.stream}`, error);
    }
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get trouble(): string | null {
    return this.#broken?.message ?? this.#trouble;
  }

  append(payload: Uint8Array): Promise<number> {
    return this.#enqueue(payload);
  }

  async passed(): Promise<void> {
    await this.#enqueue(null).catch(() => {});
  }

  async *entries(from: number): AsyncGenerator<LogEntry, void, void> {
    yield* streamEntries(this.#plan.connection, this.#plan.stream, from);
  }

  hurry(): void {
    this.#hurriedAtMs = Math.min(this.#hurriedAtMs, performance.now());
  }

  async close(): Promise<void> {
    this.hurry();
    await this.passed();
  }

  #enqueue(payload: Uint8Array | null): Promise<number> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    const done = new Promise<number>((resolve, reject) => {
      this.#waiting.push({ payload, resolve, reject });
    });
    this.#waitingBytes += payload?.length ?? 0;
    void this.#flush();
    return done;
  }

  async #flush(): Promise<void> {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      // oxlint-disable-next-line no-await-in-loop -- one group after the other is the point
      await this.#write(group);
      this.#waitingBytes -= group.reduce((sum, each) => sum + (each.payload?.length ?? 0), 0);
    }
    this.#isFlushing = false;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    const open = group.filter(({ payload }) => payload !== null);
    let taken = 0;
    let firstPart = 0;
    try {
      for (const message of messagesOf(
        open.flatMap(({ payload }) => (payload === null ? [] : [payload])),
        this.#mostBytes,
      )) {
        // oxlint-disable-next-line no-await-in-loop -- each stands behind the one before
        const sequence = await this.#publish(message);
        if (message.part === null || message.part.index === 0) firstPart = sequence;
        for (let index = 0; index < message.recordCount; index++) {
          open[taken]?.resolve(positionOf(firstPart, index));
          taken++;
        }
      }
      for (const { payload, resolve } of group) if (payload === null) resolve(positionOf(this.#last + 1, 0));
    } catch (error) {
      const failure =
        error instanceof OutsideFailure
          ? error
          : new OutsideFailure('network', `cannot write the stream ${this.#plan.stream}`, error);
      // Promises that were kept do not mind.
      for (const each of group) each.reject(failure);
    }
  }

  /** @returns The message's sequence. Tried again until it is known what became of it. */
  async #publish(message: LogMessage): Promise<number> {
    const id = `${this.#writer}-${++this.#written}`;
    const head = headers();
    const part = partText(message.part);
    if (part !== null) head.set(PART, part);
    let looks = 0;
    for (;;) {
      if (performance.now() > this.#hurriedAtMs + HURRY_MS) throw this.#notInTime();
      let problem: unknown;
      // oxlint-disable no-await-in-loop -- until it is there
      if (this.#isAway) {
        this.#trouble = 'no server is there';
        await sleep(AGAIN_AFTER_MS);
        continue;
      }
      try {
        await this.#client.publish(this.#plan.subject, message.data, {
          msgID: id,
          headers: head,
          expect: { lastSequence: this.#last },
          timeout: ANSWER_MS,
          retries: 1,
        });
        return this.#went();
      } catch (error) {
        problem = error;
      }
      if (isOutOfStep(problem)) {
        const found = await this.#idBehindLast();
        if (found === id) return this.#went();
        if (found !== null || ++looks > MOST_LOOKS) throw this.#brokenBy(found);
      } else if (!mayPass(problem)) {
        throw new OutsideFailure('disk', `the stream ${this.#plan.stream} takes nothing`, problem);
      }
      this.#trouble = problem instanceof Error ? problem.message : String(problem);
      await sleep(AGAIN_AFTER_MS);
      // oxlint-enable no-await-in-loop
    }
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#plan.connection.status()) {
      if (type === 'disconnect') this.#isAway = true;
      if (type === 'reconnect') this.#isAway = false;
    }
  }

  #went(): number {
    this.#last++;
    this.#trouble = null;
    return this.#last;
  }

  /** Of the message behind the newest that is known; null when there is none, or nobody answers. */
  async #idBehindLast(): Promise<string | null> {
    const stored = await this.#manager.streams
      .getMessage(this.#plan.stream, { seq: this.#last + 1 })
      .catch(() => null);
    return stored === null ? null : (stored.header.get(ID) ?? '');
  }

  #notInTime(): OutsideFailure {
    return new OutsideFailure(
      'network',
      `cannot write the stream ${this.#plan.stream}`,
      'the service is stopping and nobody answers',
    );
  }

  /** Nothing more is written: what is in the stream is not what this log knows of. */
  #brokenBy(found: string | null): OutsideFailure {
    this.#broken = new OutsideFailure(
      'disk',
      `the stream ${this.#plan.stream} is not written any more`,
      found === null
        ? `it ends before message ${this.#last}, which was acknowledged`
        : `somebody else wrote message ${this.#last + 1}`,
    );
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
    return this.#broken;
  }
}

/** Records of a stream from a position on, up to what is its end now. @throws OutsideFailure */
export async function* streamEntries(
  connection: NatsConnection,
  stream: string,
  from: number,
): AsyncGenerator<LogEntry, void, void> {
  const reader = new MessageReader(stream);
  try {
    const manager = await jetstreamManager(connection, { timeout: OPEN_MS });
    const { state } = await manager.streams.info(stream);
    const first = Math.max(sequenceOf(from), state.first_seq, 1);
    if (state.messages === 0 || first > state.last_seq) return;
    const consumer = await jetstream(connection).consumers.get(stream, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: first,
    });
    const messages = await consumer.consume();
    for await (const message of messages) {
      const entries = reader.read(message.seq, message.data, message.headers?.get(PART) ?? '');
      for (const entry of entries) if (entry.position >= from) yield entry;
      if (message.seq >= state.last_seq) break;
    }
    await messages.close();
  } catch (error) {
    if (error instanceof OutsideFailure) throw error;
    throw new OutsideFailure('network', `cannot read the stream ${stream}`, error);
  }
}

async function openedStream(plan: JetStreamPlan, manager: JetStreamManager): Promise<StreamInfo> {
  const { stream, owner, connection } = plan;
  const known = await manager.streams.info(stream).catch((error: unknown) => {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
    throw error;
  });
  if (known !== null) {
    if (known.config.description === owner) return known;
    throw new OutsideFailure(
      'network',
      `the stream ${stream} is not of this session`,
      `it is "${known.config.description ?? ''}", not "${owner}"`,
    );
  }
  const isCluster = connection.info?.cluster !== undefined;
  const replicas = plan.replicas ?? (isCluster ? REPLICAS_OF_A_CLUSTER : 1);
  return manager.streams.add({
    name: stream,
    description: owner,
    subjects: [plan.subject],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    // At its bounds it takes nothing more; what it has it keeps.
    discard: DiscardPolicy.New,
    deny_delete: true,
    num_replicas: replicas,
  });
}

function isOutOfStep(error: unknown): boolean {
  return (
    error instanceof JetStreamApiError &&
    (error.code === JetStreamApiCodes.StreamWrongLastSequence ||
      error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown)
  );
}

/** Nobody answers, or nobody leads at the moment: what was sent may be there all the same. Other answers are refusals. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof JetStreamApiError)) return true;
  return error.status === UNAVAILABLE_STATUS && error.code !== UNSUPPORTED_REPLICAS;
}
