import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { KeptStreams } from '../delivery/nats/kept-streams.ts';
import { isOfNote, prune } from './prune.ts';
import { prunePlan } from './prune-plan.ts';
import type { ServiceInUse } from './prune-plan.ts';
import type { RetentionPolicy } from './retention-policy.ts';

export interface RetentionLog {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

const LOOK_EVERY_MS = 60_000;

/** Removes what is over its time while a service runs: at its start and every minute. */
export class Retention {
  readonly #db: Kysely<Tables>;
  readonly #dataFolder: string;
  readonly #policy: RetentionPolicy;
  readonly #inUse: ServiceInUse;
  readonly #log: RetentionLog;
  readonly #streams: KeptStreams | null;
  readonly #timer: NodeJS.Timeout;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    db: Kysely<Tables>,
    dataFolder: string,
    policy: RetentionPolicy,
    inUse: ServiceInUse,
    log: RetentionLog,
    streams: KeptStreams | null = null,
  ) {
    this.#streams = streams;
    this.#db = db;
    this.#dataFolder = dataFolder;
    this.#policy = policy;
    this.#inUse = inUse;
    this.#log = log;
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
    void this.look();
  }

  /** One look at a time; one that fails is told and the next tries again. */
  look(): Promise<void> {
    this.#underWay = this.#underWay.then(() => this.#look());
    return this.#underWay;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async #look(): Promise<void> {
    try {
      const nowMs = Date.now();
      const plan = await prunePlan(
        this.#db,
        this.#dataFolder,
        this.#policy,
        this.#inUse,
        nowMs,
        this.#streams,
      );
      if (plan.answers === 0 && !isOfNote(plan)) return;
      await prune(this.#db, this.#dataFolder, plan, 'retention', nowMs, this.#streams);
      if (isOfNote(plan)) {
        const { log, events, sessions } = plan;
        this.#log.info({ logFiles: log.length, events, sessions }, 'what was over its time is removed');
      }
    } catch (error) {
      this.#log.error({ error: String(error) }, 'nothing can be removed');
    }
  }
}
