import { createHash } from 'node:crypto';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ReportIntake } from '../../doors/report-intake.ts';
import { JetStreamLog } from '../../log/jetstream-log.ts';
import type { ReportLog } from '../../log/report-log.ts';
import type { ServiceLog } from '../../serve/service-plan.ts';
import type { StreamHub } from '../../stream/stream-hub.ts';
import { IngestSubjects } from './ingest-subjects.ts';
import { KeptStreams, streamName } from './kept-streams.ts';
import { connectNats } from './nats-connection.ts';
import type { NatsServers } from './nats-connection.ts';
import { PublishedSubjects } from './published-subjects.ts';
import type { Entitled } from './published-subjects.ts';

export interface NatsPlan extends NatsServers {
  /** Of this service among others that share the servers: its streams begin with it. */
  readonly name: string;
  /** Copies of the log on different servers; null: three in a cluster, one on a server by itself. */
  readonly replicas: number | null;
}

/** A service on NATS: the log of live sessions as a stream, reports on subjects. */
export class NatsSide {
  readonly #plan: NatsPlan;
  readonly #connection: NatsConnection;
  readonly #log: ServiceLog;
  #ingest: IngestSubjects | null = null;
  #published: PublishedSubjects | null = null;

  private constructor(plan: NatsPlan, connection: NatsConnection, log: ServiceLog) {
    this.#plan = plan;
    this.#connection = connection;
    this.#log = log;
  }

  /** @throws OutsideFailure */
  static async connect(plan: NatsPlan, log: ServiceLog): Promise<NatsSide> {
    return new NatsSide(plan, await connectNats(plan, log), log);
  }

  /** The log of a session. @throws OutsideFailure */
  openLog(sessionId: string, missionId: string): Promise<ReportLog> {
    const { name, replicas } = this.#plan;
    const mission = createHash('sha256').update(missionId).digest('hex').slice(0, 16);
    return JetStreamLog.open({
      connection: this.#connection,
      stream: streamName(name, sessionId),
      subject: `${name}.log.${sessionId}`,
      replicas,
      owner: `scan reports of ${sessionId}, mission ${mission}`,
    });
  }

  /** Logs of all its sessions. @throws OutsideFailure */
  logs(): Promise<KeptStreams> {
    return KeptStreams.over(this.#connection, this.#plan.name);
  }

  /** Begins to hear what satellites send. */
  hearReports(intake: ReportIntake): void {
    this.#ingest = new IngestSubjects(this.#connection, intake, this.#log);
  }

  /** Begins to tell each tenant what it is entitled to. */
  publish(hub: StreamHub, entitled: Entitled): void {
    this.#published = new PublishedSubjects(this.#connection, hub, entitled);
  }

  /** Hears and tells nothing new, and answers what is under way. */
  async hush(): Promise<void> {
    this.#published?.close();
    await this.#ingest?.close();
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}
