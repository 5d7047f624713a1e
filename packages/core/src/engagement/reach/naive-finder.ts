import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { EarthRotation, Ephemeris } from '../../physics/index.ts';
import type { ReachFinder } from './reach-finder.ts';
import { isInReach } from './reach-volume.ts';
import type { ReachVolume } from './reach-volume.ts';

/** Every interceptor against every place of the volume, one by one: the oracle that the fast finders are checked by. */
export function naiveFinder(ephemeris: Ephemeris, earth: EarthRotation, volume: ReachVolume): ReachFinder {
  const { satelliteCount } = ephemeris;
  const positions = new Float64Array(3 * satelliteCount);
  const found = new Int32Array(satelliteCount);
  return {
    interceptorCount: satelliteCount,
    found,
    find(atUs: SimTimeUs): number {
      ephemeris.positionsInertialInto(positions, atUs + usFromS(volume.orderAfterS));
      const angle = earthAngleRad(earth, atUs);
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      let count = 0;
      for (let index = 0; index < satelliteCount; index++) {
        const x = positions[3 * index]!;
        const y = positions[3 * index + 1]!;
        if (isInReach(volume, c * x + s * y, c * y - s * x, positions[3 * index + 2]!)) {
          found[count] = index;
          count += 1;
        }
      }
      return count;
    },
  };
}
