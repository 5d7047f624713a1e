import type { SimTimeUs } from '@cupola/core/foundation';
import { buildRegionIndex } from '@cupola/core/physics';
import type { SensorSpec } from '@cupola/core/sensors';
import { Ground } from '../access/ground.ts';
import { openRegisters } from '../access/registers.ts';
import type { Registers } from '../access/registers.ts';
import type { Views } from '../access/views.ts';
import type { Visitor } from '../access/visitor.ts';
import { CommandDesk } from '../commands/command-desk.ts';
import { ExerciseDesk } from '../commands/exercise-desk.ts';
import { ChannelRoster } from '../engine/channel-roster.ts';
import type { DetectionAnswer, DetectionQuery } from '../engine/recent-detections.ts';
import { EngagementDesk } from '../engagements/engagement-desk.ts';
import type { Feed } from '../feeds/feed.ts';
import { LiveFeed } from '../feeds/live-feed.ts';
import { Ingest } from '../ingest/ingest.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Operations } from '../operations/operations.ts';
import type { Picture } from '../picture/picture.ts';
import { utc } from '../picture/service-clock.ts';
import type { SessionStore } from '../store/session-store.ts';
import type { StreamHub } from '../stream/stream-hub.ts';
import { AlertDesk } from './alert-desk.ts';
import { openSession } from './open-session.ts';
import type { OpenSession } from './open-session.ts';
import { Publisher } from './publisher.ts';
import { Rounds } from './rounds.ts';
import { ServiceMetrics } from './service-metrics.ts';
import type { ServicePlan } from './service-plan.ts';
import { StepFlow } from './step-flow.ts';

export type ServiceState = 'starting' | 'serving' | 'finished' | 'failed' | 'stopping';

/** One session of operations with all that doors need of it, and its life from start to stop. */
export class Service {
  readonly plan: ServicePlan;
  readonly registers: Registers;
  readonly store: SessionStore;
  readonly desk: AlertDesk;
  readonly publisher: Publisher;
  readonly metrics: ServiceMetrics;
  readonly steps: StepFlow;
  /** Null unless reports come from outside. */
  readonly ingest: Ingest | null;
  readonly sensors: readonly SensorSpec[];
  readonly commands: CommandDesk;
  readonly exercises: ExerciseDesk;
  readonly engagements: EngagementDesk;
  readonly #feed: Feed;
  readonly #operations: Operations;
  readonly #rounds: Rounds;
  #state: ServiceState = 'starting';
  #running: Promise<void> = Promise.resolve();

  private constructor(plan: ServicePlan, registers: Registers, session: OpenSession, desk: AlertDesk) {
    const { config, inputs, db, dataMode, log } = plan;
    const { ownSide, epoch } = config;
    const { store, feed, operations, sequences } = session;
    this.plan = plan;
    this.registers = registers;
    this.store = store;
    this.desk = desk;
    this.#feed = feed;
    this.#operations = operations;
    this.publisher = new Publisher({
      ground: new Ground(config.decision?.regions ?? buildRegionIndex(inputs.regions)),
      context: { dataMode, epoch, ownSide },
      picture: () => this.picture,
      alertRecord: (alert, tenantId) => desk.recordOf(alert, tenantId),
    });
    this.metrics = new ServiceMetrics({
      tracks: () => this.picture.tracks.size,
      alerts: () => [...this.picture.alerts.values()].filter((each) => each.closedAt === null).length,
      subscribers: () => this.hub.counts.subscribers,
      skippedTracks: () => this.hub.counts.skippedTracks,
      waitingBytes: () => this.load.bytes,
      engineHeapBytes: () => this.#operations.engineHeapBytes(),
    });
    this.steps = new StepFlow({
      store,
      publisher: this.publisher,
      metrics: this.metrics,
      // An exercise begins anew after a restart, so that only what happened in it has to be kept.
      keepsEmptySteps: feed.kind === 'live',
      onFailure: (error) => this.failed(error),
      log,
    });
    operations.tell(this.steps);
    this.ingest =
      feed instanceof LiveFeed
        ? new Ingest(new ChannelRoster(ownSide), plan.satelliteKeys, sequences, feed, (record) =>
            operations.record(record),
          )
        : null;
    const isServing = (): boolean => this.#state === 'serving' || this.#state === 'starting';
    this.commands = new CommandDesk({
      db,
      dataMode,
      ownSide,
      operations,
      feed,
      isServing,
      utc: (atUs) => this.utc(atUs),
    });
    this.exercises = new ExerciseDesk({
      db,
      dataMode,
      id: store.session.id,
      kind: feed.kind,
      title: inputs.scenario.title,
      playing: feed.playing,
      second: () => this.picture.second,
      isServing,
    });
    this.engagements = new EngagementDesk(inputs);
    this.sensors = [...new Set(ownSide.channels.map(({ sensor }) => sensor))];
    this.#rounds = new Rounds(registers, this.publisher, log);
  }

  static async open(plan: ServicePlan): Promise<Service> {
    const registers = await openRegisters(plan.db);
    const session = await openSession(plan);
    return new Service(plan, registers, session, await AlertDesk.open(session.store, plan.stores));
  }

  get keys(): KeyRing {
    return this.registers.keys;
  }

  get picture(): Picture {
    return this.#operations.picture;
  }

  get views(): Views {
    return this.publisher.views;
  }

  get hub(): StreamHub {
    return this.publisher.hub;
  }

  /** What a visitor may see of the picture, as late as the plan says. Doors read this and never the picture itself. */
  viewFor({ entitlement }: Pick<Visitor, 'entitlement'>): Picture {
    return this.views.now(entitlement);
  }

  get state(): ServiceState {
    return this.#state;
  }

  get load(): Operations['load'] {
    return this.#operations.load;
  }

  /** Why no reports can be kept at the moment; null when they can. */
  get logTrouble(): string | null {
    return this.#operations.trouble;
  }

  get isStorageBehind(): boolean {
    return !this.steps.isStored;
  }

  /** Changes whenever anything that doors show has changed. */
  get version(): string {
    return `${this.store.session.id}.${this.publisher.version}`;
  }

  utc(atUs: SimTimeUs): string {
    return utc({ epoch: this.plan.config.epoch }, atUs);
  }

  /** What arrived lately; the engine is asked, behind what it has to do. */
  detections(query: DetectionQuery): Promise<DetectionAnswer> {
    return this.#operations.detections(query);
  }

  /** Somebody did something about an alert. */
  alertChanged(alertId: string, tenantId: string): void {
    this.publisher.publishHandling(alertId, tenantId);
    this.steps.alertHandled(this.picture.alerts.get(alertId), tenantId, this.picture);
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

  /** Told by the engine's thread, or by the feed. */
  failed(error: unknown): void {
    if (this.#state === 'stopping') return;
    this.#state = 'failed';
    this.plan.log.error(
      { error: error instanceof Error ? error.stack : String(error) },
      'operations have failed',
    );
  }

  async stop(): Promise<void> {
    this.#state = 'stopping';
    this.#rounds.stop();
    this.#feed.stop();
    this.#operations.hurry();
    await this.#running;
    this.hub.closeAll('the service is stopping');
    await this.engagements.close();
    await this.#rounds.lookAtRegisters();
    if (this.#feed.kind === 'live') await this.#operations.snapshot();
    await this.#operations.close();
  }
}
