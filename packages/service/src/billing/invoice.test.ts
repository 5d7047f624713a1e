import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_US, dayUs, periodAt } from './calendar.ts';
import { nextPeriod } from './contract.ts';
import type { Contract } from './contract.ts';
import { decimalText, fraction, fractionOf, rounded } from './fraction.ts';
import {
  FIRST_DOCUMENT_HASH,
  amountText,
  creditNoteOf,
  documentHash,
  documentText,
  invoiceOf,
} from './invoice.ts';
import type { BillingDocument } from './invoice.ts';
import { METER_IDS } from './meters.ts';
import type { PriceSheet } from './price-sheet.ts';
import { readPriceSheet } from './read-price-sheet.ts';
import { aggregated } from './usage-event.ts';
import type { UsageEvent } from './usage-event.ts';

function sheetOf(prices: object): PriceSheet {
  const read = readPriceSheet({ currency: 'USD', notional: true, ...prices });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.sheet;
}

let made = 0;
function event(
  meter: UsageEvent['meter'],
  quantity: string,
  at: string,
  more: Partial<UsageEvent> = {},
): UsageEvent {
  const atUs = Date.parse(at) * 1000;
  return {
    source: 's',
    id: `e${made++}`,
    tenantId: 't',
    meter,
    product: null,
    key: null,
    quantity,
    atUs,
    ...more,
  };
}

function contractOf(sheet: PriceSheet, from = '2027-01-01', more: Partial<Contract> = {}): Contract {
  return {
    tenantId: 't',
    versions: [{ version: 1, planId: 'p', planVersion: null, fromUs: dayUs(from), sheet }],
    endsAtUs: null,
    ...more,
  };
}

function invoice(contract: Contract, events: readonly UsageEvent[], at = '2027-04-10'): BillingDocument {
  const period = periodAt('month', dayUs(at));
  const outcome = invoiceOf({
    contract,
    period,
    events,
    sequence: 1,
    previousHash: FIRST_DOCUMENT_HASH,
    issuedAtUs: period.toUs + 1,
    dataMode: 'TEST',
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.document;
}

const amounts = (document: BillingDocument): readonly (readonly [string, number])[] =>
  document.lines.map(({ chargeId, amountMinor }) => [chargeId, amountMinor]);

describe('prices', () => {
  const requests = { meter: 'requests', id: 'requests' };
  const used = [
    event('requests', '1500', '2027-04-02T00:00:00Z'),
    event('requests', '1000.5', '2027-04-20T00:00:00Z'),
    event('records', '7', '2027-04-03T00:00:00Z', { product: 'tracks' }),
    event('records', '9', '2027-04-03T00:00:00Z', { product: 'alerts' }),
  ];
  it.each([
    ['flat', { kind: 'flat', id: 'access', price: '99.99' }, 9999],
    ['per unit', { kind: 'per-unit', ...requests, price: '0.01' }, 2501],
    ['per thousand', { kind: 'per-unit', ...requests, price: '4', per: '1000' }, 1000],
    ['beyond what is included', { kind: 'per-unit', ...requests, price: '0.01', included: '2400' }, 101],
    ['less than what is included', { kind: 'per-unit', ...requests, price: '0.01', included: '9000' }, 0],
    [
      'of one product',
      { kind: 'per-unit', id: 'tracks', meter: 'records', products: ['tracks'], price: '1' },
      700,
    ],
    ['by their number', { kind: 'per-unit', ...requests, aggregation: 'count', price: '1' }, 200],
    ['by the highest', { kind: 'per-unit', ...requests, aggregation: 'max', price: '1' }, 150_000],
    ['by the last', { kind: 'per-unit', ...requests, aggregation: 'latest', price: '1' }, 100_050],
    [
      'graduated: 1000 at 0.10, then 5 once and 0.01',
      {
        kind: 'graduated',
        ...requests,
        tiers: [
          { upTo: '1000', price: '0.10' },
          { upTo: null, price: '0.01', flat: '5' },
        ],
      },
      10_000 + 500 + 1501,
    ],
    [
      'volume: all at the price of their number',
      {
        kind: 'volume',
        ...requests,
        tiers: [
          { upTo: '1000', price: '0.10' },
          { upTo: null, price: '0.01' },
        ],
      },
      2501,
    ],
  ])('%s', (_, charge, minor) => {
    expect(invoice(contractOf(sheetOf({ charges: [charge] })), used).totalMinor).toBe(minor);
  });

  it('ask for a minimum when the charges come to less, and for no more when they come to more', () => {
    const sheet = sheetOf({
      charges: [{ kind: 'per-unit', ...requests, price: '0.01' }],
      minimumPerPeriod: '30',
    });
    expect(amounts(invoice(contractOf(sheet), used))).toEqual([
      ['requests', 2501],
      ['minimum', 499],
    ]);
    expect(amounts(invoice(contractOf(sheet), []))).toEqual([['minimum', 3000]]);
    const more = [...used, event('requests', '5000', '2027-04-05T00:00:00Z')];
    expect(amounts(invoice(contractOf(sheet), more))).toEqual([['requests', 7501]]);
  });

  it('count part periods by their time, at the beginning, at the end and when the plan changes', () => {
    const sheet = sheetOf({ charges: [{ kind: 'flat', id: 'a', price: '300' }], minimumPerPeriod: '330' });
    const dearer = sheetOf({ charges: [{ kind: 'flat', id: 'b', price: '600' }] });
    expect(amounts(invoice(contractOf(sheet, '2027-04-16'), []))).toEqual([
      ['a', 15_000],
      ['minimum', 1500],
    ]);
    expect(invoice(contractOf(sheet, '2027-01-01', { endsAtUs: dayUs('2027-04-11') }), []).totalMinor).toBe(
      11_000,
    );
    const changed = contractOf(sheet);
    const versions = [
      ...changed.versions,
      { version: 2, planId: 'q', planVersion: null, fromUs: dayUs('2027-04-21'), sheet: dearer },
    ];
    const document = invoice({ ...changed, versions }, []);
    expect(amounts(document)).toEqual([
      ['a', 20_000],
      ['minimum', 2000],
      ['b', 20_000],
    ]);
    expect(document.plans.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('rise each anniversary, in the middle of a period too', () => {
    const sheet = sheetOf({
      charges: [{ kind: 'flat', id: 'a', price: '1000' }],
      escalation: {
        from: '2026-04-16',
        lockYears: 3,
        during: { kind: 'fixed', perYear: 0.1 },
        after: { kind: 'open' },
      },
    });
    expect(amounts(invoice(contractOf(sheet), []))).toEqual([
      ['a', 50_000],
      ['a', 55_000],
    ]);
    expect(() => invoice(contractOf(sheet), [], '2029-04-10')).toThrow(
      'no clause says the price from year 4 on',
    );
  });

  it('follow an index that has a level for each year, and only such a one', () => {
    const sheet = sheetOf({
      charges: [{ kind: 'flat', id: 'a', price: '1000' }],
      priceIndex: [
        { from: '2027-01-01', level: 100 },
        { from: '2028-01-01', level: 104 },
      ],
      escalation: {
        from: '2027-01-01',
        lockYears: 9,
        during: { kind: 'capped', perYear: 0.03, overIndex: 0 },
        after: { kind: 'index', overIndex: 0.01 },
      },
    });
    expect(invoice(contractOf(sheet), [], '2028-02-01').totalMinor).toBe(103_000);
    expect(() => invoice(contractOf(sheet), [], '2029-02-01')).toThrow('no level for year 3');
  });

  it('are refused with every problem named', () => {
    const read = readPriceSheet({
      currency: 'dollars',
      charges: [
        { kind: 'per-unit', id: 'a', meter: 'smiles', price: '-1' },
        { kind: 'graduated', id: 'b', meter: 'requests', tiers: [{ upTo: '5', price: '1e-7' }] },
      ],
    });
    expect(read.ok).toBe(false);
    const paths = read.ok ? [] : read.problems.map(({ path }) => path);
    for (const path of ['currency', 'notional', 'charges.0.meter', 'charges.0.price', 'charges.1.tiers'])
      expect(paths.some((each) => each.startsWith(`prices.${path}`))).toBe(true);
  });
});

describe('service levels', () => {
  const sheet = sheetOf({
    charges: [{ kind: 'flat', id: 'a', price: '1000' }],
    serviceLevels: [
      {
        id: 'doors',
        indicator: 'availability',
        objective: '0.999',
        credits: {
          kind: 'tiers',
          tiers: [
            { below: '0.999', share: '0.05' },
            { below: '0.99', share: '0.1' },
          ],
        },
      },
      {
        id: 'alerts',
        indicator: 'alert-latency',
        objective: '0.5',
        withinS: '10',
        credits: { kind: 'tiers', tiers: [{ below: '0.5', share: '0.5' }] },
      },
      {
        id: 'custody',
        indicator: 'custody-continuity',
        objective: '0.95',
        credits: { kind: 'proportional', perHundredth: 0.02, cap: 0.15 },
      },
    ],
    creditsCap: '0.5',
  });
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- of these tests
  const minutes = (count: number): readonly UsageEvent[] => [
    event('available-minutes', String(count), '2027-04-02T00:00:00Z'),
  ];
  const creditsOf = (events: readonly UsageEvent[]): Readonly<Record<string, number>> =>
    Object.fromEntries(amounts(invoice(contractOf(sheet), events)).filter(([, minor]) => minor < 0));
  const april = 30 * 24 * 60;

  it('that are met, and those without anything to measure, give no credit', () => {
    expect(creditsOf(minutes(april))).toEqual({});
    const levels = invoice(contractOf(sheet), minutes(april)).serviceLevels;
    expect(levels.map(({ attained, met }) => [attained, met])).toEqual([
      ['1', true],
      [null, null],
      [null, null],
    ]);
  });

  it('give credits by tier and by hundredths, all together up to the cap', () => {
    expect(creditsOf(minutes(april - 44))).toEqual({ doors: -5000 });
    expect(creditsOf(minutes(april - 433))).toEqual({ doors: -10_000 });
    const custody = [
      event('tracked-seconds', '1000', '2027-04-02T00:00:00Z'),
      event('custody-seconds', '930', '2027-04-02T00:00:00Z'),
    ];
    expect(creditsOf([...minutes(april), ...custody])).toEqual({ custody: -4000 });
    const late = ['10', '10.001', '11'].map((s) => event('alert-seconds', s, '2027-04-02T00:00:00Z'));
    expect(creditsOf([...minutes(april), ...late])).toEqual({ alerts: -50_000 });
    expect(creditsOf([...late, ...custody])).toEqual({ doors: -10_000, alerts: -40_000 });
  });
});

describe('an invoice', () => {
  const sheet = sheetOf({ charges: [{ kind: 'per-unit', id: 'r', meter: 'requests', price: '1' }] });
  const document = invoice(contractOf(sheet), [event('requests', '3', '2027-04-02T00:00:00Z')]);

  it('is sealed: any change is found out', () => {
    expect(documentHash(document)).toBe(document.hash);
    expect(documentHash({ ...document, totalMinor: 299 })).not.toBe(document.hash);
    expect(JSON.parse(documentText(document))).toEqual(document);
  });

  it('is corrected by credit notes, up to what is left of it', () => {
    const request = {
      invoice: document,
      creditedMinor: 0,
      amountMinor: 200,
      reason: 'counted twice',
      sequence: 2,
      previousHash: document.hash,
      issuedAtUs: 5,
    };
    const note = creditNoteOf(request);
    expect(note.ok && note.document).toMatchObject({
      kind: 'credit-note',
      corrects: 1,
      totalMinor: -200,
      number: 't-000002',
    });
    for (const wrong of [{ amountMinor: 0 }, { amountMinor: 0.5 }, { creditedMinor: 101 }])
      expect(creditNoteOf({ ...request, ...wrong }).ok).toBe(false);
  });

  it('counts what came too late for an earlier one, at the prices of its first moment', () => {
    const late = event('requests', '2', '2027-03-31T23:59:00Z');
    expect(invoice(contractOf(sheet), [late]).totalMinor).toBe(200);
  });

  it('follows the one before until the contract ends', () => {
    const contract = contractOf(sheet, '2027-01-20', { endsAtUs: dayUs('2027-03-05') });
    const starts: string[] = [];
    for (let until: number | null = null; ;) {
      const period = nextPeriod(contract, until);
      if (period === null) break;
      starts.push(new Date(period.fromUs / 1000).toISOString().slice(0, 10));
      until = period.toUs;
    }
    expect(starts).toEqual(['2027-01-01', '2027-02-01', '2027-03-01']);
  });

  it('shows amounts as people write them', () => {
    expect(amountText(-123_456_789, document)).toBe('-1,234,567.89 USD');
    expect(amountText(5, { currency: 'JPY', minorDigits: 0 })).toBe('5 JPY');
  });
});

it('adds up decimals exactly and rounds halves away from zero', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.integer({ min: 0, max: 12 }),
      (digits, scale) => {
        const value = fraction(digits, 10n ** BigInt(scale));
        expect(fractionOf(decimalText(value))).toEqual(value);
      },
    ),
  );
  expect([fraction(5, 2), fraction(-5, 2), fraction(7, 5)].map(rounded)).toEqual([3n, -3n, 1n]);
});

it('comes to the same bytes in any order of events, and to the sum of events times prices', () => {
  const anyEvent = fc.record({
    meter: fc.constantFrom(...METER_IDS.slice(0, 5)),
    milli: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    minute: fc.integer({ min: 0, max: 30 * 24 * 60 - 1 }),
  });
  const charges = METER_IDS.slice(0, 5).map((meter, at) => ({
    kind: 'per-unit',
    id: `c${at}`,
    meter,
    price: `0.00${at + 1}`,
  }));
  const contract = contractOf(sheetOf({ charges }));
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.infiniteStream(fc.nat()), (all, keys) => {
      const events = all.map(({ meter, milli, minute }, at) => ({
        ...event(meter, decimalText(fraction(milli, 1000n)), '2027-04-01T00:00:00Z'),
        id: `e${at}`,
        atUs: dayUs('2027-04-01') + minute * MINUTE_US,
      }));
      const document = invoice(contract, events);
      const shuffled = events
        .map((each) => [keys.next().value, each] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, each]) => each);
      expect(documentText(invoice(contract, shuffled))).toBe(documentText(document));
      // Reckoned apart: thousandths of a unit times thousandths of a dollar, halves of a cent up.
      const cents = METER_IDS.slice(0, 5).map((meter, at) => {
        const units = all.filter((each) => each.meter === meter).reduce((sum, { milli }) => sum + milli, 0n);
        return (units * BigInt(at + 1) + 5000n) / 10_000n;
      });
      expect(document.totalMinor).toBe(Number(cents.reduce((a, b) => a + b, 0n)));
      expect(document.totalMinor).toBe(document.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
    }),
    { numRuns: 200 },
  );
});

it('counts different keys once each', () => {
  const events = ['a', 'b', 'a'].map((key) => event('custody-seconds', '2', '2027-04-01T00:00:00Z', { key }));
  expect(decimalText(aggregated(events, 'unique-count'))).toBe('2');
  expect(decimalText(aggregated(events, 'min'))).toBe('2');
  expect(decimalText(aggregated([], 'latest'))).toBe('0');
});
