import type { RandomStream, SimTimeUs } from '../foundation/index.ts';
import type { Ephemeris } from '../physics/index.ts';

/** Several groups of satellites as one, in their order. */
export function combinedEphemeris(parts: readonly Ephemeris[]): Ephemeris {
  const satelliteCount = parts.reduce((sum, part) => sum + part.satelliteCount, 0);
  return {
    satelliteCount,
    positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void {
      let first = 0;
      for (const part of parts) {
        part.positionsInertialInto(out.subarray(3 * first, 3 * (first + part.satelliteCount)), atUs);
        first += part.satelliteCount;
      }
    },
  };
}

/** Indices of the satellites out of service: the nearest whole number to the share, drawn without favour, in ascending order. */
export function lostSatellites(count: number, lossShare: number, stream: RandomStream): readonly number[] {
  const draws = Array.from({ length: count }, (_, index) => ({ index, draw: stream.uniform(index, 0) }));
  return draws
    .toSorted((a, b) => a.draw - b.draw || a.index - b.index)
    .slice(0, Math.round(count * lossShare))
    .map(({ index }) => index)
    .toSorted((a, b) => a - b);
}
