import { EARTH_POLAR_RADIUS_M } from '../../physics/index.ts';

/**
 * Where a target can be met, and from how far: places with a reach each. Who is within one of them at the order is in reach.
 *
 * The axes stand still and coincide with the Earth's at the moment of the launch (for a place without a launch, of the order). The Earth is
 * round about its axis, so one volume serves every moment.
 */
export interface ReachVolume {
  /** [place][x, y, z], m. */
  readonly centresM: Float64Array;
  /** Of each place, m. */
  readonly reachesM: Float64Array;
  /** From the launch to the order, s. */
  readonly orderAfterS: number;
}

/** Nothing is in reach of it. */
export const NO_VOLUME: ReachVolume = {
  centresM: new Float64Array(0),
  reachesM: new Float64Array(0),
  orderAfterS: 0,
};

/** Straight lines end at this sphere, m: the one within the ellipsoid, so that a line that is clear is never taken for blocked. */
const GROUND_RADIUS_M = EARTH_POLAR_RADIUS_M;

/** Length of the line from a radius to where it touches the ground, m; 0 from below. */
export function tangentLengthM(radiusM: number): number {
  return Math.sqrt(Math.max(0, radiusM * radiusM - GROUND_RADIUS_M * GROUND_RADIUS_M));
}

/** Is a position, in the axes of the volume, within reach of one of its places by a straight line above the ground? */
export function isInReach(volume: ReachVolume, xM: number, yM: number, zM: number): boolean {
  const { centresM, reachesM } = volume;
  for (let place = 0; place < reachesM.length; place++) {
    const cx = centresM[3 * place]!;
    const cy = centresM[3 * place + 1]!;
    const cz = centresM[3 * place + 2]!;
    const dx = xM - cx;
    const dy = yM - cy;
    const dz = zM - cz;
    const squared = dx * dx + dy * dy + dz * dz;
    const reach = reachesM[place]!;
    if (squared > reach * reach) continue;
    const fromTarget = tangentLengthM(Math.sqrt(cx * cx + cy * cy + cz * cz));
    if (reach <= fromTarget) return true;
    const clear = fromTarget + tangentLengthM(Math.sqrt(xM * xM + yM * yM + zM * zM));
    if (squared <= clear * clear) return true;
  }
  return false;
}

/**
 * The same volume without places whose balls lie inside another's: nothing that they reach is lost. A ball so large that the Earth may stand
 * before its centre replaces no other.
 */
export function prunedVolume(volume: ReachVolume): ReachVolume {
  const { centresM, reachesM } = volume;
  const places = [...reachesM.keys()].filter((place) => reachesM[place]! > 0);
  const distance = (a: number, b: number): number =>
    Math.hypot(
      centresM[3 * a]! - centresM[3 * b]!,
      centresM[3 * a + 1]! - centresM[3 * b + 1]!,
      centresM[3 * a + 2]! - centresM[3 * b + 2]!,
    );
  const radiusOf = (place: number): number =>
    Math.hypot(centresM[3 * place]!, centresM[3 * place + 1]!, centresM[3 * place + 2]!);
  // Longest reaches first: only a ball as large can hold another; of equal ones the first is kept.
  const byReach = places.toSorted((a, b) => reachesM[b]! - reachesM[a]! || a - b);
  const kept: number[] = [];
  for (const place of byReach) {
    const reach = reachesM[place]!;
    const isInside = (other: number): boolean =>
      reachesM[other]! <= tangentLengthM(radiusOf(other)) &&
      distance(place, other) + reach <= reachesM[other]!;
    if (!kept.some(isInside)) kept.push(place);
  }
  kept.sort((a, b) => a - b);
  return {
    centresM: Float64Array.from(kept.flatMap((place) => [...centresM.subarray(3 * place, 3 * place + 3)])),
    reachesM: Float64Array.from(kept.map((place) => reachesM[place]!)),
    orderAfterS: volume.orderAfterS,
  };
}
