import { Worker } from 'node:worker_threads';
import type { EngagementPolicy } from '@cupola/core/mission';
import type { Engageable } from '../picture/engageable.ts';
import type { EngagementAnswer } from './engagement-answer.ts';
import type { EngagementReply, EngagementRequest, EngagementStart } from './engagement-messages.ts';
import { policyOf } from './fleet-record.ts';
import type { FleetRecord } from './fleet-record.ts';

/** Tracks that may wait to be worked out at one time; who asks for more is to come back. Of a great fleet as many as have so many pairs of a track and an interceptor. */
const MOST_WAITING = 1_000;
const LEAST_WAITING = 10;
const MOST_PAIRS = 500_000;

export type EngagementAnswers =
  | {
      readonly ok: true;
      readonly fleet: FleetRecord;
      readonly answers: readonly EngagementAnswer[];
      /** Tracks that may be asked about at one time, at the most. */
      readonly most: number;
    }
  | { readonly ok: false };

interface Waiting {
  readonly count: number;
  readonly resolve: (answers: readonly EngagementAnswer[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Works out engagements in a thread of its own when somebody asks, once for each track and second however many ask. The thread begins with the first question, and anew
 * with the next one when it has ended by itself.
 */
export class EngagementDesk {
  /** Null: the scenario has no second fleet. */
  readonly policy: EngagementPolicy | null;
  readonly #start: EngagementStart;
  readonly #known = new WeakMap<Engageable, Promise<EngagementAnswer>>();
  readonly #waiting: Waiting[] = [];
  #isClosed = false;
  #thread: { readonly worker: Worker; readonly fleet: Promise<FleetRecord> } | null = null;

  constructor({ scenario, catalogues }: EngagementStart) {
    this.#start = { scenario, catalogues };
    this.policy = policyOf(scenario);
  }

  /** Tracks that wait to be worked out. */
  get waitingCount(): number {
    return this.#waiting.reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * Of some tracks, in their order. Asked with none it says whose fleet it is.
   *
   * @returns Not ok when too many are waiting already.
   * @throws Error when the thread ends by itself, or the service is stopping.
   */
  async answersTo(targets: readonly Engageable[]): Promise<EngagementAnswers> {
    if (this.#isClosed) throw stopping();
    const fleet = await (this.#thread ?? this.#begin()).fleet;
    const most = mostWaiting(fleet);
    const news = [...new Set(targets)].filter((each) => !this.#known.has(each));
    if (news.length > 0 && this.waitingCount + news.length > most) return { ok: false };
    if (news.length > 0) {
      const asked = this.#ask(news);
      news.forEach((each, index) => {
        const own = asked.then((answers) => {
          const answer = answers[index];
          if (answer === undefined) throw new Error('broken invariant: an engagement was not answered');
          return answer;
        });
        this.#known.set(each, own);
        own.catch(() => this.#known.delete(each));
      });
    }
    const answers = await Promise.all(targets.flatMap((each) => this.#known.get(each) ?? []));
    return { ok: true, fleet, answers, most };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.worker.terminate();
  }

  #ask(targets: EngagementRequest): Promise<readonly EngagementAnswer[]> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(stopping());
      const { worker } = this.#thread ?? this.#begin();
      this.#waiting.push({ count: targets.length, resolve, reject });
      worker.postMessage(targets, []);
      return undefined;
    });
  }

  #begin(): { readonly worker: Worker; readonly fleet: Promise<FleetRecord> } {
    const worker = new Worker(new URL('engagement-worker.ts', import.meta.url), { workerData: this.#start });
    worker.unref();
    const fleet = new Promise<FleetRecord>((resolve, reject) => {
      worker.on('message', (message: EngagementReply) => {
        if (message.kind === 'fleet') resolve(message.fleet);
        else this.#waiting.shift()?.resolve(message.answers);
      });
      const ended = (error: Error): void => {
        if (this.#thread?.worker !== worker) return;
        this.#thread = null;
        const told = this.#isClosed ? stopping() : error;
        reject(told);
        for (const waiting of this.#waiting.splice(0)) waiting.reject(told);
      };
      worker.on('error', ended);
      worker.on('exit', (code) => ended(new Error(`the thread of engagements ended with ${code}`)));
    });
    // Whoever waits for it hears of it; when nobody does, nobody is to.
    fleet.catch(() => {});
    this.#thread = { worker, fleet };
    return this.#thread;
  }
}

function stopping(): Error {
  return new Error('the service is stopping');
}

function mostWaiting({ interceptors }: FleetRecord): number {
  return Math.max(LEAST_WAITING, Math.min(MOST_WAITING, Math.floor(MOST_PAIRS / interceptors)));
}
