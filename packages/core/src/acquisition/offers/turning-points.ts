import { LAYER_INPUT_IDS } from '../cost/layer-cost.ts';
import type { LayerInputId } from '../cost/layer-cost.ts';
import type { Assumption } from '../register/assumption.ts';
import { INPUT_RANGES } from '../register/input-range.ts';
import type { InputRange } from '../register/input-range.ts';
import { isUncertain, quantile } from '../uncertainty/distribution.ts';
import type { Distribution } from '../uncertainty/distribution.ts';
import type { AllInputs, AnyInputId, OfferQuestion } from './compare.ts';
import { pointInputs } from './compare.ts';
import { buyerValue, evaluate } from './evaluate.ts';
import { contractTerms } from './contract-terms.ts';
import type { ContractTerm } from './contract-terms.ts';
import { OFFER_INPUT_IDS, OFFER_RANGES } from './offer-inputs.ts';
import type { OfferSetting } from './setting.ts';
import { providerValue } from './subscription.ts';
import type { OfferInputId } from './offer-inputs.ts';
import type { OwnedOfferId } from './terms.ts';

const SCAN_STEPS = 40;
const HALVINGS = 60;

/** What one input would have to be for an answer to turn, everything else at its value. The answer is yes where a difference is below 0. */
export interface TurningPoint {
  /** Of an input of the register or of a term of the contract. */
  readonly id: string;
  readonly kind: 'input' | 'term';
  readonly title: string;
  readonly unit: string;
  readonly value: number;
  /** Null when no possible value of this input turns the comparison. */
  readonly turnsAt: number | null;
  /** Where the answer is yes. */
  readonly yes: 'below' | 'above' | 'always' | 'never';
  /** Probability, by the register, that the input is on that side; a term of the contract is there or not. */
  readonly prob: number;
  /** The difference with this input at its tenth and ninetieth percentile, all others at their values. Millions of constant dollars. */
  readonly differenceAtP10: number;
  readonly differenceAtP90: number;
}

/** Is the subscription the cheaper one for the buyer? All inputs, the largest swing first; the difference is its cost less that of owning, in constant dollars. */
export function turningPoints(question: OfferQuestion, owned: OwnedOfferId): readonly TurningPoint[] {
  return turningsOf(question, ({ layer, offer }, setting) => {
    const evaluation = evaluate(setting, layer, offer);
    return buyerValue(evaluation, 'subscription', setting) - buyerValue(evaluation, owned, setting);
  });
}

/** Does the provider earn its cost of capital? The difference is what it lacks, in then-year dollars. */
export function providerTurningPoints(question: OfferQuestion): readonly TurningPoint[] {
  return turningsOf(
    question,
    ({ layer, offer }, setting) =>
      -providerValue(evaluate(setting, layer, offer).subscription.provider.net, offer.providerCostOfCapital),
  );
}

function turningsOf(
  { setting, assumptions }: OfferQuestion,
  differenceOf: (inputs: AllInputs, setting: OfferSetting) => number,
): readonly TurningPoint[] {
  const offers = setting.terms.assumptions;
  const base = pointInputs(assumptions, offers);
  const differenceWith = (change: Partial<Record<AnyInputId, number>>): number =>
    differenceOf({ layer: { ...base.layer, ...change }, offer: { ...base.offer, ...change } }, setting);
  const pointOf = (assumption: Assumption, id: AnyInputId, range: InputRange): TurningPoint => {
    const { distribution, title, unit, value } = assumption;
    const difference = (at: number): number => differenceWith({ [id]: at });
    const atValue = difference(value);
    const turnsAt = turning(difference, value, atValue, range, distribution);
    const side = sideOf(turnsAt, value, atValue);
    return {
      id,
      kind: 'input',
      title,
      unit,
      value,
      turnsAt,
      yes: side,
      prob: probOf(distribution, turnsAt, side),
      differenceAtP10: difference(quantile(distribution, 0.1)),
      differenceAtP90: difference(quantile(distribution, 0.9)),
    };
  };
  const termPoint = ({ id, title, unit, value, range, with: withValue }: ContractTerm): TurningPoint => {
    const difference = (at: number): number => differenceOf(base, withValue(at));
    const atValue = difference(value);
    const certain: Distribution = { kind: 'fixed', value };
    const turnsAt = turning(difference, value, atValue, range, null);
    const side = sideOf(turnsAt, value, atValue);
    return {
      id,
      kind: 'term',
      title,
      unit,
      value,
      turnsAt,
      yes: side,
      prob: probOf(certain, turnsAt, side),
      differenceAtP10: atValue,
      differenceAtP90: atValue,
    };
  };
  return [
    ...contractTerms(setting).map(termPoint),
    ...LAYER_INPUT_IDS.map((id: LayerInputId) => pointOf(assumptions[id], id, INPUT_RANGES[id])),
    ...OFFER_INPUT_IDS.map((id: OfferInputId) => pointOf(offers[id], id, OFFER_RANGES[id])),
  ].toSorted((a, b) => swing(b) - swing(a));
}

export function swing({ differenceAtP10, differenceAtP90 }: TurningPoint): number {
  return Math.abs(differenceAtP90 - differenceAtP10);
}

/** The nearest value on either side of the register's at which the difference changes sign. */
function turning(
  difference: (at: number) => number,
  value: number,
  atValue: number,
  { min, max }: InputRange,
  distribution: Distribution | null,
): number | null {
  const reach = (end: number): number => {
    // Beyond ten times what is thought likely the question is no longer about this input.
    const widest = distribution === null ? max : 10 * Math.max(Math.abs(value), quantile(distribution, 0.99));
    return Math.max(min, Math.min(max, end === max ? Math.min(max, widest) : min));
  };
  const found = [reach(min), reach(max)]
    .map((end) => firstChange(difference, value, atValue, end))
    .filter((each) => each !== null);
  return found.length === 0
    ? null
    : found.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best));
}

function firstChange(
  difference: (at: number) => number,
  value: number,
  atValue: number,
  end: number,
): number | null {
  if (end === value) return null;
  let near = value;
  for (let step = 1; step <= SCAN_STEPS; step++) {
    const far = value + (end - value) * (step / SCAN_STEPS) ** 2;
    if (difference(far) * atValue < 0) return halved(difference, near, far, atValue);
    near = far;
  }
  return null;
}

function halved(difference: (at: number) => number, near: number, far: number, atValue: number): number {
  let [from, to] = [near, far];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (from + to) / 2;
    if (difference(middle) * atValue < 0) to = middle;
    else from = middle;
  }
  return (from + to) / 2;
}

function sideOf(turnsAt: number | null, value: number, atValue: number): TurningPoint['yes'] {
  if (turnsAt === null) return atValue < 0 ? 'always' : 'never';
  return value < turnsAt === atValue < 0 ? 'below' : 'above';
}

const PROB_STEPS = 1000;

function probOf(distribution: Distribution, turnsAt: number | null, side: TurningPoint['yes']): number {
  if (turnsAt === null || side === 'always' || side === 'never') return side === 'always' ? 1 : 0;
  if (!isUncertain(distribution)) {
    const below = quantile(distribution, 0.5) < turnsAt;
    return Number(below === (side === 'below'));
  }
  let below = 0;
  for (let step = 0; step < PROB_STEPS; step++)
    if (quantile(distribution, (step + 0.5) / PROB_STEPS) < turnsAt) below++;
  const probBelow = below / PROB_STEPS;
  return side === 'below' ? probBelow : 1 - probBelow;
}
