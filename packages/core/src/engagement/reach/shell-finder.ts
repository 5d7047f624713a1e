import { walkerEphemeris, walkerSlot } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { TWO_PI, sFromUs, usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, circularRates, earthAngleRad } from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import { arcLevelM } from './plane-arc.ts';
import type { ReachFinder } from './reach-finder.ts';
import { isInReach } from './reach-volume.ts';
import type { ReachVolume } from './reach-volume.ts';

/** An interceptor this near to the edge of an arc is tested by its position, rad (7 m along the orbit). */
const EDGE_RAD = 1e-6;
/** A plane that touches a ball so nearly is not left out, as a share of the distance. */
const TOUCHING = 1e-12;

/**
 * For a Walker shell: plane by plane instead of satellite by satellite.
 *
 * The satellites of a plane that are within a distance of a place fill one arc of the orbit about the point nearest to it:
 * A cos u + B sin u ≥ C with A and B the place along the node and a quarter turn ahead. Most planes pass too far off (A² + B² < C²). Where one
 * does not, the slots in its arc are counted off. Those at its ends are tested by their positions, so that the answer is the oracle's.
 */
export function shellFinder(shell: WalkerShell, earth: EarthRotation, volume: ReachVolume): ReachFinder {
  const { count: interceptorCount, planes, altitudeM, inclinationRad } = shell;
  const perPlane = interceptorCount / planes;
  const spacing = TWO_PI / perPlane;
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + altitudeM;
  const rates = circularRates(altitudeM, inclinationRad);
  const ephemeris = walkerEphemeris(shell);
  const sinI = Math.sin(inclinationRad);
  const cosI = Math.cos(inclinationRad);
  const slots = Array.from({ length: planes }, (_, plane) => walkerSlot(shell, plane, 0));
  const firstPhase = Float64Array.from(slots, (slot) => slot.argumentOfLatitudeRad);
  const cosNode = Float64Array.from(slots, (slot) => Math.cos(slot.nodeRad));
  const sinNode = Float64Array.from(slots, (slot) => Math.sin(slot.nodeRad));
  const { centresM, reachesM, orderAfterS } = volume;
  const places = reachesM.length;
  const levels = Float64Array.from({ length: places }, (_, place) => arcLevelM(volume, place, radiusM));
  const found = new Int32Array(interceptorCount);
  const seenAt = new Int32Array(interceptorCount);
  const state = new Float64Array(6);
  let call = 0;
  const orderAfterUs = usFromS(orderAfterS);

  const isWithin = (index: number, atUs: SimTimeUs, cosEarth: number, sinEarth: number): boolean => {
    ephemeris.statesInertialInto(state, atUs + orderAfterUs, { first: index, count: 1 });
    const x = state[0]!;
    const y = state[1]!;
    return isInReach(volume, cosEarth * x + sinEarth * y, cosEarth * y - sinEarth * x, state[2]!);
  };

  return {
    interceptorCount,
    found,
    find(atUs: SimTimeUs): number {
      call += 1;
      const tS = sFromUs(atUs + orderAfterUs);
      const earthRad = earthAngleRad(earth, atUs);
      const turn = rates.nodeRadPerS * tS - earthRad;
      const cosTurn = Math.cos(turn);
      const sinTurn = Math.sin(turn);
      const advance = (rates.argumentOfLatitudeRadPerS * tS) % TWO_PI;
      let count = 0;
      for (let plane = 0; plane < planes; plane++) {
        const cosW = cosNode[plane]! * cosTurn - sinNode[plane]! * sinTurn;
        const sinW = sinNode[plane]! * cosTurn + cosNode[plane]! * sinTurn;
        for (let place = 0; place < places; place++) {
          const x = centresM[3 * place]!;
          const y = centresM[3 * place + 1]!;
          const along = x * cosW + y * sinW;
          const ahead = (y * cosW - x * sinW) * cosI + centresM[3 * place + 2]! * sinI;
          const level = levels[place]!;
          const squared = along * along + ahead * ahead;
          if (level > 0 && squared * (1 + TOUCHING) < level * level) continue;
          const cosine = level / Math.sqrt(squared);
          const half = cosine <= -1 ? Math.PI : Math.acos(Math.min(1, cosine));
          const from = (Math.atan2(ahead, along) - half - firstPhase[plane]! - advance) / spacing;
          const to = from + (2 * half) / spacing;
          const edge = EDGE_RAD / spacing;
          const first = Math.ceil(from - edge);
          const last = Math.min(Math.floor(to + edge), first + perPlane - 1);
          for (let number = first; number <= last; number++) {
            const index = plane * perPlane + (((number % perPlane) + perPlane) % perPlane);
            if (seenAt[index] === call) continue;
            if (number - from < edge || to - number < edge) {
              const c = Math.cos(earthRad);
              if (!isWithin(index, atUs, c, Math.sin(earthRad))) continue;
            }
            seenAt[index] = call;
            found[count] = index;
            count += 1;
          }
        }
      }
      return count;
    },
  };
}
