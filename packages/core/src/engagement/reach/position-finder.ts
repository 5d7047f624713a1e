import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { EarthRotation, Ephemeris } from '../../physics/index.ts';
import type { ReachFinder } from './reach-finder.ts';
import { isInReach } from './reach-volume.ts';
import type { ReachVolume } from './reach-volume.ts';

/**
 * For any satellites: positions of all of them, the few inside a ball about the whole volume tested exactly. Finds what the oracle finds, in
 * the same arithmetic.
 */
export function positionFinder(ephemeris: Ephemeris, earth: EarthRotation, volume: ReachVolume): ReachFinder {
  const { satelliteCount } = ephemeris;
  const positions = new Float64Array(3 * satelliteCount);
  const found = new Int32Array(satelliteCount);
  const [bx, by, bz, radius] = ballAround(volume);
  const squaredRadius = radius * radius;
  const orderAfterUs = usFromS(volume.orderAfterS);
  return {
    interceptorCount: satelliteCount,
    found,
    find(atUs: SimTimeUs): number {
      if (volume.reachesM.length === 0) return 0;
      ephemeris.positionsInertialInto(positions, atUs + orderAfterUs);
      const angle = earthAngleRad(earth, atUs);
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      const ix = c * bx - s * by;
      const iy = s * bx + c * by;
      let count = 0;
      for (let index = 0; index < satelliteCount; index++) {
        const dz = positions[3 * index + 2]! - bz;
        if (dz > radius || dz < -radius) continue;
        const x = positions[3 * index]!;
        const y = positions[3 * index + 1]!;
        const dx = x - ix;
        const dy = y - iy;
        if (dx * dx + dy * dy + dz * dz > squaredRadius) continue;
        if (isInReach(volume, c * x + s * y, c * y - s * x, positions[3 * index + 2]!)) {
          found[count] = index;
          count += 1;
        }
      }
      return count;
    },
  };
}

/** Room for what rounding moves, m. */
const MARGIN_M = 1;

/** Centre and radius of a ball that holds every place with its reach. */
function ballAround({ centresM, reachesM }: ReachVolume): readonly [number, number, number, number] {
  const places = reachesM.length;
  const middle = [0, 1, 2].map((axis) => {
    let sum = 0;
    for (let place = 0; place < places; place++) sum += centresM[3 * place + axis]! / places;
    return sum;
  });
  const [x = 0, y = 0, z = 0] = middle;
  let radius = 0;
  for (let place = 0; place < places; place++) {
    const away = Math.hypot(
      centresM[3 * place]! - x,
      centresM[3 * place + 1]! - y,
      centresM[3 * place + 2]! - z,
    );
    radius = Math.max(radius, away + reachesM[place]!);
  }
  return [x, y, z, radius + MARGIN_M];
}
