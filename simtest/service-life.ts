import { cpSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OperateConfig } from '@cupola/core/mission';
import { present } from '@cupola/core/foundation';
import { LiveFeed } from '../packages/service/src/feeds/live-feed.ts';
import type { LiveClock } from '../packages/service/src/feeds/live-feed.ts';
import { framed } from '../packages/service/src/log/frames.ts';
import { logFiles } from '../packages/service/src/log/log-files.ts';
import { liveOptions } from '../packages/service/src/serve/small-service.test-data.ts';
import { startService } from '../packages/service/src/serve/start-service.ts';
import type { RunningService } from '../packages/service/src/serve/start-service.ts';
import { INPUTS } from './sent-seconds.ts';

/** A service that is stopped, or ends abruptly, and starts again, with a clock that can be set. */
export class ServiceLife {
  readonly #config: OperateConfig;
  readonly #clock: LiveClock;
  readonly #place: string;
  #lives = 0;
  #running: RunningService | null = null;
  #key = '';
  nowUs = 0;
  /** With which operations began; null before. */
  firstSecond: number | null = null;

  constructor(place: string, config: OperateConfig, clock: LiveClock) {
    this.#place = place;
    this.#config = config;
    this.#clock = clock;
  }

  get running(): RunningService {
    return present(this.#running);
  }

  get dataFolder(): string {
    return join(this.#place, String(this.#lives));
  }

  get logFolder(): string {
    return join(this.dataFolder, 'sessions', 'live-0001', 'log');
  }

  async start(): Promise<void> {
    this.#running = await startService({
      ...liveOptions(this.dataFolder, this.#config),
      inputs: INPUTS,
      feedFrom: (through) => new LiveFeed(this.#clock, () => this.nowUs, through),
    });
    this.#key = this.#running.firstKey ?? this.#key;
    const { service } = this.#running;
    const { watcher } = service.steps;
    if (service.store.session.throughSecond === null) this.firstSecond = null;
    service.steps.watcher = (step) => {
      this.firstSecond ??= step.step.second;
      watcher?.(step);
    };
  }

  /** Waits for the engine, but not for ever. */
  async caughtUp(): Promise<void> {
    const { service } = this.running;
    for (let k = 0; k < 1_000 && service.load.stepsBehind > 0; k++) {
      // oxlint-disable-next-line no-await-in-loop -- again and again, for a time
      await sleep(5);
    }
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = null;
  }

  /**
   * The folder as it is at this instant is all that is left, with the beginning of a frame that was being written. What still ran knows nothing of
   * it, and is thrown away.
   */
  async crash(tornBytes: number): Promise<void> {
    const before = this.dataFolder;
    const dying = this.running;
    this.#lives++;
    cpSync(before, this.dataFolder, { recursive: true });
    const newest = logFiles(this.logFolder).at(-1);
    if (newest !== undefined && tornBytes > 0) {
      const torn = framed(Buffer.alloc(1_000, 7)).subarray(0, tornBytes);
      writeFileSync(newest.path, Buffer.concat([readFileSync(newest.path), torn]));
    }
    await dying.stop();
    rmSync(before, { recursive: true });
    await this.start();
  }

  /** @returns What became of each message, or the one word for all of them. */
  async post(body: Buffer, form: 'binary' | 'jws'): Promise<readonly string[]> {
    const { app, url } = this.running;
    const response = await app.inject({
      method: 'POST',
      url: '/v1/ingest/scan-reports',
      headers: {
        authorization: `Bearer ${this.#key}`,
        host: new URL(url).host,
        'content-type': form === 'binary' ? 'application/vnd.cupola.scan-reports' : 'application/jsonl',
      },
      payload: body,
    });
    const answer = response.json<{ code?: string; batches?: { status: string }[] }>();
    return answer.batches?.map(({ status }) => status) ?? [answer.code ?? `status ${response.statusCode}`];
  }
}
