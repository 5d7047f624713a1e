import type { DesignJob, DesignResult, DesignTask } from '../coverage/design/design-task.ts';
import { TaskPool } from './task-pool.ts';

/** Threads that do the tasks of a design question. Results stand in the order of the tasks. */
export class DesignPool {
  readonly #pool: TaskPool<DesignTask, DesignResult>;

  constructor(job: DesignJob, count: number) {
    this.#pool = new TaskPool('design-worker.ts', job, count);
  }

  /** @param onDone - Told after each task. */
  async perform(tasks: readonly DesignTask[], onDone: () => void): Promise<readonly DesignResult[]> {
    const results: DesignResult[] = [];
    await this.#pool.perform(tasks, (result, index) => {
      results[index] = result;
      onDone();
    });
    return results;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
