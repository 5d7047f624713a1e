import type { LogEntry } from './log-files.ts';

/** Places in the one mean nothing in the other. */
export type LogKind = 'files' | 'stream';

/** Where what satellites sent is kept: files of this machine, or a stream of a NATS cluster. What is appended is durable when its promise is kept. */
export interface ReportLog {
  readonly kind: LogKind;
  /** Bytes that were appended and are not durable yet. */
  readonly waitingBytes: number;
  /** Bytes at its end that were not whole when it was opened, and were never acknowledged. */
  readonly tornBytes: number;
  /** Why nothing can be kept at the moment; null when it can, as far as is known. */
  readonly trouble: string | null;
  /** @returns Its position, once it is durable; rejected with an OutsideFailure when it is certain that it was not kept. */
  append(payload: Uint8Array): Promise<number>;
  /** Kept when all that was appended before is durable, or was refused. */
  passed(): Promise<void>;
  /** Everything from a position on, in order. */
  entries(from: number): AsyncIterable<LogEntry>;
  /** Nobody waits long for it any more: what is not durable soon is refused. */
  hurry(): void;
  close(): Promise<void>;
}
