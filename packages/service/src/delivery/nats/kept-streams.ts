import { JetStreamApiCodes, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { PART, streamEntries } from '../../log/jetstream-log.ts';
import { sequenceOf } from '../../log/log-messages.ts';
import type { LogEntry } from '../../log/log-files.ts';
import { connectNats } from './nats-connection.ts';
import type { NatsServers } from './nats-connection.ts';

/** Where the logs of a service are kept as streams, for those who keep house: a backup, a removal. */
export interface StreamPlan extends NatsServers {
  /** First part of the names of its streams. */
  readonly name: string;
}

/** Messages up to one that no restart needs. */
export interface StreamThinning {
  readonly session: string;
  readonly stream: string;
  readonly throughSequence: number;
  readonly messages: number;
}

const ANSWER_MS = 10_000;

/** Name of the stream that holds the log of a session. */
export function streamName(name: string, sessionId: string): string {
  return `${name}-log-${sessionId}`;
}

/** Logs of sessions that are streams. */
export class KeptStreams {
  readonly #name: string;
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;

  private constructor(name: string, connection: NatsConnection, manager: JetStreamManager) {
    this.#name = name;
    this.#connection = connection;
    this.#manager = manager;
  }

  /** On a connection that somebody else closes. @throws OutsideFailure */
  static async over(connection: NatsConnection, name: string): Promise<KeptStreams> {
    try {
      const manager = await jetstreamManager(connection, { timeout: ANSWER_MS });
      return new KeptStreams(name, connection, manager);
    } catch (error) {
      throw new OutsideFailure('network', 'NATS has no JetStream for this user', error);
    }
  }

  /** @throws OutsideFailure */
  static async connect(plan: StreamPlan): Promise<KeptStreams> {
    const connection = await connectNats(plan, null);
    try {
      return await KeptStreams.over(connection, plan.name);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async has(sessionId: string): Promise<boolean> {
    return (await this.#info(sessionId)) !== null;
  }

  /** Does it still have its beginning? */
  async isWhole(sessionId: string): Promise<boolean> {
    const { first_seq: first = 0 } = (await this.#info(sessionId))?.state ?? {};
    return first <= 1;
  }

  /** When something was last written to it, ms since 1970; null of one that is empty or not there. */
  async lastWrittenMs(sessionId: string): Promise<number | null> {
    const state = (await this.#info(sessionId))?.state;
    return state === undefined || state.messages === 0 ? null : Date.parse(state.last_ts);
  }

  /** All of it, up to what is its end now. @throws OutsideFailure */
  entries(sessionId: string): AsyncIterable<LogEntry> {
    return streamEntries(this.#connection, streamName(this.#name, sessionId), 0);
  }

  /**
   * What of a stream is older than a time and stands before a place in it; null when nothing does, or its server was told to purge nothing
   * (streams made by former programs).
   */
  async thinning(session: string, beforeMs: number, resumeFrom: number): Promise<StreamThinning | null> {
    const stream = streamName(this.#name, session);
    const info = await this.#info(session);
    if (info === null || info.config.deny_purge || info.state.messages === 0) return null;
    const first = info.state.first_seq;
    // Kept from here on: what a restart reads, and never the last one, whose number the writer goes by.
    let kept = Math.min(sequenceOf(resumeFrom), info.state.last_seq);
    let [old, young] = [first - 1, kept];
    while (young - old > 1) {
      const middle = Math.floor((old + young) / 2);
      // oxlint-disable-next-line no-await-in-loop -- halving
      const message = await this.#message(stream, middle);
      if (message === null || message.timeMs < beforeMs) old = middle;
      else young = middle;
    }
    kept = old + 1;
    // Not in the middle of a record that is parted.
    // oxlint-disable-next-line no-await-in-loop -- a record has few parts
    while (kept > first && (await this.#message(stream, kept))?.isContinued === true) kept--;
    const throughSequence = kept - 1;
    return throughSequence < first
      ? null
      : { session, stream, throughSequence, messages: throughSequence - first + 1 };
  }

  /** @throws OutsideFailure */
  async thin({ stream, throughSequence }: StreamThinning): Promise<void> {
    try {
      await this.#manager.streams.purge(stream, { seq: throughSequence + 1 });
    } catch (error) {
      throw new OutsideFailure('network', `cannot thin out the stream ${stream}`, error);
    }
  }

  async #message(
    stream: string,
    seq: number,
  ): Promise<{ readonly timeMs: number; readonly isContinued: boolean } | null> {
    try {
      const message = await this.#manager.streams.getMessage(stream, { seq });
      if (message === null) return null;
      const part = Number(message.header.get(PART).split('/')[0]);
      return { timeMs: message.time.getTime(), isContinued: part > 1 };
    } catch (error) {
      throw new OutsideFailure('network', `cannot look at the stream ${stream}`, error);
    }
  }

  /** Deletes the stream with all that is in it. @throws OutsideFailure */
  async drop(sessionId: string): Promise<void> {
    const stream = streamName(this.#name, sessionId);
    try {
      await this.#manager.streams.delete(stream);
    } catch (error) {
      if (!isMissing(error)) throw new OutsideFailure('network', `cannot delete the stream ${stream}`, error);
    }
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #info(sessionId: string): Promise<StreamInfo | null> {
    const stream = streamName(this.#name, sessionId);
    try {
      return await this.#manager.streams.info(stream);
    } catch (error) {
      if (isMissing(error)) return null;
      throw new OutsideFailure('network', `cannot look at the stream ${stream}`, error);
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}
