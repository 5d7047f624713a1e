import type { IntegerProgramme } from '@cupola/core/foundation';
import highsModule from 'highs';
import type { HighsCallbackMap } from 'highs';
import type { SolveLimits, SolveOutcome, SolveProgress, Solver } from './solver.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types are those of its CommonJS face, where the loader stands under `default`
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** HiGHS by [Huangfu-2018], compiled to WebAssembly. It holds its thread until it is done: `WorkerSolver` for one that has to answer. */
export class HighsSolver implements Solver {
  #loaded: ReturnType<typeof loadHighs> | null = null;

  async solve(
    programme: IntegerProgramme,
    { gap, nodes, timeS }: SolveLimits,
    onProgress?: (progress: SolveProgress) => void,
  ): Promise<SolveOutcome> {
    const highs = await (this.#loaded ??= loadHighs());
    const { cost, upper, isWhole, rowStart, entryVariable, entryValue, rowLimit } = programme;
    const numCols = cost.length;
    const numRows = rowLimit.length;
    const hasWhole = isWhole.includes(1);
    const { modelStatus, callbackType, objectiveSense } = highs.constants;
    const callbacks: HighsCallbackMap = {
      [callbackType.mipLogging]({ data }) {
        const { mip_primal_bound: objective, mip_dual_bound: bound } = data;
        if (objective !== undefined && bound !== undefined && Number.isFinite(objective + bound))
          onProgress?.({ objective, bound });
      },
    };
    return highs.withModel(
      {
        numCols,
        numRows,
        sense: objectiveSense.maximize,
        colCost: cost,
        colLower: new Float64Array(numCols),
        colUpper: upper,
        rowLower: new Float64Array(numRows).fill(-highs.infinity),
        rowUpper: rowLimit,
        matrix: {
          format: 'csr',
          numRows,
          numCols,
          starts: rowStart,
          indices: entryVariable,
          values: entryValue,
        },
        integrality: Int32Array.from(isWhole),
      },
      (model): SolveOutcome => {
        // This build has one thread and no option for it; with the seed and a gap, the same programme gives the same answer.
        model.options.set({ output_flag: false, mip_rel_gap: gap, time_limit: timeS, random_seed: 0 });
        if (nodes !== undefined) model.options.set({ mip_max_nodes: nodes });
        model.run(onProgress === undefined ? {} : callbacks);
        const status = model.getModelStatus();
        if (status === modelStatus.infeasible) return { kind: 'impossible' };
        const proved = status === modelStatus.optimal;
        if (!proved && !(hasWhole && Number(model.info.get('primal_solution_status')) === FEASIBLE))
          return { kind: 'nothing-found' };
        const objective = model.getObjectiveValue();
        const bound = hasWhole ? Number(model.info.get('mip_dual_bound')) : objective;
        return {
          kind: 'solved',
          values: Float64Array.from(model.getSolution().colValue),
          objective,
          bound: Math.max(bound, objective),
          timeRanOut: status === modelStatus.timeLimit,
        };
      },
    );
  }
}

/** HiGHS' word for a solution that keeps every row. */
const FEASIBLE = 2;
