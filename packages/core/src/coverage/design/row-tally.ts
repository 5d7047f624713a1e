import { Sightings, StereoFinder } from '../stereo.ts';
import type { StereoBand } from '../stereo.ts';
import type { OnView } from '../point-counter.ts';
import type { ViewCounter } from '../view-counter.ts';
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
