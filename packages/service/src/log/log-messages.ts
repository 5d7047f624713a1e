import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { frameAt, framed } from './frames.ts';
import type { LogEntry } from './log-files.ts';

/** Records of one message, at most; positions count them. */
export const MOST_RECORDS = 4_096;

/** What goes into one message of a stream: whole frames, or one part of a frame that is longer than a message may be. */
export interface LogMessage {
  readonly data: Buffer;
  /** Null of whole frames. */
  readonly part: { readonly index: number; readonly count: number } | null;
  /** Records that are durable with it. */
  readonly recordCount: number;
}

/** The place of a record: of its message, or of its first part, in the stream, and in that. */
export function positionOf(sequence: number, index: number): number {
  return sequence * MOST_RECORDS + index;
}

export function sequenceOf(position: number): number {
  return Math.floor(position / MOST_RECORDS);
}

/** Records as messages of bounded size: small ones share one, long ones are parted. */
export function messagesOf(payloads: readonly Uint8Array[], mostBytes: number): readonly LogMessage[] {
  const messages: LogMessage[] = [];
  let together: Buffer[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (together.length === 0) return;
    messages.push({ data: Buffer.concat(together), part: null, recordCount: together.length });
    together = [];
    bytes = 0;
  };
  for (const frame of payloads.map(framed)) {
    if (bytes + frame.length > mostBytes || together.length === MOST_RECORDS) flush();
    if (frame.length > mostBytes) {
      messages.push(...partsOf(frame, mostBytes));
      continue;
    }
    together.push(frame);
    bytes += frame.length;
  }
  flush();
  return messages;
}

function partsOf(frame: Buffer, mostBytes: number): readonly LogMessage[] {
  const count = Math.ceil(frame.length / mostBytes);
  return Array.from({ length: count }, (_, index) => ({
    data: frame.subarray(index * mostBytes, (index + 1) * mostBytes),
    part: { index, count },
    recordCount: index === count - 1 ? 1 : 0,
  }));
}

export function partText(part: LogMessage['part']): string | null {
  return part === null ? null : `${part.index + 1}/${part.count}`;
}

/** Puts messages together to records again. A record whose last part never came was never acknowledged, and is passed over. */
export class MessageReader {
  readonly #stream: string;
  #parts: Buffer[] = [];
  #firstSequence = 0;

  constructor(stream: string) {
    this.#stream = stream;
  }

  /** Bytes of a record whose last part has not come. */
  get openBytes(): number {
    return this.#parts.reduce((sum, each) => sum + each.length, 0);
  }

  /** @param part - As `partText` wrote it; empty of whole frames. */
  read(sequence: number, data: Uint8Array, part: string): readonly LogEntry[] {
    const [index = 1, count = 1] = part === '' ? [] : part.split('/').map(Number);
    if (index === 1) {
      this.#parts = [];
      this.#firstSequence = sequence;
    } else if (this.#parts.length !== index - 1) {
      throw this.#damaged(sequence, 'the parts before it are missing');
    }
    this.#parts.push(Buffer.from(data));
    if (index < count) return [];
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    return this.#frames(bytes, sequence);
  }

  #frames(bytes: Buffer, sequence: number): readonly LogEntry[] {
    const entries: LogEntry[] = [];
    let at = 0;
    while (at < bytes.length) {
      const frame = frameAt(bytes, at);
      if (frame === null) throw this.#damaged(sequence, `it is not whole at byte ${at}`);
      entries.push({
        position: positionOf(this.#firstSequence, entries.length),
        payload: frame.payload,
      });
      at = frame.end;
    }
    return entries;
  }

  #damaged(sequence: number, why: string): OutsideFailure {
    return new OutsideFailure('disk', `the stream ${this.#stream} is damaged at message ${sequence}`, why);
  }
}
