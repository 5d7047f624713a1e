import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { BatchResult } from '../ingest/ingest.ts';
import type { ReportForm } from '../log/report-record.ts';
import type { DataMode } from '../picture/records.ts';
import type { Service } from '../serve/service.ts';
import { Refusal } from './refusal.ts';

/** Reports that nobody has worked on yet; beyond this nothing is taken. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
const RETRY_AFTER_S = 1;

export interface IntakeAnswer {
  readonly dataMode: DataMode;
  readonly accepted: number;
  readonly refused: number;
  readonly batches: BatchResult[];
}

/** What HTTP and NATS have in common when satellites send: the same bounds, verdicts, answers and refusals. */
export class ReportIntake {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /** @throws Refusal when nothing can be taken at the moment, or at all. */
  requireOpen(): void {
    const { ingest, state, load, logTrouble } = this.#service;
    if (ingest === null) throw new Refusal('feed-not-live', 'it shows an exercise or a recording');
    if (state !== 'serving') throw new Refusal('stopping', `operations are ${state}`, RETRY_AFTER_S);
    if (load.bytes > MOST_WAITING_BYTES) {
      throw new Refusal('engine-behind', `${load.bytes} bytes are waiting`, RETRY_AFTER_S);
    }
    if (logTrouble !== null)
      throw new Refusal('storage-unavailable', 'the log does not answer', RETRY_AFTER_S);
  }

  /**
   * @param sender - The only satellite whose messages are let in here; null: all.
   * @throws Refusal
   */
  async take(form: ReportForm, body: Uint8Array, sender: string | null): Promise<IntakeAnswer> {
    const { ingest, plan, metrics } = this.#service;
    if (ingest === null) throw new Refusal('feed-not-live', 'it shows an exercise or a recording');
    const batches = await ingest.take(form, body, sender).catch((error: unknown) => {
      if (!(error instanceof OutsideFailure)) throw error;
      plan.log.error({ error: error.message }, 'reports cannot be kept');
      throw new Refusal('storage-unavailable', 'nothing of this body is known to be kept', RETRY_AFTER_S);
    });
    for (const each of batches) metrics.countBatch(each.status, each.detections);
    if (batches.every((each) => each.satelliteId === null)) {
      throw new Refusal('unreadable-body', batches[0]?.reason ?? 'there is no message in it');
    }
    const accepted = batches.filter((each) => each.status === 'accepted').length;
    return {
      dataMode: plan.dataMode,
      accepted,
      refused: batches.length - accepted,
      batches: [...batches],
    };
  }
}
