import { JetStreamApiCodes, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { OutsideFailure } from '@cupola/runtime';
import { streamEntries } from '../../log/jetstream-log.ts';
import type { LogEntry } from '../../log/log-files.ts';
import { connectNats } from './nats-connection.ts';
import type { NatsServers } from './nats-connection.ts';

/** Where the logs of a service are kept as streams, for those who keep house: a backup, a removal. */
export interface StreamPlan extends NatsServers {
  /** First part of the names of its streams. */
  readonly name: string;
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

  /** @throws OutsideFailure */
  static async connect(plan: StreamPlan): Promise<KeptStreams> {
    const connection = await connectNats(plan, null);
    try {
      const manager = await jetstreamManager(connection, { timeout: ANSWER_MS });
      return new KeptStreams(plan.name, connection, manager);
    } catch (error) {
      await connection.close();
      throw new OutsideFailure('network', 'NATS has no JetStream for this user', error);
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
    return state === undefined || state.messages === 0 ? null : Date.parse(String(state.last_ts));
  }

  /** All of it, up to what is its end now. @throws OutsideFailure */
  entries(sessionId: string): AsyncIterable<LogEntry> {
    return streamEntries(this.#connection, streamName(this.#name, sessionId), 0);
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
