import {
  COST_ELEMENTS,
  LAYER_INPUT_IDS,
  OFFER_IDS,
  OFFER_INPUT_IDS,
  buyerRows,
  buyerValue,
  compareOffers,
  evaluate,
  gradeEstimate,
  gradeOf,
  isUncertain,
  lockIn,
  offerPerformance,
  pointInputs,
  providerRows,
  providerTurningPoints,
  scoreSubscription,
  turningPoints,
  waterfall,
} from '@cupola/core/acquisition';
import type {
  AcquisitionCase,
  Assumption,
  BudgetScoring,
  EstimateChecklist,
  FittedSlope,
  FlowRow,
  Grade,
  LockIn,
  OfferComparison,
  OfferId,
  OfferPerformance,
  OfferQuestion,
  OfferSetting,
  TurningPoint,
  WaterfallStep,
} from '@cupola/core/acquisition';
import { provenanceOf } from '../../mission/provenance.ts';
import type { Provenance } from '../../page/reproduction.ts';
import { EXCLUDED_COSTS } from '../cost/cost-study.ts';
import type { OffersCase } from './load-offers.ts';

/** One offer with its sheets at the values of the register. */
export interface OfferStudy {
  readonly id: OfferId;
  /** Constant millions; payments above 0, residual value below. */
  readonly buyerRows: readonly FlowRow[];
  /** Then-year millions; what comes in above 0. Empty where there is no provider. */
  readonly providerRows: readonly FlowRow[];
  readonly performance: OfferPerformance;
}

/** A comparison of offers and all it rests on. */
export interface AcquireStudy {
  readonly acquisition: AcquisitionCase;
  readonly dates: OffersCase['dates'];
  readonly setting: OfferSetting;
  readonly comparison: OfferComparison;
  readonly offers: readonly OfferStudy[];
  readonly turns: readonly TurningPoint[];
  readonly providerTurns: readonly TurningPoint[];
  /** What decides: the input that most probably is where the answer is another. Null when no input turns it. */
  readonly deciding: TurningPoint | null;
  readonly scoring: BudgetScoring;
  readonly lockIn: LockIn;
  readonly checklist: EstimateChecklist;
  readonly assumptions: readonly (Assumption & { readonly grade: Grade })[];
  readonly fitted: FittedSlope;
  /** From another case to this one, offer by offer; null when there is none. */
  readonly against: { readonly title: string; readonly steps: readonly OfferSteps[] } | null;
  readonly provenance: Provenance;
}

export interface OfferSteps {
  readonly id: OfferId;
  readonly fromUsdM: number;
  readonly toUsdM: number;
  readonly steps: readonly WaterfallStep[];
}

export interface AcquireRequest {
  readonly asked: OffersCase;
  readonly fitted: FittedSlope;
  readonly against: OffersCase | null;
  readonly command: string;
  readonly sheetsWritten: boolean;
}

export function acquireStudy(request: AcquireRequest): AcquireStudy {
  const { asked, fitted, against } = request;
  const { acquisition } = asked;
  const question = questionOf(asked);
  const { setting } = question;
  const comparison = compareOffers(question);
  const { point, pointInputs: inputs, owned } = comparison;
  const turns = turningPoints(question, owned);
  const assumptions = [
    ...LAYER_INPUT_IDS.map((id) => acquisition.assumptions[id]),
    ...OFFER_INPUT_IDS.map((id) => setting.terms.assumptions[id]),
  ].map((each) => ({ ...each, grade: gradeOf(each) }));
  const offers = OFFER_IDS.map((id): OfferStudy => ({
    id,
    buyerRows: buyerRows(point, id, setting, inputs.offer),
    providerRows: providerRows(point, id, setting, inputs.offer),
    performance: offerPerformance(point, id, setting),
  }));
  return {
    acquisition,
    dates: asked.dates,
    setting,
    comparison,
    offers,
    turns,
    providerTurns: providerTurningPoints(question),
    deciding: decidingOf(turns),
    scoring: scoreSubscription(setting, point, inputs),
    lockIn: lockIn(setting, point, inputs),
    checklist: checklistOf(request, setting, comparison, assumptions),
    assumptions,
    fitted,
    against:
      against === null
        ? null
        : {
            title: against.acquisition.title,
            steps: stepsBetween(questionOf(against), setting, offers),
          },
    provenance: provenanceOf(request.command),
  };
}

function questionOf({ acquisition, terms }: OffersCase): OfferQuestion {
  const { plan, money, assumptions, seed, draws, correlation } = acquisition;
  return { setting: { plan, money, terms }, assumptions, seed, draws, correlation };
}

function decidingOf(turns: readonly TurningPoint[]): TurningPoint | null {
  const turning = turns.filter(({ turnsAt, kind }) => turnsAt !== null && kind === 'input');
  const first = turning[0];
  if (first === undefined) return null;
  const likeliest = turning.reduce((best, each) => (turnProb(each) > turnProb(best) ? each : best), first);
  // When the register thinks no turn possible: what would have to move least from its value.
  return turnProb(likeliest) > 0
    ? likeliest
    : turning.reduce((best, each) => (distance(each) < distance(best) ? each : best), first);
}

/** Probability that an input is where the answer is another than at its value. */
function turnProb({ turnsAt, value, yes, prob }: TurningPoint): number {
  const yesAtValue = yes === 'below' ? value < (turnsAt ?? value) : value > (turnsAt ?? value);
  return yesAtValue ? 1 - prob : prob;
}

function distance({ turnsAt, value }: TurningPoint): number {
  return Math.abs(((turnsAt ?? value) - value) / (value || 1));
}

function stepsBetween(
  before: OfferQuestion,
  setting: OfferSetting,
  offers: readonly OfferStudy[],
): readonly OfferSteps[] {
  const inputs = pointInputs(before.assumptions, before.setting.terms.assumptions);
  const point = evaluate(before.setting, inputs.layer, inputs.offer);
  return offers.map(({ id, buyerRows: rows }) => {
    const from = {
      rows: buyerRows(point, id, before.setting, inputs.offer),
      rate: before.setting.money.real,
    };
    const to = { rows, rate: setting.money.real };
    const steps = waterfall(from, to);
    const fromUsdM = waterfall({ rows: [], rate: from.rate }, from).reduce((sum, { usdM }) => sum + usdM, 0);
    return { id, fromUsdM, toUsdM: fromUsdM + steps.reduce((sum, { usdM }) => sum + usdM, 0), steps };
  });
}

function checklistOf(
  { asked: { acquisition }, sheetsWritten }: AcquireRequest,
  setting: OfferSetting,
  comparison: OfferComparison,
  assumptions: AcquireStudy['assumptions'],
): EstimateChecklist {
  const owned = comparison.sortedBuyer[comparison.owned];
  const pointUsdM = buyerValue(comparison.point, comparison.owned, setting);
  const count = (grade: Grade): number => assumptions.filter((each) => each.grade === grade).length;
  const uncertain = assumptions.filter(({ distribution }) => isUncertain(distribution)).length;
  return gradeEstimate({
    purpose: acquisition.title,
    satellites: acquisition.plan.satellites,
    costElements: COST_ELEMENTS,
    excluded: EXCLUDED_COSTS.length,
    notes: assumptions.filter(({ note }) => note !== '').length,
    inputs: assumptions.length,
    grades: {
      primary: count('primary'),
      'two-independent': count('two-independent'),
      notional: count('notional'),
    },
    pointNotExceededProb: owned.reduce((below, each) => below + Number(each <= pointUsdM), 0) / owned.length,
    inputsVaried: assumptions.length,
    uncertainInputs: uncertain,
    draws: acquisition.draws,
    correlation: acquisition.correlation,
    // The awards are prices of satellites; a second way to the whole total there is not.
    crossCheck: null,
    discountGrade: acquisition.money.discountEdition.grade,
    sheetsWritten,
    actuals: 0,
  });
}
