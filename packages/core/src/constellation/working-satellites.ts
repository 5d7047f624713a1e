import type { SimTimeUs } from '../foundation/index.ts';
import type { Ephemeris } from '../physics/index.ts';

/**
 * Those of the satellites that are in service, in their order.
 *
 * @param lost - Indices of the others, ascending.
 */
export function workingSatellites(all: Ephemeris, lost: readonly number[]): Ephemeris {
  if (lost.length === 0) return all;
  const positions = new Float64Array(3 * all.satelliteCount);
  const isLost = new Set(lost);
  const working = Int32Array.from(
    Array.from({ length: all.satelliteCount }, (_, index) => index).filter((index) => !isLost.has(index)),
  );
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
