const BAR_WIDTH = 30;
const REDRAW_MS = 100;
const LINE_EVERY_MS = 5000;

/** Tells how far a run is: a bar on a terminal, a line every few seconds elsewhere. Goes to stderr. */
export class Progress {
  readonly #unit: string;
  readonly #stream: NodeJS.WriteStream;
  readonly #startMs = Date.now();
  #toldMs = Number.NEGATIVE_INFINITY;

  /** @param unit - What is counted, one of it. */
  constructor(unit = 'second', stream: NodeJS.WriteStream = process.stderr) {
    this.#unit = unit;
    this.#stream = stream;
  }

  update(done: number, all: number): void {
    const nowMs = Date.now();
    const interval = this.#stream.isTTY ? REDRAW_MS : LINE_EVERY_MS;
    if (nowMs - this.#toldMs < interval) return;
    this.#toldMs = nowMs;
    const share = all === 0 ? 1 : done / all;
    const elapsedS = (nowMs - this.#startMs) / 1000;
    const left = share > 0 ? `, about ${Math.round((elapsedS * (1 - share)) / share)} s left` : '';
    const numbers = `${Math.round(100 * share)} %, ${this.#unit} ${done} of ${all}, ${Math.round(elapsedS)} s gone${left}`;
    this.#stream.write(this.#stream.isTTY ? `\r${bar(share)} ${numbers}\u001B[K` : `${numbers}\n`);
  }

  /** Clears the bar, so that what follows starts on a clean line. */
  done(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001B[K');
  }
}

function bar(share: number): string {
  const full = Math.round(BAR_WIDTH * Math.min(1, Math.max(0, share)));
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_WIDTH - full)}]`;
}
