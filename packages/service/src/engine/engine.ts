import { Worker } from 'node:worker_threads';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { OperateEvent, Track } from '@cupola/core/messages';
import type { ReportRecord } from '../log/report-record.ts';
import type { EngineSnapshot, EngineStep } from './engine-core.ts';
import type { DetectionAnswer, DetectionQuery } from './recent-detections.ts';
import type { EngineAnswer, EngineRequest, EngineStart } from './engine-messages.ts';

interface Waiting {
  readonly resolve: (answer: EngineAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** The engine in its thread: told of records and seconds, it answers in order. */
export class Engine {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #untakenBytes = 0;
  #isClosing = false;
  #failure: Error | null = null;

  /** @param onFailure - Told once when the thread ends by itself: nothing can be operated any more. */
  constructor(start: EngineStart, onFailure: (error: Error) => void) {
    this.#worker = new Worker(new URL('engine-worker.ts', import.meta.url), { workerData: start });
    this.#worker.on('message', (answer: EngineAnswer) => this.#waiting.shift()?.resolve(answer));
    const failed = (error: Error): void => {
      if (this.#failure !== null || this.#isClosing) return;
      this.#failure = error;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      onFailure(error);
    };
    this.#worker.on('error', failed);
    this.#worker.on('exit', (code) => failed(new Error(`the engine's thread ended with ${code}`)));
  }

  /** Questions that are not answered yet: how far the engine is behind. */
  get behind(): number {
    return this.#waiting.length;
  }

  /** Bytes of records handed over since the last answered step. */
  get untakenBytes(): number {
    return this.#untakenBytes;
  }

  /** What the heap of its thread holds; 0 when the thread has ended. */
  async heapBytes(): Promise<number> {
    const heap = await this.#worker.getHeapStatistics().catch(() => null);
    return heap?.used_heap_size ?? 0;
  }

  take(record: ReportRecord, position: number): void {
    this.#untakenBytes += record.bytes.length;
    this.#post({ kind: 'take', record, position });
  }

  async step(second: number): Promise<EngineStep> {
    const bytes = this.#untakenBytes;
    const answer = await this.#ask({ kind: 'step', second });
    this.#untakenBytes -= bytes;
    if (answer.kind !== 'step') throw outOfOrder(answer);
    return answer.step;
  }

  async preview(second: number, atUs: SimTimeUs): Promise<readonly Track[] | null> {
    const answer = await this.#ask({ kind: 'preview', second, atUs });
    if (answer.kind !== 'preview') throw outOfOrder(answer);
    return answer.tracks;
  }

  async detections(query: DetectionQuery): Promise<DetectionAnswer> {
    const answer = await this.#ask({ kind: 'detections', query });
    if (answer.kind !== 'detections') throw outOfOrder(answer);
    return answer.answer;
  }

  async foresee(second: number): Promise<readonly OperateEvent[] | null> {
    const answer = await this.#ask({ kind: 'foresee', second });
    if (answer.kind !== 'foresee') throw outOfOrder(answer);
    return answer.events;
  }

  async snapshot(): Promise<EngineSnapshot> {
    const answer = await this.#ask({ kind: 'snapshot' });
    if (answer.kind !== 'snapshot') throw outOfOrder(answer);
    return answer.snapshot;
  }

  async finish(): Promise<readonly Track[]> {
    const answer = await this.#ask({ kind: 'finish' });
    if (answer.kind !== 'finish') throw outOfOrder(answer);
    return answer.finalTracks;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#worker.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the engine was closed'));
  }

  #ask(request: EngineRequest): Promise<EngineAnswer> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#post(request);
    });
  }

  #post(request: EngineRequest): void {
    this.#worker.postMessage(request, []);
  }
}

function outOfOrder(answer: EngineAnswer): Error {
  return new Error(`broken invariant: the engine answered ${answer.kind} out of order`);
}
