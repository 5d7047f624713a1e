import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { MissionInputs, OperateConfig } from '@cupola/core/mission';
import { pino } from 'pino';
import { WHOLE } from '../access/entitlement.ts';
import { HOUSE } from '../access/visitor.ts';
import { MeterBook } from '../billing/meter-book.ts';
import { ServiceMeters } from '../billing/service-meters.ts';
import { Tokens } from '../access/tokens.ts';
import { buildApp } from '../doors/app.ts';
import type { App, Shelves, ShownReport } from '../doors/app-doors.ts';
import type { Entitled } from '../delivery/nats/published-subjects.ts';
import type { NatsPlan, NatsSide } from '../delivery/nats/nats-side.ts';
import { CotListener } from '../doors/cot-listener.ts';
import type { CotPlan } from '../doors/cot-listener.ts';
import { DoorKeeper, hostRule } from '../doors/door-keeper.ts';
import { admissionBy } from '../delivery/webhooks/admission.ts';
import { Webhooks } from '../delivery/webhooks/webhooks.ts';
import type { WebhookPlan } from '../delivery/webhooks/webhooks.ts';
import { ReportIntake } from '../doors/report-intake.ts';
import type { Feed } from '../feeds/feed.ts';
import type { SatelliteKeys } from '../ingest/satellite-keys.ts';
import { SCOPES, newKey } from '../keys/api-key.ts';
import type { DataMode } from '../picture/records.ts';
import { insertKey, storedKeys } from '../keys/key-store.ts';
import { requireKeyInForce } from '../keys/unknown-key.ts';
import { Retention } from '../retention/retention.ts';
import { KEEP_ALL } from '../retention/retention-policy.ts';
import type { RetentionPolicy } from '../retention/retention-policy.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { openStores, placeName } from '../store/stores.ts';
import { Service } from './service.ts';
import type { ServiceLog } from './service-plan.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface ServeOptions {
  readonly inputs: MissionInputs;
  readonly config: OperateConfig;
  readonly missionId: string;
  readonly programId: string;
  readonly dataMode: DataMode;
  readonly dataFolder: string;
  /** URL of a PostgreSQL database; null: a file in the data folder. */
  readonly postgres?: string | null;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Names beside the address itself under which it may be asked for. */
  readonly allowedHosts: readonly string[];
  readonly feedFrom: (throughSecond: number | null) => Feed;
  readonly satelliteKeys: SatelliteKeys;
  /** Of a finished run, shown at `/report`; null or absent: none is. */
  readonly report?: ShownReport | null;
  /** As clients name it, behind a proxy; without it the address it listens on. */
  readonly publicUrl?: string;
  readonly shelves: Shelves;
  /** Null: the log is files of this machine, and reports come by HTTP alone. */
  readonly nats?: NatsPlan | null;
  /** Displays that speak Cursor on Target; null or absent: none are served. */
  readonly cot?: CotPlan | null;
  /** Where webhooks may go beside public addresses by https. */
  readonly webhooks?: WebhookPlan;
  /** Null: nothing is removed. */
  readonly retention?: RetentionPolicy | null;
  readonly logLevel: LogLevel;
}

export interface RunningService {
  readonly service: Service;
  readonly app: App;
  readonly url: string;
  readonly cot: CotListener | null;
  /** The first key of a new store, told once; null when there are keys already. */
  readonly firstKey: string | null;
  /** Takes nothing new, finishes what is under way, and lets go. */
  stop(): Promise<void>;
}

/**
 * Opens the store, goes on with or begins a session, and listens.
 *
 * @throws UnknownKey when displays are to be let in as a key that is not in force: before anything is made, a first key among it.
 */
export async function startService(options: ServeOptions): Promise<RunningService> {
  const { dataFolder, dataMode, host, port } = options;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new OutsideFailure('disk', `cannot write ${dataFolder}`, error);
  }
  // Lets go of what was opened when a later step fails: a start that is refused ends, and leaves nothing held.
  await using opened = new AsyncDisposableStack();
  const unlock = lockFolder(dataFolder);
  opened.defer(unlock);
  const place = options.postgres ?? join(dataFolder, 'store.sqlite');
  const onLost: { tell(error: Error): void } = { tell: () => {} };
  const letGo = options.postgres ? await held(options.postgres, (error) => onLost.tell(error)) : null;
  opened.defer(() => letGo?.());
  const stores = await openStores(place);
  opened.defer(() => stores.close());
  const db = stores.house;
  const atUs = Date.now() * 1000;
  const { plain = null } = options.cot ?? {};
  if (plain !== null) await requireKeyInForce(db, plain.keyId, atUs);
  let firstKey: string | null = null;
  if ((await storedKeys(db)).length === 0) {
    const { key, text } = newKey({ mode: dataMode, name: 'first', scopes: SCOPES, expiresAtUs: null }, atUs);
    await insertKey(db, key, 'serve');
    firstKey = text;
  }
  const logger = pino({ level: options.logLevel }, pino.destination({ fd: 2, sync: false }));
  const nats = options.nats ? await natsSide(options.nats, logger) : null;
  opened.defer(() => nats?.close());
  const keptLogs = (await nats?.logs()) ?? null;
  const service = await Service.open({
    ...options,
    db,
    stores,
    log: logger,
    openLiveLog: nats === null ? undefined : (sessionId) => nats.openLog(sessionId, options.missionId),
    keptLogs,
  });
  opened.defer(() => service.stop());
  const webhooks = await Webhooks.open(
    service,
    admissionBy(service.registers),
    options.webhooks ?? { allowedHosts: [] },
  );
  const tenants: Entitled = () => [
    { tenantId: HOUSE, entitlement: WHOLE },
    ...service.registers.book.entitledAt(Date.now() * 1000),
  ];
  /** On subjects only what a plan has them for: whoever never listens there is not told, and does not pay for it. */
  const published: Entitled = () =>
    tenants().filter(
      ({ tenantId, entitlement: { features, quotas } }) =>
        features.includes('nats') &&
        service.registers.allowances.spent(tenantId, quotas, Date.now() * 1000) === null,
    );
  const meters = new ServiceMeters({
    service,
    book: new MeterBook(db),
    sessionId: service.store.session.id,
    satellites: options.config.ownSide.satelliteIds.length,
    tenants,
    log: logger,
  });
  countStreams(service);
  let boundPort = port;
  const app = await buildApp({
    service,
    webhooks,
    meters,
    isOwnHost: hostRule(host, () => boundPort, options.allowedHosts),
    report: options.report ?? null,
    tokens: new Tokens(
      join(dataFolder, 'token-keys.json'),
      () => options.publicUrl?.replace(/\/+$/, '') ?? urlOf(host, boundPort),
    ),
    shelves: options.shelves,
    logger,
  });
  const { session } = service.store;
  const retention = new Retention(
    db,
    dataFolder,
    options.retention ?? KEEP_ALL,
    { session: session.id, writtenBy: options.programId },
    logger,
    keptLogs,
  );
  let cot: CotListener | null = null;
  opened.move();
  const stop = async (): Promise<void> => {
    await cot?.stop();
    await retention.stop();
    await nats?.hush();
    await service.stop();
    await webhooks.stop();
    await app.close();
    await nats?.close();
    await meters.stop();
    await stores.close();
    await letGo?.();
    unlock();
  };
  onLost.tell = (error) => {
    service.failed(error);
    void stop();
  };
  try {
    await app.listen({ host, port });
    if (options.cot) cot = await CotListener.open(service, new DoorKeeper(service.registers), options.cot);
  } catch (error) {
    await stop();
    if (error instanceof OutsideFailure) throw error;
    throw new OutsideFailure('network', `cannot serve on ${host}:${port}`, error);
  }
  const address = app.server.address();
  if (typeof address === 'object' && address !== null) boundPort = address.port;
  const url = `${urlOf(host, boundPort)}/`;
  service.start();
  meters.start();
  nats?.publish(service.hub, published);
  if (service.ingest !== null) nats?.hearReports(new ReportIntake(service));
  logger.info({ url, session: session.id, dataMode, store: placeName(place) }, 'serving');
  return { service, app, url, cot, firstKey, stop };
}

/** Only who asks for a database, or for a bus, waits until what speaks to it is loaded. */
async function held(url: string, onLost: (error: Error) => void): Promise<() => Promise<void>> {
  const { holdDatabase } = await import('../store/database-hold.ts');
  return holdDatabase(url, onLost);
}

async function natsSide(plan: NatsPlan, log: ServiceLog): Promise<NatsSide> {
  const { NatsSide } = await import('../delivery/nats/nats-side.ts');
  return NatsSide.connect(plan, log);
}

/** What streams tell counts against the quota of records, beside what it costs. */
function countStreams({ hub, registers: { book, allowances } }: Service): void {
  const { meter } = hub;
  hub.meter = (tenantId, product, records) => {
    meter?.(tenantId, product, records);
    const atUs = Date.now() * 1000;
    const quotas = book.planAt(tenantId, atUs)?.quotas ?? [];
    if (quotas.length > 0) allowances.count(tenantId, quotas, 'records', records, atUs);
  };
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
