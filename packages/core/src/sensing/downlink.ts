import { isOut } from '../constellation/index.ts';
import { SCAN_STATUSES } from '../messages/index.ts';
import type { ScanReports, Tasking } from '../messages/index.ts';
import { present } from '../foundation/index.ts';
import { narrowGazeOf } from '../sensors/index.ts';
import type { Arrivals } from './network-paths.ts';
import type { ObservedBlock } from './observed-block.ts';
import type { SensedWorld } from './sensed-world.ts';
import { TaskedDirections } from './tasked-directions.ts';

/** Which true object caused each detection of a scan; only `metrics` receives it. */
export interface DetectionTruth {
  /** Object index, or -1 for a false alarm: [detection]. */
  readonly objectIndex: Int16Array;
  /** Index into BACKGROUNDS: [detection]; 255 for a false alarm. */
  readonly background: Uint8Array;
}

export interface DownlinkedScan {
  readonly reports: ScanReports;
  readonly truth: DetectionTruth;
  /** Looks that crossed the threshold but were not sent, per object. */
  readonly withheld: Uint16Array;
}

export interface DownlinkLimits {
  /** At most this many looks at one object are sent per scan. */
  readonly looksPerObject: number;
  /** Of every report, unless the network has paths. */
  readonly latencyUs: number;
  readonly arrivals?: Arrivals;
}

/**
 * Chooses what is sent down from scan `s` of a block. Of the looks at one object those of tasked channels go first, in the order of the
 * tasking, then the strongest of the others, until the limit is full. A channel knows that a detection belongs to a tasking by its
 * direction: within five sigmas of the predicted one. False alarms are always sent: nothing on board tells them apart.
 *
 * @param pointingItrf - Where the narrow fields looked, when there are any; see `NarrowScan`.
 */
export function downlink(
  world: SensedWorld,
  block: ObservedBlock,
  s: number,
  taskings: readonly Tasking[],
  limits: DownlinkLimits,
  pointingItrf: Float64Array | null = null,
): DownlinkedScan {
  const scanAtUs = (block.fromScan + s) * world.framePeriodUs;
  const chosen = chooseLooks(world, block, s, scanAtUs, taskings, limits.looksPerObject);
  const withheld = new Uint16Array(world.flights.length);
  for (let look = block.lookStart[s]!; look < block.lookStart[s + 1]!; look++) {
    if (!chosen.has(look)) withheld[block.lookObjectIndex[look]!]!++;
  }
  return {
    ...assemble(
      world,
      block,
      s,
      scanAtUs,
      [...chosen].toSorted((a, b) => a - b),
      limits,
      pointingItrf,
    ),
    withheld,
  };
}

function chooseLooks(
  world: SensedWorld,
  block: ObservedBlock,
  s: number,
  scanAtUs: number,
  taskings: readonly Tasking[],
  looksPerObject: number,
): ReadonlySet<number> {
  const chosen = new Set<number>();
  const byObject = new Map<number, number[]>();
  for (let look = block.lookStart[s]!; look < block.lookStart[s + 1]!; look++) {
    const object = block.lookObjectIndex[look]!;
    const looks = byObject.get(object);
    if (looks === undefined) byObject.set(object, [look]);
    else looks.push(look);
  }
  const tasked = new TaskedDirections(world, taskings, scanAtUs);
  for (const looks of byObject.values()) {
    if (looks.length <= looksPerObject) {
      for (const look of looks) chosen.add(look);
      continue;
    }
    const rankOf = new Map(
      looks.map((look) => [look, tasked.rankOf(block.lookChannelIndex[look]!, block.lookLosItrf, 3 * look)]),
    );
    const ordered = looks.toSorted(
      (a, b) => rankOf.get(a)! - rankOf.get(b)! || block.lookSnr[b]! - block.lookSnr[a]! || a - b,
    );
    for (const look of ordered.slice(0, looksPerObject)) chosen.add(look);
  }
  return chosen;
}

const OK = SCAN_STATUSES.indexOf('ok');
const OFF = SCAN_STATUSES.indexOf('off');
const SATURATED = SCAN_STATUSES.indexOf('saturated');

/** Reports of one satellite travel together. */
function arrivalsOf(
  { ownSide }: SensedWorld,
  arrivals: Arrivals,
  scan: number,
  scanAtUs: number,
): Float64Array {
  const bySatellite = Float64Array.from(ownSide.satelliteIds, (_, satellite) =>
    arrivals.arrivedAtUs(satellite, scan, scanAtUs),
  );
  return Float64Array.from(ownSide.channels, ({ satelliteIndex }) => bySatellite[satelliteIndex]!);
}

function assemble(
  world: SensedWorld,
  block: ObservedBlock,
  s: number,
  scanAtUs: number,
  looks: readonly number[],
  { latencyUs, arrivals }: DownlinkLimits,
  pointingItrf: Float64Array | null,
): { reports: ScanReports; truth: DetectionTruth } {
  const channels = world.ownSide.channels;
  const alarmFrom = block.alarmStart[s]!;
  const alarmUntil = block.alarmStart[s + 1]!;
  const detectionCount = looks.length + alarmUntil - alarmFrom;
  const reportCount = channels.length;
  const detectionStart = new Uint32Array(reportCount + 1);
  for (const look of looks) detectionStart[block.lookChannelIndex[look]! + 1]!++;
  for (let alarm = alarmFrom; alarm < alarmUntil; alarm++)
    detectionStart[block.alarmChannelIndex[alarm]! + 1]!++;
  for (let report = 0; report < reportCount; report++) detectionStart[report + 1]! += detectionStart[report]!;

  const losItrf = new Float64Array(3 * detectionCount);
  const sigmaRad = new Float64Array(detectionCount);
  const snr = new Float32Array(detectionCount);
  const objectIndex = new Int16Array(detectionCount).fill(-1);
  const background = new Uint8Array(detectionCount).fill(255);
  const next = detectionStart.slice(0, reportCount);
  const place = (channel: number, los: Float64Array): number => {
    // In order of direction inside a channel, so that a row's place does not tell what it is.
    let row = next[channel]!++;
    while (row > detectionStart[channel]! && losItrf[3 * (row - 1)]! > los[0]!) {
      losItrf.copyWithin(3 * row, 3 * row - 3, 3 * row);
      snr.copyWithin(row, row - 1, row);
      objectIndex.copyWithin(row, row - 1, row);
      background.copyWithin(row, row - 1, row);
      row--;
    }
    losItrf.set(los, 3 * row);
    return row;
  };
  for (let alarm = alarmFrom; alarm < alarmUntil; alarm++) {
    const row = place(block.alarmChannelIndex[alarm]!, block.alarmLosItrf.subarray(3 * alarm, 3 * alarm + 3));
    snr[row] = block.alarmSnr[alarm]!;
    objectIndex[row] = -1;
    background[row] = 255;
  }
  for (const look of looks) {
    const row = place(block.lookChannelIndex[look]!, block.lookLosItrf.subarray(3 * look, 3 * look + 3));
    snr[row] = block.lookSnr[look]!;
    objectIndex[row] = block.lookObjectIndex[look]!;
    background[row] = block.lookBackground[look]!;
  }
  const status = new Uint8Array(reportCount);
  for (let channel = 0; channel < reportCount; channel++) {
    const { satelliteIndex, sensor } = present(channels[channel]);
    const waits = narrowGazeOf(sensor) !== null && !((pointingItrf?.[3 * channel] ?? Number.NaN) >= -1);
    status[channel] = waits || isOut(world.outages, satelliteIndex, scanAtUs) ? OFF : OK;
    sigmaRad.fill(sensor.sigmaRad, detectionStart[channel], detectionStart[channel + 1]);
  }
  for (let row = block.saturatedStart[s]!; row < block.saturatedStart[s + 1]!; row++) {
    status[block.saturatedChannelIndex[row]!] = SATURATED;
  }
  return {
    reports: {
      reportCount,
      channelIndex: Uint16Array.from({ length: reportCount }, (_, index) => index),
      scanAtUs: new Float64Array(reportCount).fill(scanAtUs),
      arrivedAtUs:
        arrivals === undefined
          ? new Float64Array(reportCount).fill(scanAtUs + latencyUs)
          : arrivalsOf(world, arrivals, block.fromScan + s, scanAtUs),
      status,
      ...(pointingItrf === null ? {} : { pointingItrf }),
      detectionStart,
      detectionCount,
      losItrf,
      sigmaRad,
      snr,
    },
    truth: { objectIndex, background },
  };
}
