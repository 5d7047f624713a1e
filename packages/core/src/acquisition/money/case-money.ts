import type { Grade } from '../register/assumption.ts';
import type { NominalRate, RealRate } from './dollars.ts';

/** How a case turns money of one year into money of another: levels and rates of its years, and the tables they are from. */
export interface CaseMoney {
  /** Price level of each year of the case over that of the base year. */
  readonly levels: Float64Array;
  /** Share of a grant that is paid in its own year, the next, ...; together 1. */
  readonly outlayShares: readonly number[];
  readonly real: RealRate;
  readonly nominal: NominalRate;
  readonly discountEdition: { readonly year: number; readonly asOf: string; readonly grade: Grade };
  readonly inflation: { readonly asOf: string; readonly grade: Grade };
}
