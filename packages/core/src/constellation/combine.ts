import type { SimTimeUs } from '../foundation/index.ts';
import type { EphemerisWithVelocities, SatelliteRange } from '../physics/index.ts';

/** Several groups of satellites as one, in their order. */
export function combinedEphemeris(parts: readonly EphemerisWithVelocities[]): EphemerisWithVelocities {
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
    statesInertialInto(out: Float64Array, atUs: SimTimeUs, range: SatelliteRange): void {
      let start = 0;
      for (const part of parts) {
        const from = Math.max(range.first, start);
        const count = Math.min(range.first + range.count, start + part.satelliteCount) - from;
        const into = 6 * (from - range.first);
        if (count > 0) {
          part.statesInertialInto(out.subarray(into, into + 6 * count), atUs, { first: from - start, count });
        }
        start += part.satelliteCount;
      }
    },
  };
}
