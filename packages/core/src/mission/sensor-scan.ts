import { present } from '../foundation/index.ts';
import type { Reject } from '../messages/index.ts';
import type { OpenScan } from './open-scans.ts';
import { ROW_SIZE, SIGMA_AT, rejectAll } from './scan-part.ts';

/** What one sensor says of one time, after all that cannot be true is taken out: at least one detection, in order of direction. */
export interface SensorScan {
  readonly sensorId: string;
  /** [detection][`ROW_SIZE`], as in a `ScanPart`. */
  readonly rows: Float64Array;
}

/** A sensor is in two places at one time when they are farther apart than this, m. */
const SAME_PLACE_M = 1;
const LOS_AT = 3;
const DIRECTION_FIRST = [3, 4, 5, 6, 0, 1, 2, 7] as const;

/** The scans of sensors in order of their names; copies and sensors in two places at once are put aside. */
export function sensorScansOf({ parts }: OpenScan, reject: Reject): readonly SensorScan[] {
  const scans: SensorScan[] = [];
  for (const sensorId of [...parts.keys()].toSorted()) {
    const rows = Float64Array.from(present(parts.get(sensorId)).rows);
    const order = byDirection(rows);
    const kept = withoutCopies(rows, inOnePlace(rows, order, reject), reject);
    if (kept.length > 0) scans.push({ sensorId, rows: picked(rows, kept) });
  }
  return scans;
}

/** Offsets of the detections in order of direction, the noisier of copies first, lines last: so the content decides, not the order they came in. */
function byDirection(rows: Float64Array): readonly number[] {
  const offsets = Array.from({ length: rows.length / ROW_SIZE }, (_, k) => k * ROW_SIZE);
  return offsets.toSorted((a, b) => {
    for (const at of DIRECTION_FIRST) {
      const difference = rows[a + at]! - rows[b + at]!;
      if (difference !== 0) return at === SIGMA_AT ? -difference : difference;
    }
    return 0;
  });
}

/** The detections from the place most of them name; none when no place has the most. */
function inOnePlace(rows: Float64Array, order: readonly number[], reject: Reject): readonly number[] {
  const places: number[][] = [];
  for (const offset of order) {
    const place = places.find((known) => apartM(rows, present(known[0]), offset) <= SAME_PLACE_M);
    if (place === undefined) places.push([offset]);
    else place.push(offset);
  }
  if (places.length <= 1) return order;
  const most = Math.max(...places.map((each) => each.length));
  const favoured = places.filter((each) => each.length === most);
  const kept = favoured.length === 1 ? present(favoured[0]) : [];
  for (const place of places) {
    if (place !== kept) rejectAll(picked(rows, place), 'one sensor in two places at the same time', reject);
  }
  return kept;
}

function apartM(rows: Float64Array, a: number, b: number): number {
  return Math.hypot(rows[a]! - rows[b]!, rows[a + 1]! - rows[b + 1]!, rows[a + 2]! - rows[b + 2]!);
}

/** One of each direction, the noisiest that is claimed. */
function withoutCopies(rows: Float64Array, order: readonly number[], reject: Reject): readonly number[] {
  const copies: number[] = [];
  const kept: number[] = [];
  for (const offset of order) {
    const before = kept.at(-1);
    if (before !== undefined && sameDirection(rows, before, offset)) copies.push(offset);
    else kept.push(offset);
  }
  if (copies.length > 0) rejectAll(picked(rows, copies), 'copy of another row', reject);
  return kept;
}

function sameDirection(rows: Float64Array, a: number, b: number): boolean {
  for (let k = LOS_AT; k < LOS_AT + 3; k++) if (rows[a + k] !== rows[b + k]) return false;
  return true;
}

function picked(rows: Float64Array, offsets: readonly number[]): Float64Array {
  const out = new Float64Array(ROW_SIZE * offsets.length);
  offsets.forEach((offset, k) => out.set(rows.subarray(offset, offset + ROW_SIZE), ROW_SIZE * k));
  return out;
}
