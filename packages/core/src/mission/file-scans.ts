import { present, usFromS } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { DetectionTable, RejectedRow } from '../messages/index.ts';

/** All rows of one sensor at one time, in canonical order. */
export interface SensorScan {
  readonly scanAtUs: SimTimeUs;
  readonly sensorIndex: number;
  /** When the last of its rows arrived. */
  readonly arrivedAtUs: SimTimeUs;
  /** Rows of the table. */
  readonly rows: readonly number[];
}

/** Rows of one scan that arrive later than this after its first are late, us; the same as for whole scans. */
export const LATE_WINDOW_US: SimTimeUs = usFromS(10);
/** A sensor that reports more than this at once is dazzled: its scan tells nothing. */
const MOST_ROWS_IN_SCAN = 5_000;
/** A scan whose time is this far from those that arrived around it has a wrong clock. */
const LARGEST_TIME_JUMP_US = usFromS(3_600);
/** How many scans on either side say what the time is. */
const SCANS_AROUND = 15;
/** A sensor is in two places at one time when they are farther apart than this, m. */
const SAME_PLACE_M = 1;

/**
 * The rows of a table as scans of sensors, ordered by arrival, with every row that cannot be true taken out: wrong clocks, a sensor in two
 * places at once, dazzled scans, copies, and rows that trail their scan by more than the late window. What is kept does not depend on the
 * order in which rows of a scan stand in the file.
 */
export function sensorScansOf(table: DetectionTable): {
  readonly scans: readonly SensorScan[];
  readonly rejected: readonly RejectedRow[];
} {
  const rejected: RejectedRow[] = [];
  const reject = (rows: readonly number[], reason: string): void => {
    for (const row of rows) rejected.push({ line: table.line[row]!, reason });
  };
  const groups = withoutWrongClocks(grouped(table), table, reject);
  const arrivedAtUs = arrivals(table, groups);
  const scans: SensorScan[] = [];
  for (const group of groups) {
    if (group.length > MOST_ROWS_IN_SCAN) {
      reject(group, `more than ${MOST_ROWS_IN_SCAN} detections of one sensor in one scan`);
      continue;
    }
    const inPlace = inOnePlace(table, group, reject);
    const byArrival = inPlace.toSorted((a, b) => arrivedAtUs[a]! - arrivedAtUs[b]! || a - b);
    const first = byArrival[0];
    if (first === undefined) continue;
    const inTime = byArrival.filter((row) => arrivedAtUs[row]! - arrivedAtUs[first]! <= LATE_WINDOW_US);
    const rows = withoutCopies(table, inTime, reject);
    reject(
      byArrival.filter((row) => arrivedAtUs[row]! - arrivedAtUs[first]! > LATE_WINDOW_US),
      'arrived more than 10 s after the first row of its scan',
    );
    scans.push({
      scanAtUs: table.scanAtUs[first]!,
      sensorIndex: table.sensorIndex[first]!,
      arrivedAtUs: rows.reduce((newest, row) => Math.max(newest, arrivedAtUs[row]!), arrivedAtUs[first]!),
      rows,
    });
  }
  const ordered = scans.toSorted(
    (a, b) => a.arrivedAtUs - b.arrivedAtUs || a.scanAtUs - b.scanAtUs || a.sensorIndex - b.sensorIndex,
  );
  return { scans: ordered, rejected };
}

type Reject = (rows: readonly number[], reason: string) => void;

/** Rows by time and sensor; groups in order of arrival of their first rows. */
function grouped(table: DetectionTable): readonly (readonly number[])[] {
  const order = Array.from({ length: table.rowCount }, (_, row) => row);
  const told = table.arrivedAtUs.some((each) => !Number.isNaN(each));
  if (told) order.sort((a, b) => toldArrival(table, a) - toldArrival(table, b) || a - b);
  const byTime = new Map<SimTimeUs, Map<number, number[]>>();
  const groups: number[][] = [];
  for (const row of order) {
    const atUs = table.scanAtUs[row]!;
    const sensor = table.sensorIndex[row]!;
    let bySensor = byTime.get(atUs);
    if (bySensor === undefined) {
      bySensor = new Map();
      byTime.set(atUs, bySensor);
    }
    const group = bySensor.get(sensor);
    if (group === undefined) {
      const begun = [row];
      bySensor.set(sensor, begun);
      groups.push(begun);
    } else {
      group.push(row);
    }
  }
  return groups;
}

function toldArrival(table: DetectionTable, row: number): SimTimeUs {
  const told = table.arrivedAtUs[row]!;
  return Number.isNaN(told) ? table.scanAtUs[row]! : told;
}

function withoutWrongClocks(
  groups: readonly (readonly number[])[],
  table: DetectionTable,
  reject: Reject,
): readonly (readonly number[])[] {
  const times = groups.map((group) => table.scanAtUs[present(group[0])]!);
  const suspect = new Set<number>();
  for (let i = 1; i < times.length; i++) {
    if (Math.abs(present(times[i]) - present(times[i - 1])) <= LARGEST_TIME_JUMP_US) continue;
    for (let k = i - SCANS_AROUND - 1; k <= i + SCANS_AROUND; k++) suspect.add(k);
  }
  return groups.filter((group, index) => {
    if (!suspect.has(index)) return true;
    const from = Math.max(0, Math.min(index - SCANS_AROUND, times.length - 2 * SCANS_AROUND - 1));
    const around = times.slice(from, from + 2 * SCANS_AROUND + 1).toSorted((a, b) => a - b);
    const usual = present(around[Math.floor(around.length / 2)]);
    const wrong = Math.abs(present(times[index]) - usual) > LARGEST_TIME_JUMP_US;
    if (wrong) reject(group, 'time more than an hour from that of the scans around it');
    return !wrong;
  });
}

/** When each row arrived: as told; else, when no row of the file tells, at the newest time so far; else at its own scan time. */
function arrivals(table: DetectionTable, groups: readonly (readonly number[])[]): Float64Array {
  const told = table.arrivedAtUs.some((each) => !Number.isNaN(each));
  const arrivedAtUs = new Float64Array(table.rowCount);
  let newestUs = Number.NEGATIVE_INFINITY;
  for (const row of groups.flat().toSorted((a, b) => a - b)) {
    newestUs = Math.max(newestUs, table.scanAtUs[row]!);
    arrivedAtUs[row] = told ? toldArrival(table, row) : newestUs;
  }
  return arrivedAtUs;
}

/** The rows from the place most of them name; none when no place has the most. */
function inOnePlace(table: DetectionTable, group: readonly number[], reject: Reject): readonly number[] {
  const places: number[][] = [];
  for (const row of group) {
    const place = places.find((known) => apartM(table, present(known[0]), row) <= SAME_PLACE_M);
    if (place === undefined) places.push([row]);
    else place.push(row);
  }
  if (places.length <= 1) return group;
  const most = Math.max(...places.map((each) => each.length));
  const favoured = places.filter((each) => each.length === most);
  const kept = favoured.length === 1 ? present(favoured[0]) : [];
  reject(
    group.filter((row) => !kept.includes(row)),
    'one sensor in two places at the same time',
  );
  return kept;
}

function apartM(table: DetectionTable, a: number, b: number): number {
  const p = table.sensorItrfM;
  return Math.hypot(p[3 * a]! - p[3 * b]!, p[3 * a + 1]! - p[3 * b + 1]!, p[3 * a + 2]! - p[3 * b + 2]!);
}

/** In order of direction, the first to arrive of each; `rows` in order of arrival. */
function withoutCopies(table: DetectionTable, rows: readonly number[], reject: Reject): readonly number[] {
  const sorted = rows.toSorted((a, b) => byDirection(table, a, b));
  return sorted.filter((row, index) => {
    const before = sorted[index - 1];
    if (before === undefined || byDirection(table, before, row) !== 0) return true;
    reject([row], 'copy of another row');
    return false;
  });
}

function byDirection(table: DetectionTable, a: number, b: number): number {
  const l = table.losItrf;
  return l[3 * a]! - l[3 * b]! || l[3 * a + 1]! - l[3 * b + 1]! || l[3 * a + 2]! - l[3 * b + 2]!;
}
