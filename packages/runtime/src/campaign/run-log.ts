import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { RunAnswer, RunFailure } from '@cupola/core/campaign';
import { OutsideFailure } from '../outside-failure.ts';

/** What a run came to. */
export type RunOutcome = RunAnswer | RunFailure;

function isFailure(outcome: RunOutcome): outcome is RunFailure {
  return 'failure' in outcome;
}

export function answersOf(outcomes: readonly RunOutcome[]): readonly RunAnswer[] {
  return outcomes.flatMap((outcome) => (isFailure(outcome) ? [] : [outcome]));
}

export function failuresOf(outcomes: readonly RunOutcome[]): readonly RunFailure[] {
  return outcomes.flatMap((outcome) => (isFailure(outcome) ? [outcome] : []));
}

/** One line of JSON for each run. */
export const RUNS_FILE = 'runs.jsonl';

export function runsText(outcomes: readonly RunOutcome[]): string {
  return outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join('');
}

/**
 * Runs as they are done, in no order, in a hidden folder beside the one they are for. It outlasts the process, so that a campaign that was
 * stopped or killed goes on where it was; its name holds the campaign's id, so that no other campaign takes it up.
 */
export class RunLog {
  readonly #folder: string;
  readonly #file: string;

  constructor(target: string, campaignId: string) {
    const whole = resolve(target);
    this.#folder = join(dirname(whole), `.${basename(whole)}.sweep-${campaignId}`);
    this.#file = join(this.#folder, RUNS_FILE);
  }

  /** Runs done before. A line that the end of the former process has cut off is taken away. */
  open(): readonly RunOutcome[] {
    return onDisk(`cannot keep runs in ${this.#folder}`, () => {
      mkdirSync(this.#folder, { recursive: true });
      if (!existsSync(this.#file)) return [];
      const bytes = readFileSync(this.#file);
      const whole = bytes.lastIndexOf('\n') + 1;
      if (whole < bytes.length) truncateSync(this.#file, whole);
      return outcomesOf(bytes.subarray(0, whole).toString('utf8'));
    });
  }

  add(outcome: RunOutcome): void {
    onDisk(`cannot write ${this.#file}`, () => appendFileSync(this.#file, runsText([outcome])));
  }

  /** Once the campaign's own folder is written. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The runs of a finished campaign of the same id; null when there is none. */
export function finishedRuns(folder: string, campaignId: string): readonly RunOutcome[] | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    const same =
      typeof manifest === 'object' &&
      manifest !== null &&
      'campaignId' in manifest &&
      manifest.campaignId === campaignId;
    return same ? outcomesOf(readFileSync(join(folder, RUNS_FILE), 'utf8')) : null;
  } catch {
    return null;
  }
}

/** One outcome for each line. */
export function outcomesOf(text: string): readonly RunOutcome[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): RunOutcome => JSON.parse(line));
}

function onDisk<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new OutsideFailure('disk', what, error);
  }
}
