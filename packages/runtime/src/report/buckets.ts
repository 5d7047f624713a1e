import type { EventGroup, ObjectView } from './run-view.ts';

/** Statistics of a quantity of one or several objects over stretches of the time since launch; NaN where there was no value. */
export interface Buckets {
  /** Middle of each stretch, s since launch. */
  readonly atS: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly mean: readonly number[];
  /** Root of the mean square. */
  readonly rms: readonly number[];
}

/** Stretches before and after the break of the time axis: about this many in each part. */
const STRETCHES = 150;

/** Borders of the stretches, whole seconds since launch, ascending. */
export function bucketBorders(flightS: number, breakS: number): readonly number[] {
  const borders: number[] = [0];
  const split = Math.min(breakS, flightS);
  const fine = Math.max(1, Math.ceil(split / STRETCHES));
  for (let s = fine; s < split; s += fine) borders.push(s);
  borders.push(split);
  const coarse = Math.max(1, Math.ceil((flightS - split) / STRETCHES));
  for (let s = split + coarse; s < flightS; s += coarse) borders.push(s);
  if (flightS > split) borders.push(flightS);
  return borders;
}

/**
 * Gathers a column of every object of a group, each counted from its own launch. `column` holds one value per second since the epoch;
 * values that are not numbers are left out.
 */
export function gatherBuckets(
  group: EventGroup,
  breakS: number,
  column: (object: ObjectView) => ArrayLike<number> | undefined,
): Buckets {
  const borders = bucketBorders(Math.ceil(group.flightS), breakS);
  const atS: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const mean: number[] = [];
  const rms: number[] = [];
  for (let k = 0; k + 1 < borders.length; k++) {
    const from = borders[k] ?? 0;
    const to = borders[k + 1] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    let sum = 0;
    let squares = 0;
    let count = 0;
    for (const object of group.objects) {
      const values = column(object);
      if (values === undefined) continue;
      const first = Math.ceil(object.launchS + from);
      const last = Math.min(Math.floor(object.endS), Math.ceil(object.launchS + to) - 1);
      for (let second = Math.max(0, first); second <= last; second++) {
        const value = values[second] ?? NaN;
        if (Number.isNaN(value)) continue;
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
        squares += value * value;
        count++;
      }
    }
    atS.push((from + to) / 2);
    low.push(count === 0 ? NaN : least);
    high.push(count === 0 ? NaN : most);
    mean.push(count === 0 ? NaN : sum / count);
    rms.push(count === 0 ? NaN : Math.sqrt(squares / count));
  }
  return { atS, low, high, mean, rms };
}

/** A run of equal values in a column. */
export interface Run {
  readonly value: number;
  /** First second. */
  readonly fromS: number;
  /** First second that is no longer of this run. */
  readonly toS: number;
}

/** Runs of equal values of `valueAt` over the seconds `fromS` .. `toS`, the last not included. */
export function runsOf(fromS: number, toS: number, valueAt: (second: number) => number): readonly Run[] {
  const runs: Run[] = [];
  let start = fromS;
  for (let second = fromS; second < toS; second++) {
    const value = valueAt(second);
    if (second + 1 >= toS || valueAt(second + 1) !== value) {
      runs.push({ value, fromS: start, toS: second + 1 });
      start = second + 1;
    }
  }
  return runs;
}
