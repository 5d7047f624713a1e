import type { SimTimeUs } from '../foundation/index.ts';
import type { Ephemeris } from '../physics/index.ts';
import type { OutagePeriods } from './outages.ts';

/**
 * Those of the satellites that are in service, in their order.
 *
 * @param lost - Indices of the others, ascending.
 */
export function workingSatellites(all: Ephemeris, lost: readonly number[]): Ephemeris {
  if (lost.length === 0) return all;
  const positions = new Float64Array(3 * all.satelliteCount);
  const working = Int32Array.from(workingIndices(all.satelliteCount, lost));
  return {
    satelliteCount: working.length,
    positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void {
      all.positionsInertialInto(positions, atUs);
      working.forEach((from, to) => {
        out[3 * to] = positions[3 * from]!;
        out[3 * to + 1] = positions[3 * from + 1]!;
        out[3 * to + 2] = positions[3 * from + 2]!;
      });
    },
  };
}

/** Indices of the satellites that are not lost, ascending. */
export function workingIndices(satelliteCount: number, lost: readonly number[]): readonly number[] {
  const isLost = new Set(lost);
  return Array.from({ length: satelliteCount }, (_, index) => index).filter((index) => !isLost.has(index));
}

/** The outages over time of those that are not lost, by their index among these. */
export function workingPeriods(
  periods: OutagePeriods,
  satelliteCount: number,
  lost: readonly number[],
): OutagePeriods {
  const working = workingIndices(satelliteCount, lost);
  return new Map(
    working.flatMap((index, place) => {
      const own = periods.get(index);
      return own === undefined ? [] : [[place, own] as const];
    }),
  );
}
