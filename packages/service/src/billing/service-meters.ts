import type { Entitlement } from '../access/entitlement.ts';
import { HOUSE } from '../access/visitor.ts';
import type { Visitor } from '../access/visitor.ts';
import type { OperationsStep } from '../operations/operations.ts';
import type { Picture } from '../picture/picture.ts';
import type { ServiceLog } from '../serve/service-plan.ts';
import type { ServiceState } from '../serve/service.ts';
import type { StreamMeter } from '../stream/stream-hub.ts';
import { MINUTE_US } from './calendar.ts';
import type { MeterBook } from './meter-book.ts';
import type { MeterId } from './meters.ts';

/** Of whom service levels are measured. */
export interface MeteredTenant {
  readonly tenantId: string;
  readonly entitlement: Entitlement;
}

/** What is measured of a service. */
export interface MeasuredService {
  readonly state: ServiceState;
  viewFor(visitor: Pick<Visitor, 'tenantId' | 'entitlement'>): Picture;
  readonly hub: { meter: StreamMeter | null };
  readonly metrics: { detectionMeter: ((detections: number) => void) | null };
  readonly steps: { watcher: ((step: OperationsStep) => void) | null };
}

export interface MetersPlan {
  readonly service: MeasuredService;
  readonly book: MeterBook;
  readonly sessionId: string;
  readonly satellites: number;
  readonly tenants: () => readonly MeteredTenant[];
  readonly log: Pick<ServiceLog, 'error'>;
}

const LOOK_EVERY_MS = 1_000;
const FLUSH_EVERY_MS = 2_000;
/** Where measures of service levels come from: their names are those of what they are about, so they count once over restarts. */
const LEVELS_SOURCE = '/cupola/service-levels';
const ACTIONS_SOURCE = '/cupola/actions';
/** A minute is good with so many good seconds in it: the look at the clock is not to the millisecond. */
const GOOD_SECONDS = 57;
/** Share of a tenant's requests in a minute that may fail here. */
const MOST_FAILED_SHARE = 0.05;
/** A look that comes later than this says nothing of the time before it, s. */
const LONGEST_LOOK_S = 10;
/** An alert that a tenant is not told of by then (beyond its own delay) is none of its alerts, s. */
const ALERT_KEPT_S = 60;

interface OpenedAlert {
  readonly id: string;
  readonly latencyS: string;
  readonly openedS: number;
  readonly toldTo: Set<string>;
}

/** Counts what every tenant uses and how well it is served, and brings it to the store. */
export class ServiceMeters {
  readonly #plan: MetersPlan;
  readonly #requests = new Map<string, { all: number; failed: number }>();
  readonly #timers: NodeJS.Timeout[] = [];
  #alerts: OpenedAlert[] = [];
  #minute = -1;
  #openSeconds = 0;
  #servingSeconds = 0;
  #lookedS: number | null = null;
  #sinceLeftMs = Number.POSITIVE_INFINITY;

  constructor(plan: MetersPlan) {
    this.#plan = plan;
    const { service } = plan;
    service.hub.meter = (tenantId, product, records) => {
      if (product === 'alerts') this.count(tenantId, 'alerts-delivered', null, records);
      else this.count(tenantId, 'streamed-records', product, records);
    };
    // Whoever runs the service runs the satellites too.
    service.metrics.detectionMeter = (detections) => this.count(HOUSE, 'detections', null, detections);
    service.steps.watcher = (step) => this.#watch(step);
  }

  start(): void {
    this.#timers.push(
      setInterval(() => this.look(Date.now(), performance.now()), LOOK_EVERY_MS),
      setInterval(() => void this.flush(), FLUSH_EVERY_MS),
    );
    for (const timer of this.#timers) timer.unref();
  }

  count(tenantId: string, meter: MeterId, product: string | null, quantity: number): void {
    this.#plan.book.add(tenantId, meter, product, quantity, Date.now() * 1000);
  }

  /** @param deed - Names it among all deeds of the tenant. */
  countOnce(tenantId: string, meter: MeterId, deed: string): void {
    this.#plan.book.once({
      source: ACTIONS_SOURCE,
      id: `${tenantId}/${deed}`,
      tenantId,
      meter,
      product: null,
      key: null,
      quantity: '1',
      atUs: Date.now() * 1000,
    });
  }

  noteRequest(tenantId: string, failed: boolean): void {
    const requests = this.#requests.get(tenantId) ?? { all: 0, failed: 0 };
    requests.all++;
    requests.failed += Number(failed);
    this.#requests.set(tenantId, requests);
    if (failed) this.count(tenantId, 'failed-requests', null, 1);
  }

  /** Looks at how the service does; once a second. */
  look(wallMs: number, steadyMs: number): void {
    const { service, tenants } = this.#plan;
    const minute = Math.floor((wallMs * 1000) / MINUTE_US);
    if (this.#minute >= 0 && minute !== this.#minute) this.#minuteIsOver();
    this.#minute = minute;
    const nowS = Math.floor(steadyMs / 1000);
    const elapsed = this.#lookedS === null ? 0 : nowS - this.#lookedS;
    this.#lookedS = nowS;
    if (elapsed > 0 && elapsed <= LONGEST_LOOK_S) {
      if (service.state === 'serving' || service.state === 'finished') this.#openSeconds += elapsed;
      if (service.state === 'serving') {
        this.#servingSeconds += elapsed;
        for (const tenant of tenants()) this.#lookAtCustody(tenant, elapsed);
      }
    }
    this.#tellAlerts(nowS);
  }

  async flush(last = false): Promise<void> {
    const { book, log } = this.#plan;
    try {
      await book.flush(Date.now() * 1000, last);
      const nowMs = performance.now();
      if (Math.abs(nowMs - this.#sinceLeftMs) > 60_000) {
        this.#sinceLeftMs = nowMs;
        await book.closeLeft(Date.now() * 1000);
      }
    } catch (error) {
      log.error({ error: String(error) }, 'usage cannot be stored');
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.flush(true);
  }

  #lookAtCustody(tenant: MeteredTenant, seconds: number): void {
    const { products } = tenant.entitlement;
    if (!products.includes('custody') || !products.includes('tracks')) return;
    let [tracked, held] = [0, 0];
    for (const { custody } of this.#plan.service.viewFor(tenant).tracks.values()) {
      if (custody === null) continue;
      tracked++;
      if (custody.level === 'held') held++;
    }
    this.count(tenant.tenantId, 'tracked-seconds', null, tracked * seconds);
    this.count(tenant.tenantId, 'custody-seconds', null, held * seconds);
  }

  #watch({ changes, firstReportMs }: OperationsStep): void {
    if (firstReportMs === null) return;
    const nowMs = performance.now();
    const latencyS = ((nowMs - firstReportMs) / 1000).toFixed(3);
    const openedS = Math.floor(nowMs / 1000);
    for (const { id, kind, closedAt } of changes.alerts) {
      if (kind === 'threat-declared' && closedAt === null)
        this.#alerts.push({ id, latencyS, openedS, toldTo: new Set() });
    }
  }

  /** An alert counts for each tenant that is told of it, once it may be. */
  #tellAlerts(nowS: number): void {
    if (this.#alerts.length === 0) return;
    const { service, tenants, sessionId } = this.#plan;
    let longestS = 0;
    for (const tenant of tenants()) {
      longestS = Math.max(longestS, tenant.entitlement.latencyS);
      const { alerts } = service.viewFor(tenant);
      for (const { id, latencyS, toldTo } of this.#alerts) {
        if (toldTo.has(tenant.tenantId) || !alerts.has(id)) continue;
        toldTo.add(tenant.tenantId);
        this.#level(tenant.tenantId, 'alert-seconds', `${sessionId}/${id}`, latencyS, Date.now() * 1000);
      }
    }
    this.#alerts = this.#alerts.filter(({ openedS }) => nowS - openedS <= longestS + ALERT_KEPT_S);
  }

  #minuteIsOver(): void {
    const { tenants, satellites } = this.#plan;
    const atUs = this.#minute * MINUTE_US;
    for (const { tenantId } of tenants()) {
      const { all, failed } = this.#requests.get(tenantId) ?? { all: 0, failed: 0 };
      if (this.#openSeconds >= GOOD_SECONDS && failed <= all * MOST_FAILED_SHARE)
        this.#level(tenantId, 'available-minutes', String(this.#minute), '1', atUs);
      if (this.#servingSeconds >= GOOD_SECONDS)
        this.#level(tenantId, 'satellite-minutes', String(this.#minute), String(satellites), atUs);
    }
    this.#requests.clear();
    this.#openSeconds = 0;
    this.#servingSeconds = 0;
  }

  #level(tenantId: string, meter: MeterId, of: string, quantity: string, atUs: number): void {
    this.#plan.book.once({
      source: LEVELS_SOURCE,
      id: `${tenantId}/${meter}/${of}`,
      tenantId,
      meter,
      product: null,
      key: null,
      quantity,
      atUs,
    });
  }
}
