import type { Track } from '@cupola/core/messages';
import type { Webhooks } from '../delivery/webhooks/webhooks.ts';
import type { OperationsListener, OperationsStep } from '../operations/operations.ts';
import type { Alert } from '../picture/records.ts';
import type { SessionStore } from '../store/session-store.ts';
import type { Publisher } from './publisher.ts';
import type { ServiceLog } from './service-plan.ts';
import type { ServiceMetrics } from './service-metrics.ts';
import { UnstoredSteps } from './unstored-steps.ts';

export interface StepFlowPlan {
  readonly store: SessionStore;
  readonly publisher: Publisher;
  readonly metrics: ServiceMetrics;
  /** Steps in which nothing happened are stored, too: the session goes on behind them. */
  readonly keepsEmptySteps: boolean;
  readonly onFailure: (error: Error) => void;
  readonly log: ServiceLog;
}

/** The way of a step once operations have made it: measured, published, watched, stored with the messages that are made of it. */
export class StepFlow implements OperationsListener {
  /** Who measures how the service does; called when a step has been published. */
  watcher: ((step: OperationsStep) => void) | null = null;
  readonly #plan: StepFlowPlan;
  readonly #unstored: UnstoredSteps;
  #webhooks: Webhooks | null = null;

  constructor(plan: StepFlowPlan) {
    this.#plan = plan;
    this.#unstored = new UnstoredSteps(plan.store, plan.log, ({ messages }) =>
      this.#webhooks?.nudge(messages.map(({ endpointId }) => endpointId)),
    );
  }

  /** What happens from now on is also made into messages for webhooks. */
  sendThrough(webhooks: Webhooks): void {
    this.#webhooks = webhooks;
  }

  get isStored(): boolean {
    return !this.#unstored.areWaiting;
  }

  async onStep(told: OperationsStep): Promise<void> {
    const { picture, changes, step } = told;
    const { metrics, publisher, keepsEmptySteps } = this.#plan;
    metrics.stepS.observe(step.tookMs / 1000);
    metrics.lateReports.set(step.lateReports);
    for (const { kind } of changes.events) metrics.events.inc({ kind });
    publisher.publish(changes, true);
    this.watcher?.(told);
    if (!keepsEmptySteps && changes.events.length === 0) return;
    const { second } = step;
    const messages = this.#webhooks?.outbox.messagesOf({ second, picture, changes }, Date.now() * 1000) ?? [];
    await this.#unstored.store({ second, changes, messages });
  }

  onPreview({ changes }: Pick<OperationsStep, 'changes'>): void {
    this.#plan.publisher.publish(changes, false);
  }

  onFinalTracks(tracks: readonly Track[]): void {
    this.#plan.publisher.publishFinal(tracks);
  }

  onEngineFailure(error: Error): void {
    this.#plan.onFailure(error);
  }

  /** A tenant did something about an alert, if it is still one. */
  alertHandled(alert: Alert | undefined, tenantId: string, picture: OperationsStep['picture']): void {
    if (alert !== undefined) void this.#webhooks?.alertHandled(alert, tenantId, picture);
  }
}
