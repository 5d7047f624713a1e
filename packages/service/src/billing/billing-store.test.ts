import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTenant } from '../access/tenant-store.ts';
import { noteDelivered } from '../delivery/webhooks/delivered.ts';
import { insertEndpoint, insertMessages, storedMessages } from '../delivery/webhooks/webhook-store.ts';
import type { WebhookMessage } from '../delivery/webhooks/webhook-store.ts';
import { HAS_POSTGRES, emptyDatabase } from '../store/postgres-server.test-data.ts';
import { auditEntries } from '../store/store.ts';
import { openStore } from '../store/stores.ts';
import type { Tables } from '../store/tables.ts';
import { MINUTE_US, dayUs } from './calendar.ts';
import { agreeOnPrices, endContract } from './contract-store.ts';
import { issueCreditNote, issueInvoice, storedDocuments, verifiedDocuments } from './invoice-store.ts';
import { documentText } from './invoice.ts';
import { MeterBook } from './meter-book.ts';
import type { MeterId } from './meters.ts';
import type { PriceSheet } from './price-sheet.ts';
import { readPriceSheet } from './read-price-sheet.ts';
import { TOLD_FORMS, toldTo } from './told-readers.test-data.ts';
import type { UsageEvent } from './usage-event.ts';
import { storeUsage, usageEvents } from './usage-store.ts';

let db: Kysely<Tables>;

const DAY_US = 24 * 60 * MINUTE_US;
const APRIL = dayUs('2027-04-01');
const MAY = dayUs('2027-05-01');

/** Cents of one unit. */
const RATES: Readonly<Partial<Record<MeterId, number>>> = {
  requests: 1,
  records: 3,
  'streamed-records': 7,
  'alerts-delivered': 11,
};
const METERED: readonly MeterId[] = ['requests', 'records', 'streamed-records', 'alerts-delivered'];

function sheetOf(prices: object): PriceSheet {
  const read = readPriceSheet({ currency: 'USD', notional: true, ...prices });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.sheet;
}

const BY_UNIT = sheetOf({
  charges: METERED.map((meter) => ({
    kind: 'per-unit',
    id: meter,
    meter,
    price: String((RATES[meter] ?? 0) / 100),
  })),
});

function begin(tenantId: string, sheet = BY_UNIT, from = '2027-04-01'): ReturnType<typeof agreeOnPrices> {
  return agreeOnPrices(db, { tenantId, planId: 'p', fromUs: dayUs(from), sheet, grants: null }, 'test', 1);
}

const issue = (tenantId: string, atUs: number): ReturnType<typeof issueInvoice> =>
  issueInvoice(db, tenantId, 'TEST', 'test', atUs);

const MESSAGES = 6;

/** Messages that wait for a webhook: alerts and events by turns. */
async function waitingMessages(own: Kysely<Tables>): Promise<readonly WebhookMessage[]> {
  await createTenant(own, { id: 't', name: 't' }, { actor: 'test', atUs: 1 });
  const filter = { trackId: null, levels: null };
  const wanted = {
    tenantId: 't',
    keyId: null,
    url: 'https://example.org/',
    name: '',
    types: ['event.*'],
    filter,
  };
  const { id } = await insertEndpoint(own, wanted, 'test', 1);
  await insertMessages(
    own,
    Array.from({ length: MESSAGES }, (_, index) => ({
      id: `msg_${index}`,
      tenantId: 't',
      endpointId: id,
      sessionId: 's',
      second: index,
      type: 'cupola.event.declared',
      seen:
        index % 2 === 0
          ? { kind: 'alert', trackId: null, whereabouts: null }
          : { kind: 'event', event: 'declared', trackId: null, whereabouts: null },
      body: '{}',
      createdAtUs: 1,
      nextAtUs: 1,
    })),
  );
  return storedMessages(own, id, null, '', MESSAGES);
}

/** What may happen to a service that counts. */
const anything = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('count' as const),
      meter: fc.constantFrom(...METERED),
      quantity: fc.integer({ min: 1, max: 1000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      minutes: fc.integer({ min: 1, max: 20_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'flush' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'stop' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('again' as const),
      keys: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'issue' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('tell' as const),
      form: fc.constantFrom(...TOLD_FORMS),
      readers: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      message: fc.nat({ max: MESSAGES - 1 }),
      isNoted: fc.boolean(),
    }),
  },
);

/** Both stores are held to the same. */
function heldTo(opened: () => Promise<Kysely<Tables>>, runs: number): void {
  beforeEach(async () => {
    db = await opened();
  });
  afterEach(async () => {
    await db.destroy();
  });

  it('counts by minute, keeps what was flushed over a crash, and stores nothing twice', async () => {
    const book = new MeterBook(db);
    book.add('t', 'requests', null, 2, APRIL);
    book.add('t', 'requests', null, 3, APRIL + 1);
    await book.flush(APRIL + 2);
    book.add('t', 'requests', null, 5, APRIL + 3);
    await book.flush(APRIL + 4);
    expect(book.isBehind).toBe(false);
    book.add('t', 'requests', null, 100, APRIL + 5);
    // Here the process dies. Another one finds what was left open, and counts on in the same minute.
    const next = new MeterBook(db);
    next.add('t', 'requests', null, 1, APRIL + 6);
    await next.flush(APRIL + MINUTE_US);
    expect((await usageEvents(db, { tenantId: 't' })).map(({ quantity }) => quantity)).toEqual(['1']);
    await next.closeLeft(APRIL + 11 * MINUTE_US);
    const events = await usageEvents(db, { tenantId: 't' });
    expect(events.map(({ quantity }) => quantity).toSorted()).toEqual(['1', '10']);
    await storeUsage(db, [
      ...events.map((event) => ({ event, isClosed: true })),
      ...events.map((event) => ({ event: { ...event, quantity: '999' }, isClosed: false })),
    ]);
    expect(await usageEvents(db, { tenantId: 't' })).toEqual(events);
  });

  it('does not count into a minute that is closed when the clock goes back', async () => {
    const book = new MeterBook(db);
    book.add('t', 'requests', null, 1, APRIL);
    await book.flush(APRIL + MINUTE_US);
    book.add('t', 'requests', null, 4, APRIL);
    await book.flush(APRIL, true);
    const events = await usageEvents(db, { tenantId: 't' });
    expect(events.map(({ quantity, atUs }) => [quantity, atUs])).toEqual([
      ['1', APRIL],
      ['4', APRIL + MINUTE_US],
    ]);
  });

  it('keeps counts while the store is away, and counts a named deed once whoever tells it', async () => {
    const away = await opened();
    const book = new MeterBook(away);
    await away.destroy();
    book.add('t', 'requests', null, 1, APRIL);
    await expect(book.flush(APRIL)).rejects.toThrow('driver has already been destroyed');
    expect(book.isBehind).toBe(true);
    const deed: UsageEvent = {
      source: '/cupola/actions',
      id: 'a',
      tenantId: 't',
      meter: 'requests',
      product: null,
      key: null,
      quantity: '1',
      atUs: APRIL,
    };
    for (const each of [new MeterBook(db), new MeterBook(db)]) {
      each.once(deed);
      each.once(deed);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await each.flush(APRIL);
    }
    expect(await usageEvents(db, {})).toHaveLength(1);
  });

  it('issues one period after the other, numbered without a gap, and nothing that is not over', async () => {
    await begin('t');
    const book = new MeterBook(db);
    book.add('t', 'requests', null, 1000, APRIL + DAY_US);
    book.add('t', 'records', 'tracks', 10, MAY - 1);
    book.add('other', 'requests', null, 5, MAY - 1);
    await book.flush(MAY, true);
    expect(await issue('t', MAY + MINUTE_US)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('not over'),
    });
    expect(await issue('nobody', MAY)).toMatchObject({ ok: false, reason: 'nobody has no contract' });
    const first = await issue('t', MAY + DAY_US);
    expect(first).toMatchObject({
      ok: true,
      document: { sequence: 1, totalMinor: 1030, number: 't-000001' },
    });
    expect(await issue('t', MAY + DAY_US)).toMatchObject({ ok: false });
    const late = new MeterBook(db);
    late.add('t', 'requests', null, 7, MAY - DAY_US);
    await late.flush(MAY, true);
    const second = await issue('t', dayUs('2027-06-02'));
    expect(second).toMatchObject({ ok: true, document: { sequence: 2, totalMinor: 7 } });
    const documents = await storedDocuments(db, 't');
    expect(documents[1]?.previousHash).toBe(documents[0]?.hash);
    expect(await verifiedDocuments(db, 't')).toEqual({ ok: true, documents: 2, faults: [] });
    const deeds = (await auditEntries(db, 0, 10)).map(({ action }) => action);
    expect(deeds).toEqual(['contract.prices', 'invoice.issue', 'invoice.issue']);
  });

  it('corrects by credit notes that never come to more than the invoice', async () => {
    await begin('t');
    const book = new MeterBook(db);
    book.add('t', 'requests', null, 1000, APRIL);
    await book.flush(APRIL, true);
    await issue('t', MAY + DAY_US);
    const credit = (amountMinor: number, sequence = 1): ReturnType<typeof issueCreditNote> =>
      issueCreditNote(db, { tenantId: 't', sequence, amountMinor, reason: 'a test' }, 'test', MAY + DAY_US);
    expect(await credit(600)).toMatchObject({
      ok: true,
      document: { sequence: 2, corrects: 1, totalMinor: -600 },
    });
    expect(await credit(401)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('4.00 USD that are left'),
    });
    expect(await credit(400)).toMatchObject({ ok: true, document: { sequence: 3 } });
    expect(await credit(1, 2)).toMatchObject({ ok: false });
    expect(await credit(1, 9)).toMatchObject({ ok: false });
    expect(await issue('t', dayUs('2027-06-02'))).toMatchObject({
      ok: true,
      document: { sequence: 4, totalMinor: 0 },
    });
    expect(await verifiedDocuments(db, 't')).toMatchObject({ ok: true, documents: 4 });
  });

  it('finds out every change: of a document, of an event, of prices, of the row of documents', async () => {
    await begin('t');
    const book = new MeterBook(db);
    book.add('t', 'requests', null, 10, APRIL);
    await book.flush(APRIL, true);
    await issue('t', MAY + DAY_US);
    await issue('t', dayUs('2027-06-02'));
    const faultsAfter = async (
      change: (each: Kysely<Tables>) => Promise<unknown>,
    ): Promise<readonly string[]> => {
      const transaction = await db.startTransaction().execute();
      await change(transaction);
      const { faults } = await verifiedDocuments(transaction, 't');
      await transaction.rollback().execute();
      return faults.map(({ sequence, reason }) => `${sequence}: ${reason}`);
    };
    const [first] = await storedDocuments(db, 't');
    if (first === undefined) throw new Error('there is one');
    const text = documentText({ ...first, totalMinor: 1 });
    expect(
      await faultsAfter((each) =>
        each.updateTable('invoices').set({ document: text }).where('sequence', '=', 1).execute(),
      ),
    ).toContain('1: it is not what was issued');
    expect(
      await faultsAfter((each) => each.updateTable('usage_events').set({ quantity: '11' }).execute()),
    ).toEqual(['1: its events are not those that were counted']);
    expect(await faultsAfter((each) => each.deleteFrom('usage_events').execute())).toHaveLength(1);
    const dearer = JSON.stringify(sheetOf({ charges: [{ kind: 'flat', id: 'a', price: '1' }] }));
    expect(
      await faultsAfter((each) => each.updateTable('contract_prices').set({ prices: dearer }).execute()),
    ).toEqual([
      '1: its events and prices come to something else',
      '2: its events and prices come to something else',
    ]);
    expect(
      await faultsAfter((each) => each.deleteFrom('invoices').where('sequence', '=', 1).execute()),
    ).toContain('2: it stands where 1 should');
    expect(await faultsAfter(() => Promise.resolve())).toEqual([]);
  });

  it('changes prices only ahead of what is invoiced, and ends once', async () => {
    await begin('t');
    await issue('t', MAY + DAY_US);
    const flat = sheetOf({
      charges: [{ kind: 'flat', id: 'a', price: '310' }],
      termYears: 2,
      termination: [{ from: '2027-01-01', amount: '50' }],
    });
    expect(await begin('t', flat, '2027-04-20')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('invoiced already'),
    });
    expect(await begin('t', sheetOf({ period: 'year' }), '2027-05-01')).toMatchObject({ ok: false });
    expect(await begin('t', flat, '2027-05-11')).toMatchObject({ ok: true });
    expect(await begin('t', flat, '2027-05-11')).toMatchObject({ ok: false });
    expect(await endContract(db, 't', dayUs('2027-05-10'), 'test', 2)).toMatchObject({ ok: false });
    expect(await endContract(db, 't', dayUs('2027-05-21'), 'test', 2)).toMatchObject({ ok: true });
    expect(await endContract(db, 't', dayUs('2027-05-22'), 'test', 2)).toMatchObject({ ok: false });
    expect(await begin('t', flat, '2027-06-01')).toMatchObject({ ok: false });
    const last = await issue('t', dayUs('2027-05-22'));
    expect(last).toMatchObject({
      ok: true,
      document: { totalMinor: 10_000 + 5000, to: '2027-05-21T00:00:00.000Z' },
    });
    expect(await issue('t', dayUs('2028-01-01'))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('has ended'),
    });
    expect(await verifiedDocuments(db, 't')).toMatchObject({ ok: true, documents: 2 });
  });

  it('invoices what was metered, all of it and once, whatever restarts, duplicates and delays there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 60 }), async (happenings) => {
        const own = await opened();
        await agreeOnPrices(
          own,
          { tenantId: 't', planId: 'p', fromUs: APRIL, sheet: BY_UNIT, grants: null },
          'test',
          1,
        );
        const messages = await waitingMessages(own);
        const delivered = new Set<string>();
        let book = new MeterBook(own);
        let nowUs = APRIL;
        const durable = new Map<MeterId, number>();
        let waiting: [MeterId, number][] = [];
        const flushed = (): void => {
          for (const [meter, quantity] of waiting) durable.set(meter, (durable.get(meter) ?? 0) + quantity);
          waiting = [];
        };
        for (const happening of happenings) {
          /* oxlint-disable no-await-in-loop -- one after the other */
          switch (happening.kind) {
            case 'count':
              book.add('t', happening.meter, null, happening.quantity, nowUs);
              waiting.push([happening.meter, happening.quantity]);
              break;
            case 'pass':
              nowUs += happening.minutes * MINUTE_US;
              break;
            case 'flush':
              await book.flush(nowUs);
              flushed();
              break;
            case 'crash':
              waiting = [];
              book = new MeterBook(own);
              await book.closeLeft(nowUs);
              break;
            case 'stop':
              await book.flush(nowUs, true);
              flushed();
              book = new MeterBook(own);
              break;
            case 'again': {
              const closed = await usageEvents(own, {});
              const sent = happening.keys.flatMap((key) => closed[key % Math.max(1, closed.length)] ?? []);
              await storeUsage(
                own,
                sent.map((event) => ({ event, isClosed: true })),
              );
              break;
            }
            case 'tell': {
              const told = toldTo(happening.form, happening.readers, (tenantId, product, records) => {
                if (product === 'alerts') book.add(tenantId, 'alerts-delivered', null, records, nowUs);
                else book.add(tenantId, 'streamed-records', product, records, nowUs);
              });
              waiting.push(['streamed-records', told.tracks], ['alerts-delivered', told.alerts]);
              break;
            }
            case 'deliver': {
              // Sent, and perhaps dead before it was noted: then it is sent again, and taken again.
              const message = messages[happening.message];
              if (message === undefined || !happening.isNoted) break;
              const outcome = { ...message, state: 'delivered', doneAtUs: nowUs } as const;
              await noteDelivered(own, message, outcome, nowUs);
              if (delivered.has(message.id)) break;
              delivered.add(message.id);
              const meter = message.seen.kind === 'alert' ? 'alerts-delivered' : 'streamed-records';
              durable.set(meter, (durable.get(meter) ?? 0) + 1);
              break;
            }
            case 'issue':
              await issueInvoice(own, 't', 'TEST', 'test', nowUs);
              break;
            default:
              happening satisfies never;
          }
          /* oxlint-enable no-await-in-loop */
        }
        await book.flush(nowUs, true);
        flushed();
        nowUs += 60 * MINUTE_US;
        await book.closeLeft(nowUs);
        while ((await issueInvoice(own, 't', 'TEST', 'test', nowUs + 40 * DAY_US)).ok);
        const documents = await storedDocuments(own, 't');
        const cents = METERED.reduce(
          (sum, meter) => sum + (durable.get(meter) ?? 0) * (RATES[meter] ?? 0),
          0,
        );
        expect(documents.reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(cents);
        expect(await usageEvents(own, { billedIn: null, open: true })).toEqual([]);
        expect(await verifiedDocuments(own, 't')).toMatchObject({ ok: true, documents: documents.length });
        await own.destroy();
      }),
      { numRuns: runs },
    );
  });
}

describe('SQLite', () => {
  heldTo(() => openStore(':memory:'), 60);
});

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  heldTo(async () => openStore(await emptyDatabase()), 4);
});
