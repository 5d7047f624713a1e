import highsModule from 'highs';
import type { IntegerProgramme, Solved, SolveLimits, Solver } from './integer-programme.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types are those of its CommonJS face, where the loader stands under `default`
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** HiGHS by [Huangfu-2018], compiled to WebAssembly. It holds its thread until it is done: not for one that has to answer. */
export class HighsSolver implements Solver {
  #loaded: ReturnType<typeof loadHighs> | null = null;

  async solve(programme: IntegerProgramme, { gap, timeS }: SolveLimits): Promise<Solved | null> {
    const highs = await (this.#loaded ??= loadHighs());
    const { cost, upper, isWhole, rowStart, entryVariable, entryValue, rowLimit } = programme;
    const numCols = cost.length;
    const numRows = rowLimit.length;
    return highs.withModel(
      {
        numCols,
        numRows,
        sense: highs.constants.objectiveSense.maximize,
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
      (model) => {
        model.options.set({ output_flag: false, mip_rel_gap: gap, time_limit: timeS, random_seed: 0 });
        model.run();
        const found = model.getSolution();
        const objective = model.getObjectiveValue();
        const proved = model.getModelStatus() === highs.constants.modelStatus.optimal;
        const hasWhole = isWhole.includes(1);
        if (!proved && !(hasWhole && Number(model.info.get('primal_solution_status')) === FEASIBLE))
          return null;
        const bound = hasWhole ? Number(model.info.get('mip_dual_bound')) : objective;
        return { values: Float64Array.from(found.colValue), objective, bound: Math.max(bound, objective) };
      },
    );
  }
}

/** HiGHS' word for a solution that keeps every row. */
const FEASIBLE = 2;
