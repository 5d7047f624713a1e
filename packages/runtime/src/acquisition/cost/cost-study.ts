import { LAYER_INPUT_IDS, estimateCost, gradeOf } from '@cupola/core/acquisition';
import type {
  AcquisitionCase,
  Assumption,
  CaseMoney,
  CostEstimate,
  CostYear,
  FittedSlope,
  Grade,
} from '@cupola/core/acquisition';
import type { InterceptorCase } from '@cupola/contract';
import { provenanceOf } from '../../mission/provenance.ts';
import type { Provenance } from '../../page/reproduction.ts';
import { interceptorStudy } from './interceptor-study.ts';
import type { InterceptorStudy } from './interceptor-study.ts';

/** A cost estimate and all it rests on. */
export interface CostStudy {
  readonly acquisition: AcquisitionCase;
  readonly estimate: CostEstimate;
  readonly fitted: FittedSlope;
  readonly assumptions: readonly (Assumption & { readonly grade: Grade })[];
  /** A second fleet in both published ways, by itself; null without one. */
  readonly interceptors: InterceptorStudy | null;
  readonly provenance: Provenance;
}

/** Left out of every estimate here, and said. */
export const EXCLUDED_COSTS: readonly string[] = [
  'taxes and fees of the government itself',
  'interceptors and everything that engages (a section `interceptors` costs them by themselves)',
  'communications of others that the layer may use',
  'end-of-life disposal',
  'facilities that exist',
];

/** @param interceptors - A second fleet; null for none. */
export function costStudy(
  acquisition: AcquisitionCase,
  fitted: FittedSlope,
  command: string,
  interceptors: InterceptorCase | null = null,
): CostStudy {
  const { plan, assumptions, seed, draws, correlation, money } = acquisition;
  return {
    acquisition,
    estimate: estimateCost({ plan, assumptions, seed, draws, correlation, money }),
    fitted,
    assumptions: LAYER_INPUT_IDS.map((id) => ({ ...assumptions[id], grade: gradeOf(assumptions[id]) })),
    interceptors: interceptors === null ? null : interceptorStudy(interceptors),
    provenance: provenanceOf(command),
  };
}

/** What turned money of one year into that of another, and from when the tables are. */
export interface MoneyAnswer {
  readonly realRate: number;
  readonly nominalRate: number;
  readonly discountEdition: CaseMoney['discountEdition'];
  readonly inflation: CaseMoney['inflation'];
  readonly outlayShares: readonly number[];
  /** Value date: the start of the first fiscal year. */
  readonly valuedAt: string;
}

export function moneyAnswer({ money, firstFiscalYear }: AcquisitionCase): MoneyAnswer {
  return {
    realRate: money.real.perYear,
    nominalRate: money.nominal.perYear,
    discountEdition: money.discountEdition,
    inflation: money.inflation,
    outlayShares: money.outlayShares,
    valuedAt: `${firstFiscalYear - 1}-10-01`,
  };
}

/** The answer as other programs read it. Millions of constant dollars of the case's base year. */
export interface CostAnswer extends Omit<CostEstimate, 'sortedTotals' | 'byYear'> {
  readonly title: string;
  readonly simulated: true;
  readonly currency: 'USD M';
  readonly baseYear: number;
  /** Rates and tables behind then-year and discounted dollars. */
  readonly money: MoneyAnswer;
  readonly draws: number;
  readonly seed: number;
  readonly byYear: readonly (Omit<CostYear, 'year'> & { readonly fiscalYear: number })[];
  readonly learningFit: FittedSlope;
  readonly assumptions: CostStudy['assumptions'];
  /** In none of the other figures. */
  readonly interceptors?: InterceptorStudy;
  readonly excluded: readonly string[];
}

export function costAnswer({
  acquisition,
  estimate,
  fitted,
  assumptions,
  interceptors,
}: CostStudy): CostAnswer {
  const { sortedTotals: _, byYear, ...rest } = estimate;
  return {
    title: acquisition.title,
    simulated: true,
    currency: 'USD M',
    baseYear: acquisition.baseYear,
    money: moneyAnswer(acquisition),
    draws: acquisition.draws,
    seed: acquisition.seed,
    ...rest,
    byYear: byYear.map(({ year, ...figures }) => ({
      fiscalYear: acquisition.firstFiscalYear + year,
      ...figures,
    })),
    learningFit: fitted,
    assumptions,
    ...(interceptors === null ? {} : { interceptors }),
    excluded: EXCLUDED_COSTS,
  };
}
