import { readFileSync } from 'node:fs';
import { byLayerInput, byOfferInput } from '@cupola/core/acquisition';
import { describe, expect, it } from 'vitest';
import { readAcquisitionCase } from './read-case.ts';
import { readPriceIndex } from './read-headlines.ts';
import { readDiscountTable, readInflation } from './read-money.ts';
import { offersCase, readOfferAssumptions } from './read-offers.ts';

const data = (name: string): string =>
  readFileSync(new URL(`../../../../data/acquisition/${name}`, import.meta.url), 'utf8');
const CASE = readFileSync(new URL('../../../../scenarios/subscribe-or-own.yaml', import.meta.url), 'utf8');
const TABLES = {
  index: readPriceIndex(data('price-index.yaml')),
  inflation: readInflation(data('inflation.yaml')),
  discount: readDiscountTable(data('discount-rates.yaml')),
};
const entry = (id: string) => ({
  id,
  title: id,
  unit: 'u',
  value: 1,
  distribution: { kind: 'uniform', low: 0.5, high: 2 } as const,
  baseYear: null,
  sources: [],
  note: 'n',
});
const LAYER = byLayerInput(entry);
const OFFERS = readOfferAssumptions(data('offers.yaml'));

function read(text: string, settings: readonly string[] = []) {
  return readAcquisitionCase(text, LAYER, TABLES, settings);
}

function pathsOf(text: string, settings: readonly string[] = []): readonly string[] {
  const outcome = read(text, settings);
  return outcome.ok ? [] : outcome.problems.map(({ path }) => path);
}

describe('the section `offers`', () => {
  it('gives the terms with years counted from the first of the case, and shares for percents', () => {
    const outcome = read(CASE);
    const offers = outcome.ok ? offersCase(outcome.file, OFFERS, TABLES.index) : null;
    expect(offers?.subscription).toMatchObject({
      lockYears: 10,
      escalation: { during: { kind: 'fixed', perYear: 0.02 }, after: { kind: 'fixed', perYear: 0.06 } },
      take: { share: 1, fromYear: 0 },
      buyOut: [
        { year: 7, usdM: 15_000 },
        { year: 12, usdM: 12_000 },
      ],
    });
    expect(offers?.subscription.payments[0]?.year).toBe(1);
    expect(offers?.owned['contractor-operated'].control['change-control']).toBe(1);
    expect(offers?.assumptions.feeUsdMPerSatelliteYear.value).toBe(10);
  });

  it('may be left out', () => {
    const outcome = read(CASE.slice(0, CASE.indexOf('\noffers:') + 1));
    expect(outcome.ok ? offersCase(outcome.file, OFFERS, TABLES.index) : 'refused').toBeNull();
  });

  it.each<[string, string, string]>([
    ['no currency', CASE.replace('  currency: USD\n', ''), 'offers.currency'],
    ['another currency', CASE.replace('currency: USD', 'currency: EUR'), 'offers.currency'],
    [
      'a payment after the last year',
      CASE.replace('fiscalYear: 2028, usdM: 250', 'fiscalYear: 2060, usdM: 250'),
      'offers.subscription.payments.0.fiscalYear',
    ],
    [
      'a right to buy before there is a service',
      CASE.replace('fiscalYear: 2034, usdM: 15000', 'fiscalYear: 2028, usdM: 15000'),
      'offers.subscription.buyOut.0.fiscalYear',
    ],
    [
      'a liability twice',
      CASE.replace('fiscalYear: 2030, usdM: 9000', 'fiscalYear: 2029, usdM: 9000'),
      'offers.subscription.termination.1.fiscalYear',
    ],
    ['a negative price', CASE.replace('usdM: 15000', 'usdM: -1'), 'offers.subscription.buyOut.0.usdM'],
    [
      'a missing price',
      CASE.replace('reprocurementUsdM: 4000', 'gapUsdMPerMonth: 1').replace('      gapUsdMPerMonth: 0\n', ''),
      'offers.subscription.switching.reprocurementUsdM',
    ],
    [
      'a fee below zero',
      CASE.replace(
        '  assumptions: {}\n  subscription',
        '  assumptions: { feeUsdMPerSatelliteYear: { value: -3 } }\n  subscription',
      ),
      'offers.assumptions.feeUsdMPerSatelliteYear.value',
    ],
    [
      'an impossible distribution',
      CASE.replace(
        '  assumptions: {}\n  subscription',
        '  assumptions: { availability: { value: 0.9, distribution: { kind: uniform, low: 0.99, high: 0.9 } } }\n  subscription',
      ),
      'offers.assumptions.availability.distribution',
    ],
    [
      'a service that nobody takes',
      CASE.replace('minimumTake: 0.8', 'minimumTake: 0\n    take: { share: 0, fromFiscalYear: 2028 }'),
      'offers.subscription.take.share',
    ],
    ['a tax that leaves nothing', CASE.replace('taxRate: 0.21', 'taxRate: 1'), 'offers.subscription.taxRate'],
    ['a clause nobody knows', CASE.replace('escrow: 1', 'escrows: 1'), 'offers.subscription.control.escrows'],
    ['a grade that is none', CASE.replace('escrow: 1', 'escrow: 3'), 'offers.subscription.control.escrow'],
    [
      'a service that starts too late',
      CASE.replace('termYears: 10', 'termYears: 10\n    delayYears: 30').replace(/ {4}buyOut:\n.*\n.*\n/, ''),
      'offers.subscription.delayYears',
    ],
  ])('is refused for %s', (_, text, path) => {
    expect(text).not.toBe(CASE);
    expect(pathsOf(text)).toEqual([path]);
  });

  it('tells all of it at once: fields, fiscal years, tables and registers', () => {
    const text = CASE.replace('  currency: USD\n', '')
      .replace('fiscalYear: 2028, usdM: 250', 'fiscalYear: 2060, usdM: 250')
      .replace('usdM: 12000', 'usdM: -12000')
      .replace('learningTheory: crawford\n', '')
      .replace(
        '\nassumptions: {}',
        '\nassumptions: { learningSlope: { value: .nan } }\nmoney: { discountYear: 2031 }',
      );
    expect(pathsOf(text).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'assumptions.learningSlope.value',
      'money.discountYear',
      'offers.currency',
      'offers.subscription.buyOut.1.usdM',
      'offers.subscription.payments.0.fiscalYear',
    ]);
  });

  it('has a register in which every number says where it is from', () => {
    const entries = Object.values(byOfferInput((id) => OFFERS[id]));
    expect(entries.filter(({ sources, note }) => sources.length === 0 || note === '')).toEqual([]);
  });
});
