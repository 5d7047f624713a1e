import { fullLatitudes, kneeOf, marginalValues, paretoFront } from '@cupola/core/coverage';
import type { DesignValue, MarginalValue, RowTally } from '@cupola/core/coverage';
import type { WalkerShell } from '@cupola/core/constellation';
import { pause } from '../../interruption.ts';
import { DesignPool } from '../../workers/design-pool.ts';
import { lookOf } from './design-look.ts';
import type { DesignLook, ShortcutLook } from './design-look.ts';
import { satelliteLooks, satellitesOf } from './design-question.ts';
import type { DesignQuestion } from './design-question.ts';
import { designTasks } from './design-task.ts';
import type { DesignJob, DesignResult, DesignTask } from './design-task.ts';

export interface DesignCandidate extends DesignValue {
  readonly shells: readonly WalkerShell[];
  /** The first so many of the shells were swept, the others stand beside every design. */
  readonly sweptCount: number;
  readonly shortcut: ShortcutLook;
  /** Of the finalists. */
  readonly full: DesignLook | null;
}

export interface DesignAnswer {
  /** In the order asked. */
  readonly candidates: readonly DesignCandidate[];
  /** By rising satellites. */
  readonly front: readonly DesignCandidate[];
  readonly knee: DesignCandidate | null;
  readonly marginal: readonly MarginalValue[];
  readonly given: DesignLook | null;
}

export interface DesignOptions {
  /** Threads that compute, at most. */
  readonly workers: number;
  /** Told how many of the tasks are done. */
  readonly onTask: (done: number, all: number) => void;
}

/** Satellites x places x samples of one task of the full computation, at most: some tenths of a second. */
const LOOKS_PER_TASK = 2e8;
/** Less than this is done before a worker has started. */
const LOOKS_PER_WORKER = 1e9;

/** Answers a question; the answer does not depend on the number of workers. */
export async function performDesign(job: DesignJob, options: DesignOptions): Promise<DesignAnswer> {
  const crew = crewFor(job, options.workers);
  try {
    return await performWith(crew, job, options);
  } finally {
    await crew.close();
  }
}

async function performWith(
  crew: DesignCrew,
  { question, given }: DesignJob,
  { onTask }: DesignOptions,
): Promise<DesignAnswer> {
  const { designs, finalistCount } = question;
  let done = 0;
  // Finalists are not known yet, nor are their tasks.
  let all = designs.length + Math.min(finalistCount, designs.length);
  const onDone = (): void => onTask((done += 1), all);
  const quick = await quickLooks(question, crew, onDone);
  const quickFront = paretoFront(quick);
  const kneePlace = kneeOf(quickFront);
  const finalists = finalistsOf(quickFront, kneePlace, finalistCount);
  const stretches = [
    ...finalists.map(({ shells, satellites }) => stretchesOf(question, shells, satellites)),
    ...(given === null ? [] : [stretchesOf(question, null, given.satelliteCount)]),
  ];
  all = designs.length + stretches.flat().length;
  const results = await crew.perform(stretches.flat(), onDone);
  let first = 0;
  const looks = stretches.map(({ length }) =>
    lookOf(fullLatitudes(question.within, talliesIn(results.slice(first, (first += length))))),
  );
  const candidates = quick.map((candidate) => {
    const at = finalists.indexOf(candidate);
    return at < 0 ? candidate : { ...candidate, full: looks[at] ?? null };
  });
  const front = paretoFront(candidates);
  return {
    candidates,
    front,
    knee: kneePlace === null ? null : (front[kneePlace] ?? null),
    marginal: marginalValues(front),
    given: given === null ? null : (looks.at(-1) ?? null),
  };
}

async function quickLooks(
  { designs }: DesignQuestion,
  crew: DesignCrew,
  onDone: () => void,
): Promise<readonly DesignCandidate[]> {
  const tasks = designs.map((_, design): DesignTask => ({ kind: 'shortcut', design }));
  const results = await crew.perform(tasks, onDone);
  return results.flatMap((result, index) => {
    const design = designs[index];
    if (result.kind !== 'shortcut' || design === undefined) return [];
    const { look } = result;
    return {
      shells: look.shells,
      sweptCount: design.sweptCount,
      satellites: satellitesOf(look.shells),
      worstStereoFraction: look.worst.stereoFraction,
      standardError: look.standardError,
      shortcut: look,
      full: null,
    };
  });
}

/** Those nearest the knee along the front, or nearest its upper end when there is no knee. */
function finalistsOf(
  front: readonly DesignCandidate[],
  knee: number | null,
  count: number,
): readonly DesignCandidate[] {
  const middle = knee ?? front.length - 1;
  const nearest = [...front.keys()].toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return nearest.slice(0, count).flatMap((place) => front[place] ?? []);
}

/** The window of the full computation cut into tasks. @param shells - Null: the satellites given. */
function stretchesOf(
  { within, sampleCount }: DesignQuestion,
  shells: readonly WalkerShell[] | null,
  satelliteCount: number,
): readonly DesignTask[] {
  const length = Math.max(1, Math.floor(LOOKS_PER_TASK / (within.grid.cellCount * satelliteCount)));
  return Array.from({ length: Math.ceil(sampleCount / length) }, (_, index) => ({
    kind: 'full',
    shells,
    fromSample: index * length,
    toSample: Math.min(sampleCount, (index + 1) * length),
  }));
}

function talliesIn(results: readonly DesignResult[]): readonly RowTally[] {
  return results.flatMap((result) => (result.kind === 'full' ? [result.tally] : []));
}

/** Who does the tasks; results stand in the order of the tasks. */
interface DesignCrew {
  perform(tasks: readonly DesignTask[], onDone: () => void): Promise<readonly DesignResult[]>;
  close(): Promise<void>;
}

function crewFor(job: DesignJob, workers: number): DesignCrew {
  const { designs, phasing, within } = job.question;
  const looks = within.rows.length * designs.reduce((sum, each) => sum + satelliteLooks(each, phasing), 0);
  const threads = Math.min(workers, Math.floor(looks / LOOKS_PER_WORKER), designs.length);
  return threads === 0 ? thisThread(job) : new DesignPool(job, threads);
}

/** The event loop gets a turn between tasks, so that Ctrl-C is heard. */
function thisThread(job: DesignJob): DesignCrew {
  const perform = designTasks(job);
  return {
    async perform(tasks, onDone) {
      const results: DesignResult[] = [];
      for (const task of tasks) {
        results.push(perform(task));
        onDone();
        // oxlint-disable-next-line no-await-in-loop -- the event loop must turn between tasks, not after all of them
        await pause();
      }
      return results;
    },
    close: () => Promise.resolve(),
  };
}
