import type { InputRange } from '../register/input-range.ts';
import { range } from '../register/input-range.ts';
import type { OfferSetting } from './setting.ts';
import type { Escalator, SubscriptionTerms } from './terms.ts';

/** A number of the contract or of the study itself, for which one may ask what it would have to be. */
export interface ContractTerm {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly value: number;
  readonly range: InputRange;
  readonly with: (value: number) => OfferSetting;
}

/** Those that a contract has: a rise that no clause fixes is left out. */
export function contractTerms(setting: OfferSetting): readonly ContractTerm[] {
  const { subscription } = setting.terms;
  const { during, after } = subscription.escalation;
  const changed = (change: Partial<SubscriptionTerms>): OfferSetting => ({
    ...setting,
    terms: { ...setting.terms, subscription: { ...subscription, ...change } },
  });
  return [
    ...riseTerm('riseDuringLock', 'Rise of the price while it is locked', during, (escalator) =>
      changed({ escalation: { during: escalator, after } }),
    ),
    ...riseTerm('riseAfterLock', 'Rise of the price after that', after, (escalator) =>
      changed({ escalation: { during, after: escalator } }),
    ),
    {
      id: 'minimumTake',
      title: 'Share that is paid for in any case',
      unit: 'share',
      value: subscription.minimumTake,
      range: range(0, 1, ''),
      with: (minimumTake) => changed({ minimumTake }),
    },
    {
      id: 'realDiscountRate',
      title: 'Real discount rate of the buyer',
      unit: 'share a year',
      value: setting.money.real.perYear,
      range: range(0, 0.2, 'a year'),
      with: (perYear) => ({ ...setting, money: { ...setting.money, real: { rate: 'real', perYear } } }),
    },
    {
      id: 'taxRate',
      title: 'Tax rate of the provider',
      unit: 'share',
      value: subscription.taxRate,
      range: range(0, 0.9, ''),
      with: (taxRate) => changed({ taxRate }),
    },
  ];
}

function riseTerm(
  id: string,
  title: string,
  escalator: Escalator,
  withRise: (escalator: Escalator) => OfferSetting,
): readonly ContractTerm[] {
  if (escalator.kind === 'open') return [];
  const term = { id, title, range: range(-0.1, 0.3, 'a year') };
  return escalator.kind === 'index'
    ? [
        {
          ...term,
          unit: 'share a year over the index',
          value: escalator.overIndex,
          with: (overIndex) => withRise({ kind: 'index', overIndex }),
        },
      ]
    : [
        {
          ...term,
          unit: 'share a year',
          value: escalator.perYear,
          with: (perYear) => withRise({ ...escalator, perYear }),
        },
      ];
}
