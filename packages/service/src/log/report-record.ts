import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { binaryEnvelopes, jwsLines, openEnvelope, openJwsLine } from '@cupola/contract/scan-batch';
import type { Outcome, ScanBatch } from '@cupola/contract';
import { usFromS } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { Command } from '@cupola/core/messages';
import { MOST_FRAME_BYTES } from './frames.ts';

export const REPORT_FORMS = ['binary', 'jws'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** Scan reports, or commands of operators, as the log keeps them: as they came, and the one thing the service adds, when they arrived. */
export interface ReportRecord {
  readonly form: ReportForm | 'commands';
  /** Messages one after another, as in the body of a request; commands as lines of JSON. */
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
/** Beyond what forms and packing take. */
const COMMANDS = 4;
/** Smaller records are not worth packing. */
const WORTH_PACKING_BYTES = 4_096;

export function writtenRecord({ form, bytes, arrival }: ReportRecord, pack: boolean): Uint8Array {
  const isCommands = form === 'commands';
  const packed = pack && !isCommands && bytes.length >= WORTH_PACKING_BYTES;
  const body = packed ? deflateRawSync(bytes, { level: 1 }) : bytes;
  const payload = Buffer.alloc(HEAD_BYTES + body.length);
  payload[0] = isCommands ? COMMANDS : REPORT_FORMS.indexOf(form) + (packed ? DEFLATED : 0);
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
    kind >= DEFLATED && kind < COMMANDS
      ? inflateRawSync(body, { maxOutputLength: MOST_FRAME_BYTES })
      : Uint8Array.from(body);
  return {
    form: kind === COMMANDS ? 'commands' : (REPORT_FORMS[kind % DEFLATED] ?? 'binary'),
    bytes,
    arrival: { kind: payload[1] === 1 ? 'told' : 'stamped', atUs: payload.readDoubleLE(8) },
  };
}

/** The batches of a record. They were checked before they were written. */
export function batchesOf({ form, bytes }: ReportRecord): readonly ScanBatch[] {
  if (form === 'commands') return [];
  const sealed = form === 'binary' ? binaryEnvelopes(bytes) : jwsLines(bytes);
  const open = form === 'binary' ? openEnvelope : openJwsLine;
  return sealed.map((each) => inOrder(open(inOrder(each).bytes)));
}

/** A command before it is known when it arrived. */
export type CommandDraft = DraftOf<Command>;
type DraftOf<C> = C extends Command ? Omit<C, 'arrivedAtUs'> : never;

/** @param second - The whole second of arrival on which it takes effect. */
export function commandRecord(draft: CommandDraft, second: number): ReportRecord {
  return {
    form: 'commands',
    bytes: Buffer.from(JSON.stringify(draft)),
    arrival: { kind: 'stamped', atUs: usFromS(second) },
  };
}

/** The commands of a record. They were checked before they were written. */
export function commandsOf({ form, bytes, arrival }: ReportRecord): readonly Command[] {
  if (form !== 'commands') return [];
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as it was written by `commandRecord`
  const drafts = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as CommandDraft);
  return drafts.map((draft) => ({ ...draft, arrivedAtUs: arrival.atUs }));
}

function inOrder<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok)
    throw new Error(`broken invariant: the log holds a message that was refused: ${outcome.reason}`);
  return outcome.value;
}

/** When a report arrived. @param toldUs - As the message tells it; not a number where it does not. */
export function arrivalOf(toldUs: number, { kind, atUs }: Arrival): SimTimeUs {
  return kind === 'stamped' || Number.isNaN(toldUs) ? atUs : Math.max(toldUs, atUs);
}
