import { TWO_PI, assert, wrapPi } from '../../foundation/index.ts';
import type { RegionRing } from './region.ts';
import { continuousRing } from './rings.ts';

/** One stretch, straight in longitude and latitude, rad. */
export interface Stretch {
  readonly longitude1: number;
  readonly latitude1: number;
  readonly longitude2: number;
  readonly latitude2: number;
}

/** One edge of a polygon. */
export interface Edge extends Stretch {
  /** Ring of its polygon and corner of that ring it starts from; what closes a ring over a pole starts beyond the last. */
  readonly ring: number;
  readonly corner: number;
}

/**
 * Edges of a polygon with longitudes made continuous, the westernmost of the outer ring in [-π, π), holes moved along with it. Stops with a message at a ring
 * that `isClosedRing` refuses.
 *
 * @param name - Of the region, for that message.
 */
export function polygonEdges(name: string, rings: readonly RegionRing[]): readonly Edge[] {
  const edges: Edge[] = [];
  let outerWest: number | null = null;
  for (const [number, ring] of rings.entries()) {
    const corners = continuousRing(ring);
    assert(corners !== null, `a ring of region ${name} goes round the Earth and over the equator`);
    const west = Math.min(...corners.map((corner) => corner[0]));
    outerWest ??= wrapPi(west);
    let target = wrapPi(west);
    if (target < outerWest - 1e-12) target += TWO_PI;
    const shift = TWO_PI * Math.round((target - west) / TWO_PI);
    for (let i = 0; i < corners.length; i++) {
      const from = corners[i];
      const to = corners[(i + 1) % corners.length];
      assert(from !== undefined && to !== undefined, 'corners exist');
      if (from[0] === to[0] && from[1] === to[1]) continue;
      edges.push({
        ring: number,
        corner: i,
        longitude1: from[0] + shift,
        latitude1: from[1],
        longitude2: to[0] + shift,
        latitude2: to[1],
      });
    }
  }
  return edges;
}
