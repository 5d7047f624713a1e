import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { binaryEnvelopes, jwsLines, openEnvelope, openJwsLine } from '@cupola/contract/scan-batch';
import type { Outcome, ScanBatch, SealedBatch } from '@cupola/contract';
import type { SimTimeUs } from '@cupola/core/foundation';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { ChannelRoster } from '../engine/channel-roster.ts';
import type { Arrival, ReportForm, ReportRecord } from '../log/report-record.ts';
import type { SatelliteKeys } from './satellite-keys.ts';
import type { SequenceBook } from './sequence-book.ts';

export const BATCH_VERDICTS = [
  'accepted',
  'duplicate',
  'too-old',
  'malformed',
  'unknown-satellite',
  'unknown-sensor',
  'bad-signature',
  'clock-skew',
] as const;
export type BatchVerdict = (typeof BATCH_VERDICTS)[number];

/** An answer is given by then, ms. */
const PATIENCE_MS = 5_000;

/** What became of one message of a body, in its order. */
export interface BatchResult {
  readonly satelliteId: string | null;
  readonly sequence: number | null;
  readonly status: BatchVerdict;
  readonly detections: number;
  readonly reason: string | null;
}

/** What a live feed is to the door. */
export interface LiveSource {
  arrival(): Arrival;
  doubt(scanAtUs: SimTimeUs, toldUs: number): string | null;
  kept(newestToldUs: number): void;
}

type Weighed =
  | { readonly result: BatchResult; readonly batch: ScanBatch; readonly bytes: Uint8Array }
  | { readonly result: BatchResult };

/** Weighs messages one by one; those that are accepted are durable when the answer is given. */
export class Ingest {
  readonly #roster: ChannelRoster;
  readonly #keys: SatelliteKeys;
  readonly #sequences: SequenceBook;
  readonly #source: LiveSource;
  readonly #keep: (record: ReportRecord) => Promise<void>;

  constructor(
    roster: ChannelRoster,
    keys: SatelliteKeys,
    sequences: SequenceBook,
    source: LiveSource,
    keep: (record: ReportRecord) => Promise<void>,
  ) {
    this.#roster = roster;
    this.#keys = keys;
    this.#sequences = sequences;
    this.#source = source;
    this.#keep = keep;
  }

  /**
   * @param sender - The only satellite whose messages are let in here; null: all.
   * @throws OutsideFailure when nothing of the body was kept, or it is not known in time: all of it may be sent again, and is a duplicate if it was.
   */
  async take(
    form: ReportForm,
    body: Uint8Array,
    sender: string | null = null,
  ): Promise<readonly BatchResult[]> {
    const sealed = form === 'binary' ? binaryEnvelopes(body) : jwsLines(body);
    // Signatures are checked side by side; what follows from them is weighed in order.
    const isGenuine = await Promise.all(sealed.map((each) => this.#isGenuine(each)));
    const weighed = sealed.map((each, index) =>
      isOfAnother(each, sender)
        ? refusal(each.value.satelliteId, 'unknown-satellite', `only messages of ${sender} are taken here`)
        : this.#weighed(form, each, isGenuine[index] === true),
    );
    const accepted = weighed.filter((each) => 'batch' in each);
    if (accepted.length === 0) return weighed.map(({ result }) => result);
    const arrival = this.#source.arrival();
    const feed = form === 'binary' ? [] : [Buffer.from('\n')];
    const bytes = Uint8Array.from(Buffer.concat(accepted.flatMap((each) => [each.bytes, ...feed])));
    const kept = this.#keep({ form, bytes, arrival }).then(
      () => this.#source.kept(newestTold(accepted.map(({ batch }) => batch))),
      (error: unknown) => {
        for (const { batch } of accepted) this.#sequences.giveBack(batch.satelliteId, batch.sequence);
        throw error;
      },
    );
    await inTime(kept);
    return weighed.map(({ result }) => result);
  }

  async #isGenuine(outcome: Outcome<SealedBatch>): Promise<boolean> {
    const key = outcome.ok ? this.#keys.get(outcome.value.satelliteId) : undefined;
    return outcome.ok && key !== undefined && isSigned(outcome.value, key);
  }

  /** The signature comes before everything that costs or tells anything. */
  #weighed(form: ReportForm, outcome: Outcome<SealedBatch>, isGenuine: boolean): Weighed {
    if (!outcome.ok) return refusal(null, 'malformed', outcome.reason);
    const { satelliteId, bytes } = outcome.value;
    if (!this.#keys.has(satelliteId))
      return refusal(satelliteId, 'unknown-satellite', 'there is no key of this satellite');
    if (!isGenuine) {
      return refusal(satelliteId, 'bad-signature', "the signature is not this satellite's");
    }
    const opened = form === 'binary' ? openEnvelope(bytes) : openJwsLine(bytes);
    if (!opened.ok) return refusal(satelliteId, 'malformed', opened.reason);
    const batch = opened.value;
    const unknown = batch.sensorIds.find((each) => this.#roster.channelOf(satelliteId, each) === null);
    if (unknown !== undefined) {
      return refusal(satelliteId, 'unknown-sensor', `the satellite carries no sensor "${unknown}"`, batch);
    }
    const verdict = this.#sequences.verdict(satelliteId, batch.sequence);
    if (verdict === 'duplicate') return refusal(satelliteId, verdict, 'this number was used before', batch);
    if (verdict === 'too-old') return refusal(satelliteId, verdict, 'far newer ones have come', batch);
    for (let row = 0; row < batch.reportCount; row++) {
      const doubt = this.#source.doubt(batch.scanAtUs[row]!, batch.arrivedAtUs[row]!);
      if (doubt !== null) return refusal(satelliteId, 'clock-skew', `report ${row}: ${doubt}`, batch);
    }
    this.#sequences.use(satelliteId, batch.sequence);
    const result: BatchResult = {
      satelliteId,
      sequence: batch.sequence,
      status: 'accepted',
      detections: batch.detectionCount,
      reason: null,
    };
    return { result, batch, bytes };
  }
}

function isOfAnother(
  outcome: Outcome<SealedBatch>,
  sender: string | null,
): outcome is Extract<Outcome<SealedBatch>, { readonly ok: true }> {
  return sender !== null && outcome.ok && outcome.value.satelliteId !== sender;
}

function newestTold(batches: readonly ScanBatch[]): number {
  let newestToldUs = Number.NEGATIVE_INFINITY;
  for (const { arrivedAtUs } of batches) {
    for (const told of arrivedAtUs) if (told > newestToldUs) newestToldUs = told;
  }
  return newestToldUs;
}

/** A log that is asked and does not answer may have kept it: whoever sent it is told to send it again, and its numbers stay used until that is known. */
async function inTime(kept: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  const tooLong = sleep(PATIENCE_MS, undefined, { signal: waiting.signal, ref: false }).then(() => {
    throw new OutsideFailure('network', 'reports are not known to be kept', 'the log does not answer');
  });
  kept.catch(() => {});
  tooLong.catch(() => {});
  try {
    await Promise.race([kept, tooLong]);
  } finally {
    waiting.abort();
  }
}

function isSigned({ signed, signature }: SealedBatch, key: KeyObject): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, signed, key, signature, (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}

function refusal(
  satelliteId: string | null,
  status: BatchVerdict,
  reason: string,
  batch?: ScanBatch,
): Weighed {
  return { result: { satelliteId, sequence: batch?.sequence ?? null, status, detections: 0, reason } };
}
