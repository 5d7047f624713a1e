import { Worker } from 'node:worker_threads';
import { usFromS } from '@cupola/core/foundation';
import type { Tasking } from '@cupola/core/messages';
import type { MissionInputs } from '@cupola/core/mission';
import type { ExerciseAnswer, ExerciseRequest, ExerciseStart } from './exercise-messages.ts';
import type { Feed, FeedSink, Playing } from './feed.ts';
import { Pace } from './pace.ts';

/** A scenario generated and operated at a pace, its taskings obeyed: the same second by second as `cupola run`. */
export class ExerciseFeed implements Feed {
  readonly kind = 'exercise';
  readonly #inputs: MissionInputs;
  readonly #pace: Pace;
  readonly playing: Playing;
  #isEnding = false;

  /** @param isHeld - It waits before its first second until somebody starts it. */
  constructor(inputs: MissionInputs, rate: number, isHeld = false) {
    this.#inputs = inputs;
    this.#pace = new Pace(rate, isHeld);
    this.playing = {
      pace: this.#pace,
      lastSecond: Math.round(inputs.scenario.durationMin * 60),
      end: () => {
        this.#isEnding = true;
        this.#pace.stop();
      },
    };
  }

  async run(sink: FeedSink): Promise<void> {
    const satellites = new Satellites(this.#inputs);
    const durationS = Math.round(this.#inputs.scenario.durationMin * 60);
    let taskings: readonly Tasking[] = [];
    try {
      for (let second = 0; second <= durationS; second++) {
        // oxlint-disable no-await-in-loop -- one second follows from the other
        if (!(await this.#pace.due(second))) {
          if (this.#isEnding) break;
          return;
        }
        const bytes = await satellites.sendBy({ second, taskings });
        // Recorded as it is now and always the same: at the times of arrival that reports tell.
        const arrival = { kind: 'told', atUs: Number.NEGATIVE_INFINITY } as const;
        if (bytes.length > 0) await sink.record({ form: 'binary', bytes, arrival });
        const { output } = await sink.second(second);
        // oxlint-enable no-await-in-loop
        taskings = [...taskings.filter((each) => each.validUntilUs > usFromS(second)), ...output.taskings];
      }
      await sink.finish();
    } finally {
      await satellites.close();
    }
  }

  stop(): void {
    this.#pace.stop();
  }
}

class Satellites {
  readonly #worker: Worker;

  constructor(inputs: MissionInputs) {
    const workerData: ExerciseStart = { inputs };
    this.#worker = new Worker(new URL('exercise-worker.ts', import.meta.url), { workerData });
  }

  /** What reaches the ground by a second. */
  sendBy(request: ExerciseRequest): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(error);
      this.#worker.once('error', failed);
      this.#worker.once('message', ({ envelopes }: ExerciseAnswer) => {
        this.#worker.off('error', failed);
        resolve(envelopes);
      });
      this.#worker.postMessage(request, []);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
