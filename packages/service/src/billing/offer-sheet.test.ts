import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstServiceYear } from '@cupola/core/acquisition';
import { present } from '@cupola/core/foundation';
import { acquireStudy, loadOffers } from '@cupola/runtime';
import type { OffersCase } from '@cupola/runtime';
import { MINUTE_US, dayUs, lengthUs, periodAt } from './calendar.ts';
import type { Contract } from './contract.ts';
import { decimalText, fraction, fractionOf, times } from './fraction.ts';
import { FIRST_DOCUMENT_HASH, invoiceOf } from './invoice.ts';
import type { BillingDocument } from './invoice.ts';
import { plainDecimal } from './escalation.ts';
import { offerBegins, offerSheet, plannedSubscription } from './offer-sheet.ts';
import { readPriceSheet } from './read-price-sheet.ts';
import type { UsageEvent } from './usage-event.ts';

const CASE = join(import.meta.dirname, '../../../../scenarios/subscribe-or-own.yaml');

function caseWith(...settings: readonly string[]): OffersCase {
  const loaded = loadOffers(CASE, { settings: ['draws=100', ...settings], byDeployment: false });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.asked;
}

/** The contract as it is run: twelve invoices of a fiscal year for so much use. */
function yearOfInvoices(asked: OffersCase, year: number): readonly BillingDocument[] {
  const read = readPriceSheet(JSON.parse(JSON.stringify(offerSheet(asked))));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const fromUs = dayUs(offerBegins(asked));
  const contract: Contract = {
    tenantId: 'buyer',
    versions: [{ version: 1, planId: 'offer', planVersion: null, fromUs, sheet: read.sheet }],
    endsAtUs: null,
  };
  const { setting, inputs, evaluation } = plannedSubscription(asked);
  const { take } = setting.terms.subscription;
  const taken = fractionOf(
    plainDecimal(present(evaluation.subscription.inService[year]) * (year >= take.fromYear ? take.share : 1)),
  );
  let atUs = dayUs(`${asked.acquisition.firstFiscalYear + year - 1}-10-01`);
  return Array.from({ length: 12 }, (_, month) => {
    const period = periodAt('month', atUs);
    const minutes = fraction(lengthUs(period), MINUTE_US);
    const event = (meter: UsageEvent['meter'], quantity: string): UsageEvent => ({
      source: 'test',
      id: `${meter}-${month}`,
      tenantId: 'buyer',
      meter,
      product: null,
      key: null,
      quantity,
      atUs: period.fromUs,
    });
    const outcome = invoiceOf({
      contract,
      period,
      events: [
        event('satellite-minutes', decimalText(times(taken, minutes))),
        event('tracked-seconds', '1000000'),
        event('custody-seconds', plainDecimal(inputs.offer.availability * 1e6)),
      ],
      sequence: month + 1,
      previousHash: FIRST_DOCUMENT_HASH,
      issuedAtUs: period.toUs,
      dataMode: 'TEST',
    });
    if (!outcome.ok) throw new Error(outcome.reason);
    atUs = period.toUs;
    return outcome.document;
  });
}

describe.each([
  { name: 'as shipped', settings: [] },
  {
    name: 'less is taken than the minimum, custody misses what was promised, price by index',
    settings: [
      'offers.subscription.take={ share: 0.5, fromFiscalYear: 2031 }',
      'offers.assumptions.availability={ value: 0.91 }',
      'offers.subscription.escalation.during={ kind: capped, percent: 3, overIndexPercent: 0.5 }',
    ],
  },
  {
    name: 'all of less than the plan is taken',
    settings: ['offers.subscription.take={ share: 0.9, fromFiscalYear: 2032 }'],
  },
])('a contract that was simulated is run: $name', ({ settings }) => {
  it('has twelve invoices that come to the payments of the year that `cupola acquire` computes', () => {
    const asked = caseWith(...settings);
    const loaded = loadOffers(CASE, { settings: ['draws=100', ...settings], byDeployment: false });
    if (!loaded.ok) throw new Error('it cannot be read');
    const study = acquireStudy({
      asked,
      fitted: loaded.fitted,
      against: null,
      command: '',
      sheetsWritten: false,
    });
    const { subscription } = study.comparison.point;
    const first = firstServiceYear(study.setting);
    for (const year of [first - 1, first, first + 1, first + 5, first + 9]) {
      const invoices = yearOfInvoices(asked, year);
      const expectedUsd =
        (present(subscription.feeUsdM[year]) -
          present(subscription.creditsUsdM[year]) +
          present(subscription.paymentsUsdM[year])) *
        1e6;
      expect(expectedUsd).toBeGreaterThan(1e6);
      const lines = invoices.flatMap((each) => each.lines);
      const minor = invoices.reduce((total, each) => total + each.totalMinor, 0);
      // Each line is rounded to a cent, once; nothing else differs.
      expect(Math.abs(minor - expectedUsd * 100)).toBeLessThanOrEqual(0.5 * lines.length + 1);
      const credits = lines.filter(({ kind }) => kind === 'credit');
      expect(credits.length > 0).toBe(present(subscription.creditsUsdM[year]) > 0);
    }
  });
});

it('cannot be invoiced at a price that no clause says', () => {
  const asked = caseWith(
    'offers.subscription.lockYears=5',
    'offers.subscription.escalation.after={ kind: open }',
  );
  const first = 2029 - asked.acquisition.firstFiscalYear;
  expect(() => yearOfInvoices(asked, first + 4)).not.toThrow();
  expect(() => yearOfInvoices(asked, first + 5)).toThrow('no clause says the price from year 6 on');
});

it('asks for the liability of its year when it is ended before its term, and for nothing after it', () => {
  const asked = caseWith();
  const sheet = offerSheet(asked);
  const fromUs = dayUs(offerBegins(asked));
  const endedOn = (day: string): BillingDocument => {
    const outcome = invoiceOf({
      contract: {
        tenantId: 'buyer',
        versions: [{ version: 1, planId: 'offer', planVersion: null, fromUs, sheet }],
        endsAtUs: dayUs(day),
      },
      period: periodAt('month', dayUs(day) - 1),
      events: [],
      sequence: 1,
      previousHash: FIRST_DOCUMENT_HASH,
      issuedAtUs: dayUs(day),
      dataMode: 'TEST',
    });
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.document;
  };
  const owed = (day: string): number =>
    endedOn(day).lines.find(({ kind }) => kind === 'termination')?.amountMinor ?? 0;
  const year = 2033 - asked.acquisition.firstFiscalYear;
  expect(owed('2033-05-16')).toBe(Math.round(6000e8 * present(asked.acquisition.money.levels[year])));
  expect(owed('2039-05-16')).toBe(0);
});
