import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { binaryEnvelopes, jwsLines, openEnvelope, openJwsLine } from '@cupola/contract';
import type { Outcome, ScanBatch } from '@cupola/contract';
import type { SimTimeUs } from '@cupola/core/foundation';
import { MOST_FRAME_BYTES } from './frames.ts';

export const REPORT_FORMS = ['binary', 'jws'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** Scan reports as the log keeps them: the messages as they came, and the one thing the service adds, when they arrived. */
export interface ReportRecord {
  readonly form: ReportForm;
  /** Messages one after another, as in the body of a request. */
  readonly bytes: Uint8Array;
  readonly arrival: Arrival;
}

/** `stamped`: everything arrived then. `told`: at the time that each report tells, but not before that, where none is told then. */
export interface Arrival {
  readonly kind: 'stamped' | 'told';
  readonly atUs: SimTimeUs;
}

const HEAD_BYTES = 16;
const DEFLATED = 2;
/** Smaller records are not worth packing. */
const WORTH_PACKING_BYTES = 4_096;

export function writtenRecord({ form, bytes, arrival }: ReportRecord, pack: boolean): Uint8Array {
  const packed = pack && bytes.length >= WORTH_PACKING_BYTES;
  const body = packed ? deflateRawSync(bytes, { level: 1 }) : bytes;
  const payload = Buffer.alloc(HEAD_BYTES + body.length);
  payload[0] = REPORT_FORMS.indexOf(form) + (packed ? DEFLATED : 0);
  payload[1] = arrival.kind === 'told' ? 1 : 0;
  payload.writeDoubleLE(arrival.atUs, 8);
  payload.set(body, HEAD_BYTES);
  return payload;
}

/** What the log itself wrote, and its checksums let through, is in order. */
export function readRecord(payload: Buffer): ReportRecord {
  const kind = payload[0] ?? 0;
  const body = payload.subarray(HEAD_BYTES);
  const bytes =
    kind >= DEFLATED ? inflateRawSync(body, { maxOutputLength: MOST_FRAME_BYTES }) : Uint8Array.from(body);
  return {
    form: REPORT_FORMS[kind % DEFLATED] ?? 'binary',
    bytes,
    arrival: { kind: payload[1] === 1 ? 'told' : 'stamped', atUs: payload.readDoubleLE(8) },
  };
}

/** The batches of a record. They were checked before they were written. */
export function batchesOf({ form, bytes }: ReportRecord): readonly ScanBatch[] {
  const sealed = form === 'binary' ? binaryEnvelopes(bytes) : jwsLines(bytes);
  const open = form === 'binary' ? openEnvelope : openJwsLine;
  return sealed.map((each) => inOrder(open(inOrder(each).bytes)));
}

function inOrder<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok)
    throw new Error(`broken invariant: the log holds a message that was refused: ${outcome.reason}`);
  return outcome.value;
}
