import { SPEED_OF_LIGHT_M_PER_S, earthAngleRad } from '../physics/index.ts';
import { SCAN_STATUSES } from '../messages/index.ts';
import type { ScanReports } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';

/**
 * All detections of one instant, inertial, in order of channel. Channel block b holds detections `blockStart[b] .. blockStart[b + 1]`
 * of channel `blockChannel[b]`; channels without detections have no block.
 */
export interface Scan {
  readonly atUs: SimTimeUs;
  readonly detectionCount: number;
  readonly blockChannel: Uint16Array;
  readonly blockStart: Uint32Array;
  readonly channelIndex: Uint16Array;
  readonly satelliteIndex: Uint16Array;
  /** Speed of light in these directions, m/s: infinite when they point at the target as it was at `atUs` itself. */
  readonly lightSpeedMPerS: number;
  /** Unit vectors to the target as it was one light time before, [detection][x, y, z]. */
  readonly los: Float64Array;
  readonly sigmaRad: Float64Array;
  /** Row of each detection in the reports it came in. */
  readonly sourceRow: Uint32Array;
  /** 1 for each channel whose working report of this scan has come, with detections or without. */
  readonly reported: Uint8Array;
  /** Where the narrow fields looked, unit vectors, [channel][x, y, z], NaN of all others; absent when there are none. */
  readonly pointing?: Float64Array;
  /** Of a scan turned back by pointing errors believed in: the scan as it was measured. */
  readonly asMeasured?: Scan;
  /** Inertial positions of all own satellites at `atUs`, m, [satellite][x, y, z]. */
  readonly satellites: Float64Array;
}

/**
 * The scans that a batch of reports holds, oldest first; only reports that arrived after `arrivedAfterUs` and by `arrivedByUs`. Reports of
 * one instant may come in any order; of a channel's reports of one instant the first is taken, the others are copies; and of equal detections
 * that follow one another in a report (they stand in order of direction) one.
 */
export function scansOf(
  reports: ScanReports,
  ownSide: OwnSide,
  arrivedAfterUs: SimTimeUs = Number.NEGATIVE_INFINITY,
  arrivedByUs: SimTimeUs = Number.POSITIVE_INFINITY,
): readonly Scan[] {
  const rowsByTime = new Map<SimTimeUs, number[]>();
  for (let report = 0; report < reports.reportCount; report++) {
    const arrivedAtUs = reports.arrivedAtUs[report]!;
    if (arrivedAtUs <= arrivedAfterUs || arrivedAtUs > arrivedByUs) continue;
    const atUs = reports.scanAtUs[report]!;
    const rows = rowsByTime.get(atUs);
    if (rows === undefined) rowsByTime.set(atUs, [report]);
    else rows.push(report);
  }
  return [...rowsByTime.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([atUs, rows]) => scanOf(reports, rows, atUs, ownSide));
}

function scanOf(reports: ScanReports, rows: readonly number[], atUs: SimTimeUs, ownSide: OwnSide): Scan {
  const ordered = rows
    .filter((row) => reports.detectionStart[row + 1]! > reports.detectionStart[row]!)
    .toSorted((a, b) => reports.channelIndex[a]! - reports.channelIndex[b]! || a - b)
    .filter(
      (row, index, sorted) => reports.channelIndex[row] !== reports.channelIndex[sorted[index - 1] ?? -1],
    );
  let detectionCount = 0;
  for (const row of ordered) {
    for (let source = reports.detectionStart[row]!; source < reports.detectionStart[row + 1]!; source++) {
      if (!isCopy(reports, row, source)) detectionCount++;
    }
  }
  const reported = new Uint8Array(ownSide.channels.length);
  for (const row of rows) if (isWorking(reports.status[row]!)) reported[reports.channelIndex[row]!] = 1;
  const blockChannel = new Uint16Array(ordered.length);
  const blockStart = new Uint32Array(ordered.length + 1);
  const channelIndex = new Uint16Array(detectionCount);
  const satelliteIndex = new Uint16Array(detectionCount);
  const los = new Float64Array(3 * detectionCount);
  const sigmaRad = new Float64Array(detectionCount);
  const sourceRow = new Uint32Array(detectionCount);
  const satellites = new Float64Array(3 * ownSide.satelliteIds.length);
  ownSide.ephemeris.positionsInertialInto(satellites, atUs);
  const earthRad = earthAngleRad(ownSide.earth, atUs);
  const cosEarth = Math.cos(earthRad);
  const sinEarth = Math.sin(earthRad);
  let next = 0;
  ordered.forEach((row, block) => {
    const channel = reports.channelIndex[row]!;
    const satellite = ownSide.channels[channel]?.satelliteIndex ?? 0;
    blockChannel[block] = channel;
    blockStart[block] = next;
    for (let source = reports.detectionStart[row]!; source < reports.detectionStart[row + 1]!; source++) {
      if (isCopy(reports, row, source)) continue;
      const x = reports.losItrf[3 * source]!;
      const y = reports.losItrf[3 * source + 1]!;
      los[3 * next] = cosEarth * x - sinEarth * y;
      los[3 * next + 1] = sinEarth * x + cosEarth * y;
      los[3 * next + 2] = reports.losItrf[3 * source + 2]!;
      sigmaRad[next] = reports.sigmaRad[source]!;
      channelIndex[next] = channel;
      satelliteIndex[next] = satellite;
      sourceRow[next] = source;
      next++;
    }
  });
  blockStart[ordered.length] = next;
  const pointing = pointingOf(reports, rows, ownSide.channels.length, cosEarth, sinEarth);
  return {
    ...(pointing === null ? {} : { pointing }),
    atUs,
    detectionCount,
    blockChannel,
    blockStart,
    channelIndex,
    satelliteIndex,
    lightSpeedMPerS: reports.instantaneous === true ? Number.POSITIVE_INFINITY : SPEED_OF_LIGHT_M_PER_S,
    los,
    sigmaRad,
    sourceRow,
    reported,
    satellites,
  };
}

/** Where the fields of the reports looked, inertial, by channel. */
function pointingOf(
  { pointingItrf, channelIndex }: ScanReports,
  rows: readonly number[],
  channelCount: number,
  cosEarth: number,
  sinEarth: number,
): Float64Array | null {
  if (pointingItrf === undefined) return null;
  const pointing = new Float64Array(3 * channelCount).fill(Number.NaN);
  for (const row of rows) {
    const at = 3 * channelIndex[row]!;
    pointing[at] = cosEarth * pointingItrf[3 * row]! - sinEarth * pointingItrf[3 * row + 1]!;
    pointing[at + 1] = sinEarth * pointingItrf[3 * row]! + cosEarth * pointingItrf[3 * row + 1]!;
    pointing[at + 2] = pointingItrf[3 * row + 2]!;
  }
  return pointing;
}

/** Does a detection of a report equal the one before it in every number? */
function isCopy({ detectionStart, losItrf, sigmaRad }: ScanReports, report: number, row: number): boolean {
  return (
    row > detectionStart[report]! &&
    losItrf[3 * row] === losItrf[3 * row - 3] &&
    losItrf[3 * row + 1] === losItrf[3 * row - 2] &&
    losItrf[3 * row + 2] === losItrf[3 * row - 1] &&
    sigmaRad[row] === sigmaRad[row - 1]
  );
}

function isWorking(status: number): boolean {
  return SCAN_STATUSES[status] === 'ok' || SCAN_STATUSES[status] === 'degraded';
}

/** Are two scans of one own side equal in every number? */
export function isSameScan(a: Scan, b: Scan): boolean {
  return (
    a.atUs === b.atUs &&
    a.lightSpeedMPerS === b.lightSpeedMPerS &&
    a.asMeasured === b.asMeasured &&
    isSameColumn(a.blockChannel, b.blockChannel) &&
    isSameColumn(a.blockStart, b.blockStart) &&
    isSameColumn(a.sourceRow, b.sourceRow) &&
    isSameColumn(a.sigmaRad, b.sigmaRad) &&
    isSameColumn(a.los, b.los) &&
    isSameColumn(a.reported, b.reported) &&
    isSameColumn(a.pointing, b.pointing)
  );
}

/** Where nothing was measured both say NaN. */
function isSameColumn(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!Object.is(a[at], b[at])) return false;
  return true;
}

/**
 * Two parts of one scan that arrived apart, as one. A channel that stands in both is a doubled report: the earlier part's is kept.
 */
export function joinedScan(earlier: Scan, later: Scan): Scan {
  const known = new Set(earlier.blockChannel);
  const blocks = [
    ...blocksOf(earlier),
    ...blocksOf(later).filter((block) => !known.has(block.scan.blockChannel[block.index]!)),
  ].toSorted((a, b) => a.scan.blockChannel[a.index]! - b.scan.blockChannel[b.index]!);
  const rows = blocks.flatMap(({ scan, index }) => {
    const from = scan.blockStart[index]!;
    return Array.from({ length: scan.blockStart[index + 1]! - from }, (_, k) => ({ scan, row: from + k }));
  });
  let next = 0;
  const blockStart = new Uint32Array(blocks.length + 1);
  blocks.forEach(({ scan, index }, block) => {
    next += scan.blockStart[index + 1]! - scan.blockStart[index]!;
    blockStart[block + 1] = next;
  });
  const los = new Float64Array(3 * rows.length);
  rows.forEach(({ scan, row }, k) => los.set(scan.los.subarray(3 * row, 3 * row + 3), 3 * k));
  const pointing = joinedPointing(earlier.pointing, later.pointing);
  return {
    ...(pointing === undefined ? {} : { pointing }),
    atUs: earlier.atUs,
    detectionCount: rows.length,
    blockChannel: Uint16Array.from(blocks, ({ scan, index }) => scan.blockChannel[index]!),
    blockStart,
    channelIndex: Uint16Array.from(rows, ({ scan, row }) => scan.channelIndex[row]!),
    satelliteIndex: Uint16Array.from(rows, ({ scan, row }) => scan.satelliteIndex[row]!),
    lightSpeedMPerS: earlier.lightSpeedMPerS,
    los,
    sigmaRad: Float64Array.from(rows, ({ scan, row }) => scan.sigmaRad[row]!),
    sourceRow: Uint32Array.from(rows, ({ scan, row }) => scan.sourceRow[row]!),
    reported: earlier.reported.map((each, channel) => Math.max(each, later.reported[channel]!)),
    satellites: earlier.satellites,
  };
}

function joinedPointing(
  earlier: Float64Array | undefined,
  later: Float64Array | undefined,
): Float64Array | undefined {
  if (earlier === undefined || later === undefined) return earlier ?? later;
  return earlier.map((each, at) => (Number.isNaN(each) ? later[at]! : each));
}

function blocksOf(scan: Scan): readonly { readonly scan: Scan; readonly index: number }[] {
  return Array.from(scan.blockChannel, (_, index) => ({ scan, index }));
}
