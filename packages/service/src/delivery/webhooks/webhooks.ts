import type { Kysely } from 'kysely';
import type { Picture } from '../../picture/picture.ts';
import type { Alert } from '../../picture/records.ts';
import type { ServiceLog, ServicePlan } from '../../serve/service-plan.ts';
import type { Service } from '../../serve/service.ts';
import type { Tables } from '../../store/tables.ts';
import type { Admission } from './admission.ts';
import type { AllowedHosts } from './address-guard.ts';
import { Courier, USUAL_LIMITS } from './courier.ts';
import type { CourierLimits } from './courier.ts';
import { EndpointBook } from './endpoint-book.ts';
import { Outbox } from './outbox.ts';
import { insertMessages } from './webhook-store.ts';
import type { NewMessage } from './webhook-store.ts';

export interface WebhookPlan {
  readonly allowedHosts: AllowedHosts;
  readonly limits?: CourierLimits;
}

/** Webhooks of a service: endpoints, the messages that are made for them, and who takes them there. */
export class Webhooks {
  readonly book: EndpointBook;
  readonly outbox: Outbox;
  readonly allowedHosts: AllowedHosts;
  readonly #courier: Courier;
  readonly #db: Kysely<Tables>;
  readonly #log: ServiceLog;

  private constructor(
    { db, log }: Pick<ServicePlan, 'db' | 'log'>,
    book: EndpointBook,
    outbox: Outbox,
    courier: Courier,
    allowedHosts: AllowedHosts,
  ) {
    this.#db = db;
    this.#log = log;
    this.book = book;
    this.outbox = outbox;
    this.allowedHosts = allowedHosts;
    this.#courier = courier;
  }

  /** Before the service starts: each second's messages are stored with its events. */
  static async open(service: Service, admission: Admission, plan: WebhookPlan): Promise<Webhooks> {
    const { db, dataMode, log } = service.plan;
    const { views, desk, metrics } = service;
    const book = await EndpointBook.open(db);
    const sessionId = service.store.session.id;
    const outbox = new Outbox({
      book,
      admission,
      views,
      sessionId,
      dataMode,
      alertRecord: (alert, tenantId) => desk.recordOf(alert, tenantId),
    });
    const courier = new Courier({
      db,
      book,
      outbox,
      admission,
      ground: views.ground,
      session: { id: sessionId, second: () => service.picture.second },
      allowedHosts: plan.allowedHosts,
      limits: plan.limits ?? USUAL_LIMITS,
      log,
      registry: metrics.registry,
    });
    const webhooks = new Webhooks(service.plan, book, outbox, courier, plan.allowedHosts);
    service.steps.sendThrough(webhooks);
    courier.start();
    return webhooks;
  }

  /** Somebody of a tenant did something about an alert. */
  async alertHandled(alert: Alert, tenantId: string, picture: Picture): Promise<void> {
    const messages = this.outbox.messagesOfAlert(alert, tenantId, picture, Date.now() * 1000);
    await this.send(messages);
  }

  /** Stores messages that belong to no second. */
  async send(messages: readonly NewMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      await insertMessages(this.#db, messages);
      this.nudge(messages.map(({ endpointId }) => endpointId));
    } catch (error) {
      this.#log.error({ error: String(error), messages: messages.length }, 'webhook messages are lost');
    }
  }

  /** New messages are stored. */
  nudge(endpointIds: readonly string[]): void {
    this.#courier.nudge(endpointIds);
  }

  async stop(): Promise<void> {
    await this.#courier.stop();
  }
}
