import { radians, usFromS } from '../foundation/index.ts';
import { LOOK_STAGES } from '../messages/index.ts';
import type { Tasking } from '../messages/index.ts';
import type { Network, NetworkPath } from '../scenario/index.ts';
import { Arrivals, NarrowFields, downlink, observe, withNarrow } from '../sensing/index.ts';
import type {
  DownlinkLimits,
  DownlinkedScan,
  NetworkPaths,
  ObservedBlock,
  PathDelay,
  SensedWorld,
} from '../sensing/index.ts';
import { GROUND_STATIONS } from '../sensors/index.ts';
import type { MissionPlan } from './plan.ts';

/** Hands that a driver lends to the open-loop half of sensing. */
export interface GenerationHooks {
  /** Computes a block of scans elsewhere; `observe` on the spot when absent. Blocks are asked for in order, several at a time. */
  observeBlock?(fromScan: number, scanCount: number): Promise<ObservedBlock>;
  /** How many blocks may be under way at once. */
  readonly blocksAhead?: number;
  /** Scans in a block; changes nothing but how much is computed beyond the end of a run that ends early. */
  readonly blockScans?: number;
}

/** Scans in a block: long enough that handing it over costs nothing, short enough to keep few in memory. */
const BLOCK_SCANS = 60;

/** What was sent down from one scan, and how far every object came in it: [object][kind of sensor][stage]. */
export interface GeneratedScan {
  readonly sent: DownlinkedScan;
  readonly stageCounts: Uint16Array;
}

/**
 * The half of a run that knows the truth: scan after scan, what the satellites send down under the taskings in force. Scans are asked for in order.
 */
export class Generation {
  readonly #world: SensedWorld;
  readonly #limits: DownlinkLimits;
  readonly #blocks: { next(): Promise<ObservedBlock> };
  readonly #narrowFields: NarrowFields;
  readonly #stageWidth: number;
  #block: ObservedBlock | null = null;

  constructor(plan: MissionPlan, hooks: GenerationHooks = {}) {
    this.#world = plan.world;
    this.#limits = downlinkLimits(plan);
    this.#blocks = blocksInOrder(plan, hooks);
    this.#narrowFields = new NarrowFields(plan.world);
    this.#stageWidth = plan.world.flights.length * plan.world.sensorKinds.length * LOOK_STAGES.length;
  }

  async scan(second: number, taskings: readonly Tasking[]): Promise<GeneratedScan> {
    if (this.#block === null || second >= this.#block.fromScan + this.#block.scanCount) {
      this.#block = await this.#blocks.next();
    }
    const block = this.#block;
    const s = second - block.fromScan;
    if (this.#narrowFields.channelIndices.length === 0) {
      const stageCounts = block.stageCounts.subarray(s * this.#stageWidth, (s + 1) * this.#stageWidth);
      return { sent: downlink(this.#world, block, s, taskings, this.#limits), stageCounts };
    }
    const { block: narrow, pointingItrf } = this.#narrowFields.look(second, taskings);
    const both = withNarrow(block, s, narrow);
    const sent = downlink(this.#world, both, 0, taskings, this.#limits, pointingItrf);
    return { sent, stageCounts: both.stageCounts };
  }
}

/** What may be sent down, and how long it takes. */
function downlinkLimits({ scenario: { network, seed }, ownSide, durationS }: MissionPlan): DownlinkLimits {
  const limits = { looksPerObject: network.looksPerObject, latencyUs: usFromS(network.latencyS) };
  if (network.paths === undefined) return limits;
  const paths = networkPaths(network.paths);
  return { ...limits, arrivals: new Arrivals(paths, ownSide, seed, usFromS(durationS)) };
}

function delay(path: NetworkPath | undefined): PathDelay | null {
  return path === undefined ? null : { leastUs: usFromS(path.leastS), moreUs: usFromS(path.moreS ?? 0) };
}

function networkPaths(paths: NonNullable<Network['paths']>): NetworkPaths {
  return {
    direct: delay(paths.direct),
    relayed: delay(paths.relayed),
    groundPass: delay(paths.groundPass),
    stations: GROUND_STATIONS.filter(({ id }) => paths.stations?.includes(id) ?? true),
    minElevationRad: radians(paths.minElevationDeg ?? STATION_ELEVATION_DEG),
  };
}

/** Lowest elevation of a contact; the usual round figure for low orbits. */
const STATION_ELEVATION_DEG = 5;

/** The blocks of a run one after another, with the next few already under way. */
function blocksInOrder(plan: MissionPlan, hooks: GenerationHooks): { next(): Promise<ObservedBlock> } {
  const scans = plan.durationS + 1;
  const blockScans = hooks.blockScans ?? BLOCK_SCANS;
  const ahead = hooks.observeBlock === undefined ? 1 : Math.max(1, hooks.blocksAhead ?? 2);
  const underWay: Promise<ObservedBlock>[] = [];
  let fromScan = 0;
  const start = (): void => {
    while (underWay.length < ahead && fromScan < scans) {
      const scanCount = Math.min(blockScans, scans - fromScan);
      const from = fromScan;
      underWay.push(
        hooks.observeBlock?.(from, scanCount) ?? Promise.resolve(observe(plan.world, from, scanCount)),
      );
      fromScan += scanCount;
    }
  };
  return {
    async next() {
      start();
      const first = underWay.shift();
      if (first === undefined) throw new Error('broken invariant: a block beyond the end of the run');
      const block = await first;
      start();
      return block;
    },
  };
}
