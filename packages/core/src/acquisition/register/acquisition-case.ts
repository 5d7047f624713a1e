import type { LayerAssumptions } from '../cost/estimate.ts';
import type { LayerPlan } from '../cost/layer-cost.ts';
import type { CaseMoney } from '../money/case-money.ts';

/** A case as its file says it, with every default filled in. */
export interface AcquisitionCase {
  readonly title: string;
  /** Year of all constant dollars. */
  readonly baseYear: number;
  /** Fiscal year of year 0: October before to September of that year. */
  readonly firstFiscalYear: number;
  readonly seed: number;
  readonly draws: number;
  readonly correlation: number;
  readonly money: CaseMoney;
  readonly plan: LayerPlan;
  readonly assumptions: LayerAssumptions;
}
