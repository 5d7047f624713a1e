import type { SimTimeUs } from '../foundation/index.ts';
import type { DetectionLine, Reject } from '../messages/index.ts';

/** Detections of one sensor at one time that stand together in a stream. */
export interface ScanPart {
  readonly atUs: SimTimeUs;
  readonly arrivedAtUs: SimTimeUs | null;
  readonly sensorId: string;
  /** [detection][`ROW_SIZE`]: place of the sensor (3), direction (3), sigma, line. */
  readonly rows: number[];
  /** There were more detections than a sensor can mean; none of them is kept. */
  isDazzled: boolean;
}

/** Numbers that are kept of each detection, and where the last two stand. */
export const ROW_SIZE = 8;
export const SIGMA_AT = 6;
const LINE_AT = 7;

/** A sensor that reports more than this at once is dazzled: its scan tells nothing. */
const MOST_ROWS_IN_SCAN = 5_000;
export const DAZZLED: string = `more than ${MOST_ROWS_IN_SCAN} detections of one sensor in one scan`;

export function partFrom(row: DetectionLine): ScanPart {
  const { atUs, arrivedAtUs, sensorId } = row;
  const part: ScanPart = { atUs, arrivedAtUs, sensorId, rows: [], isDazzled: false };
  append(part, row);
  return part;
}

export function belongsTo(part: ScanPart, row: DetectionLine): boolean {
  return row.atUs === part.atUs && row.sensorId === part.sensorId && row.arrivedAtUs === part.arrivedAtUs;
}

/** Adds a detection to its part; all of the part are put aside when they become too many. */
export function addRow(part: ScanPart, row: DetectionLine, reject: Reject): void {
  if (part.isDazzled) {
    reject(row.line, DAZZLED);
    return;
  }
  append(part, row);
  refuseWhenDazzled(part, reject);
}

/** Adds the detections of another part of the same scan. */
export function joinInto(part: ScanPart, more: ScanPart, reject: Reject): void {
  if (part.isDazzled) rejectAll(more.rows, DAZZLED, reject);
  else for (const each of more.rows) part.rows.push(each);
  if (more.isDazzled && !part.isDazzled) dazzle(part, reject);
  refuseWhenDazzled(part, reject);
}

export function rejectAll(rows: ArrayLike<number>, reason: string, reject: Reject): void {
  for (let at = LINE_AT; at < rows.length; at += ROW_SIZE) reject(rows[at]!, reason);
}

function append(part: ScanPart, { sensorItrfM, losItrf, sigmaRad, line }: DetectionLine): void {
  const [x, y, z] = sensorItrfM;
  const [ux, uy, uz] = losItrf;
  part.rows.push(x, y, z, ux, uy, uz, sigmaRad, line);
}

function refuseWhenDazzled(part: ScanPart, reject: Reject): void {
  if (part.rows.length > ROW_SIZE * MOST_ROWS_IN_SCAN) dazzle(part, reject);
}

function dazzle(part: ScanPart, reject: Reject): void {
  part.isDazzled = true;
  rejectAll(part.rows, DAZZLED, reject);
  part.rows.length = 0;
}
