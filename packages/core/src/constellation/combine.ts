import type { RandomStream, SimTimeUs } from '../foundation/index.ts';
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

/** Indices of the satellites out of service: the nearest whole number to the share, drawn without favour, in ascending order. */
export function lostSatellites(count: number, lossShare: number, stream: RandomStream): readonly number[] {
  const draws = Array.from({ length: count }, (_, index) => ({ index, draw: stream.uniform(index, 0) }));
  return draws
    .toSorted((a, b) => a.draw - b.draw || a.index - b.index)
    .slice(0, Math.round(count * lossShare))
    .map(({ index }) => index)
    .toSorted((a, b) => a - b);
}
