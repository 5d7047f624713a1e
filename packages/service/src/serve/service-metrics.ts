import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { BatchVerdict } from '../ingest/ingest.ts';

/** What is read when somebody asks. */
export interface ReadNow {
  tracks(): number;
  alerts(): number;
  subscribers(): number;
  skippedTracks(): number;
  waitingBytes(): number;
  engineHeapBytes(): Promise<number>;
}

/** What `/metrics` tells, in the form of Prometheus. */
export class ServiceMetrics {
  readonly registry: Registry = new Registry();
  /** Who counts detections that were taken in, for the invoice. */
  detectionMeter: ((detections: number) => void) | null = null;
  readonly requestS: Histogram<'route' | 'method' | 'status'> = new Histogram({
    name: 'cupola_http_request_seconds',
    help: 'Time to answer a request, s',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [this.registry],
  });
  readonly batches: Counter<'status'> = new Counter<'status'>({
    name: 'cupola_ingest_batches_total',
    help: 'Batches of scan reports by what became of them',
    labelNames: ['status'],
    registers: [this.registry],
  });
  readonly detections: Counter = new Counter({
    name: 'cupola_ingest_detections_total',
    help: 'Detections in accepted batches',
    registers: [this.registry],
  });
  readonly stepS: Histogram = new Histogram({
    name: 'cupola_step_seconds',
    help: 'Time of the engine for one second of operations, s',
    buckets: [0.005, 0.02, 0.1, 0.3, 1, 5],
    registers: [this.registry],
  });
  readonly events: Counter<'kind'> = new Counter<'kind'>({
    name: 'cupola_events_total',
    help: 'What happened, by kind',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  readonly lateReports: Gauge = new Gauge({
    name: 'cupola_late_scans',
    help: 'Scans that came too late to be used, in this session',
    registers: [this.registry],
  });

  constructor(read: ReadNow) {
    collectDefaultMetrics({ register: this.registry });
    this.#gauge('cupola_tracks', 'Confirmed tracks now', () => read.tracks());
    this.#gauge('cupola_alerts_open', 'Alerts whose cause lasts', () => read.alerts());
    this.#gauge('cupola_stream_subscribers', 'Open streams', () => read.subscribers());
    this.#gauge('cupola_stream_skipped_tracks', 'Updates of tracks that slow readers did not get', () =>
      read.skippedTracks(),
    );
    this.#gauge('cupola_waiting_bytes', 'Bytes of reports that are not worked on yet', () =>
      read.waitingBytes(),
    );
    this.#gauge(
      'cupola_engine_heap_bytes',
      "Heap of the engine's thread; that of the main one is in nodejs_*",
      () => read.engineHeapBytes(),
    );
  }

  #gauge(name: string, help: string, value: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [],
      collect: async () => gauge.set(await value()),
    });
    this.registry.registerMetric(gauge);
  }

  countBatch(status: BatchVerdict, detections: number): void {
    this.batches.inc({ status });
    this.detections.inc(detections);
    if (status === 'accepted') this.detectionMeter?.(detections);
  }
}
