import { radians, usFromS } from '../foundation/index.ts';
import { activityPriors, evenPriors } from '../custody/index.ts';
import type { CustodyRequirement } from '../custody/index.ts';
import { LOOK_STAGES } from '../messages/index.ts';
import type { Tasking } from '../messages/index.ts';
import { RunRecorder } from '../metrics/index.ts';
import type { ObjectSoFar, RecordedObject, RunRecord } from '../metrics/index.ts';
import { custodyDemands, rowsEveryS } from '../scenario/index.ts';
import type { Network, NetworkPath, Requirements } from '../scenario/index.ts';
import { Arrivals, NarrowFields, downlink, observe, withNarrow } from '../sensing/index.ts';
import type { DownlinkLimits, NetworkPaths, PathDelay } from '../sensing/index.ts';
import { GROUND_STATIONS } from '../sensors/index.ts';
import type { ObservedBlock } from '../sensing/index.ts';
import { CLASSES_TOLD_APART, vehicleClass } from '../vehicles/index.ts';
import { OnTheWay } from './on-the-way.ts';
import { START_OF_OPERATIONS, operate, settleAll } from './operate.ts';
import type { OperateConfig } from './operate.ts';
import type { MissionPlan } from './plan.ts';
import { regionsAt } from '../physics/index.ts';

/** What a driver lends to a run: a sign of life, and hands for the open-loop half of sensing. */
export interface RunHooks {
  /** Called after each simulated second; a promise is waited for. */
  onSecond?(second: number, durationS: number): Promise<void> | void;
  /** Computes a block of scans elsewhere; `observe` on the spot when absent. Blocks are asked for in order, several at a time. */
  observeBlock?(fromScan: number, scanCount: number): Promise<ObservedBlock>;
  /** How many blocks may be under way at once. */
  readonly blocksAhead?: number;
  /** Scans in a block; changes nothing but how much is computed beyond the end of a run that ends early. */
  readonly blockScans?: number;
  /** Asked after each second: has the run answered? It then ends, and its record with it. */
  isOver?(second: number, objects: readonly ObjectSoFar[]): boolean;
}

/** Scans in a block: long enough that handing it over costs nothing, short enough to keep few in memory. */
const BLOCK_SCANS = 60;
const TASKING_RENEWAL_S = 5;
const TASKING_VALIDITY_S = 10;
/** Narrow fields are planned ten seconds ahead, as long as custody may do without a look by default, in two halves. */
const POINTING_SLOT_S = 5;
const POINTING_SLOTS = 2;
/** Good frames that a turn must leave of a slot, s. */
const POINTING_DWELL_S = 2;
/** A field that will lose the object within so many seconds of its look hands over. */
const HAND_OVER_S = 20;
/** Reports later than this are counted, not used, s. */
const LATE_WINDOW_S = 10;

/** What the operator of a planned mission knows: everything about the own side, nothing about who flies. */
export function operateConfigOf(
  plan: MissionPlan,
): OperateConfig & { readonly custody: readonly CustodyRequirement[] } {
  const { requirements, network } = plan.scenario;
  return {
    ownSide: plan.ownSide,
    epoch: plan.epoch,
    custody: custodyRequirements(requirements),
    decision: {
      regions: plan.regions,
      earth: plan.ownSide.earth,
      classes: CLASSES_TOLD_APART,
      priors:
        requirements.declare.classPriors === 'even'
          ? evenPriors(CLASSES_TOLD_APART)
          : activityPriors(CLASSES_TOLD_APART),
      aimedOdds: requirements.declare.aimedOdds,
      aimedNearOdds: requirements.declare.aimedNearOdds,
      declare: requirements.declare,
    },
    tasking: {
      looksPerObject: network.looksPerObject,
      commandLatencyUs: usFromS(network.commandLatencyS),
      renewalUs: usFromS(TASKING_RENEWAL_S),
      validityUs: usFromS(TASKING_VALIDITY_S),
      pointing: {
        slotUs: usFromS(POINTING_SLOT_S),
        slotCount: POINTING_SLOTS,
        dwellUs: usFromS(POINTING_DWELL_S),
        handOverUs: usFromS(HAND_OVER_S),
      },
    },
    lateWindowUs: usFromS(LATE_WINDOW_S),
  };
}

function custodyRequirements(requirements: Requirements): readonly CustodyRequirement[] {
  return custodyDemands(requirements).map(
    ({ id, minSensors, positionErrorKm: km, maxGapS, maxLatencyS }) => ({
      id,
      minSensors,
      positionErrorM: {
        boost: km.boost * 1000,
        midcourse: km.midcourse * 1000,
        glide: km.glide * 1000,
        reentry: km.reentry * 1000,
      },
      maxGapS,
      maxLatencyS: maxLatencyS ?? null,
    }),
  );
}

/**
 * Runs a planned mission to its record: generation and operation second by second, joined by what is sent down and what is asked for.
 * The result does not depend on who computes the blocks, nor on how many at once.
 */
export async function runMission(plan: MissionPlan, hooks: RunHooks = {}): Promise<RunRecord> {
  const { world, durationS } = plan;
  const config = operateConfigOf(plan);
  const limits = downlinkLimits(plan);
  const recorder = new RunRecorder({
    durationS,
    objects: recordedObjects(plan),
    ownSide: plan.ownSide,
    sensorKinds: plan.sensorKinds.map((kind) => kind.id),
    custody: config.custody,
    regions: plan.regions,
    groups: plan.groups,
    rowsEveryS: rowsEveryS({
      durationS,
      objects: world.flights.length,
      satellites: plan.ownSide.satelliteIds.length,
      looksPerObject: plan.scenario.network.looksPerObject,
    }),
  });
  const blocks = blocksInOrder(plan, hooks);
  let block: ObservedBlock | null = null;
  let state = START_OF_OPERATIONS;
  let taskings: readonly Tasking[] = [];
  const onTheWay = new OnTheWay();
  const stageWidth = world.flights.length * world.sensorKinds.length * LOOK_STAGES.length;
  const narrowFields = new NarrowFields(world);
  const sensed = (s: number, ahead: ObservedBlock, scan: number) => {
    if (narrowFields.channelIndices.length === 0) {
      const stageCounts = ahead.stageCounts.subarray(s * stageWidth, (s + 1) * stageWidth);
      return { sent: downlink(world, ahead, s, taskings, limits), stageCounts };
    }
    const { block: narrow, pointingItrf } = narrowFields.look(scan, taskings);
    const both = withNarrow(ahead, s, narrow);
    return { sent: downlink(world, both, 0, taskings, limits, pointingItrf), stageCounts: both.stageCounts };
  };

  let endS = durationS;
  for (let second = 0; second <= endS; second++) {
    const atUs = usFromS(second);
    if (block === null || second >= block.fromScan + block.scanCount) block = await blocks.next();
    const { sent, stageCounts } = sensed(second - block.fromScan, block, second);
    recorder.takeScan(second, sent.reports, sent.truth, stageCounts);
    onTheWay.send(sent.reports);

    const [reports = NO_REPORTS, ...besides] = onTheWay.takenBy(atUs);
    const step = operate(
      state,
      besides.length === 0 ? { atUs, reports } : { atUs, reports, besides },
      config,
    );
    state = step.state;
    recorder.takeOpenLooks(state.history.at(-1)?.looks ?? []);
    recorder.takeOutput(second, step.output);
    taskings = [...taskings.filter((each) => each.validUntilUs > atUs), ...step.output.taskings];
    await hooks.onSecond?.(second, durationS);
    if (hooks.isOver?.(second, recorder.soFar()) === true) endS = second;
  }
  const rest = settleAll(state);
  recorder.takeFinal(rest.finalTracks, rest.finalLooks, usFromS(endS));
  return recorder.finish(endS);
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

const NO_REPORTS = {
  reportCount: 0,
  channelIndex: new Uint16Array(0),
  scanAtUs: new Float64Array(0),
  arrivedAtUs: new Float64Array(0),
  status: new Uint8Array(0),
  detectionStart: new Uint32Array(1),
  detectionCount: 0,
  losItrf: new Float64Array(0),
  sigmaRad: new Float64Array(0),
  snr: new Float32Array(0),
};

function recordedObjects(plan: MissionPlan): readonly RecordedObject[] {
  return plan.world.flights.map((flight) => ({
    flight,
    weapon: flight.role === 'payload' && (vehicleClass(flight.vehicleId)?.weapon ?? false),
    inRegions:
      flight.impact === null
        ? []
        : regionsAt(plan.regions, flight.impact.longitudeRad, flight.impact.latitudeRad),
  }));
}

/** The blocks of a run one after another, with the next few already under way. */
function blocksInOrder(plan: MissionPlan, hooks: RunHooks): { next(): Promise<ObservedBlock> } {
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
