import { FEATURES, PRODUCTS } from '@cupola/contract/plan';
import type { OffersCase } from '@cupola/runtime';
import { stringify } from 'yaml';
import { offerBegins, offerSheet } from './offer-sheet.ts';

/** A plan that runs the subscription of an acquisition case, as YAML: everything is told, at the prices and on the terms of the case. */
export function offerPlanText(asked: OffersCase, id: string): string {
  const plan = {
    plan: 1,
    id,
    version: 1,
    title: `${asked.acquisition.title}: subscription`,
    products: PRODUCTS,
    regions: 'everywhere',
    latencyS: 0,
    historyS: 'all',
    features: FEATURES,
    rate: { perS: 100, burst: 200 },
    limits: { streams: 100, keys: 100 },
    prices: offerSheet(asked),
  };
  const about = [
    '# Notional: no contract for such a service is public. Made from the section `offers` of an acquisition file.',
    `# The contract begins on ${offerBegins(asked)}.`,
  ];
  return `${about.join('\n')}\n${stringify(plan, { lineWidth: 0 })}`;
}
