import {
  Interruption,
  PORTFOLIO_FILE_NAMES,
  WorkerSolver,
  frontEntry,
  loadPortfolio,
  noPortfolioAnswer,
  performPortfolio,
  portfolioAnswer,
  portfolioFolderProblems,
  writePortfolioFolder,
} from '@cupola/runtime';
import type { PortfolioEvent } from '@cupola/runtime';
import type { PortfolioCase } from '@cupola/core/acquisition';
import { closest } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { workerCount } from '../worker-count.ts';
import { conflictText, portfolioText } from './portfolio-text.ts';

export interface PortfolioFlags {
  readonly set: readonly string[];
  readonly why: readonly string[];
  readonly seed?: number;
  readonly workers?: number;
  readonly ndjson?: true;
  readonly out?: string;
  readonly json?: true;
}

/** `cupola portfolio`: the best bids. */
export async function portfolioCommand(file: string, flags: PortfolioFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const { out } = flags;
  const json = flags.json === true;
  const settings = [...flags.set, ...(flags.seed === undefined ? [] : [`seed=${flags.seed}`])];
  const loaded = loadPortfolio(file, settings);
  const problems = [
    ...(loaded.ok ? [] : loaded.problems),
    ...(loaded.ok ? whyProblems(loaded.portfolio, flags.why) : []),
    ...(out === undefined ? [] : portfolioFolderProblems(out)),
  ];
  if (!loaded.ok || problems.length > 0) return refuse(problems, json);
  const words = [
    'npx cupola portfolio',
    file,
    ...settings.map((setting) => `--set '${setting}'`),
    ...flags.why.map((id) => `--why ${id}`),
    '--out bids',
  ];
  const workers = workerCount(flags.workers);
  const solver = new WorkerSolver(workers);
  const interruption = new Interruption();
  interruption.listen();
  const told = new Told(startMs, loaded.portfolio, loaded.answer.frontPoints, flags.ndjson === true);
  try {
    const why = flags.why.map((id) => loaded.portfolio.bids.findIndex((bid) => bid.id === id));
    const { portfolio, answer, weighing } = loaded;
    const question = { portfolio, answer, weighing, why, command: words.join(' '), workers };
    const result = await performPortfolio(question, solver, (event) => told.tell(event));
    told.done();
    const timing = { wallS: (performance.now() - startMs) / 1000, ...told.timing };
    if (result.kind === 'nothing-found') {
      await writeError(
        `The time limit of ${answer.timeLimitS} s was reached before any set of bids was found; raise answer.timeLimitS.\n`,
      );
      return EXIT.no;
    }
    if (result.kind === 'impossible') {
      const no = noPortfolioAnswer(portfolio.title, result.conflict);
      await writeOut(json ? `${JSON.stringify({ ...no, timing }, null, 2)}\n` : conflictText(no));
      return EXIT.no;
    }
    const { study } = result;
    if (out !== undefined) await writePortfolioFolder(out, study, interruption);
    const written = out === undefined ? {} : { folder: out, files: PORTFOLIO_FILE_NAMES };
    await writeOut(
      json
        ? `${JSON.stringify({ ...portfolioAnswer(study), ...written, timing }, null, 2)}\n`
        : `${portfolioText(study, settings)}${out === undefined ? '' : `\nPage: ${out}/portfolio.html\n`}`,
    );
    return EXIT.done;
  } finally {
    interruption.ignore();
    await solver.close();
  }
}

function whyProblems({ bids }: PortfolioCase, asked: readonly string[]): readonly Problem[] {
  const ids = bids.map(({ id }) => id);
  return asked
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const meant = closest(id, ids);
      const message = `there is no bid "${id}"${meant === null ? '' : `; did you mean "${meant}"?`}`;
      return { path: '--why', value: id, expected: 'the id of a bid', message };
    });
}

/** Tells what is found on the way, on standard error: for people, or as lines of JSON. */
class Told {
  readonly #startMs: number;
  readonly #each: PortfolioCase;
  readonly #points: number;
  readonly #ndjson: boolean;
  readonly #front: Progress;
  readonly #weights: Progress;
  readonly #timing: { answerS?: number; onePercentS?: number; frontS?: number } = {};
  #frontStartMs = 0;

  constructor(startMs: number, each: PortfolioCase, points: number, ndjson: boolean) {
    this.#startMs = startMs;
    this.#each = each;
    this.#points = points;
    this.#ndjson = ndjson;
    this.#front = new Progress('point of the front');
    this.#weights = new Progress('set of weights');
  }

  get timing(): { readonly answerS?: number; readonly onePercentS?: number; readonly frontS?: number } {
    return this.#timing;
  }

  tell(event: PortfolioEvent): void {
    const atS = (performance.now() - this.#startMs) / 1000;
    switch (event.kind) {
      case 'bound':
        if ((event.bound - event.objective) / event.objective < 0.01) this.#timing.onePercentS ??= atS;
        return this.#line({ kind: 'bound', value: event.objective, valueBound: event.bound, atS });
      case 'answer': {
        const { choice, bound, gap } = event.found;
        if (gap < 0.01) this.#timing.onePercentS ??= atS;
        this.#timing.answerS = atS;
        this.#frontStartMs = performance.now();
        const chosen = choice.bids.map((bid) => this.#each.bids[bid]?.id ?? '');
        return this.#line(
          { kind: 'answer', value: choice.value, valueBound: bound, valueProvenGap: gap, chosen, atS },
          `${choice.bids.length} bids, value ${choice.value.toFixed(2)}, proven within ${(100 * gap).toFixed(2)} % after ${atS.toFixed(1)} s`,
        );
      }
      case 'front': {
        this.#timing.frontS = (performance.now() - this.#frontStartMs) / 1000;
        const { costUsdM, value, valueProvenGap, costProvenGap, capUsdM } = frontEntry(
          { portfolio: this.#each },
          event.point,
        );
        this.#line({
          kind: 'front',
          index: event.index,
          capUsdM,
          costUsdM,
          value,
          valueProvenGap,
          costProvenGap,
          atS,
        });
        if (!this.#ndjson) this.#front.update(event.index + 1, this.#points);
        return;
      }
      case 'weights':
        if (!this.#ndjson) this.#weights.update(event.done, event.all);
        return;
      case 'conflict':
        return this.#line({ kind: 'conflict', constraintsLeft: event.left, atS });
    }
  }

  done(): void {
    if (!this.#ndjson) this.#front.done();
  }

  #line(json: unknown, text?: string): void {
    if (this.#ndjson) process.stderr.write(`${JSON.stringify(json)}\n`);
    else if (text !== undefined) process.stderr.write(`${text}\n`);
  }
}
