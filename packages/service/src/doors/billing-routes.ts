import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { HOUSE } from '../access/visitor.ts';
import { dayUs, isDay, isoOf, periodAt } from '../billing/calendar.ts';
import { storedContract } from '../billing/contract-store.ts';
import { versionAt } from '../billing/contract.ts';
import { invoicePage } from '../billing/invoice-page.ts';
import { invoiceSoFar, storedDocument, storedDocuments } from '../billing/invoice-store.ts';
import type { BillingDocument } from '../billing/invoice.ts';
import { METERS, METER_IDS } from '../billing/meters.ts';
import { openSloText } from '../billing/open-slo.ts';
import { usageCloudEvent } from '../billing/usage-event.ts';
import { usageEvents, usageTotals } from '../billing/usage-store.ts';
import type { Tables } from '../store/tables.ts';
import type { App, Doors } from './app-doors.ts';
import { invoice, measuredLevel, money, usageEvent, usageTotal } from './billing-schemas.ts';
import { pageOf, pageQuery } from './pages.ts';
import { Refusal } from './refusal.ts';
import { page, problem } from './schemas.ts';

const HOUR_US = 3_600_000_000;
const WINDOWS_US: Readonly<Record<'hour' | 'day', number>> = { hour: HOUR_US, day: 24 * HOUR_US };
const MOST_DAYS = 92;
/** What was reckoned of a tenant is told again for so long, ms. */
const KEPT_MS = 15_000;
/** A page with its style in it, that asks for nothing. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const tenant = z.string().optional().describe('Of whoever runs the service: another tenant');
const day = z.string().refine(isDay, { error: 'a day, YYYY-MM-DD' }).optional();
const answers = { 400: problem, 401: problem, 403: problem };
const written = z.string();
const document = z.object({ sequence: z.coerce.number().int().min(1) });

interface Asker {
  readonly tenantId: string;
  readonly db: Kysely<Tables>;
}

/** What a tenant used, what it costs, how well it was served. */
export function billingRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode, stores } = service.plan;
  const soFar = new SoFar(service.plan.dataMode);

  const admitted = (request: FastifyRequest, of: string | undefined): Asker => {
    const { tenantId } = keeper.admit(request, 'read', 'usage');
    if (of !== undefined && of !== tenantId && tenantId !== HOUSE)
      throw new Refusal('not-entitled', 'the usage of others is theirs');
    return { tenantId: of ?? tenantId, db: stores.of(tenantId) };
  };

  app.get(
    '/v1/usage',
    {
      schema: {
        tags: ['usage'],
        description: 'What was metered, by hour or day of UTC; the minute that lasts is included',
        querystring: z.object({
          tenant,
          from: day.describe('First day; the first of this month when it is left out'),
          to: day.describe('Last day; today when it is left out'),
          window: z.enum(['hour', 'day']).default('day'),
          meter: z.enum(METER_IDS).optional(),
        }),
        response: { 200: usageTotal.list, ...answers },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const { window, meter } = request.query;
      const { tenantId, db } = admitted(request, request.query.tenant);
      const span = spanOf(request.query);
      const totals = await usageTotals(db, { tenantId, ...span }, WINDOWS_US[window]);
      return {
        dataMode,
        tenant: tenantId,
        from: isoOf(span.fromUs),
        to: isoOf(span.toUs),
        items: totals
          .filter((each) => meter === undefined || each.meter === meter)
          .map(({ fromUs, ...each }) => ({ ...each, unit: METERS[each.meter].unit, from: isoOf(fromUs) })),
      };
    },
  );
  app.get(
    '/v1/usage/events',
    {
      schema: {
        tags: ['usage'],
        description: 'Usage events as CloudEvents 1.0, as far as they are closed',
        querystring: z.object({ tenant, from: day, to: day, ...pageQuery }),
        response: { 200: page(usageEvent), ...answers },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const { tenantId, db } = admitted(request, request.query.tenant);
      const { limit, cursor } = request.query;
      const after = afterOf(cursor);
      const events = await usageEvents(db, {
        tenantId,
        ...spanOf(request.query),
        limit: limit + 1,
        ...(after === null ? {} : { after }),
      });
      const shown = events.slice(0, limit);
      const last = shown.at(-1);
      const next =
        events.length > limit && last !== undefined
          ? Buffer.from(JSON.stringify([last.atUs, last.source, last.id])).toString('base64url')
          : null;
      return { dataMode, items: shown.map((each) => usageCloudEvent(each, dataMode)), next };
    },
  );
  app.get(
    '/v1/usage/cost',
    {
      schema: {
        tags: ['usage'],
        description: 'What the next invoice comes to so far; nothing of it is final',
        querystring: z.object({ tenant }),
        response: { 200: money, ...answers, 404: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const { from, to, plans, notional, currency, minorDigits, lines, totalMinor, tenantId } =
        await soFar.of(admitted(request, request.query.tenant));
      const told = { from, to, plans, notional, currency, minorDigits, lines, totalMinor };
      return { dataMode, tenant: tenantId, provisional: true, ...told };
    },
  );
  app.get(
    '/v1/service-levels',
    {
      schema: {
        tags: ['usage'],
        description: 'What was promised for this period and what was reached so far',
        querystring: z.object({ tenant }),
        response: { 200: measuredLevel.list, ...answers, 404: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const { from, to, serviceLevels, tenantId } = await soFar.of(admitted(request, request.query.tenant));
      return { dataMode, tenant: tenantId, from, to, items: serviceLevels };
    },
  );
  app.get(
    '/v1/service-levels/objectives',
    {
      schema: {
        tags: ['usage'],
        description: 'What was promised, as YAML documents of OpenSLO v1',
        querystring: z.object({ tenant }),
        produces: ['application/yaml'],
        response: { 200: written, ...answers, 404: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const { tenantId, db } = admitted(request, request.query.tenant);
      const contract = await storedContract(db, tenantId);
      const version = contract === null ? undefined : versionAt(contract, Date.now() * 1000);
      if (version === undefined) throw new Refusal('not-found', 'there is no contract in force');
      return reply
        .type('application/yaml')
        .serializer(String)
        .send(openSloText(version.planId, version.sheet));
    },
  );
  app.get(
    '/v1/invoices',
    {
      schema: {
        tags: ['usage'],
        description: 'Invoices and credit notes, by number',
        querystring: z.object({ tenant, ...pageQuery }),
        response: { 200: page(invoice), ...answers },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const { tenantId, db } = admitted(request, request.query.tenant);
      const documents = await storedDocuments(db, tenantId);
      return {
        dataMode,
        ...pageOf(documents, (each) => String(each.sequence).padStart(9, '0'), request.query),
      };
    },
  );
  app.get(
    '/v1/invoices/:sequence',
    {
      schema: {
        tags: ['usage'],
        params: document,
        querystring: z.object({ tenant }),
        response: { 200: invoice, ...answers, 404: problem },
      },
    },
    (request) => documentOf(admitted(request, request.query.tenant), request.params.sequence),
  );
  app.get(
    '/v1/invoices/:sequence/page',
    {
      schema: {
        tags: ['usage'],
        description: 'The same for people, one self-contained page',
        params: document,
        querystring: z.object({ tenant }),
        produces: ['text/html'],
        response: { 200: written, ...answers, 404: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const asker = admitted(request, request.query.tenant);
      const told = invoicePage(await documentOf(asker, request.params.sequence));
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', PAGE_POLICY)
        .serializer(String)
        .send(told);
    },
  );
}

/** What the next invoice says so far, reckoned at most every few seconds for each tenant. */
class SoFar {
  readonly #dataMode: BillingDocument['dataMode'];
  readonly #kept = new Map<string, { readonly untilMs: number; readonly told: Promise<BillingDocument> }>();

  constructor(dataMode: BillingDocument['dataMode']) {
    this.#dataMode = dataMode;
  }

  of({ tenantId, db }: Asker): Promise<BillingDocument> {
    const nowMs = performance.now();
    const known = this.#kept.get(tenantId);
    if (known !== undefined && known.untilMs > nowMs) return known.told;
    const told = this.#reckoned(db, tenantId);
    this.#kept.set(tenantId, { untilMs: nowMs + KEPT_MS, told });
    told.catch(() => this.#kept.delete(tenantId));
    return told;
  }

  async #reckoned(db: Kysely<Tables>, tenantId: string): Promise<BillingDocument> {
    const outcome = await invoiceSoFar(db, tenantId, this.#dataMode, Date.now() * 1000);
    if (outcome === null) throw new Refusal('not-found', 'there is no contract in force');
    if (!outcome.ok) throw new Refusal('not-found', outcome.reason);
    return outcome.document;
  }
}

async function documentOf({ db, tenantId }: Asker, sequence: number): Promise<BillingDocument> {
  const found = await storedDocument(db, tenantId, sequence);
  if (found === null) throw new Refusal('not-found', `there is no document ${sequence}`);
  return found;
}

function spanOf({ from, to }: { from?: string | undefined; to?: string | undefined }): {
  readonly fromUs: number;
  readonly toUs: number;
} {
  const nowUs = Date.now() * 1000;
  const fromUs = from === undefined ? periodAt('month', nowUs).fromUs : dayUs(from);
  const toUs = (to === undefined ? dayUs(isoOf(nowUs).slice(0, 10)) : dayUs(to)) + WINDOWS_US.day;
  const days = (toUs - fromUs) / WINDOWS_US.day;
  if (days <= 0) throw new Refusal('invalid-request', '`to` is before `from`');
  if (days > MOST_DAYS) throw new Refusal('invalid-request', `${days} days: at most ${MOST_DAYS} at once`);
  return { fromUs, toUs };
}

const place = z.tuple([z.number().int(), z.string(), z.string()]);

function afterOf(
  cursor: string | undefined,
): { readonly atUs: number; readonly source: string; readonly id: string } | null {
  if (cursor === undefined) return null;
  const read = place.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!read.success) throw new Refusal('invalid-request', '`cursor` is not one of this list');
  const [atUs, source, id] = read.data;
  return { atUs, source, id };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
