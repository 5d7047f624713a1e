import type { Interruption } from '../interruption.ts';
import { WholeFile } from '../whole-file.ts';

/** Writes to standard output; false when nobody reads any more. */
export type WriteOut = (text: string) => Promise<boolean>;

/** Where rows of tracks go. */
export interface TracksSink {
  /** @returns Whether more is wanted. */
  write(text: string): Promise<boolean>;
  finish(): void;
  /** Nothing stays of what can still be taken back. */
  giveUp(): void;
}

/** A file that is written whole or not at all. */
export class TracksFile implements TracksSink {
  readonly #file: WholeFile;

  constructor(file: string, interruption: Interruption) {
    this.#file = new WholeFile(file, interruption);
  }

  write(text: string): Promise<boolean> {
    this.#file.write(text);
    return Promise.resolve(true);
  }

  finish(): void {
    this.#file.finish();
  }

  giveUp(): void {
    this.#file.giveUp();
  }
}

/** Standard output: rows are gone as soon as they are written. */
export class TracksStream implements TracksSink {
  readonly #writeOut: WriteOut;

  constructor(writeOut: WriteOut) {
    this.#writeOut = writeOut;
  }

  write(text: string): Promise<boolean> {
    return this.#writeOut(text);
  }

  finish(): void {
    // Every row is written already.
  }

  giveUp(): void {
    // What is written is read already.
  }
}
