import { assert } from '../../foundation/index.ts';
import { Sightings, StereoFinder } from '../counters/stereo.ts';
import type { StereoBand } from '../counters/stereo.ts';
import type { OnView } from '../counters/point-counter.ts';
import type { ViewCounter } from '../counters/view-counter.ts';
import type { RowPoints } from './row-points.ts';

/** How often the places of a row had how many satellites in view, and how often two of them crossed well. */
export interface RowTally {
  readonly stride: number;
  /** [row][k]. */
  readonly counts: Float64Array;
  /** By row. */
  readonly crossed: Float64Array;
}

export function emptyRowTally(rowCount: number, satelliteCount: number): RowTally {
  const stride = satelliteCount + 1;
  return { stride, counts: new Float64Array(rowCount * stride), crossed: new Float64Array(rowCount) };
}

/** Tallies of the same rows and satellites over different samples, as one; at least one. Their counts are whole, so order does not matter. */
export function sumOfTallies(tallies: readonly RowTally[]): RowTally {
  const [first, ...rest] = tallies;
  assert(first !== undefined, 'there is a tally to sum');
  const counts = first.counts.slice();
  const crossed = first.crossed.slice();
  for (const tally of rest) {
    tally.counts.forEach((count, at) => (counts[at]! += count));
    tally.crossed.forEach((count, at) => (crossed[at]! += count));
  }
  return { stride: first.stride, counts, crossed };
}

/** Takes in one state of the constellation after the other, Earth-fixed positions, [satellite][x, y, z], m. */
export type RowSampler = (tally: RowTally, satellitesItrfM: Float64Array) => void;

/** @param counterOf - Who finds what each satellite sees. */
export function rowSampler(
  { points, rowOfPoint }: RowPoints,
  satelliteCount: number,
  band: StereoBand,
  counterOf: (onView: OnView) => ViewCounter,
): RowSampler {
  const sightings = new Sightings(points.count);
  const finder = new StereoFinder(points, satelliteCount, band);
  const counter = counterOf((point, satellite) => sightings.add(point, satellite));
  const inView = new Uint16Array(points.count);
  const below = new Uint16Array(points.count);
  const crossed = new Uint16Array(points.count);
  return ({ counts, crossed: crossedOfRow, stride }, satellites) => {
    counter.countInto(inView, below, satellites);
    finder.findInto(crossed, sightings, satellites);
    sightings.clear();
    for (let point = 0; point < points.count; point++) {
      const row = rowOfPoint[point]!;
      counts[row * stride + inView[point]!]! += 1;
      crossedOfRow[row]! += crossed[point]!;
    }
  };
}
