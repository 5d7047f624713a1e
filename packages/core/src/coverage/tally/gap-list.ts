/** Every uncovered run as it ends: in which cell, and how long, samples. A longer list than is kept is given up as a whole. */
export interface GapList {
  cells: Int32Array;
  lengths: Int32Array;
  /** -1 when there were too many to keep. */
  count: number;
}

const FIRST_ROOM = 1_024;
/** 48 MB: a day at one sample a minute has some hundred gaps in each of 10,000 cells of thin coverage. */
const MOST_GAPS = 6_000_000;

export function emptyGapList(): GapList {
  return { cells: new Int32Array(0), lengths: new Int32Array(0), count: 0 };
}

/** @param most - Gaps that are kept. */
export function addGap(list: GapList, cell: number, length: number, most: number = MOST_GAPS): void {
  const { count } = list;
  if (count < 0) return;
  if (count === most) {
    list.cells = new Int32Array(0);
    list.lengths = new Int32Array(0);
    list.count = -1;
    return;
  }
  if (count === list.cells.length) {
    const room = Math.min(most, Math.max(FIRST_ROOM, 2 * count));
    list.cells = grown(list.cells, room);
    list.lengths = grown(list.lengths, room);
  }
  list.cells[count] = cell;
  list.lengths[count] = length;
  list.count = count + 1;
}

function grown(values: Int32Array, room: number): Int32Array {
  const larger = new Int32Array(room);
  larger.set(values);
  return larger;
}

/** The gaps of each cell, shortest first: those of cell i stand from `start[i]` to before `start[i + 1]`. Lengths in samples. */
export interface GapsByCell {
  readonly start: Int32Array;
  readonly lengths: Int32Array;
}

/** Lists of different gaps as one, by cell; null when one of them was given up or all together are too many. */
export function gapsByCell(lists: readonly GapList[], cellCount: number): GapsByCell | null {
  const total = lists.reduce((sum, list) => sum + list.count, 0);
  if (lists.some((list) => list.count < 0) || total > MOST_GAPS) return null;
  const start = new Int32Array(cellCount + 1);
  for (const { cells, count } of lists) for (let k = 0; k < count; k++) start[cells[k]! + 1]! += 1;
  for (let cell = 0; cell < cellCount; cell++) start[cell + 1]! += start[cell]!;
  const next = start.slice();
  const lengths = new Int32Array(total);
  for (const list of lists) {
    for (let k = 0; k < list.count; k++) lengths[next[list.cells[k]!]!++] = list.lengths[k]!;
  }
  for (let cell = 0; cell < cellCount; cell++) lengths.subarray(start[cell], start[cell + 1]).sort();
  return { start, lengths };
}

/** The shortest length that at least 95 % of these, shortest first, do not exceed; 0 of none. */
export function p95Of(sorted: Int32Array): number {
  return sorted[Math.max(0, Math.ceil(0.95 * sorted.length) - 1)] ?? 0;
}
