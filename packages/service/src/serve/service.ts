import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { Track } from '@cupola/core/messages';
import type { MissionInputs, OperateConfig } from '@cupola/core/mission';
import { buildRegionIndex } from '@cupola/core/physics';
import type { SensorSpec } from '@cupola/core/sensors';
import { AccessBook } from '../access/access-book.ts';
import { Allowances } from '../access/allowances.ts';
import { Ground } from '../access/ground.ts';
import type { Moment } from '../access/past.ts';
import { Views } from '../access/views.ts';
import type { Visitor } from '../access/visitor.ts';
import type { Webhooks } from '../delivery/webhooks/webhooks.ts';
import { CommandDesk } from '../commands/command-desk.ts';
import { ExerciseDesk } from '../commands/exercise-desk.ts';
import type { DetectionAnswer, DetectionQuery } from '../engine/recent-detections.ts';
import { ChannelRoster } from '../engine/channel-roster.ts';
import { EngagementDesk } from '../engagements/engagement-desk.ts';
import type { Feed } from '../feeds/feed.ts';
import { LiveFeed } from '../feeds/live-feed.ts';
import type { Registers } from '../doors/door-keeper.ts';
import { Ingest } from '../ingest/ingest.ts';
import type { SatelliteKeys } from '../ingest/satellite-keys.ts';
import { SequenceBook } from '../ingest/sequence-book.ts';
import { KeyRing } from '../keys/key-ring.ts';
import { batchesOf } from '../log/report-record.ts';
import type { ReportLog } from '../log/report-log.ts';
import { canGoOn, carriedNumbers, carryNumbers } from '../operations/left-sessions.ts';
import { Operations } from '../operations/operations.ts';
import type { RecentReports } from '../operations/recent-reports.ts';
import type { OperationsStep } from '../operations/operations.ts';
import { NO_CHANGES } from '../picture/picture.ts';
import type { Picture, PictureChanges } from '../picture/picture.ts';
import type { DataMode } from '../picture/records.ts';
import { utc } from '../picture/service-clock.ts';
import { trackRecord } from '../picture/track-record.ts';
import { SessionStore } from '../store/session-store.ts';
import type { Stores } from '../store/stores.ts';
import type { Tables } from '../store/tables.ts';
import { StreamHub } from '../stream/stream-hub.ts';
import { AlertDesk } from './alert-desk.ts';
import { ServiceMetrics } from './service-metrics.ts';
import { UnstoredSteps } from './unstored-steps.ts';

/** Who hears of what a service does by itself. */
export interface ServiceLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface ServicePlan {
  readonly inputs: MissionInputs;
  readonly config: OperateConfig;
  /** Of the mission: another one begins another session. */
  readonly missionId: string;
  /** Of program and mission: another one reads the log again instead of a snapshot. */
  readonly programId: string;
  readonly dataMode: DataMode;
  readonly dataFolder: string;
  readonly db: Kysely<Tables>;
  /** The same store, also as its tenants see it. */
  readonly stores: Stores;
  /** @param throughSecond - The second up to which a session that goes on was worked on. */
  readonly feedFrom: (throughSecond: number | null) => Feed;
  readonly satelliteKeys: SatelliteKeys;
  /** Another log than files in the data folder, for live sessions. */
  readonly openLiveLog?: ((sessionId: string) => Promise<ReportLog>) | undefined;
  readonly log: ServiceLog;
}

/** Steps between two snapshots of a live session: a minute. */
const SNAPSHOT_EVERY_STEPS = 60;
const BEAT_EVERY_MS = 15_000;
const LOOK_AT_KEYS_EVERY_MS = 1_000;

export type ServiceState = 'starting' | 'serving' | 'finished' | 'failed' | 'stopping';

/** One session of operations with all that doors need of it. */
export class Service {
  readonly plan: ServicePlan;
  readonly registers: Registers;
  readonly store: SessionStore;
  readonly desk: AlertDesk;
  readonly views: Views;
  readonly hub: StreamHub;
  readonly metrics: ServiceMetrics;
  /** Who measures how the service does; called when a step has been published. */
  watcher: ((step: OperationsStep) => void) | null = null;
  /** Null unless reports come from outside. */
  readonly ingest: Ingest | null;
  readonly sensors: readonly SensorSpec[];
  readonly commands: CommandDesk;
  readonly exercises: ExerciseDesk;
  readonly engagements: EngagementDesk;
  readonly #feed: Feed;
  readonly #operations: Operations;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #unstored: UnstoredSteps;
  #webhooks: Webhooks | null = null;
  #state: ServiceState = 'starting';
  #running: Promise<void> = Promise.resolve();
  /** Of what doors show: goes up with every change. */
  #version = 0;

  private constructor(plan: ServicePlan, parts: ServiceParts) {
    this.plan = plan;
    this.registers = parts.registers;
    this.store = parts.store;
    this.#unstored = new UnstoredSteps(parts.store, plan.log, ({ messages }) =>
      this.#webhooks?.nudge(messages.map(({ endpointId }) => endpointId)),
    );
    this.desk = parts.desk;
    this.#feed = parts.feed;
    this.#operations = parts.operations;
    parts.listener.service = this;
    const regions = plan.config.decision?.regions ?? buildRegionIndex(plan.inputs.regions);
    this.views = new Views(new Ground(regions), () => this.picture);
    this.views.past.keep(parts.registers.book.latestS);
    this.hub = new StreamHub({
      views: this.views,
      picture: () => this.picture,
      alertRecord: (alert, tenantId) => this.desk.recordOf(alert, tenantId),
    });
    this.metrics = new ServiceMetrics({
      tracks: () => this.picture.tracks.size,
      alerts: () => [...this.picture.alerts.values()].filter((each) => each.closedAt === null).length,
      subscribers: () => this.hub.counts.subscribers,
      skippedTracks: () => this.hub.counts.skippedTracks,
      waitingBytes: () => this.#operations.load.bytes,
    });
    const roster = new ChannelRoster(plan.config.ownSide);
    this.ingest =
      parts.feed instanceof LiveFeed
        ? new Ingest(roster, plan.satelliteKeys, parts.sequences, parts.feed, (record) =>
            parts.operations.record(record),
          )
        : null;
    const { db, dataMode, inputs } = plan;
    const { operations, feed } = parts;
    const isServing = (): boolean => this.#state === 'serving' || this.#state === 'starting';
    this.commands = new CommandDesk({
      db,
      dataMode,
      ownSide: plan.config.ownSide,
      operations,
      feed,
      isServing,
      utc: (atUs) => this.utc(atUs),
    });
    this.exercises = new ExerciseDesk({
      db,
      dataMode,
      id: parts.store.session.id,
      kind: feed.kind,
      title: inputs.scenario.title,
      playing: feed.playing,
      second: () => this.picture.second,
      isServing,
    });
    this.engagements = new EngagementDesk(inputs);
    this.sensors = [...new Set(plan.config.ownSide.channels.map(({ sensor }) => sensor))];
    this.#timers = [
      setInterval(() => this.hub.beat(), BEAT_EVERY_MS),
      setInterval(() => void this.#lookAtKeys(), LOOK_AT_KEYS_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  static async open(plan: ServicePlan): Promise<Service> {
    const { inputs, config, dataMode, dataFolder, db, log } = plan;
    const registers = {
      keys: await KeyRing.open(db),
      book: await AccessBook.open(db),
      allowances: await Allowances.open(db, Date.now() * 1000),
    };
    const kind = plan.feedFrom(null).kind;
    const folderOf = (id: string): string => join(dataFolder, 'sessions', id);
    const store = await SessionStore.open(db, kind, plan.missionId, Date.now() * 1000, {
      canGoOn: (id) => canGoOn(folderOf(id), plan.programId),
      carry: (fromId, toId) => carryNumbers(folderOf(fromId), folderOf(toId)),
    });
    const { id, throughSecond, spans } = store.session;
    const feed = plan.feedFrom(throughSecond);
    const desk = await AlertDesk.open(store, plan.stores);
    const sequences = new SequenceBook();
    const folder = kind === 'replay' ? null : folderOf(id);
    if (folder !== null) {
      mkdirSync(folder, { recursive: true });
      sequences.restore(carriedNumbers(folder));
    }
    const listener: { service: Service | null } = { service: null };
    const operations = await Operations.open({
      inputs,
      context: { dataMode, epoch: config.epoch, ownSide: config.ownSide },
      folder,
      openLog: kind === 'live' ? plan.openLiveLog?.bind(null, id) : undefined,
      writtenBy: plan.programId,
      snapshotEverySteps: kind === 'live' ? SNAPSHOT_EVERY_STEPS : null,
      spans,
      onStep: (step) => listener.service?.onStep(step),
      isStored: () => listener.service?.isStorageBehind !== true,
      onPreview: ({ changes }) => listener.service?.publish(changes, false),
      onFinalTracks: (tracks) => listener.service?.publishFinal(tracks),
      onSnapshotFailure: (error) => log.warn({ error: String(error) }, 'no snapshot could be written'),
      onEngineFailure: (error) => listener.service?.failed(error),
      onRestored: (record) => {
        for (const batch of batchesOf(record)) sequences.use(batch.satelliteId, batch.sequence);
      },
      sequences,
    });
    if (operations.tornBytes > 0)
      log.warn({ bytes: operations.tornBytes }, 'a torn end of the log was cut off');
    log.info({ session: id, feed: kind, fromSecond: throughSecond }, 'session opened');
    return new Service(plan, { registers, store, desk, feed, operations, sequences, listener });
  }

  get keys(): KeyRing {
    return this.registers.keys;
  }

  get picture(): Picture {
    return this.#operations.picture;
  }

  /** What a visitor may see of the picture, as late as the plan says. Doors read this and never the picture itself. */
  viewFor({ entitlement }: Pick<Visitor, 'entitlement'>): Picture {
    return this.views.now(entitlement);
  }

  get state(): ServiceState {
    return this.#state;
  }

  get recentReports(): RecentReports {
    return this.#operations.recent;
  }

  get load(): Operations['load'] {
    return this.#operations.load;
  }

  /** Why no reports can be kept at the moment; null when they can. */
  get logTrouble(): string | null {
    return this.#operations.trouble;
  }

  get isStorageBehind(): boolean {
    return this.#unstored.areWaiting;
  }

  /** Changes whenever anything that doors show has changed. */
  get version(): string {
    return `${this.store.session.id}.${this.#version}`;
  }

  utc(atUs: SimTimeUs): string {
    return utc({ epoch: this.plan.config.epoch }, atUs);
  }

  /** What arrived lately; the engine is asked, behind what it has to do. */
  detections(query: DetectionQuery): Promise<DetectionAnswer> {
    return this.#operations.detections(query);
  }

  /** Starts the feed. */
  start(): void {
    this.#state = 'serving';
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    try {
      await this.#feed.run(this.#operations);
      if (this.#state === 'serving') this.#state = 'finished';
    } catch (error) {
      this.failed(error);
    }
  }

  /** Kept when an exercise or a recording has come to its end. */
  get finished(): Promise<void> {
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#state = 'stopping';
    for (const timer of this.#timers) clearInterval(timer);
    this.#feed.stop();
    this.#operations.hurry();
    await this.#running;
    this.hub.closeAll('the service is stopping');
    await this.engagements.close();
    await this.#lookAtKeys();
    if (this.#feed.kind === 'live') await this.#operations.snapshot();
    await this.#operations.close();
  }

  /** Told by the engine's thread, or by the feed. */
  failed(error: unknown): void {
    if (this.#state === 'stopping') return;
    this.#state = 'failed';
    this.plan.log.error(
      { error: error instanceof Error ? error.stack : String(error) },
      'operations have failed',
    );
  }

  /** What happens from now on is also made into messages for webhooks. */
  sendThrough(webhooks: Webhooks): void {
    this.#webhooks = webhooks;
  }

  async onStep(told: OperationsStep): Promise<void> {
    const { picture, changes, step } = told;
    this.metrics.stepS.observe(step.tookMs / 1000);
    this.metrics.lateReports.set(step.lateReports);
    for (const { kind } of changes.events) this.metrics.events.inc({ kind });
    this.publish(changes, true);
    this.watcher?.(told);
    // An exercise begins anew after a restart, so that only what happened in it has to be kept.
    if (this.#feed.kind !== 'live' && changes.events.length === 0) return;
    const { second } = step;
    const messages = this.#webhooks?.outbox.messagesOf({ second, picture, changes }, Date.now() * 1000) ?? [];
    await this.#unstored.store({ second, changes, messages });
  }

  publish(changes: PictureChanges, isWhole: boolean): void {
    this.#version++;
    this.#tell({ picture: this.picture, changes, finals: [], isWhole });
  }

  #tell(moment: Moment): void {
    this.views.past.remember(moment);
    this.hub.publish(moment);
  }

  /** States that no later report can change, for those who ask for them; they are not kept for those who come back. */
  publishFinal(tracks: readonly Track[]): void {
    if (!this.hub.isAskedFor('final')) return;
    const { config, dataMode } = this.plan;
    const context = { dataMode, epoch: config.epoch, ownSide: config.ownSide };
    const finals = tracks.map((each) => trackRecord(each, undefined, undefined, context));
    this.#tell({ picture: this.picture, changes: NO_CHANGES, finals, isWhole: true });
  }

  /** Somebody did something about an alert. */
  alertChanged(alertId: string, tenantId: string): void {
    this.#version++;
    this.hub.publishHandling(alertId, tenantId);
    const alert = this.picture.alerts.get(alertId);
    if (alert !== undefined) void this.#webhooks?.alertHandled(alert, tenantId, this.picture);
  }

  /** What was changed by any process holds from now on; what was used is written down. */
  async #lookAtKeys(): Promise<void> {
    const { keys, book, allowances } = this.registers;
    try {
      await keys.refresh();
      await book.refresh();
      this.views.past.keep(book.latestS);
      await keys.saveUses();
      await allowances.save(Date.now() * 1000);
    } catch (error) {
      this.plan.log.error(
        { error: String(error) },
        'keys and plans cannot be read, or what was used not kept',
      );
    }
    this.hub.sendAwayUnwelcome();
  }
}

interface ServiceParts {
  readonly registers: Registers;
  readonly store: SessionStore;
  readonly desk: AlertDesk;
  readonly feed: Feed;
  readonly operations: Operations;
  readonly sequences: SequenceBook;
  readonly listener: { service: Service | null };
}
