import type { Kysely } from 'kysely';
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Ground } from '../../access/ground.ts';
import type { ServiceLog } from '../../serve/service-plan.ts';
import type { Tables } from '../../store/tables.ts';
import { maySee } from './admission.ts';
import type { Admission } from './admission.ts';
import { noteDelivered, productOfMessage } from './delivered.ts';
import type { AllowedHosts } from './address-guard.ts';
import { secretsInForce } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointBook } from './endpoint-book.ts';
import type { Outbox } from './outbox.ts';
import { POST_TIMEOUT_MS, postWebhook } from './post-webhook.ts';
import type { PostOutcome } from './post-webhook.ts';
import { FIRST_WAIT_US, MOST_ATTEMPTS, waitAfterUs } from './retry.ts';
import {
  changeEndpoint,
  dueMessage,
  forgetDone,
  insertMessages,
  nextDueUs,
  noteAttempt,
  noteFailing,
  waitingCounts,
} from './webhook-store.ts';
import type { WebhookMessage } from './webhook-store.ts';

export interface CourierLimits {
  readonly timeoutMs: number;
  readonly firstWaitUs: number;
  /** An endpoint that takes nothing for so long is disabled. */
  readonly disableAfterUs: number;
}

const US_PER_DAY = 86_400_000_000;
export const USUAL_LIMITS: CourierLimits = {
  timeoutMs: POST_TIMEOUT_MS,
  firstWaitUs: FIRST_WAIT_US,
  disableAfterUs: 5 * US_PER_DAY,
};

export interface CourierPlan {
  readonly db: Kysely<Tables>;
  readonly book: EndpointBook;
  readonly outbox: Outbox;
  readonly admission: Admission;
  readonly ground: Ground;
  readonly session: { readonly id: string; readonly second: () => number | null };
  readonly allowedHosts: AllowedHosts;
  readonly limits: CourierLimits;
  readonly log: ServiceLog;
  readonly registry: Registry;
}

const LOOK_EVERY_MS = 200;
const REFRESH_EVERY_MS = 1_000;
const TIDY_EVERY_MS = 60_000;
/** Endpoints that are spoken to at once, each with one message. */
const MOST_AT_ONCE = 64;
/** Whoever is not let in now is looked at again after this. */
const HELD_US = 5_000_000;
const EMPTY_US = 1_000_000;
const DELIVERED_KEPT_US = 7 * US_PER_DAY;
const DEAD_KEPT_US = 30 * US_PER_DAY;
/** Messages that wait for one endpoint; beyond this it is disabled. */
const MOST_WAITING = 100_000;
const GONE_STATUS = 410;
/** Attempts under way have so long to end when the service stops. */
const LAST_ATTEMPTS_MS = 1_000;

/** Takes messages where they go: to each endpoint one after the other, to different ones side by side, so that one that hangs holds up nobody else. */
export class Courier {
  readonly #plan: CourierPlan;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #lookAtUs = new Map<string, number>();
  readonly #stopping = new AbortController();
  readonly #attempts: Counter<'outcome'>;
  #waiting = 0;
  #timers: readonly NodeJS.Timeout[] = [];

  constructor(plan: CourierPlan) {
    this.#plan = plan;
    this.#attempts = new Counter({
      name: 'cupola_webhook_attempts_total',
      help: 'Attempts at webhook messages by what became of them',
      labelNames: ['outcome'],
      registers: [plan.registry],
    });
    const waiting: Gauge = new Gauge({
      name: 'cupola_webhook_waiting',
      help: 'Webhook messages that wait, as counted every minute',
      registers: [],
      collect: () => waiting.set(this.#waiting),
    });
    plan.registry.registerMetric(waiting);
  }

  start(): void {
    this.#timers = [
      setInterval(() => this.#look(), LOOK_EVERY_MS),
      setInterval(() => void this.#quietly(() => this.#plan.book.refresh()), REFRESH_EVERY_MS),
      setInterval(() => void this.#quietly(() => this.#tidy()), TIDY_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
    void this.#quietly(() => this.#tidy());
  }

  /** There are new messages. */
  nudge(endpointIds: readonly string[]): void {
    for (const id of endpointIds) this.#lookAtUs.delete(id);
    this.#look();
  }

  /** What is under way is given a moment, then left for the next start. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const last = setTimeout(() => this.#stopping.abort(), LAST_ATTEMPTS_MS);
    this.#isStopping = true;
    await Promise.all(this.#busy.values());
    clearTimeout(last);
  }

  #isStopping = false;

  #look(): void {
    const atUs = nowUs();
    for (const { id } of this.#plan.book.enabled) {
      if (this.#isStopping || this.#busy.size >= MOST_AT_ONCE) return;
      if (this.#busy.has(id) || (this.#lookAtUs.get(id) ?? 0) > atUs) continue;
      const served = this.#quietly(() => this.#serve(id)).finally(() => this.#busy.delete(id));
      this.#busy.set(id, served);
    }
  }

  async #serve(endpointId: string): Promise<void> {
    const { db, book, session, admission } = this.#plan;
    // oxlint-disable no-await-in-loop -- one after the other is the point
    while (!this.#isStopping) {
      const endpoint = book.get(endpointId);
      if (endpoint === undefined || endpoint.disabledAtUs !== null) return;
      const entitlement = admission.entitlementOf(endpoint.tenantId);
      if (entitlement === null || !this.#isKeyInForce(endpoint) || admission.isSpent(endpoint.tenantId)) {
        this.#lookAtUs.set(endpointId, nowUs() + HELD_US);
        return;
      }
      const second = session.second();
      const throughSecond = second === null ? Number.MIN_SAFE_INTEGER : second - entitlement.latencyS;
      const message = await dueMessage(db, endpointId, nowUs(), { id: session.id, throughSecond });
      if (message === null) {
        const nextUs = await nextDueUs(db, endpointId);
        const soonUs = nowUs() + EMPTY_US;
        this.#lookAtUs.set(endpointId, Math.max(nowUs(), Math.min(nextUs ?? soonUs, soonUs)));
        return;
      }
      if (!maySee(message.seen, entitlement, this.#plan.ground)) {
        const withheld = { state: 'withheld', lastError: 'the plan no longer includes it' } as const;
        await noteAttempt(db, message.id, { ...message, ...withheld, doneAtUs: nowUs() });
        continue;
      }
      await this.#attempt(endpoint, message);
    }
    // oxlint-enable no-await-in-loop
  }

  #isKeyInForce({ keyId }: Endpoint): boolean {
    return keyId === null || this.#plan.admission.isKeyInForce(keyId);
  }

  async #attempt(endpoint: Endpoint, message: WebhookMessage): Promise<void> {
    const { db, allowedHosts, limits } = this.#plan;
    const secrets = secretsInForce(endpoint, nowUs());
    const { url } = endpoint;
    const { id, body } = message;
    const outcome = await postWebhook(
      { url, secrets, id, body },
      { allowedHosts, timeoutMs: limits.timeoutMs, signal: this.#stopping.signal },
    );
    // Whether it arrived is not known: it is sent again at the next start.
    if (this.#stopping.signal.aborted) return;
    const atUs = nowUs();
    const after = afterAttempt(message, outcome, atUs, limits.firstWaitUs);
    this.#attempts.inc({ outcome: after.state === 'waiting' ? 'failed' : after.state });
    if (outcome.cause !== null) {
      const { cause } = outcome;
      this.#plan.log.info(
        { webhook: endpoint.id, tenant: endpoint.tenantId, cause },
        'a webhook message was not taken',
      );
    }
    if (after.state === 'delivered') {
      await noteDelivered(db, message, after, atUs);
      const product = productOfMessage(message);
      if (product !== null) this.#plan.admission.countRecord(message.tenantId);
    } else {
      await noteAttempt(db, id, after);
    }
    await this.#noteHealth(endpoint, outcome, atUs);
  }

  async #noteHealth(endpoint: Endpoint, { status, error }: PostOutcome, atUs: number): Promise<void> {
    const { db, book, limits } = this.#plan;
    const failingSinceUs = error === null ? null : (endpoint.failingSinceUs ?? atUs);
    if (failingSinceUs !== endpoint.failingSinceUs) {
      await noteFailing(db, endpoint.id, failingSinceUs);
      await book.refresh();
    }
    if (status === GONE_STATUS) {
      await this.#disable(endpoint, 'it answered 410 Gone', atUs);
    } else if (failingSinceUs !== null && atUs - failingSinceUs >= limits.disableAfterUs) {
      const days = limits.disableAfterUs / US_PER_DAY;
      await this.#disable(endpoint, `nothing was taken for ${days} days; last: ${error ?? ''}`, atUs);
    }
  }

  /** The tenant is told at its other endpoints, and finds it in the list. */
  async #disable(endpoint: Endpoint, reason: string, atUs: number): Promise<void> {
    const { db, book, outbox, log } = this.#plan;
    const { id, tenantId, name, url } = endpoint;
    await changeEndpoint(db, { id, tenantId }, { kind: 'disable', reason }, 'service', atUs);
    log.warn({ webhook: id, tenant: tenantId, reason }, 'a webhook was disabled');
    await book.refresh();
    const others = book.enabled.filter((each) => each.tenantId === tenantId);
    const data = { webhook: id, name, url, reason };
    await insertMessages(
      db,
      others.map((each) => outbox.ownMessage(each, 'disabled', data, atUs)),
    );
    this.nudge(others.map((each) => each.id));
  }

  async #tidy(): Promise<void> {
    const { db, book } = this.#plan;
    const atUs = nowUs();
    await forgetDone(db, 'delivered', atUs - DELIVERED_KEPT_US);
    await forgetDone(db, 'withheld', atUs - DELIVERED_KEPT_US);
    await forgetDone(db, 'dead', atUs - DEAD_KEPT_US);
    const counts = await waitingCounts(db);
    this.#waiting = [...counts.values()].reduce((sum, each) => sum + each, 0);
    for (const [id, count] of counts) {
      const endpoint = book.get(id);
      if (endpoint === undefined || endpoint.disabledAtUs !== null || count <= MOST_WAITING) continue;
      // oxlint-disable-next-line no-await-in-loop -- seldom more than one
      await this.#disable(endpoint, `more than ${MOST_WAITING} messages wait for it`, atUs);
    }
  }

  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#plan.log.error({ error: String(error) }, 'webhooks cannot be worked on');
    }
  }
}

function afterAttempt(
  { id, attempts: before }: WebhookMessage,
  { status, error, retryAfterS }: PostOutcome,
  atUs: number,
  firstWaitUs: number,
): Parameters<typeof noteAttempt>[2] {
  const attempts = before + 1;
  const last = { attempts, lastStatus: status, lastError: error, nextAtUs: atUs };
  if (error === null) return { ...last, state: 'delivered', doneAtUs: atUs };
  if (attempts >= MOST_ATTEMPTS || status === GONE_STATUS) return { ...last, state: 'dead', doneAtUs: atUs };
  const waitUs = Math.max(waitAfterUs(id, attempts, firstWaitUs), (retryAfterS ?? 0) * 1e6);
  return { ...last, state: 'waiting', nextAtUs: atUs + waitUs, doneAtUs: null };
}

function nowUs(): number {
  return Date.now() * 1000;
}
